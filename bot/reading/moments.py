"""Turns a time that was read into a moment: the latest such moment that is not after now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.reading.meanings import DayPart, DaysAgo, OnDate, Point, Weekday

NIGHT_ENDS = 5
"""A time before this hour that is said of a night belongs to the morning after."""


LATE_MORNING = (10, 11)
"""On an earlier day these hours are taken for the morning: few train until 22 or 23 o'clock."""

YESTERDAY_AT_MOST = timedelta(hours=16)
"""A time without a day that is still to come today was yesterday's, unless that is longer ago.
`ended 23:59` at six in the evening is more likely a slip, which the athlete should hear of."""


@dataclass(frozen=True, slots=True)
class Now:
    """The moment of reading and where the athlete is."""

    utc: datetime
    zone: ZoneInfo

    @property
    def today(self) -> date:
        return self.utc.astimezone(self.zone).date()

    def minus(self, minutes: float) -> datetime:
        """Elapsed minutes before now, on the local clock."""
        return (self.utc - timedelta(minutes=minutes)).astimezone(self.zone)


Day = DaysAgo | Weekday | OnDate


def latest(point: Point, day: Day | None, part: DayPart | None, now: Now) -> datetime | None:
    """The latest such moment not after now; one named in the future stays there.

    Without a day, a time that is still to come today was yesterday's, if that is not too long ago
    (`YESTERDAY_AT_MOST`); otherwise it stays in the future.
    """
    days = list(_days(day, now.today))
    moments = [
        moment
        for each in days
        for hour in _hours(point, part, earlier_day=_is_earlier(day))
        for moment in _local(_night(each, hour, day, part), hour, point.minute, now.zone)
    ]
    past = [moment for moment in moments if moment <= now.utc]
    if past and not (day is None and point.exact and _is_a_slip(past, moments, now)):
        return max(past, key=datetime.timestamp)
    if day is None:
        return max(moments, key=datetime.timestamp, default=None)
    named_the_day = isinstance(day, DaysAgo | OnDate) or day.ahead
    return min(moments, key=datetime.timestamp, default=None) if named_the_day else None


def _is_a_slip(past: list[datetime], moments: list[datetime], now: Now) -> bool:
    return len(past) < len(moments) and max(past) < now.utc - YESTERDAY_AT_MOST


def _days(day: Day | None, today: date) -> Iterator[date]:
    match day:
        case None:
            yield from (today, today - timedelta(days=1))
        case DaysAgo(days):
            yield today - timedelta(days=days)
        case Weekday(number, ahead=True):
            yield today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
        case Weekday(number):
            back = (today.weekday() - number) % 7
            yield from (today - timedelta(days=back), today - timedelta(days=back + 7))
        case OnDate(date() as given):
            yield given
        case OnDate((int(month), int(of_month))):
            for year in (today.year, today.year - 1):
                try:
                    candidate = date(year, month, of_month)
                except ValueError:
                    continue
                if candidate <= today:
                    yield candidate


def _is_earlier(day: Day | None) -> bool:
    return day is not None and day != DaysAgo(0)


def _hours(point: Point, part: DayPart | None, *, earlier_day: bool) -> tuple[int, ...]:
    if point.exact or (point.clock and part is None and earlier_day):
        return (point.hour,)
    early, late = point.hour % 12, point.hour % 12 + 12
    match part:
        case None:
            return (early,) if earlier_day and early in LATE_MORNING else (early, late)
        case DayPart.MORNING:
            return (early,)
        case DayPart.NIGHT:
            return (early,) if early < NIGHT_ENDS else (late,)
        case _:
            return (late,)


def _night(day: date, hour: int, named: Day | None, part: DayPart | None) -> date:
    after_midnight = part is DayPart.NIGHT and named is not None and hour < NIGHT_ENDS
    return day + timedelta(days=1) if after_midnight else day


def _local(day: date, hour: int, minute: int, zone: ZoneInfo) -> tuple[datetime, ...]:
    """The moments with that wall time: two when the clock went back, one moved on in a gap."""
    first = datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone)
    second = first.replace(fold=1)
    if first.utcoffset() == second.utcoffset():
        return (first,)
    real = first.astimezone(UTC).astimezone(zone)
    if real.replace(fold=0) != first.replace(fold=0):
        return (real,)
    return (first, second)
