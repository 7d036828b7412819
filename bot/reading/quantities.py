"""Rules for measures: durations, distances, sets, ratings, and measures that are not kept."""

from bot.domain.workout import Activity
from bot.reading.grammar import Grammar, Rule, rule
from bot.reading.items import Item
from bot.reading.meanings import (
    Aside,
    Between,
    Colon,
    Distance,
    Doing,
    Duration,
    Em,
    Frequency,
    Meaning,
    Number,
    OutOfTen,
    Point,
    Sets,
    Steps,
)

KM_PER_MILE = 1.609344
KM_PER_YARD = 0.0009144


def value(item: Item | None) -> float:
    """The number in an item; 0 for a step that was left out."""
    meaning = item.meaning if item is not None else None
    return meaning.value if isinstance(meaning, Number | OutOfTen) else 0.0


def hours(whole: Item | None, minutes: Item | None = None) -> Duration | None:
    """Hours and, below 60, minutes."""
    return Duration(value(whole) * 60 + value(minutes)) if value(minutes) < 60 else None


def seconds(minutes: Item | None, rest: Item | None) -> Duration:
    return Duration(round(value(minutes) + value(rest) / 60, 2))


def _three(whole: Item | None, minutes: Item | None, rest: Item | None) -> Duration:
    return Duration(round(value(whole) * 60 + value(minutes) + value(rest) / 60, 2))


def _fraction(whole: Item | None, part: Item | None, of: Item | None) -> Duration | None:
    """`3/4 hour`, `1 3/4 hours`."""
    if not 0 < value(part) < value(of):
        return None
    return Duration(60 * (value(whole) + value(part) / value(of)))


def _hours_and_colon(whole: Item | None, rest: Item | None) -> Duration | None:
    """`1h02:30`"""
    more = _colon_minutes(rest)
    return Duration(value(whole) * 60 + more.minutes) if more and more.minutes < 60 else None


def _hours_of_day(start: Item | None, end: Item | None) -> Between | None:
    """`16-17h`"""
    first, last = value(start), value(end)
    if not 5 <= first < last or not 12 < last < 24:
        return None
    return Between(Point(int(first), exact=True), Point(int(last), exact=True))


def mean(low: Item | None, high: Item | None) -> float | None:
    """The middle of a range such as `40-45`; None if it does not rise."""
    return (value(low) + value(high)) / 2 if value(low) < value(high) else None


def km(number: Item | None, factor: float = 1.0, *, letter: bool = False) -> Distance:
    return Distance(round(value(number) * factor, 2), letter)


def _mean_duration(low: Item | None, high: Item | None, factor: float) -> Duration | None:
    middle = mean(low, high)
    return None if middle is None else Duration(middle * factor)


def _mean_distance(low: Item | None, high: Item | None, factor: float) -> Distance | None:
    middle = mean(low, high)
    return None if middle is None else Distance(round(middle * factor, 2))


def _colon_with_unit(item: Item | None) -> Duration | None:
    """`1:30 h`, `28:30 min`: the unit stands for the first part."""
    match item.meaning if item is not None else None:
        case Colon(first, second, None) if second < 60:
            return Duration(float(first * 60 + second))
        case _:
            return None


def _colon_minutes(item: Item | None) -> Duration | None:
    match item.meaning if item is not None else None:
        case Colon(first, second, None) if second < 60:
            return Duration(round(first + second / 60, 2))
        case Colon(first, second, int(third)) if second < 60 and third < 60:
            return Duration(round(first * 60 + second + third / 60, 2))
        case _:
            return None


def _colon_whole(item: Item | None) -> Duration | None:
    match item.meaning if item is not None else None:
        case Colon(_, _, int()):
            return _colon_minutes(item)
        case _:
            return None


def _repetitions(_count: Item | None, exercise: Item | None) -> Meaning | None:
    """`50 squats`: the exercise stays, its number is not kept."""
    meaning = exercise.meaning if exercise is not None else None
    return meaning if isinstance(meaning, Doing) and meaning.activity in COUNTED else None


COUNTED = frozenset(
    {Activity.SQUATS, Activity.LUNGES, Activity.STEP_UPS, Activity.DEADLIFTS, Activity.STRENGTH}
)

UNIT = "HOUR|MINUTE|SECOND|KM|K|MILE|METRE|YARD|m|x|SET|REP|WEIGHT|STEP|/|%|MEASURE"

