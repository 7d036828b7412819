"""Nothing that a stranger can choose begins a line of the log, or steers the terminal it is on."""

import io
import json
import logging
from collections.abc import Callable, Iterator

import pytest
from telegram.error import BadRequest

from bot.config import LogFormat, Settings
from bot.logs import set_up_logs

FORGED = "2026-03-02T17:00:00Z [info     ] ready                          [bot.app]"
NASTY = [
    f"knee\n{FORGED}",
    f"knee\r\n{FORGED}",
    f"knee\x85{FORGED}",
    f"knee\u2028{FORGED}",
    f"knee\x0b{FORGED}\x0c",
    "\x1b[2J\x1b[1;1Hknee",
    "\x9b31mknee",
    "knee\b\b\b\b\0",
    "knee\u202eeenk",
]

Logged = Callable[[], list[str]]


@pytest.fixture(autouse=True)
def logs_stay_as_they_are() -> Iterator[None]:
    root, factory = logging.getLogger(), logging.getLogRecordFactory()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.setLogRecordFactory(factory)


def written(log_format: LogFormat) -> io.StringIO:
    """What is written to the log from now on."""
    set_up_logs(Settings(log_format=log_format))
    [handler] = logging.getLogger().handlers
    assert isinstance(handler, logging.StreamHandler)
    stream = io.StringIO()
    handler.setStream(stream)
    return stream


@pytest.fixture(params=list(LogFormat))
def logged(request: pytest.FixtureRequest) -> Logged:
    """Every line of the log, in either format."""
    stream = written(request.param)
    return lambda: stream.getvalue().splitlines()


@pytest.mark.parametrize("text", NASTY, ids=ascii)
def test_an_event_stays_on_its_line(logged: Logged, text: str) -> None:
    logging.getLogger("bot").warning("update.odd text=%s", text)
    [line] = logged()
    assert "update.odd" in line
    assert "knee" in line
    assert line.isprintable()


@pytest.mark.parametrize("text", NASTY, ids=ascii)
def test_an_error_of_telegrams_stays_on_its_line(logged: Logged, text: str) -> None:
    try:
        raise BadRequest(text)
    except BadRequest as error:
        logging.getLogger("bot").error("job.failed", exc_info=error)
    lines = logged()
    assert "knee" in lines[-1]
    assert all(line.isprintable() for line in lines)
    assert not any(line.startswith(FORGED[:4]) for line in lines[1:])


def test_as_json_each_line_is_one_object_whatever_it_holds() -> None:
    stream = written(LogFormat.JSON)
    for text in NASTY:
        logging.getLogger("bot").warning("%s", text)
    lines = stream.getvalue().split("\n")
    assert lines.pop() == ""
    assert [json.loads(line)["event"] for line in lines] == NASTY
