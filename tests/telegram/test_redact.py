"""The token is in no log line and no traceback, whatever way it tries to get there."""

import io
import logging
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from pydantic import SecretStr
from telegram.error import InvalidToken

from bot.config import Settings
from bot.logs import set_up_logs
from bot.telegram import redact as redaction
from bot.telegram.redact import PLACEHOLDER, install_redaction, redact, redact_line

SHORT = "42:short"
TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
URL = f"https://api.telegram.org/bot{TOKEN}/sendMessage"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What a plain handler, which knows nothing of tokens, writes with redaction installed."""
    factory, excepthook = logging.getLogRecordFactory(), sys.excepthook
    logger = logging.getLogger("redact")
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    logger.addHandler(handler)
    install_redaction()
    yield written
    logging.setLogRecordFactory(factory)
    sys.excepthook = excepthook
    logger.removeHandler(handler)
    assert TOKEN not in written.getvalue()
    assert PLACEHOLDER in written.getvalue()


@pytest.fixture
def no_known_tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redaction, "_known", set())


def raise_chained() -> None:
    try:
        raise ConnectionError(f"cannot reach {URL}")
    except ConnectionError as error:
        raise RuntimeError(f"token {TOKEN} refused") from error


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        (URL, "https://api.telegram.org/bot<token>/sendMessage"),
        (URL.replace(":AA", "%3AAA"), "https://api.telegram.org/bot<token>/sendMessage"),
        ("http://localhost/bot1:x/getMe", "http://localhost/bot<token>/getMe"),
        ("/file/bot1:short-one_2/photos/1.jpg", "/file/bot<token>/photos/1.jpg"),
        (f"ExtBot[token={TOKEN}]", "ExtBot[token=<token>]"),
        (f"{TOKEN} and {TOKEN}.", "<token> and <token>."),
        ("at 18:05:33 the robot answered 12:30", "at 18:05:33 the robot answered 12:30"),
        ("chat 123456789: hello", "chat 123456789: hello"),
        ("127.0.0.1:8080", "127.0.0.1:8080"),
    ],
)
def test_tokens_are_replaced_and_nothing_else_is(text: str, clean: str) -> None:
    assert redact(text) == clean


def test_a_token_in_the_message_is_replaced(log: io.StringIO) -> None:
    logging.getLogger("redact").warning(f"calling {URL}")
    assert log.getvalue() == "calling https://api.telegram.org/bot<token>/sendMessage\n"


def test_a_token_in_the_arguments_is_replaced(log: io.StringIO) -> None:
    logging.getLogger("redact.below").warning("calling %s, %d times", URL, 3)
    assert log.getvalue().endswith("bot<token>/sendMessage, 3 times\n")


def test_a_token_inside_an_argument_is_replaced(log: io.StringIO) -> None:
    logging.getLogger("redact").warning("request: %r", {"url": URL})
    logging.getLogger("redact").error(ConnectionError(URL))


def test_a_token_in_a_traceback_and_its_causes_is_replaced(log: io.StringIO) -> None:
    try:
        raise_chained()
    except RuntimeError:
        logging.getLogger("redact").exception("failed", stack_info=True)
    assert "direct cause" in log.getvalue()
    assert log.getvalue().count(PLACEHOLDER) >= 2


def test_a_token_in_a_logged_stack_is_replaced(log: io.StringIO) -> None:
    logger = logging.getLogger("redact")
    logger.handle(
        logger.makeRecord("redact", 30, "", 0, "here", (), None, sinfo=f"Stack:\n  get({URL!r})")
    )
    assert "Stack:" in log.getvalue()


def test_a_record_that_cannot_be_formatted_is_logged_without_the_token(log: io.StringIO) -> None:
    logging.getLogger("redact").warning("%d calls of %s", URL)
    assert "%d calls" in log.getvalue()


def test_arguments_stay_as_they_are_when_there_is_nothing_to_hide(log: io.StringIO) -> None:
    logger = logging.getLogger("redact")
    logger.warning(TOKEN)
    record = logger.makeRecord("redact", 30, "", 0, "%s answered %d", ("Ana", 3), None)
    assert (record.msg, record.args) == ("%s answered %d", ("Ana", 3))


def test_installing_it_twice_changes_nothing(log: io.StringIO) -> None:
    factory = logging.getLogRecordFactory()
    install_redaction()
    assert logging.getLogRecordFactory() is factory
    logging.getLogger("redact").warning(TOKEN)


def test_the_http_libraries_do_not_log_every_url(log: io.StringIO) -> None:
    logging.getLogger("redact").warning(TOKEN)
    assert not any(logging.getLogger(name).isEnabledFor(logging.INFO) for name in ("httpx",))


@pytest.mark.usefixtures("no_known_tokens")
def test_the_bots_own_token_is_replaced_whatever_it_looks_like(log: io.StringIO) -> None:
    install_redaction(SHORT)
    try:
        raise InvalidToken(f"The token `{SHORT}` was rejected by the server.")
    except InvalidToken:
        logging.getLogger("redact").exception("token is %s", SHORT)
    logging.getLogger("redact").warning(TOKEN)
    assert SHORT not in log.getvalue()
    assert "token is <token>\n" in log.getvalue()
    assert "InvalidToken: The token `<token>` was" in log.getvalue()


@pytest.mark.usefixtures("no_known_tokens")
def test_an_empty_token_hides_nothing(log: io.StringIO) -> None:
    install_redaction("")
    logging.getLogger("redact").warning(f"{TOKEN} is no {SHORT}")
    assert log.getvalue() == f"<token> is no {SHORT}\n"


@pytest.mark.usefixtures("no_known_tokens")
def test_the_token_of_the_settings_is_known(log: io.StringIO) -> None:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    try:
        set_up_logs(Settings(token=SecretStr(SHORT)))
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
    logging.getLogger("redact").warning(f"{SHORT} and {TOKEN}")
    assert log.getvalue() == "<token> and <token>\n"


@pytest.mark.parametrize(
    "renderer", [structlog.processors.JSONRenderer(), structlog.dev.ConsoleRenderer(colors=False)]
)
def test_structlog_lines_are_redacted_after_rendering(renderer: Any) -> None:
    written = io.StringIO()
    logger = structlog.wrap_logger(
        structlog.PrintLogger(written),
        processors=[structlog.processors.format_exc_info, renderer, redact_line],
    )
    try:
        raise_chained()
    except RuntimeError:
        logger.exception(f"calling {URL}", url=URL, nested={"urls": [URL]})
    assert TOKEN not in written.getvalue()
    assert written.getvalue().count(PLACEHOLDER) >= 5


def test_structlog_through_logging_is_redacted_as_well(log: io.StringIO) -> None:
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[structlog.stdlib.add_logger_name],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
            redact_line,
        ],
    )
    logging.getLogger("redact").handlers[0].setFormatter(formatter)
    ours = structlog.wrap_logger(
        logging.getLogger("redact"),
        processors=[structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    try:
        raise_chained()
    except RuntimeError:
        ours.exception("ours", url=URL)
        logging.getLogger("redact").exception("foreign %s", URL)
    assert '"event": "ours"' in log.getvalue()
    assert log.getvalue().count(PLACEHOLDER) >= 6


def test_a_dying_process_prints_its_traceback_without_the_token() -> None:
    script = f"""
from bot.telegram.redact import install_redaction
install_redaction()
raise SystemError("cannot reach " + "{URL[:-40]}" + "{URL[-40:]}")
"""
    died = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert died.returncode == 1
    assert "SystemError: cannot reach https://api.telegram.org/bot<token>" in died.stderr
    assert TOKEN not in died.stderr
