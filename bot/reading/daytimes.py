"""Rules for times: clock times, days, "an hour ago", "from 6 to 7pm"."""

from collections.abc import Callable

from bot.reading.grammar import Grammar, Rule, rule
from bot.reading.items import Item
from bot.reading.lexicon.units import MONTHS, WEEKDAYS
from bot.reading.meanings import (
    Ago,
    Between,
    Colon,
    DayPart,
    DaysAgo,
    Duration,
    Em,
    Ended,
    Meaning,
    Number,
    OnDate,
    Part,
    Point,
    Started,
    Weekday,
    Within,
)
from bot.reading.quantities import value

LONGEST_AGO = 60 * 24 * 400
MORNING, AFTERNOON = DayPart.MORNING, DayPart.AFTERNOON
EVENING, NIGHT = DayPart.EVENING, DayPart.NIGHT


def point_of(item: Item | None) -> Point | None:
    """A time of day from a time already read, `18:05`, `6`, `17.45` or `1745`."""
    match item.meaning if item is not None else None:
        case Point() as point:
            return point
        case Colon(first, second, None, digits):
            return _point(first, second, exact=first > 12 or first == 0 or digits.startswith("0"))
        case Number(_, digits):
            return _from_digits(digits)
        case _:
            return None


def _from_digits(digits: str) -> Point | None:
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


def _point(hour: int, minute: int, *, exact: bool) -> Point | None:
    return Point(hour, minute, exact) if hour < 24 and minute < 60 else None


def in_half(item: Item | None, *, afternoon: bool) -> Point | None:
    """The time with its am or pm; 17:00 pm stays 17:00."""
    point = point_of(item)
    if point is None or point.hour > 12:
        return point
    return Point(point.hour % 12 + (12 if afternoon else 0), point.minute, exact=True)


