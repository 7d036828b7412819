"""Rules for distances, sets and repetitions, and for measures that are understood and not kept."""

from bot.domain.workout import Activity
from bot.reading.durations import DURATIONS, mean, value
from bot.reading.grammar import Grammar, Rule, rule
from bot.reading.items import Item
from bot.reading.meanings import (
    Aside,
    Distance,
    Doing,
    Frequency,
    Meaning,
    OutOfTen,
    Sets,
    Steps,
)

KM_PER_MILE = 1.609344
KM_PER_YARD = 0.0009144
COUNTED = frozenset(
    {Activity.SQUATS, Activity.LUNGES, Activity.STEP_UPS, Activity.DEADLIFTS, Activity.STRENGTH}
)


def _km(number: Item | None, factor: float = 1.0, *, letter: bool = False) -> Distance:
    return Distance(round(value(number) * factor, 2), letter)


def _mean_distance(low: Item | None, high: Item | None, factor: float) -> Distance | None:
    middle = mean(low, high)
    return None if middle is None else Distance(round(middle * factor, 2))


def _repetitions(count: Item | None, exercise: Item | None) -> Meaning | None:
    """`50 squats`: the exercise stays, its number is not kept."""
    meaning = exercise.meaning if exercise is not None and value(count) >= 0 else None
    return meaning if isinstance(meaning, Doing) and meaning.activity in COUNTED else None


DISTANCES: tuple[Rule, ...] = (
    rule("N KM", _km),
    rule("N easy|steady|slow|hard|quick KM", _km),
    rule("N easy|steady|slow|hard|quick MILE", lambda n: _km(n, KM_PER_MILE)),
    rule("N K", lambda n: _km(n, letter=True)),
    rule("N MILE", lambda n: _km(n, KM_PER_MILE)),
    rule("N and? HALF MILE", lambda n: Distance(round((value(n) + 0.5) * KM_PER_MILE, 2))),
    rule("N MILE and a half", lambda n: Distance(round((value(n) + 0.5) * KM_PER_MILE, 2))),
    rule("a|an|the MILE", lambda: Distance(1.61)),
    rule("a MILE and a half", lambda: Distance(2.41)),
    rule("a? HALF a? MILE", lambda: Distance(0.8)),
    rule("a|the|my HALF !HOUR|MILE|KM|K|an|a|of|ago|past", lambda: Distance(21.1)),
    rule("HALF a KM", lambda: Distance(0.5)),
    rule("a KM", lambda: Distance(1.0)),
    rule("N METRE", lambda n: _km(n, 0.001)),
    rule("N YARD", lambda n: _km(n, KM_PER_YARD)),
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
    rule("N SET of? N? REP? !SECOND|MINUTE|HOUR|m|'", lambda a, b: Sets()),
    rule("N SET of|x|@ N SECOND|MINUTE|HOUR|m|'", lambda a, b: Sets()),
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
    rule("N KM|K|MILE per|an hour|h", lambda n: Aside()),
    rule("N NG? ORDINAL", lambda a, b: Aside()),
    rule("CLOCK PACE", lambda c: Aside()),
    rule("PACE of|:|was|~? CLOCK|N", lambda c: Aside()),
    rule("avg|average PACE? of|:|was|~? CLOCK", lambda c: Aside()),
    rule("CLOCK MINUTE? /|per|a|an|each KM|K|MILE", lambda c: Aside()),
    rule("CLOCK - CLOCK MINUTE? /|per|a KM|K|MILE", lambda a, b: Aside()),
    rule("CLOCK s|'s", lambda c: Aside()),
    rule("N MINUTE|m|' /|per|a KM|K|MILE PACE?", lambda n: Aside()),
    rule("N MINUTE|m KM|K|MILE PACE?", lambda n: Aside()),
    rule("N -|to N MINUTE|m|' /|per|a KM|K|MILE PACE?", lambda a, b: Aside()),
    rule("N MINUTE|m|' N \"|SECOND? /|per|a KM|K|MILE PACE?", lambda a, b: Aside()),
    rule("N MINUTE|m N SECOND MILE|KM|K", lambda a, b: Aside()),
    rule("N METRE|m|YARD|MEASURE of? CLIMB", lambda n: Aside()),
    rule("CLIMB N METRE|m|MEASURE? !HOUR|MINUTE|SECOND|KM|K|MILE|'", lambda n: Aside()),
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
    rule("N K time is|was|of|:|=", lambda n: _km(n, letter=True), "RECORD"),
    rule("N K pb|pr|record", lambda n: _km(n, letter=True), "RECORD"),
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
