"""Makes times of day, days and stretches of time out of the numbers in a phrase."""

import re
from dataclasses import replace

from bot.reading.durations import value
from bot.reading.items import Item
from bot.reading.lexicon.units import MONTHS, WEEKDAYS
from bot.reading.meanings import (
    Ago,
    Aside,
    Between,
    Colon,
    DayPart,
    DaysAgo,
    Distance,
    Duration,
    Em,
    Ended,
    Number,
    OnDate,
    Point,
    Started,
    Weekday,
    Within,
)

FIVES = (5, 10, 20, 25)
CONTINENTAL = re.compile(r"(\d{1,2}) ?h ?(\d{2})?")
SLOWEST_PACE = 9
LONGEST_AGO = 60 * 24 * 400


def point_of(item: Item | None) -> Point | None:
    """A time of day from a time already read, `18:05`, `6`, `17.45` or `1745`."""
    match item.meaning if item is not None else None:
        case Point() as point:
            return point
        case Colon(first, second, None, digits):
            exact = first > 12 or first == 0 or digits.startswith("0")
            return _point(first, second, exact=exact, clock=True)
        case Number(_, digits):
            return _from_digits(digits)
        case _:
            return None


def _from_digits(digits: str) -> Point | None:
    if digits.startswith("-"):
        return None
    whole, _, rest = digits.partition(".")
    if rest:
        return (
            _point(int(whole or 0), int(rest), exact=int(whole or 0) > 12)
            if len(rest) == 2
            else None
        )
    if len(whole) in (3, 4):
        hour = int(whole[:-2])
        return _point(hour, int(whole[-2:]), exact=hour > 12 or whole.startswith("0"))
    hour = int(whole)
    return _point(hour, 0, exact=hour > 12 or hour == 0)


def _point(hour: int, minute: int, *, exact: bool, clock: bool = False) -> Point | None:
    return Point(hour, minute, exact, clock=clock) if hour < 24 and minute < 60 else None


def in_half(item: Item | None, *, afternoon: bool) -> Point | None:
    """The time with its am or pm; 17:00 pm stays 17:00."""
    point = point_of(item)
    if point is None or point.hour > 12:
        return point
    return Point(point.hour % 12 + (12 if afternoon else 0), point.minute, exact=True)


def beside(hour: Item | None, minutes: float) -> Point | None:
    """So many minutes past, or before, the hour."""
    point = point_of(hour)
    if point is None or not -60 < minutes < 60:
        return None
    total = (point.hour * 60 + point.minute + int(minutes)) % (24 * 60)
    if not point.exact and total < 60:
        total += 12 * 60
    return Point(total // 60, total % 60, point.exact)


def ended(item: Item | None) -> Ended | None:
    point = point_of(item)
    return Ended(point) if point else None


def started(item: Item | None, length: Item | None = None) -> Started | None:
    point = point_of(item)
    duration = length.meaning if length is not None else None
    minutes = duration.minutes if isinstance(duration, Duration) else None
    return Started(point, minutes) if point else None


def between(start: Item | None, end: Item | None) -> Between | None:
    first, last = point_of(start), point_of(end)
    return Between(first, last) if first and last else None


def ago(item: Item | None) -> Ago | None:
    match item.meaning if item is not None else None:
        case Duration(minutes) | Em(minutes) if minutes <= LONGEST_AGO:
            return Ago(minutes)
        case _:
            return None


def ahead(item: Item | None) -> Ago | None:
    """`ended in 2 hours`, which nobody can have trained yet; the caller refuses it."""
    before = ago(item)
    return Ago(-before.minutes) if before else None


def started_ago(item: Item | None) -> Ago | None:
    since = ago(item)
    return Ago(since.minutes, of_start=True) if since else None


def within(item: Item | None) -> Within | None:
    match item.meaning if item is not None else None:
        case Duration(minutes) | Em(minutes):
            return Within(minutes)
        case _:
            return None


def bare_minutes(item: Item | None) -> Duration | None:
    return Duration(value(item)) if 5 <= value(item) <= 300 else None


def past_year(item: Item | None) -> Aside | None:
    return Aside() if len(digits_of(item)) == 4 and 1950 <= value(item) <= 2100 else None


def at_pace(distance: Item | None, pace: Item | None) -> Distance | None:
    """`5k @ 5:30`: the distance; such a pace is kept nowhere."""
    covered = distance.meaning if distance is not None else None
    colon = pace.meaning if pace is not None else None
    slow = isinstance(colon, Colon) and colon.first <= SLOWEST_PACE
    return covered if isinstance(covered, Distance) and slow else None


def dated(day: Item | None, time: Item | None) -> Point | None:
    """`last night around 9`. Today and tomorrow say something of their own and stay apart."""
    point = point_of(time)
    match day.meaning if day is not None else None:
        case (DaysAgo() | Weekday() | OnDate()) as named if point is not None:
            near = isinstance(named, DaysAgo) and named.days <= 0
            return None if near else replace(point, day=named)
        case _:
            return None


def this(part: Item | None, time: Item | None) -> Point | None:
    """`this morning around 8`"""
    point = point_of(time)
    named = part.meaning if part is not None else None
    return replace(point, day=named) if point and isinstance(named, DaysAgo) else None


def continental(item: Item | None) -> Point | None:
    """`17h30`, where it is no duration."""
    match = CONTINENTAL.fullmatch(item.text) if item is not None else None
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    return Point(hour, minute, exact=True) if 5 <= hour < 24 and minute < 60 else None


def until_continental(item: Item | None) -> Ended | None:
    """`ended 17h`; but `finished 6h` of something."""
    point = continental(item)
    return Ended(point) if point and point.hour >= 12 else None


def days_ago(item: Item | None, factor: int) -> DaysAgo | None:
    days = value(item) * factor
    return DaysAgo(int(days)) if 0 < days <= 400 else None


def weekday(
    item: Item | None, part: DayPart | None = None, *, ahead: bool = False
) -> Weekday | None:
    number = next((WEEKDAYS[tag] for tag in item.tags if tag in WEEKDAYS), None) if item else None
    return None if number is None else Weekday(number, part, ahead)


def month_day(month: Item | None, day: Item | None) -> OnDate | None:
    number = next((MONTHS[tag] for tag in month.tags if tag in MONTHS), 0) if month else 0
    return OnDate((number, int(value(day)))) if number and 1 <= value(day) <= 31 else None


def beside_half(hour: Item | None, minutes: float, *, afternoon: bool) -> Point | None:
    point = in_half(hour, afternoon=afternoon)
    if point is None or not -60 < minutes < 60:
        return None
    total = (point.hour * 60 + point.minute + int(minutes)) % (24 * 60)
    return Point(total // 60, total % 60, exact=True)


def minutes_to(minutes: Item | None, hour: Item | None, *, afternoon: bool) -> Point | None:
    """`10 to 6pm`, when the first number can be minutes and the two can be no range."""
    if value(minutes) not in FIVES:
        return None
    return beside_half(hour, -value(minutes), afternoon=afternoon)


def digits_of(item: Item | None) -> str:
    meaning = item.meaning if item is not None else None
    return meaning.digits if isinstance(meaning, Number) else ""