def _beside(hour: Item | None, minutes: float) -> Point | None:
    """So many minutes past, or before, the hour."""
    point = point_of(hour)
    if point is None or not -60 < minutes < 60:
        return None
    total = (point.hour * 60 + point.minute + int(minutes)) % (24 * 60)
    if not point.exact and total < 60:
        total += 12 * 60
    return Point(total // 60, total % 60, point.exact)


def _ended(item: Item | None) -> Ended | None:
    point = point_of(item)
    return Ended(point) if point else None


def _started(item: Item | None, length: Item | None = None) -> Started | None:
    point = point_of(item)
    duration = length.meaning if length is not None else None
    minutes = duration.minutes if isinstance(duration, Duration) else None
    return Started(point, minutes) if point else None


def _between(start: Item | None, end: Item | None) -> Between | None:
    first, last = point_of(start), point_of(end)
    return Between(first, last) if first and last else None


def _ago(item: Item | None) -> Ago | None:
    match item.meaning if item is not None else None:
        case Duration(minutes) | Em(minutes) if minutes <= LONGEST_AGO:
            return Ago(minutes)
        case _:
            return None


def _started_ago(item: Item | None) -> Ago | None:
    ago = _ago(item)
    return Ago(ago.minutes, of_start=True) if ago else None


def _within(item: Item | None) -> Within | None:
    match item.meaning if item is not None else None:
        case Duration(minutes) | Em(minutes):
            return Within(minutes)
        case Colon(first, second, None) if first >= 4 and second < 60:
            return Within(round(first + second / 60, 2))
        case Colon(first, second, None) if second < 60:
            return Within(first * 60 + second)
        case _:
            return None


def _days_ago(item: Item | None, factor: int) -> DaysAgo | None:
    days = value(item) * factor
    return DaysAgo(int(days)) if 0 < days <= 400 else None


def _weekday(item: Item | None, part: DayPart | None = None) -> Weekday | None:
    number = next((WEEKDAYS[tag] for tag in item.tags if tag in WEEKDAYS), None) if item else None
    return None if number is None else Weekday(number, part)


def _month_day(month: Item | None, day: Item | None) -> OnDate | None:
    number = next((MONTHS[tag] for tag in month.tags if tag in MONTHS), 0) if month else 0
    return OnDate((number, int(value(day)))) if number and 1 <= value(day) <= 31 else None


def _constant(meaning: Meaning) -> Callable[[], Meaning]:
    return lambda: meaning


def _of_part(part: DayPart, tag: str) -> tuple[Rule, ...]:
    """Yesterday, a weekday or a bare time with a part of the day."""

    def weekday(item: Item | None) -> Weekday | None:
        return _weekday(item, part)

    return (
        rule(f"YESTERDAY {tag}", _constant(DaysAgo(1, part))),
        rule(f"=DAYNAME {tag}", weekday),
    )


DAYS: tuple[Rule, ...] = (
    rule("YESTERDAY", _constant(DaysAgo(1))),
    rule("YESTERDAY_MORNING", _constant(DaysAgo(1, MORNING))),
    rule("YESTERDAY_AFTERNOON", _constant(DaysAgo(1, AFTERNOON))),
    rule("LAST_NIGHT", _constant(DaysAgo(1, NIGHT))),
    rule("BEFORE_YESTERDAY", _constant(DaysAgo(2))),
    rule("LAST_WEEK|THE_WEEKEND|EARLIER", _constant(Part(AFTERNOON)), "VAGUE"),
    rule("TODAY", _constant(DaysAgo(0)), "TODAY"),
    rule("TODAY MORNING", _constant(DaysAgo(0, MORNING))),
    rule("TOMORROW", _constant(DaysAgo(-1)), "PLAN"),
    rule("TOMORROW MORNING|AFTERNOON|EVENING|NIGHT", _constant(DaysAgo(-1)), "PLAN"),
    rule("THIS_MORNING", _constant(DaysAgo(0, MORNING)), "VAGUE"),
    rule("THIS_AFTERNOON", _constant(DaysAgo(0, AFTERNOON)), "VAGUE"),
    rule("THIS_EVENING", _constant(DaysAgo(0, EVENING)), "VAGUE TONIGHT"),
    *_of_part(MORNING, "MORNING|AM"),
    *_of_part(AFTERNOON, "AFTERNOON"),
    *_of_part(EVENING, "EVENING"),
    *_of_part(NIGHT, "NIGHT"),
    rule("=DAYNAME", _weekday),
    rule("last|on|this|past =DAYNAME", _weekday),
    rule("on sun", _constant(Weekday(6))),
    rule("N days|day ago", lambda n: _days_ago(n, 1)),
    rule("N nights ago", lambda n: _days_ago(n, 1)),
    rule("a|1 day ago", _constant(DaysAgo(1))),
    rule("a week ago", _constant(DaysAgo(7))),
    rule("N week|weeks ago", lambda n: _days_ago(n, 7)),
    rule("=MONTH N ORDINAL?", _month_day),
    rule("N ORDINAL? of? =MONTH", lambda day, month: _month_day(month, day)),
)

POINTS: tuple[Rule, ...] = (
    rule("N|CLOCK AM", lambda n: in_half(n, afternoon=False)),
    rule("N|CLOCK PM", lambda n: in_half(n, afternoon=True)),
    rule("N|CLOCK o'clock|oclock", point_of),
    rule("N|CLOCK in the|to MORNING", lambda n: in_half(n, afternoon=False)),
    rule("N|CLOCK =THIS_MORNING", lambda n, part: in_half(n, afternoon=False)),
    rule("N|CLOCK =THIS_AFTERNOON|THIS_EVENING", lambda n, part: in_half(n, afternoon=True)),
    rule("N|CLOCK HOUR today|yesterday|DAYNAME", lambda n: point_of(n)),
    rule("HALF past? N", lambda n: _beside(n, 30)),
    rule("HALF past? N AM", lambda n: _half(n, 30, afternoon=False)),
    rule("HALF past? N PM", lambda n: _half(n, 30, afternoon=True)),
    rule("a? quarter past|after N", lambda n: _beside(n, 15)),
    rule("a? quarter past N AM", lambda n: _half(n, 15, afternoon=False)),
    rule("a? quarter past N PM", lambda n: _half(n, 15, afternoon=True)),
    rule("a? quarter to|til|till|of|before N", lambda n: _beside(n, -15)),
    rule("a? quarter to|til|till N AM", lambda n: _half(n, -15, afternoon=False)),
    rule("a? quarter to|til|till N PM", lambda n: _half(n, -15, afternoon=True)),
    rule("N MINUTE? past N", lambda m, n: _beside(n, value(m))),
    rule("N MINUTE? past N AM", lambda m, n: _half(n, value(m), afternoon=False)),
    rule("N MINUTE? past N PM", lambda m, n: _half(n, value(m), afternoon=True)),
    rule("N MINUTE? to|til N PM", lambda m, n: _to(m, n, afternoon=True)),
    rule("N MINUTE? to|til N AM", lambda m, n: _to(m, n, afternoon=False)),
    rule("NOON", _constant(Point(12, 0, exact=True))),
    rule("12 NOON", _constant(Point(12, 0, exact=True))),
    rule("MIDNIGHT", _constant(Point(0, 0, exact=True))),
)


def _half(hour: Item | None, minutes: float, *, afternoon: bool) -> Point | None:
    point = in_half(hour, afternoon=afternoon)
    if point is None or not -60 < minutes < 60:
        return None
    total = (point.hour * 60 + point.minute + int(minutes)) % (24 * 60)
    return Point(total // 60, total % 60, exact=True)


def _to(minutes: Item | None, hour: Item | None, *, afternoon: bool) -> Point | None:
    """`10 to 6pm`, when the first number can be minutes and the two can be no range."""
    if value(minutes) not in (5, 10, 20, 25):
        return None
    return _half(hour, -value(minutes), afternoon=afternoon)


TIMES = Grammar(*DAYS, *POINTS)

WHEN = Grammar(
    rule("N|CLOCK ish", point_of),
    rule("at|@|by AROUND? N|CLOCK|POINT", point_of),
    rule(
        "at AROUND? N to N",
        lambda m, n: _beside(n, -value(m)) if value(m) in (5, 10, 20, 25) else None,
    ),
    rule(
        "END|UNTIL at|by|around|@|about|:? N to N",
        lambda m, n: (
            Ended(p) if value(m) in (5, 10, 20, 25) and (p := _beside(n, -value(m))) else None
        ),
    ),
    rule("END|UNTIL at|by|around|@|about|:|was? AROUND? CLOCK|POINT", _ended),
    rule("END at|by|around|@|about AROUND? N", _ended),
    rule("ended|end|UNTIL AROUND? N !ACT", _ended),
    rule(
        "END N !ACT|FILLER",
        lambda n: _ended(n) if len(_digits(n)) == 4 or "." in _digits(n) else None,
    ),
    rule("END|UNTIL at|about|around|like|roughly? DUR|=EM ago", _ago),
    rule("START at|@|about|around|:|was? AROUND? N|CLOCK|POINT", _started),
    rule("START at|@? AROUND? N|CLOCK|POINT for|, AROUND? DUR", _started),
    rule("at|@? AROUND? N|CLOCK|POINT for AROUND? DUR", _started),
    rule("START AROUND? DUR|=EM ago", _started_ago),
    rule("from? N|CLOCK|POINT -|to|until|till|til POINT|CLOCK", _between),
    rule("from N|CLOCK|POINT -|to|until|till|til N|CLOCK|POINT", _between),
    rule("POINT -|to|until|till|til N|CLOCK|POINT", _between),
    rule("CLOCK -|to|until|till|til N|CLOCK|POINT", _between),
    rule("between N|CLOCK|POINT and|& N|CLOCK|POINT", _between),
    rule("START at? CLOCK|POINT ,|-|and|&? END|UNTIL at|:? CLOCK|POINT", _between),
    rule("DUR|=EM ago", _ago),
    rule("in|under|within AROUND? a? total? DUR|CLOCK|=EM", _within),
)


def _digits(item: Item | None) -> str:
    meaning = item.meaning if item is not None else None
    return meaning.digits if isinstance(meaning, Number) else ""
