"""Tells what a clause says about a workout: done, planned, refused, asked about, and so on."""

from itertools import pairwise

from bot.reading.items import Item, any_has
from bot.reading.marks import EASE, Stance, marked, measured, names_activity
from bot.reading.meanings import Doing
from bot.reading.people import of_somebody_else
from bot.reading.questions import asks

HELD = ("session", "class", "practice", "workout", "day", "match")
"""Words that make an activity an event: `yoga class` says more than `yoga`."""

TIMED = ("DAY", "AGO", "ENDED", "STARTED", "BETWEEN", "POINT", "TODAY", "N")


def stance(clause: tuple[Item, ...]) -> Stance:
    """The clause's stance; what comes first in it decides, bar a few words that outweigh."""
    clause = tuple(item for item in clause if not item.has("NO_PAIN"))
    if not clause:
        return Stance.NOTHING
    if asks(clause):
        return Stance.ASKED
    if any_has(clause, "LONG_AGO"):
        return Stance.GENERAL
    if of_somebody_else(clause):
        return Stance.OTHERS
    return marked(clause) or _without_marker(clause)


def _without_marker(clause: tuple[Item, ...]) -> Stance:
    measure = measured(clause)
    if not names_activity(clause) and not any_has(clause, "DIST", "STEPS", "COVERED"):
        eased = any(item.has("DUR") and after.has(*EASE) for item, after in pairwise(clause))
        return Stance.LISTED if eased else Stance.NOTHING
    covered = any_has(clause, "DIST", "EM", "TAKEN") or any(
        isinstance(item.meaning, Doing) and item.meaning.km for item in clause
    )
    ahead = any_has(clause, "WITHIN") and not covered  # "run in an hour"
    ahead = ahead or (not measure and any_has(clause, "WEEKDAY") and _in_ing_form(clause))
    if ahead or (any_has(clause, "TONIGHT") and not measure) or _announced(clause):
        return Stance.PLANNED
    if measure or any_has(clause, *TIMED) or _is_event(clause):
        return Stance.LISTED
    return Stance.NAMED


def _announced(clause: tuple[Item, ...]) -> bool:
    """`tonight: 5k`, `race saturday 10k`, `the 5k starts at 10`: no word of how it went."""
    if any(item.has("STARTED") and item.text.lower().startswith("starts") for item in clause):
        return True
    if any_has(clause, "DUR", "CLOCK", "TAKEN", "WITHIN", "ENDED", "EFFORT_IS"):
        return False
    named = [item for item in clause if item.has("WEEKDAY")]
    coming = any(not item.text.lower().startswith(("last", "past")) for item in named)
    return clause[0].has("TONIGHT") or (coming and any_has(clause, "race", "races"))


def _in_ing_form(clause: tuple[Item, ...]) -> bool:
    """`running on sunday` is a plan, `long run on sunday` was one or will be."""
    return any(item.has("ACT") and item.text.lower().endswith("ing") for item in clause)


def _is_event(clause: tuple[Item, ...]) -> bool:
    """Whether activities are named in a way that only a report has: `nice walk`, `yoga class`."""
    praised = any(item.has("QUALITY") and after.has("ACT") for item, after in pairwise(clause))
    named = [item for item in clause if isinstance(item.meaning, Doing) and item.meaning.activity]
    held = any_has(clause, *HELD) or any(item.text.lower().endswith(HELD) for item in named)
    return praised or len(named) > 1 or (held and bool(named))
