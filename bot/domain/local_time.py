"""Times by a clock on the wall, made into moments across changes to and from daylight saving."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo


def moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """When the clock shows this time on this day: the first time if it does so twice. A time that
    is left out when the clocks go forward is as far behind the hour before as it says."""
    return datetime.combine(day, at, zone).astimezone(UTC)


def first_after(
    now: datetime, at: time, zone: ZoneInfo, weekdays: frozenset[int] | None = None
) -> datetime:
    """The first moment after `now` when the clock shows this time, on one of these weekdays
    (Monday is 0) if any are named."""
    return next(moments_after(now, at, zone, weekdays))


def moments_after(
    now: datetime, at: time, zone: ZoneInfo, weekdays: frozenset[int] | None = None
) -> Iterator[datetime]:
    """All of them, one after the other."""
    today = now.astimezone(zone).date()
    for days in count():
        day = today + timedelta(days=days)
        if weekdays is not None and day.weekday() not in weekdays:
            continue
        if (found := moment(day, at, zone)) > now:
            yield found


def minutes_of(at: time) -> int:
    """Minutes after midnight."""
    return at.hour * 60 + at.minute


def time_of(minutes: int) -> time:
    """The same, back."""
    return time(minutes // 60, minutes % 60)
