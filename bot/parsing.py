"""`kneecheck parse`: shows how typed texts are understood, for people who write scripts."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, available_timezones

from bot.clock import SystemClock
from bot.config import SettingError
from bot.reading.reader import read_text
from bot.reading.values import Reading

_SHOWN = (
    "text",
    "kind",
    "activity",
    "minutes",
    "distance_km",
    "ended_at",
    "rpe",
    "before",
    "score",
    "not_understood",
)


def in_zone(name: str) -> ZoneInfo:
    """SettingError for a zone that does not exist."""
    if name not in available_timezones():
        raise SettingError(f"--zone is {name!r}, but it must be an IANA name like Europe/Berlin.")
    return ZoneInfo(name)


def at_moment(now: str | None, zone: ZoneInfo) -> datetime:
    """An ISO time, local to the zone unless it says otherwise; the present if there is none.
    SettingError for anything else."""
    if now is None:
        return SystemClock().now()
    try:
        moment = datetime.fromisoformat(now)
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise SettingError(
            f"--now is {now!r}, but it must be a time such as 2026-03-02T18:00."
        ) from None


def lines(source: Iterable[str]) -> Iterator[str]:
    """The texts, one a line."""
    return (line.rstrip("\r\n") for line in source)


def shown(text: str, now: datetime, zone: ZoneInfo, *, as_json: bool) -> str:
    """One text as understood: a JSON object on one line, or a few lines for people."""
    reading = read_text(text, now, zone)
    if as_json:
        return reading.model_dump_json(include=set(_SHOWN))
    return "\n".join((repr(text), *(f"  {line}" for line in _understood(reading))))


def _understood(reading: Reading) -> Iterator[str]:
    values = reading.model_dump(mode="json", include=set(_SHOWN) - {"text"})
    for name in _SHOWN[1:]:
        if values[name] not in (None, []):
            yield f"{name}: {values[name]}"
