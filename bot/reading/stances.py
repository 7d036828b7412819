"""Tells what a clause says about a workout: done, planned, refused, asked about, and so on."""

from enum import Enum, auto
from itertools import pairwise

from bot.reading.items import Item
from bot.reading.meanings import Doing

FAR_FROM_ITS_VERB = 4
WORKOUT_MEASURES = ("DUR", "DIST", "SETS", "CLOCK", "EM", "STEPS", "WITHIN", "EFFORT_IS")


HELD = frozenset({"session", "class", "practice", "workout", "day", "match"})
"""Words that make an activity an event: `yoga class` says more than `yoga`."""


class Stance(Enum):
    """What a clause says."""

    DONE = auto()
    LISTED = auto()  # an activity with a measure or a time, and no verb
    NAMED = auto()  # an activity and nothing else
    PLANNED = auto()
    REFUSED = auto()
    GENERAL = auto()  # habits, records, wishes, opinions
    OTHERS = auto()  # somebody else's
    ASKED = auto()
    NOTHING = auto()


def measured(clause: tuple[Item, ...]) -> bool:
    """Whether it has a measure that workouts have."""
    return any(item.has(*WORKOUT_MEASURES) for item in clause)


def names_activity(clause: tuple[Item, ...]) -> bool:
    return any(isinstance(item.meaning, Doing) for item in clause)


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
    for position, item in enumerate(clause):
        found = _of_item(clause, position, item)
        if found is not None:
            return found
    return _without_marker(clause)


def _asks(clause: tuple[Item, ...]) -> bool:
    if any(item.has("SURELY_ASKS") for item in clause):
        return True
    lead = next((at for at, item in enumerate(clause) if not item.has("BREAK", "GREETING")), 0)
    opening, following = clause[lead], clause[lead + 1] if lead + 1 < len(clause) else None
    if opening.has("EXCLAIM"):
        return False
    if opening.has("ASK_WORD", "ASK_AUX"):
        return not (following is not None and following.has("done"))
    if opening.has("ASK_IF_SUBJECT") and following is not None:
        measure = opening.has("will", "would", "may") and following.has("DUR", "DIST", "N")
        if following.has("SUBJECT", "PERSON") and not following.has("the", "my") or measure:
            return True
    if not clause[-1].has("?"):
        return False
    return any(item.has("OKAY") for item in clause) or not any(
        item.has("PAST", "DONE") for item in clause
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
            made = any(
                later.has("made me do", "PHRASE")
                and later.has("DONE")
                and " me " in f" {later.text.lower()} "
                for later in clause
            )
            return not own and not made
    return False


def _is_name(clause: tuple[Item, ...]) -> bool:
    """Whether a clause opens with an unknown word in capitals before what was done: Tom ran."""
    opening = clause[0]
    verb = next((item for item in clause[1:3] if item.has("DONE")), None)
    return not opening.known and opening.text[:1].isupper() and verb is not None


def _up_to_verb(clause: tuple[Item, ...]) -> tuple[Item, ...]:
    for position, item in enumerate(clause):
        if item.has("DONE"):
            return clause[:position]
    return clause


def _of_item(clause: tuple[Item, ...], position: int, item: Item) -> Stance | None:
    rest = clause[position + 1 : position + 1 + FAR_FROM_ITS_VERB]
    following = rest[0] if rest else None
    if item.has("PAST"):
        return Stance.DONE
    if item.has("REFUSED"):
        return Stance.REFUSED
    if item.has("NEG"):
        return Stance.REFUSED if _negates(rest) else None
    if item.has("JUST") and following is not None and following.has("back", "off", "home"):
        return Stance.DONE
    if item.has("PERFECT", "been") and following is not None and following.has("ACT", "been"):
        return Stance.DONE
    if item.has("SELF_AM") and following is not None and following.has("ACT", "doing", "off"):
        return Stance.PLANNED
    if item.has("SELF") and following is not None and _present(following):
        return _habit(clause)
    if item.has("PLAN"):
        return Stance.PLANNED
    if item.has("RECORD"):
        return Stance.DONE if _is_new(clause) else Stance.GENERAL
    if item.has("GENERAL", "HABIT"):
        return Stance.GENERAL
    if item.has("MODAL") and following is not None and following.has("ACT"):
        return Stance.GENERAL
    if item.has("DONE") and any(later.has("TOMORROW", "PLAN") for later in clause):
        return Stance.PLANNED
    if item.has("DONE") and (names_activity(clause) or measured(clause)):
        return Stance.DONE
    if item.has("ACT") and following is not None and following.has("COPULA"):
        finished = any(later.has("done", "finished", "complete") for later in rest)
        return Stance.DONE if finished else Stance.GENERAL
    return None


def _is_new(clause: tuple[Item, ...]) -> bool:
    """Whether a record was set just now."""
    return any(item.has("new", "TODAY", "JUST", "VAGUE", "YESTERDAY", "DAY") for item in clause)


def _present(item: Item) -> bool:
    return item.has("do", "play", "train", "go") or (
        item.has("ACT") and not item.has("PAST", "DONE")
    )


def _negates(rest: tuple[Item, ...]) -> bool:
    for item in rest:
        if item.has("PAIN", "FINE", "AFTER_IS", "BEFORE_IS"):
            return False
        if item.has("ACT", "TRAINS"):
            return True
    return False


def _habit(clause: tuple[Item, ...]) -> Stance:
    """`i run` is a habit, but for `i run 5k today in 28 min`."""
    if any(each.has("HABIT", "GENERAL", "PLAN", "LONG_AGO") for each in clause):
        return Stance.GENERAL
    told = any(each.has("DAY", "AGO", "ENDED", "JUST", "TODAY") for each in clause)
    timed = any(each.has("DUR", "WITHIN", "CLOCK") for each in clause)
    full = timed and any(each.has("DIST") for each in clause)
    return Stance.DONE if told or full else Stance.GENERAL


def _without_marker(clause: tuple[Item, ...]) -> Stance:
    if not names_activity(clause) and not any(item.has("DIST", "STEPS") for item in clause):
        return Stance.NOTHING
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
    return Stance.LISTED if praised or (held and about) else Stance.NAMED
