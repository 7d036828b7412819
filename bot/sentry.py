"""Tells Sentry of errors, and no more than the log says: docs/decisions/errors-to-sentry.md.

Imports the library, so import this only where a DSN is set.
"""

import logging
from collections.abc import Mapping
from typing import Any

import sentry_sdk
from sentry_sdk.integrations.logging import LoggingIntegration
from sentry_sdk.types import Event, Hint

from bot.telegram.redact import redact

_TELLING = "telegram.error"
"""Telegram's own words hold nothing that anybody wrote; other exceptions' words may."""


def report_errors(dsn: str, **options: Any) -> None:
    """From now on, whatever is logged as an error goes to Sentry as well."""
    sentry_sdk.init(
        dsn,
        # The others look into requests, arguments and databases.
        default_integrations=False,
        integrations=[LoggingIntegration(level=None, event_level=logging.ERROR)],
        before_send=_without_what_people_wrote,
        include_local_variables=False,
        include_source_context=False,
        max_breadcrumbs=0,
        server_name="",
        **options,
    )


def _without_what_people_wrote(event: Event, _hint: Hint) -> Event:
    for exception in (event.get("exception") or {}).get("values") or ():
        if exception.get("module") != _TELLING:
            exception["value"] = ""
    cleaned: Event = _redacted(event)
    return cleaned


def _redacted(value: Any) -> Any:
    match value:
        case str():
            return redact(value)
        case Mapping():
            return {name: _redacted(each) for name, each in value.items()}
        case list() | tuple():
            return [_redacted(each) for each in value]
        case _:
            return value
