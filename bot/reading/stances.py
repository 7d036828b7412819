"""Tells what a clause says about a workout: done, planned, refused, asked about, and so on."""

from itertools import pairwise

from bot.reading.items import Item
from bot.reading.marks import Stance, marked, measured, names_activity
from bot.reading.meanings import Doing

HELD = frozenset({"session", "class", "practice", "workout", "day", "match"})
"""Words that make an activity an event: `yoga class` says more than `yoga`."""

TIMED = ("DAY", "AGO", "ENDED", "STARTED", "BETWEEN", "POINT", "TODAY", "N")


def stance(clause: tuple[Item, ...]) -> Stance:
    """The clause's stance; what comes first in it decides, bar a few words that outweigh."""
    clause = tuple(item for item in clause if not item.has("NO_PAIN"))
    if not clause:
        return Stance.NOTHING
    if _asks(clause):
        return Stance.ASKED
    if any(item.has("LONG_AGO") for item in clause):
        return Stance.GENERAL
    if _of_somebody_else(clause):
        return Stance.OTHERS
    return marked(clause) or _without_marker(clause)


def _asks(clause: tuple[Item, ...]) -> bool:
    if any(item.has("SURELY_ASKS") for item in clause):
        return True
    lead = next((at for at, item in enumerate(clause) if not item.has("BREAK", "GREETING")), 0)
    opening, following = clause[lead], clause[lead + 1] if lead + 1 < len(clause) else None
    if opening.has("EXCLAIM"):
        return False
    if _offers_a_choice(clause):
        return True
    if opening.has("ASK_WORD", "ASK_AUX"):
        return not (following is not None and following.has("done"))
    if opening.has("ASK_IF_SUBJECT") and following is not None:
        measure = opening.has("will", "would", "may") and following.has("DUR", "DIST", "N")
        if (following.has("SUBJECT", "PERSON") and not following.has("the", "my")) or measure:
            return True
    if not clause[-1].has("?"):
        return False
    return any(item.has("OKAY") for item in clause) or not any(
        item.has("PAST", "DONE") for item in clause
    )


def _offers_a_choice(clause: tuple[Item, ...]) -> bool:
    """`walk or run`"""
    return any(
        middle.has("or") and before.has("ACT") and after.has("ACT")
        for before, middle, after in zip(clause, clause[1:], clause[2:], strict=False)
    )


def _of_somebody_else(clause: tuple[Item, ...]) -> bool:
    for position, item in enumerate(clause):
        if item.has("SELF", "DONE") and not item.has("PERSON"):
            return position > 0 and _is_name(clause)
        if item.has("PERSON"):
            before = clause[position - 1] if position else None
            owned = before is not None and before.has("my", "the", "a", "his", "her", "our")
            following = clause[position + 1 : position + 2]
            if following and following[0].has("ACT") and not following[0].has("DONE"):
                continue
            lead = clause[position - 2] if owned and position > 1 else before
            if lead is not None and lead.has("BY", "ACT"):
                continue
            own = any(later.has("SELF") for later in _up_to_verb(clause[position:]))
            made = any(later.has("MADE_ME") for later in clause)
            return not own and not made
    return False


def _is_name(clause: tuple[Item, ...]) -> bool:
    """Whether unknown words in capitals come before what was done: Tom ran, Peter and Anna ran."""
    names = [item for item in _up_to_verb(clause) if not item.has("and", "&", "BREAK")]
    unknown = [not item.known and item.text[:1].isupper() for item in names]
    return bool(names) and all(unknown) and len(names) < len(clause)


def _up_to_verb(clause: tuple[Item, ...]) -> tuple[Item, ...]:
    for position, item in enumerate(clause):
        if item.has("DONE"):
            return clause[:position]
    return clause


def _without_marker(clause: tuple[Item, ...]) -> Stance:
    if not names_activity(clause) and not any(item.has("DIST", "STEPS") for item in clause):
        return Stance.NOTHING
    if any(item.has("WITHIN") for item in clause) and not any(item.has("DIST") for item in clause):
        return Stance.PLANNED  # "run in an hour"
    if measured(clause) or any(
        item.has("DAY", "AGO", "ENDED", "STARTED", "BETWEEN", "POINT", "TODAY", "N")
        for item in clause
    ):
        if any(item.has("TONIGHT") for item in clause) and not measured(clause):
            return Stance.PLANNED
        return Stance.LISTED
    praised = any(item.has("QUALITY") and after.has("ACT") for item, after in pairwise(clause))
    held = any(item.has("ACT") and item.text.lower().split()[-1] in HELD for item in clause)
    about = any(isinstance(item.meaning, Doing) and item.meaning.activity for item in clause)
    several = sum(isinstance(item.meaning, Doing) for item in clause) > 1
    return Stance.LISTED if praised or several or (held and about) else Stance.NAMED
