"""Takes the activity, minutes, distance and ratings out of the clauses that tell of a workout."""

from dataclasses import dataclass, replace
from itertools import pairwise

from bot.domain.workout import Activity
from bot.reading.items import Item, any_has, first
from bot.reading.meanings import (
    Colon,
    DayPart,
    DaysAgo,
    Distance,
    Doing,
    Duration,
    Effort,
    Em,
    Number,
    PainAfter,
    PainBefore,
    Steps,
    Within,
)
from bot.reading.others import apart
from bot.reading.quantities import KM_PER_MILE

Clause = tuple[Item, ...]
BY_DISTANCE = frozenset({Activity.WALK, Activity.CYCLING})
LONGEST_RUN_KM = 21.1
"""Of which only the distance was told."""

AT = ("at", "by", "around", "about", "@", ":")
"""Before a time: `ended at 25:00` names one that does not exist, and no duration."""

NEARLY_PACE = 0.1
NEARLY_MINUTES = 2.0
"""`28:30, 28 min` tells one duration twice."""

LONGEST_BARE_KM = 12
SHORTEST_BARE_MINUTES = 10
LONGEST_BARE_MINUTES = 300
FIRST_HOUR = 4
"""Of training; before it `1:30` is a duration even beside a part of a day."""

ON_A_BAR = frozenset(
    {Activity.SQUATS, Activity.LUNGES, Activity.DEADLIFTS, Activity.STEP_UPS, Activity.STRENGTH}
)
PACES: dict[Activity | None, tuple[float, float]] = {
    Activity.RUN: (2.7, 13.0),
    Activity.WALK: (6.0, 30.0),
    Activity.CYCLING: (0.9, 7.0),
}
"""Minutes per km that are plausible."""

ANY_PACE = (1.0, 40.0)


@dataclass(frozen=True, slots=True)
class Details:
    """What was told; `used` are leftover numbers that found a meaning here, `lost` what was
    understood and is kept nowhere, clause by clause or item by item."""

    activity: Activity | None = None
    minutes: float | None = None
    distance_km: float | None = None
    rpe: int | None = None
    before: int | None = None
    after: int | None = None
    used: tuple[Item, ...] = ()
    lost: tuple[Clause, ...] = ()


def details(told: tuple[Clause, ...]) -> Details:
    """The workout's details."""
    main = _without_warm_up(told)
    found = _activity(tuple(item for clause in main for item in clause))
    several = apart(main, found)
    main = several.main
    items = tuple(item for clause in main for item in clause)
    activity = found.activity if found else None
    here = next((clause for clause in main if found and found in map(_doing, clause)), ())
    distance = _distance(here, activity) or _distance(items, activity)
    km = distance if distance is not None else _event_km(items)
    minutes = _duration(here) or _duration(items)
    if activity is None and (found is None or found.rank == 0):
        activity = _by_measures(items, km, minutes)
    result = Details(activity, minutes, km)
    result = _with_ems(result, items)
    result = _with_colon(result, items)
    result = _with_bare_number(result, items)
    beside = (item for item in items if _is_beside(item, result))
    return replace(
        result,
        lost=(*several.others, *((item,) for item in (*several.named, *beside))),
        rpe=on_scale(first(items, Effort)),
        before=on_scale(first(items, PainBefore)),
        after=on_scale(first(items, PainAfter)),
    )


def _without_warm_up(told: tuple[Clause, ...]) -> tuple[Clause, ...]:
    main = tuple(clause for clause in told if not any_has(clause, "WARM"))
    return main if any(_activity(clause) for clause in main) else told


def _activity(items: Clause) -> Doing | None:
    """The first of those that say the most."""
    named = [item.meaning for item in items if isinstance(item.meaning, Doing)]
    return max(named, key=lambda each: each.rank, default=None)


def _event_km(items: Clause) -> float | None:
    """The length that is in the name of an event."""
    return next((each.km for each in map(_doing, items) if each and each.km), None)


def _doing(item: Item) -> Doing | None:
    return item.meaning if isinstance(item.meaning, Doing) else None


def _by_measures(items: Clause, km: float | None, minutes: float | None) -> Activity | None:
    """`did 10k` is a run; `40 km` may well be a ride, and so may what is quicker than runners."""
    if first(items, Steps):
        return Activity.WALK
    if km is None:
        return Activity.RUN if any_has(items, "COVERED") else None
    quickest, slowest = PACES[Activity.RUN]
    at_pace = minutes is None or quickest <= minutes / km <= slowest if km else False
    return Activity.RUN if 1 <= km <= LONGEST_RUN_KM and at_pace else None


