"""Times as people write them in a script: `1 h 30 min`, `2026-03-02 18:00 Europe/Berlin`."""

import re
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Annotated, Any
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BeforeValidator, WithJsonSchema

_zones = cache(available_timezones)  # reads a whole folder every time
_UNITS = {
    "seconds": ("s", "sec", "secs", "second", "seconds"),
    "minutes": ("min", "mins", "minute", "minutes"),
    "hours": ("h", "hr", "hrs", "hour", "hours"),
    "days": ("d", "day", "days"),
    "weeks": ("w", "week", "weeks"),
}
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words}
_PIECE = rf"(\d{{1,6}}(?:\.\d{{1,3}})?) ?({'|'.join(sorted(_UNIT_OF, key=len, reverse=True))})"
_SPAN = rf"{_PIECE}(?: ?{_PIECE})*|\d{{1,6}} ?h ?[0-5]\d"
_LONGEST = timedelta(days=36_525)
_MINUTE = r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(?::\d{2})?"


def read_span(text: Any) -> timedelta:
    """`90 s`, `1 hour 30 minutes`, `1h30`, `3 d`; ValueError for anything else, for no time at all
    and for more than a century."""
    if isinstance(text, timedelta):
        return text
    if not isinstance(text, str) or not re.fullmatch(_SPAN, text.strip(), re.ASCII):
        raise ValueError(
            f"{text!r} is no span of time; write it like 90 s, 15 min, 1 h 30 min, 3 days or 1 week"
        )
    pieces = re.findall(_PIECE, re.sub(r"(h ?\d\d)$", r"\1 min", text.strip()))
    span = sum((timedelta(**{_UNIT_OF[unit]: float(n)}) for n, unit in pieces), timedelta(0))
    if not timedelta(0) < span <= _LONGEST:
        raise ValueError("a span of time is longer than nothing and at most a hundred years")
    return span


def read_start(text: Any) -> datetime:
    """`2026-03-02 18:00 Europe/Berlin` as an aware datetime in that zone, which is UTC if none is
    given."""
    match = re.fullmatch(rf"({_MINUTE})(?: (\S+))?", str(text).strip(), re.ASCII)
    zone = (match[2] or "UTC") if match else ""
    if match is None or zone not in _zones():
        raise ValueError(
            f"{text!r} is no start; write a local time and its zone, "
            "like 2026-03-02 18:00 Europe/Berlin (without a zone it is UTC)"
        )
    return in_zone(read_local(match[1]), ZoneInfo(zone))


def read_local(text: Any) -> datetime:
    """`2026-03-29 12:00`, in the zone that the script starts in."""
    try:
        if isinstance(text, str) and re.fullmatch(_MINUTE, text.strip(), re.ASCII):
            return datetime.fromisoformat(text.strip())
    except ValueError:
        pass  # a 13th month
    raise ValueError(f"{text!r} is no local time; write it like 2026-03-29 12:00")


def in_zone(local: datetime, zone: ZoneInfo, not_before: datetime | None = None) -> datetime:
    """The moment when the clocks of a zone show this time. They may show it twice (then the first
    time that is not before `not_before`) or never (ValueError)."""
    first, second = (local.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local:
        raise ValueError(f"no clock in {zone.key} ever shows {local:%Y-%m-%d %H:%M}")
    # Compared in UTC: datetimes of one zone compare by what the clocks show.
    too_early = not_before is not None and first.astimezone(UTC) < not_before.astimezone(UTC)
    return second if too_early else first


def _read_behind(word: str) -> BeforeValidator:
    def read(given: Any) -> Any:
        return read_span(
            given.strip().removeprefix(f"{word} ") if isinstance(given, str) else given
        )

    return BeforeValidator(read)


def _schema(before: str, *examples: str) -> WithJsonSchema:
    pattern = f"^{before}({_SPAN})$"
    return WithJsonSchema({"type": "string", "pattern": pattern, "examples": [*examples]})


Span = Annotated[timedelta, BeforeValidator(read_span), _schema("", "15 min", "3 d")]
SpanFor = Annotated[timedelta, _read_behind("for"), _schema("(for )?", "for 3 d")]
"""A span that may have a word before it; so has the next."""
SpanAfter = Annotated[timedelta, _read_behind("after"), _schema("(after )?", "after 2 d")]
Start = Annotated[
    datetime,
    BeforeValidator(read_start),
    WithJsonSchema({"type": "string", "pattern": rf"^{_MINUTE}( \w+(/[\w+-]+)*)?$"}),
]
LocalTime = Annotated[
    datetime,
    BeforeValidator(read_local),
    WithJsonSchema({"type": "string", "pattern": f"^{_MINUTE}$"}),
]