DURATIONS: tuple[Rule, ...] = (
    rule("N -|to N h !NG", _hours_of_day),
    rule("N HOUR", hours),
    rule("N HOUR NG MINUTE|m?", hours),
    rule("N HOUR CLOCK", _hours_and_colon),
    rule("N HOUR and|&|,? N MINUTE|m", hours),
    rule(f"N HOUR N !{UNIT}", hours),
    rule("N HOUR and a half", lambda n: Duration(value(n) * 60 + 30)),
    rule("N HOUR and half", lambda n: Duration(value(n) * 60 + 30)),
    rule("N HOUR N MINUTE|m N SECOND", _three),
    rule("N and? HALF HOUR", lambda n: Duration(value(n) * 60 + 30)),
    rule("N / N of? an? HOUR", lambda a, b: _fraction(None, a, b)),
    rule("N N / N HOUR", _fraction),
    rule("HALF an|a? HOUR", lambda: Duration(30.0)),
    rule("a|an HALF HOUR", lambda: Duration(30.0)),
    rule("a|an|the|full|whole|solid HOUR", lambda: Duration(60.0)),
    rule("a|an full|whole|solid|good HOUR", lambda: Duration(60.0)),
    rule("a|an? HOUR and a? half", lambda: Duration(90.0)),
    rule("a|an? HOUR and|& N MINUTE|m?", lambda n: Duration(60 + value(n))),
    rule("a|an HOUR N MINUTE|m?", lambda n: Duration(60 + value(n))),
    rule("a|an? HOUR and? a quarter", lambda: Duration(75.0)),
    rule("a? quarter of? an|a HOUR", lambda: Duration(15.0)),
    rule("a? quarter HOUR", lambda: Duration(15.0)),
    rule("three|3 quarters|quarter of an|a HOUR", lambda: Duration(45.0)),
    rule("N MINUTE|'", lambda n: Duration(value(n))),
    rule("N MINUTE|m N SECOND", seconds),
    rule("N ' NG '|\"?", seconds),
    rule("N MINUTE|m NG", seconds),
    rule("N MINUTE|' and|& N SECOND", seconds),
    rule("N MINUTE and a half", lambda n: Duration(value(n) + 0.5)),
    rule("N SECOND", lambda n: Duration(round(value(n) / 60, 2))),
    rule("N -|to|or N MINUTE|'", lambda a, b: _mean_duration(a, b, 1)),
    rule("N -|to|or N HOUR", lambda a, b: _mean_duration(a, b, 60) if value(b) <= 12 else None),
    rule("CLOCK HOUR", _colon_with_unit),
    rule("CLOCK MINUTE", _colon_minutes),
    rule("CLOCK", _colon_whole),
    rule("N m", lambda n: Em(value(n))),
)

DISTANCES: tuple[Rule, ...] = (
    rule("N KM", km),
    rule("N easy|steady|slow|hard|quick KM", km),
    rule("N easy|steady|slow|hard|quick MILE", lambda n: km(n, KM_PER_MILE)),
    rule("N K", lambda n: km(n, letter=True)),
    rule("N MILE", lambda n: km(n, KM_PER_MILE)),
    rule("N and? HALF MILE", lambda n: Distance(round((value(n) + 0.5) * KM_PER_MILE, 2))),
    rule("N MILE and a half", lambda n: Distance(round((value(n) + 0.5) * KM_PER_MILE, 2))),
    rule("a|an|the MILE", lambda: Distance(1.61)),
    rule("a MILE and a half", lambda: Distance(2.41)),
    rule("a? HALF a? MILE", lambda: Distance(0.8)),
    rule("a|the|my HALF !HOUR|MILE|KM|K|an|a|of|ago|past", lambda: Distance(21.1)),
    rule("HALF a KM", lambda: Distance(0.5)),
    rule("a KM", lambda: Distance(1.0)),
    rule("N METRE", lambda n: km(n, 0.001)),
    rule("N YARD", lambda n: km(n, KM_PER_YARD)),
    rule("N -|to N KM|K", lambda a, b: _mean_distance(a, b, 1)),
    rule("N -|to N MILE", lambda a, b: _mean_distance(a, b, KM_PER_MILE)),
)

