"""Rules for times: clock times, days, "an hour ago", "from 6 to 7pm"."""

from collections.abc import Callable

from bot.reading.clocktimes import (
    FIVES,
    ago,
    ahead,
    at_pace,
    bare_minutes,
    beside,
    beside_half,
    between,
    continental,
    dated,
    days_ago,
    digits_of,
    ended,
    in_half,
    minutes_to,
    month_day,
    past_year,
    point_of,
    started,
    started_ago,
    this,
    until_continental,
    weekday,
    within,
)
from bot.reading.durations import value
from bot.reading.grammar import Grammar, Rule, rule
from bot.reading.items import Item
from bot.reading.meanings import Ago, DayPart, DaysAgo, Ended, Meaning, Point, Sometime, Weekday

MORNING, AFTERNOON = DayPart.MORNING, DayPart.AFTERNOON
EVENING, NIGHT = DayPart.EVENING, DayPart.NIGHT


def _constant(meaning: Meaning) -> Callable[[], Meaning]:
    return lambda: meaning


def _of_part(part: DayPart, tag: str) -> tuple[Rule, ...]:
    """Yesterday, a weekday or a bare time with a part of the day."""

    def on(item: Item | None) -> Weekday | None:
        return weekday(item, part)

    return (
        rule(f"YESTERDAY {tag}", _constant(DaysAgo(1, part))),
        rule(f"=DAYNAME {tag}", on),
    )


DAYS: tuple[Rule, ...] = (
    rule("YESTERDAY", _constant(DaysAgo(1))),
    rule("YESTERDAY_MORNING", _constant(DaysAgo(1, MORNING))),
    rule("YESTERDAY_AFTERNOON", _constant(DaysAgo(1, AFTERNOON))),
    rule("LAST_NIGHT", _constant(DaysAgo(1, NIGHT))),
    rule("BEFORE_YESTERDAY", _constant(DaysAgo(2))),
    rule("EARLIER", _constant(DaysAgo(0, vague=True)), "VAGUE"),
    rule("LAST_WEEK|THE_WEEKEND", _constant(Sometime()), "VAGUE"),
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
    rule("=DAYNAME", weekday),
    rule("last|on|this|past =DAYNAME", weekday),
    rule("next|coming =DAYNAME", lambda item: weekday(item, ahead=True), "PLAN"),
    rule("on sun", _constant(Weekday(6))),
    rule("N days|day ago", lambda n: days_ago(n, 1)),
    rule("N nights ago", lambda n: days_ago(n, 1)),
    rule("a|1 day ago", _constant(DaysAgo(1))),
    rule("a week ago", _constant(DaysAgo(7))),
    rule("N week|weeks ago", lambda n: days_ago(n, 7)),
    rule("=MONTH N ORDINAL?", month_day),
    rule("N ORDINAL? of? =MONTH", lambda day, month: month_day(month, day)),
)

POINTS: tuple[Rule, ...] = (
    rule("N|CLOCK AM", lambda n: in_half(n, afternoon=False)),
    rule("N|CLOCK PM", lambda n: in_half(n, afternoon=True)),
    rule("N|CLOCK o'clock|oclock", point_of),
    rule("N|CLOCK in the|to MORNING", lambda n: in_half(n, afternoon=False)),
    rule("N|CLOCK =THIS_MORNING", lambda n, part: in_half(n, afternoon=False)),
    rule("N|CLOCK =THIS_AFTERNOON|THIS_EVENING", lambda n, part: in_half(n, afternoon=True)),
    rule("N|CLOCK HOUR today|yesterday|DAYNAME", lambda n: point_of(n)),
    rule("HALF past? N", lambda n: beside(n, 30)),
    rule("HALF past? N AM", lambda n: beside_half(n, 30, afternoon=False)),
    rule("HALF past? N PM", lambda n: beside_half(n, 30, afternoon=True)),
    rule("a? quarter past|after N", lambda n: beside(n, 15)),
    rule("a? quarter past N AM", lambda n: beside_half(n, 15, afternoon=False)),
    rule("a? quarter past N PM", lambda n: beside_half(n, 15, afternoon=True)),
    rule("a? quarter to|til|till|of|before N", lambda n: beside(n, -15)),
    rule("a? quarter to|til|till N AM", lambda n: beside_half(n, -15, afternoon=False)),
    rule("a? quarter to|til|till N PM", lambda n: beside_half(n, -15, afternoon=True)),
    rule("N MINUTE? past N", lambda m, n: beside(n, value(m))),
    rule("N MINUTE? past N AM", lambda m, n: beside_half(n, value(m), afternoon=False)),
    rule("N MINUTE? past N PM", lambda m, n: beside_half(n, value(m), afternoon=True)),
    rule("N MINUTE? to|til N PM", lambda m, n: minutes_to(m, n, afternoon=True)),
    rule("N MINUTE? to|til N AM", lambda m, n: minutes_to(m, n, afternoon=False)),
    rule("NOON", _constant(Point(12, 0, exact=True))),
    rule("12 NOON", _constant(Point(12, 0, exact=True))),
    rule("MIDNIGHT", _constant(Point(0, 0, exact=True))),
)


