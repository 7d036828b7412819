"""Rules for durations: `40 min`, `1h30`, `an hour and a half`, `28'30"`."""

from bot.reading.grammar import Rule, rule
from bot.reading.items import Item
from bot.reading.meanings import Between, Colon, Duration, Em, Number, OutOfTen, Point


def value(item: Item | None) -> float:
    """The number in an item; 0 for a step that was left out."""
    meaning = item.meaning if item is not None else None
    return meaning.value if isinstance(meaning, Number | OutOfTen) else 0.0


def _hours(whole: Item | None, minutes: Item | None = None) -> Duration | None:
    """Hours and, below 60, minutes."""
    return Duration(value(whole) * 60 + value(minutes)) if value(minutes) < 60 else None


def _minutes_and_seconds(minutes: Item | None, rest: Item | None) -> Duration:
    return Duration(round(value(minutes) + value(rest) / 60, 2))


def _all_three(whole: Item | None, minutes: Item | None, rest: Item | None) -> Duration:
    return Duration(round(value(whole) * 60 + value(minutes) + value(rest) / 60, 2))


def _fraction(whole: Item | None, part: Item | None, of: Item | None) -> Duration | None:
    """`3/4 hour`, `1 3/4 hours`."""
    if not 0 < value(part) < value(of):
        return None
    return Duration(60 * (value(whole) + value(part) / value(of)))


def _hours_and_colon(whole: Item | None, rest: Item | None) -> Duration | None:
    """`1h02:30`"""
    more = _minutes_of_colon(rest)
    return Duration(value(whole) * 60 + more.minutes) if more and more.minutes < 60 else None


def _hours_of_day(start: Item | None, end: Item | None) -> Between | None:
    """`16-17h`"""
    first, last = value(start), value(end)
    if not 5 <= first < last or not 12 < last < 24:
        return None
    return Between(Point(int(first), exact=True), Point(int(last), exact=True))


def mean(low: Item | None, high: Item | None) -> float | None:
    """The middle of a range such as `40-45`; None if it does not rise."""
    return (value(low) + value(high)) / 2 if 0 <= value(low) < value(high) else None


def _mean_duration(low: Item | None, high: Item | None, factor: float) -> Duration | None:
    middle = mean(low, high)
    return None if middle is None else Duration(middle * factor)


def _colon_with_unit(item: Item | None) -> Duration | None:
    """`1:30 h`, `28:30 min`: the unit stands for the first part."""
    match item.meaning if item is not None else None:
        case Colon(first, second, None) if second < 60:
            return Duration(float(first * 60 + second))
        case _:
            return None


def _minutes_of_colon(item: Item | None) -> Duration | None:
    match item.meaning if item is not None else None:
        case Colon(first, second, None) if second < 60:
            return Duration(round(first + second / 60, 2))
        case Colon(first, second, int(third)) if second < 60 and third < 60:
            return Duration(round(first * 60 + second + third / 60, 2))
        case _:
            return None


def _three_parts(item: Item | None) -> Duration | None:
    match item.meaning if item is not None else None:
        case Colon(_, _, int()):
            return _minutes_of_colon(item)
        case _:
            return None


UNIT = "HOUR|MINUTE|SECOND|KM|K|MILE|METRE|YARD|m|x|SET|REP|WEIGHT|STEP|/|%|MEASURE|SPEED"

DURATIONS: tuple[Rule, ...] = (
    rule("N -|to N h !NG", _hours_of_day),
    rule("N HOUR", _hours),
    rule("N HOUR NG MINUTE|m?", _hours),
    rule("N HOUR CLOCK", _hours_and_colon),
    rule("N HOUR and|&|,? N MINUTE|m", _hours),
    rule(f"N HOUR N !{UNIT}", _hours),
    rule("N HOUR and a half", lambda n: Duration(value(n) * 60 + 30)),
    rule("N HOUR and half", lambda n: Duration(value(n) * 60 + 30)),
    rule("N HOUR N MINUTE|m N SECOND", _all_three),
    rule("N and? HALF HOUR", lambda n: Duration(value(n) * 60 + 30)),
    rule("N / N of? an? HOUR", lambda a, b: _fraction(None, a, b)),
    rule("N N / N HOUR", _fraction),
    rule("HALF an|a? HOUR", lambda: Duration(30.0)),
    rule("a|an HALF HOUR", lambda: Duration(30.0)),
    rule("a|an|the|full|whole|solid HOUR", lambda: Duration(60.0)),
    rule("a|an full|whole|solid|good HOUR", lambda: Duration(60.0)),
    rule("HOUR long", lambda: Duration(60.0)),
    rule("a|an? HOUR and a? half", lambda: Duration(90.0)),
    rule("a|an? HOUR and|& N MINUTE|m?", lambda n: Duration(60 + value(n))),
    rule("a|an HOUR N MINUTE|m?", lambda n: Duration(60 + value(n))),
    rule("a|an? HOUR and? a quarter", lambda: Duration(75.0)),
    rule("a? quarter of? an|a HOUR", lambda: Duration(15.0)),
    rule("a? quarter HOUR", lambda: Duration(15.0)),
    rule("three|3 quarters|quarter of an|a HOUR", lambda: Duration(45.0)),
    rule("N MINUTE|'", lambda n: Duration(value(n))),
    rule("N MINUTE|m N SECOND", _minutes_and_seconds),
    rule("N ' NG '|\"?", _minutes_and_seconds),
    rule("N MINUTE|m NG", _minutes_and_seconds),
    rule("N MINUTE|' and|& N SECOND", _minutes_and_seconds),
    rule("N MINUTE and a half", lambda n: Duration(value(n) + 0.5)),
    rule("N SECOND", lambda n: Duration(round(value(n) / 60, 2))),
    rule("N -|to|or N MINUTE|'", lambda a, b: _mean_duration(a, b, 1)),
    rule("N -|to|or N HOUR", lambda a, b: _mean_duration(a, b, 60) if value(b) <= 12 else None),
    rule("CLOCK HOUR", _colon_with_unit),
    rule("CLOCK MINUTE", _minutes_of_colon),
    rule("CLOCK", _three_parts),
    rule("N m", lambda n: Em(value(n))),
)
