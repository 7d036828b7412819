"""Times as people write them in a script: `1 h 30 min`, `2026-03-02 18:00 Europe/Berlin`."""

import re
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Annotated, Any
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BeforeValidator, WithJsonSchema

_zones = cache(available_timezones)  # reads a whole folder every time
_UNITS = {"s": "seconds", "min": "minutes", "h": "hours", "d": "days"}
_PIECE = r"(\d{1,6}(?:\.\d{1,3})?) ?(s|min|h|d)"
_SPAN = rf"{_PIECE}(?: {_PIECE})*"
_MINUTE = r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}"


def read_span(text: Any) -> timedelta:
    """`90 s`, `1 h 30 min`, `3 d`; ValueError for anything else, and for no time at all."""
    if isinstance(text, timedelta):
        return text
    if not isinstance(text, str) or not re.fullmatch(_SPAN, text.strip(), re.ASCII):
        raise ValueError(f"{text!r} is no span of time; write it like 15 min, 1 h, 1 h 30 min, 3 d")
    pieces = re.findall(_PIECE, text)
    span = sum((timedelta(**{_UNITS[unit]: float(n)}) for n, unit in pieces), timedelta(0))
    if not span:
        raise ValueError("a span of time is longer than nothing")
    return span


def read_start(text: Any) -> datetime:
    """`2026-03-02 18:00 Europe/Berlin` as an aware datetime in that zone."""
    local, _, zone = text.strip().rpartition(" ") if isinstance(text, str) else ("", "", "")
    if zone not in _zones():
        raise ValueError(
            f"{text!r} is no start; write a local time and its zone, "
            "like 2026-03-02 18:00 Europe/Berlin"
        )
    return in_zone(read_local(local), ZoneInfo(zone))


def read_local(text: Any) -> datetime:
    """`2026-03-29 12:00`, in the zone that the script starts in."""
    if not isinstance(text, str) or not re.fullmatch(_MINUTE, text.strip(), re.ASCII):
        raise ValueError(f"{text!r} is no local time; write it like 2026-03-29 12:00")
    return datetime.fromisoformat(text.strip())


def in_zone(local: datetime, zone: ZoneInfo, not_before: datetime | None = None) -> datetime:
    """The moment when the clocks of a zone show this time. They may show it twice (then the first
    time that is not before `not_before`) or never (ValueError)."""
    first, second = (local.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local:
        raise ValueError(f"no clock in {zone.key} ever shows {local:%Y-%m-%d %H:%M}")
    # Compared in UTC: datetimes of one zone compare by what the clocks show.
    too_early = not_before is not None and first.astimezone(UTC) < not_before.astimezone(UTC)
    return second if too_early else first


Span = Annotated[
    timedelta,
    BeforeValidator(read_span),
    WithJsonSchema({"type": "string", "pattern": f"^{_SPAN}$", "examples": ["15 min", "3 d"]}),
]
Start = Annotated[
    datetime,
    BeforeValidator(read_start),
    WithJsonSchema({"type": "string", "pattern": rf"^{_MINUTE} \w+(/[\w+-]+)*$"}),
]
LocalTime = Annotated[
    datetime,
    BeforeValidator(read_local),
    WithJsonSchema({"type": "string", "pattern": f"^{_MINUTE}$"}),
]
