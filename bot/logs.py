"""How the bot logs: one line an event, for people or as JSON, and never the token."""

import logging
import sys
from traceback import format_tb

import structlog
from structlog.typing import ExcInfo
from telegram.error import TelegramError

from bot.config import LogFormat, Settings
from bot.telegram.redact import install_redaction, redact_line

CHATTY = ("apscheduler", "telegram", "alembic", "aiohttp", "asyncio")


def set_up_logs(settings: Settings) -> None:
    """Write every record to standard error in the format of the settings."""
    secrets = (settings.token, settings.webhook_secret, settings.sentry_dsn)
    install_redaction(*(secret.get_secret_value() for secret in secrets if secret))
    handler = logging.StreamHandler()
    handler.setFormatter(formatter(settings.log_format))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings.log_level.value.upper())
    # Their lines on every call and every job say nothing that ours do not.
    for chatty in CHATTY:
        logging.getLogger(chatty).setLevel(logging.WARNING)


def formatter(log_format: LogFormat) -> logging.Formatter:
    """Makes the line of a record."""
    renderer: structlog.typing.Processor
    if log_format is LogFormat.JSON:
        renderer = structlog.processors.JSONRenderer()
    else:
        renderer = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    stamp = structlog.processors.TimeStamper(fmt="iso", utc=True)
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            stamp,
            structlog.processors.ExceptionRenderer(_trace),
        ],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            renderer,
            redact_line,
        ],
    )


def _trace(exc_info: ExcInfo) -> str:
    """Where it was raised and what it was. An exception's own words are left out, since they may
    hold what somebody typed or answered; Telegram's and the system's hold no such thing."""
    kind, error, frames = exc_info
    telling = isinstance(error, TelegramError | OSError)
    name = f"{kind.__name__}: {error}" if telling else kind.__name__
    return "".join((*format_tb(frames), name))