TIMES = Grammar(*DAYS, *POINTS)

WHEN = Grammar(
    rule("for AROUND? N !ACT|DIST|DUR|SETS|MONTH", bare_minutes),
    rule("in|since|from|of|back N", past_year, "LONG_AGO"),
    rule("N|CLOCK ish", point_of),
    rule("=DAY|WEEKDAY|DATE at|@|,? AROUND N", dated),
    rule("=VAGUE at? around N !-|to|until|till|til", this, "VAGUE"),
    rule("=DAY|WEEKDAY|DATE at|@|,? AROUND? CLOCK !-|to|until|till|til", dated),
    rule("=DAY|WEEKDAY|DATE at|@ AROUND? N !-|to|until|till|til", dated),
    rule("at|@? AROUND N|CLOCK =DAY|WEEKDAY", lambda time, day: dated(day, time)),
    rule("at|@ N|CLOCK =DAY|WEEKDAY", lambda time, day: dated(day, time)),
    rule("END|UNTIL at|@|by? =DUR", until_continental),
    rule("at|@|by|until|till|til =DUR", continental),
    rule("=DIST @ CLOCK", at_pace),
    rule("=COVERED @|at CLOCK", lambda sets, pace: sets.meaning, "COVERED"),
    rule("=SETS @|at CLOCK", lambda sets, pace: sets.meaning),
    rule("at|@|by AROUND? N|CLOCK|POINT", point_of),
    rule(
        "at AROUND? N to N",
        lambda m, n: beside(n, -value(m)) if value(m) in FIVES else None,
    ),
    rule(
        "END|UNTIL at|by|around|@|about|:? N to N",
        lambda m, n: Ended(p) if value(m) in FIVES and (p := beside(n, -value(m))) else None,
    ),
    rule("END|UNTIL at|by|around|@|about|:|was? AROUND? CLOCK|POINT", ended),
    rule("END at|by|around|@|about AROUND? N", ended),
    rule("ended|end|UNTIL AROUND? N !ACT", ended),
    rule(
        "END N !ACT|FILLER",
        lambda n: ended(n) if len(digits_of(n)) == 4 or "." in digits_of(n) else None,
    ),
    rule("END|UNTIL at|about|around|like|roughly? =DUR|EM ago", ago),
    rule("START at|@|about|around|:|was? AROUND? N|CLOCK|POINT", started),
    rule("START at|@? AROUND? N|CLOCK|POINT for|, AROUND? DUR", started),
    rule("at|@? AROUND? N|CLOCK|POINT for AROUND? DUR", started),
    rule("ended|ends|ending in AROUND? =DUR|EM", ahead),
    rule("START AROUND? =DUR|EM ago", started_ago),
    rule("from|at|@? N|CLOCK|POINT -|to|until|till|til POINT|CLOCK", between),
    rule("from N|CLOCK|POINT -|to|until|till|til N|CLOCK|POINT", between),
    rule("POINT -|to|until|till|til N|CLOCK|POINT", between),
    rule("CLOCK -|to|until|till|til N|CLOCK|POINT", between),
    rule("between N|CLOCK|POINT and|& N|CLOCK|POINT", between),
    rule("START at? CLOCK|POINT ,|-|and|&? END|UNTIL at|:? CLOCK|POINT", between),
    rule("=DUR|EM ago", ago),
    rule("seconds|secs ago", _constant(Ago(0))),
    rule("=DUR|EM or so ago", ago),
    rule("in AROUND? a? total? =DUR|EM", within),
    rule("under|within AROUND? =DUR|EM", within, "TAKEN"),
    rule("in|under|within AROUND? a? total? CLOCK", lambda time: time.meaning, "TAKEN"),
)


SPOKEN = Grammar(
    rule("N MINUTE? to|til N", lambda m, n: beside(n, -value(m)) if value(m) in FIVES else None),
    rule("N|CLOCK -|to|and N|CLOCK", between),
)
"""`ten to six`, which is a time only as the answer to a question about one."""
