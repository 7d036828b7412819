"""Keeps the bot's token out of everything that is logged or printed as a traceback."""

import logging
import re
import sys
import traceback
from types import TracebackType
from typing import Any

PLACEHOLDER = "<token>"

# In a URL, whatever follows `bot<digits>:`, also percent-encoded; elsewhere, what looks like a
# token: an id and the 35 characters that Telegram uses today, with some room for other lengths.
_TOKEN = re.compile(
    r"(?<=bot)\d+(?::|%3A)[\w-]+|(?<![\w-])\d{5,}(?::|%3A)[\w-]{25,}", re.IGNORECASE | re.ASCII
)
_NOISY = (
    "httpx",
    "httpcore",
)  # they log each URL, though python-telegram-bot's transport is unused

_known: set[str] = set()
"""Tokens of the bots of this process, which are hidden whatever they look like."""


def redact(text: str) -> str:
    """Replace every bot token in `text` by a placeholder."""
    for token in _known:
        text = text.replace(token, PLACEHOLDER)
    return _TOKEN.sub(PLACEHOLDER, text)


def redact_line(_logger: object, _method: str, line: Any) -> str:
    """Redact as structlog's last processor, after the renderer: values, tracebacks and all."""
    return redact(line)


def install_redaction(*tokens: str) -> None:
    """Redact all records of `logging`, for every handler, and tracebacks of a dying process.

    `tokens` are hidden wherever they stand: a short one, as a Bot API server of one's own may give
    out, looks like anything else outside of a URL. Calling it again only adds tokens.
    """
    _known.update(token for token in tokens if token)
    make_record = logging.getLogRecordFactory()
    if getattr(make_record, "redacts", False):
        return

    def make_redacted_record(*args: Any, **kwargs: Any) -> logging.LogRecord:
        record = make_record(*args, **kwargs)
        _redact_record(record)
        return record

    make_redacted_record.redacts = True  # type: ignore[attr-defined]
    logging.setLogRecordFactory(make_redacted_record)
    sys.excepthook = _print_redacted
    for name in _NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)


def _redact_record(record: logging.LogRecord) -> None:
    if isinstance(record.msg, dict):
        return  # structlog's event on its way to its formatter, which ends in `redact_line`
    try:
        message = record.getMessage()
    except Exception:  # noqa: BLE001  a record that cannot be formatted is logging's to report
        message = f"{record.msg!r} % {record.args!r}"
        record.msg, record.args = "%s", (message,)
    if (clean := redact(message)) != message:
        record.msg, record.args = "%s", (clean,)
    if record.exc_info and record.exc_info[0]:
        # Formatters take this text instead of formatting the exception themselves.
        record.exc_text = redact("".join(traceback.format_exception(*record.exc_info))).rstrip()
    if record.stack_info:
        record.stack_info = redact(record.stack_info)


def _print_redacted(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    sys.stderr.write(redact("".join(traceback.format_exception(kind, error, trace))))
