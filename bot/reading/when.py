"""Puts together all that a text says about when a workout was."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.reading.items import Item, any_has, first
from bot.reading.meanings import (
    Ago,
    Between,
    DayPart,
    DaysAgo,
    Ended,
    OnDate,
    Point,
    Started,
    Weekday,
)
from bot.reading.moments import Day, Now, latest

RETURNED = ("back", "home", "off", "in")
MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class When:
    """`minutes` is known if both ends were told; `day` if no more than the day was."""

    ended_at: datetime | None = None
    minutes: float | None = None
    day: date | None = None


def when(items: tuple[Item, ...], minutes: float | None, now: Now) -> When:
    """When it ended. `minutes`, the duration told, turns a start into an end.

    A time with nothing said is the end. Raises nothing; a moment beyond the calendar is None.
    """
    try:
        return _when(items, minutes, now)
    except (OverflowError, ValueError):
        return When()


def _when(items: tuple[Item, ...], minutes: float | None, now: Now) -> When:
    day, part = _day(items)
    between, started, ended = first(items, Between), first(items, Started), first(items, Ended)
    ago, point = first(items, Ago), first(items, Point)
    if between is not None:
        return _both(between.start, between.end, day, part, now)
    if started is not None:
        end = ended.point if ended else point
        if end is not None:
            return _both(started.point, end, day, part, now)
        return _from_start(started, minutes, day, part, now)
    if ended is not None:
        return When(latest(ended.point, day, part, now))
    if ago is not None:
        return _ago(ago, minutes, now)
    if point is not None:
        return When(latest(point, day, part, now))
    if day is None and _says_now(items):
        return When(now.minus(0))
    named = _named(day, now)
    return When(_same_time(named, now)) if named and named > now.today else When(day=named)


def _same_time(day: date, now: Now) -> datetime | None:
    """That day at the hour it is now: a day to come must reach the caller, who refuses it."""
    present = now.minus(0)
    return latest(Point(present.hour, present.minute, exact=True), OnDate(day), None, now)


def _says_now(items: tuple[Item, ...]) -> bool:
    """`just now`, `finished now`, `just ran`; but not `just 20 min`, where it means only."""
    for position, item in enumerate(items):
        following = items[position + 1 : position + 3]
        if item.has("NOW") and (item.has("PHRASE") or items[max(position - 1, 0)].has("END")):
            return True
        if item.has("JUST") and any_has(following, "DONE", "PERFECT", "been", *RETURNED):
            return True
    return False


def _day(items: tuple[Item, ...]) -> tuple[Day | None, DayPart | None]:
    """The day named and its part; "today" and "earlier" give way to another day."""
    said = [item.meaning for item in items]
    points = [each.point if isinstance(each, Ended) else each for each in said]
    days = [each for each in said if isinstance(each, Day)]
    days += [each.day for each in points if isinstance(each, Point) and each.day]
    day = min(days, key=lambda each: isinstance(each, DaysAgo) and each.days == 0, default=None)
    parts = [each.part for each in days if isinstance(each, DaysAgo | Weekday) and each.part]
    return day, parts[0] if parts else None


def _named(day: Day | None, now: Now) -> date | None:
    """The day of a text that names no hour; "today" alone names nothing worth asking about."""
    if day is None or day == DaysAgo(0):
        return None
    noon = latest(Point(0, 0, exact=True), day, None, now)
    return noon.date() if noon else None


def _both(start: Point, end: Point, day: Day | None, part: DayPart | None, now: Now) -> When:
    return When(latest(end, day, part, now), lasted(start, end))


def lasted(start: Point, end: Point) -> float:
    """Minutes from one time of day to the next such other one."""
    if end.exact and not start.exact and start.hour <= 12:
        start = _same_half(start, end)
    step = MINUTES_A_DAY if start.exact and end.exact else MINUTES_A_DAY // 2
    length = ((end.hour - start.hour) * 60 + end.minute - start.minute) % step
    return float(length or step)


def _same_half(start: Point, end: Point) -> Point:
    """The 6 of `6 to 7pm` is 6pm; the 11 of `11 to 1pm` is 11am."""
    for hour in (start.hour % 12 + 12, start.hour % 12):
        if (hour, start.minute) < (end.hour, end.minute):
            return Point(hour, start.minute, exact=True)
    return start


def _from_start(
    started: Started, minutes: float | None, day: Day | None, part: DayPart | None, now: Now
) -> When:
    length = started.minutes if started.minutes is not None else minutes
    if length is None:
        begun = latest(started.point, day, part, now)
        return When(day=begun.date() if begun else None)
    lasted = timedelta(minutes=length)
    # The end is what must not be after now, so the start is sought before now less the duration.
    begun = latest(started.point, day, part, Now(now.utc - lasted, now.zone))
    if begun is None:
        return When(minutes=length)
    return When(Now(begun + lasted, now.zone).minus(0), length)


def _ago(ago: Ago, minutes: float | None, now: Now) -> When:
    if ago.of_start and minutes is not None:
        return When(now.minus(ago.minutes - minutes))
    return When(None if ago.of_start else now.minus(ago.minutes))