def _is_beside(item: Item, kept: Details) -> bool:
    """Whether it is a measure other than the one that was kept of its kind."""
    match item.meaning:
        case Duration(minutes):
            return kept.minutes is not None and abs(minutes - kept.minutes) >= NEARLY_MINUTES
        case Distance(km, letter):
            weight = letter and kept.activity in ON_A_BAR
            return not weight and (kept.distance_km is None or not _nearly(km, kept.distance_km))
        case _:
            return False


def _nearly(one: float, other: float) -> bool:
    return abs(one - other) <= 0.1 * other


def _duration(items: Clause) -> float | None:
    found = first(items, Duration) or first(items, Within)
    return found.minutes if found else None


def _distance(items: Clause, activity: Activity | None) -> float | None:
    for item in items:
        if isinstance(item.meaning, Distance) and not (
            item.meaning.letter and activity in ON_A_BAR
        ):
            return item.meaning.km
    return None


def _with_ems(result: Details, items: Clause) -> Details:
    """`45m` are minutes, `400m` metres; swimmers count in 25 m."""
    for item in items:
        if not isinstance(item.meaning, Em):
            continue
        value = item.meaning.value
        metres = value > 180 or (
            result.activity is Activity.OTHER and value >= 100 and value % 25 == 0
        )
        if metres and result.distance_km is None and result.activity not in ON_A_BAR:
            result = replace(result, distance_km=round(value / 1000, 3))
        elif not metres and result.minutes is None:
            result = replace(result, minutes=value)
    return result


def _with_colon(result: Details, items: Clause) -> Details:
    """The duration written as `28:30`, unless it must be a time of day."""
    of_day = {late for early, late in pairwise(items) if _may_be_time(early, late)}
    ends = zip(items, items[1:], items[2:], strict=False)
    no_end = {colon for end, at, colon in ends if end.has("END", "UNTIL") and at.has(*AT)}
    for item in sorted(items, key=lambda each: _not_clock(each.meaning)):
        if not isinstance(item.meaning, Colon) or result.minutes is not None:
            continue
        if item in no_end or (item in of_day and result.distance_km is None):
            continue
        minutes = _colon_minutes(item.meaning, result)
        if minutes is not None:
            result = replace(result, minutes=minutes, used=(*result.used, item))
    return result


def is_pace(colon: Colon, found: Details) -> bool:
    """Whether `5:42` is what distance and duration come to, by km or by mile."""
    if not found.minutes or not found.distance_km or colon.third is not None:
        return False
    pace = found.minutes / found.distance_km
    told = colon.first + colon.second / 60
    return any(abs(told - each) <= NEARLY_PACE for each in (pace, pace * KM_PER_MILE))


def _may_be_time(day: Item, colon: Item) -> bool:
    """`this morning 6:30`, but not `this morning 28:30`."""
    match day.meaning, colon.meaning:
        case DaysAgo(part=DayPart() as part), Colon(first, _, None):
            return FIRST_HOUR <= first <= (12 if part is DayPart.MORNING else 23)
        case _:
            return False


def _not_clock(meaning: object) -> bool:
    """Sorts first what can be no time of day."""
    return not (isinstance(meaning, Colon) and meaning.first >= 24)


def _colon_minutes(colon: Colon, result: Details) -> float | None:
    if colon.second >= 60:
        return None
    short = round(colon.first + colon.second / 60, 2)
    long = float(colon.first * 60 + colon.second)
    if colon.first >= 24:
        return short
    if result.distance_km:
        quickest, slowest = PACES.get(result.activity, ANY_PACE)
        for minutes in (short, long):
            if quickest <= minutes / result.distance_km <= slowest:
                return minutes
        return None
    if 0 < colon.first < 4:
        return long
    return short if result.activity is Activity.RUN and colon.second else None


def _with_bare_number(result: Details, items: Clause) -> Details:
    """`treadmill 30` is half an hour, `ran 5` five kilometres; other numbers stay unclaimed."""
    bare = [(item, item.meaning.value) for item in items if isinstance(item.meaning, Number)]
    if len(bare) != 1 or result.activity is None:
        return result
    item, number = bare[0]
    used = (*result.used, item)
    runs = result.activity is Activity.RUN or (
        result.activity in BY_DISTANCE and not number.is_integer()
    )
    if runs and result.distance_km is None and 1 <= number <= LONGEST_BARE_KM:
        return replace(result, distance_km=number, used=used)
    lasting = SHORTEST_BARE_MINUTES <= number <= LONGEST_BARE_MINUTES and number.is_integer()
    return (
        replace(result, minutes=number, used=used) if lasting and result.minutes is None else result
    )


def on_scale(rating: Effort | PainBefore | PainAfter | None) -> int | None:
    """A rating that is a whole number from 0 to 10."""
    if rating is None or not rating.value.is_integer() or not 0 <= rating.value <= 10:
        return None
    return int(rating.value)