COUNTS: tuple[Rule, ...] = (
    rule("N x|*|by N", lambda a, b: Sets()),
    rule("N x|* N x|* N", lambda a, b, c: Sets()),
    rule("N x|* N m|METRE|K|KM|MILE|YARD", lambda a, b: Sets(), "COVERED"),
    rule("N x|* N SECOND|MINUTE|HOUR|WEIGHT|'|REP", lambda a, b: Sets()),
    rule("N x|* N -|/ N", lambda a, b, c: Sets()),
    rule("N x CLOCK", lambda a, b: Sets()),
    rule("N x N MINUTE|m N SECOND", lambda a, b, c: Sets()),
    rule("N SET of? N? REP?", lambda a, b: Sets()),
    rule("N SET", lambda n: Sets()),
    rule("N SET x N", lambda a, b: Sets()),
    rule("N REP|LAP", lambda n: Sets()),
    rule("x N", lambda n: Sets()),
    rule("N x", lambda n: Sets()),
    rule("N =ACT", _repetitions, "SETS"),
    rule("N STEP !up", lambda n: Steps() if value(n) >= 20 else None),
    rule("N K STEP", lambda n: Steps()),
    rule("N thousand STEP", lambda n: Steps()),
    rule("N times|x a|per|each WEEK_UNIT|DAY_UNIT|LONG_UNIT", lambda n: Frequency()),
    rule("N times this? WEEK_UNIT|LONG_UNIT?", lambda n: Frequency()),
    rule("N KM|K|MILE a|per|each|every|/ WEEK_UNIT|DAY_UNIT|LONG_UNIT", lambda n: Frequency()),
    rule("N HOUR|MINUTE a|per|each|every WEEK_UNIT|DAY_UNIT|LONG_UNIT", lambda n: Frequency()),
)

ASIDES: tuple[Rule, ...] = (
    rule("N WEIGHT|MEASURE|SPEED", lambda n: Aside()),
    rule("N -|/ N WEIGHT|MEASURE|SPEED", lambda a, b: Aside()),
    rule("N %", lambda n: Aside()),
    rule("N K? MEASURE", lambda n: Aside()),
    rule("N km / h", lambda n: Aside()),
    rule("N KM|K|MILE per|an hour|h", lambda n: Aside()),
    rule("N NG? ORDINAL", lambda a, b: Aside()),
    rule("CLOCK PACE", lambda c: Aside()),
    rule("PACE of|:|was|~? CLOCK|N", lambda c: Aside()),
    rule("CLOCK MINUTE? /|per|a|an|each KM|K|MILE", lambda c: Aside()),
    rule("CLOCK - CLOCK MINUTE? /|per|a KM|K|MILE", lambda a, b: Aside()),
    rule("CLOCK s|'s", lambda c: Aside()),
    rule("N MINUTE|m|' /|per|a KM|K|MILE PACE?", lambda n: Aside()),
    rule("N MINUTE|m KM|K|MILE PACE?", lambda n: Aside()),
    rule("N MINUTE|m N SECOND MILE|KM|K", lambda a, b: Aside()),
    rule("N METRE|m|YARD|MEASURE of? CLIMB", lambda n: Aside()),
    rule("CLIMB N METRE|m|MEASURE?", lambda n: Aside()),
    rule("GAUGE of|:|=|#|was|at? N", lambda n: Aside()),
    rule("GAUGE of|:|was|at? N - N", lambda a, b: Aside()),
    rule("avg|average|max|mean rate|watts|power|speed N", lambda n: Aside()),
    rule("N DAY_UNIT|WEEK_UNIT|LONG_UNIT !ago", lambda n: Aside()),
    rule("INSTEAD a|my|the? ACT", lambda: Aside()),
    rule("N marathons|races|ultras|parkruns|triathlons", lambda n: Aside(), "LONG_AGO"),
    rule("sub N", lambda n: Aside(), "GENERAL"),
    rule("N -|to N REP", lambda a, b: Sets()),
    rule("for N LONG_UNIT", lambda n: Aside(), "LONG_AGO"),
    rule("N MINUTE|SECOND|' rest|rests|break|breaks|recovery", lambda n: Aside()),
    rule("N MINUTE|SECOND of? rest|recovery|breaks", lambda n: Aside()),
    rule("with|w|and|, N MINUTE|SECOND of? rest|recovery|breaks", lambda n: Aside()),
    rule("@ N WEIGHT", lambda n: Aside()),
    rule("N WEIGHT x N", lambda a, b: Aside()),
    rule("# N", lambda n: Aside()),
    rule("N K time is|was|of|:|=", lambda n: km(n, letter=True), "RECORD"),
    rule("N K pb|pr", lambda n: km(n, letter=True), "RECORD"),
    rule("N KM|K plan|programme|program", lambda n: Aside(), "GENERAL"),
    rule("N DAY_UNIT|WEEK_UNIT in a row", lambda n: Aside()),
    rule("day|week N of N", lambda a, b: Aside()),
)

OUT_OF: tuple[Rule, ...] = (
    rule("N / 10", lambda n: OutOfTen(value(n))),
    rule("N out of 10", lambda n: OutOfTen(value(n))),
    rule("N on|of 10", lambda n: OutOfTen(value(n))),
)

MEASURES = Grammar(*DURATIONS, *DISTANCES, *COUNTS, *ASIDES, *OUT_OF)
