"""The words in a clause that decide its stance; the first that decides is believed."""

from collections.abc import Callable
from enum import Enum, auto

from bot.reading.items import Item, any_has
from bot.reading.meanings import Doing

Clause = tuple[Item, ...]
FAR_FROM_ITS_VERB = 4
EASE = ("easy", "steady", "hard", "moderate", "tempo")
WORKOUT_MEASURES = ("DUR", "DIST", "SETS", "CLOCK", "EM", "STEPS", "WITHIN", "EFFORT_IS")


class Stance(Enum):
    """What a clause says."""

    DONE = auto()
    LISTED = auto()  # an activity with a measure or a time, and no verb
    NAMED = auto()  # an activity and nothing else
    COMPLETED = auto()  # something was done, and it is not said what
    PLANNED = auto()
    REFUSED = auto()
    GENERAL = auto()  # habits, records, wishes, opinions
    OTHERS = auto()  # somebody else's
    ASKED = auto()
    NOTHING = auto()


Decide = Callable[[Clause, Clause], Stance | None]
"""Gets the clause and the items after the mark."""


def measured(clause: Clause) -> bool:
    """Whether it has a measure that workouts have."""
    return any_has(clause, *WORKOUT_MEASURES)


def names_activity(clause: Clause) -> bool:
    return any(isinstance(item.meaning, Doing) for item in clause)


def marked(clause: Clause) -> Stance | None:
    """The stance that the clause's first deciding mark gives; None if it has none."""
    for position, item in enumerate(clause):
        for tag, decision in MARKS:
            if not item.has(tag):
                continue
            found = (
                decision
                if isinstance(decision, Stance)
                else decision(clause, clause[position + 1 :])
            )
            if found is not None:
                return found
    return None


def _negated(_clause: Clause, rest: Clause) -> Stance | None:
    """`no running`, but not `no pain`, `not bad` or `not my best run`."""
    if rest and rest[0].has("RECORD"):
        return Stance.NAMED
    for item in rest[:FAR_FROM_ITS_VERB]:
        if item.has("PAIN", "FINE", "AFTER_IS", "BEFORE_IS"):
            return None
        if item.has("ACT", "TRAINS"):
            return Stance.REFUSED
    return None


def _returned(_clause: Clause, rest: Clause) -> Stance | None:
    return Stance.DONE if rest and rest[0].has("back", "off", "home") else None


def _perfect(_clause: Clause, rest: Clause) -> Stance | None:
    """`have run`, `been running`."""
    return Stance.DONE if rest and rest[0].has("ACT", "been") else None


def _in_progress(_clause: Clause, rest: Clause) -> Stance | None:
    return Stance.PLANNED if rest and rest[0].has("ACT", "doing", "off") else None


def _has_got(clause: Clause, _rest: Clause) -> Stance:
    """`i've got a race on sunday`, but not `i've got a run in this morning`."""
    done = any_has(clause, "in", "done", "VAGUE", "AGO", "JUST", "YESTERDAY")
    return Stance.DONE if done else Stance.PLANNED


def _in_present(clause: Clause, rest: Clause) -> Stance | None:
    """`i run` is a habit, but for `i run 5k today in 28 min`."""
    if not rest or not _present(rest[0]):
        return None
    if any_has(clause, "HABIT", "GENERAL", "PLAN", "LONG_AGO"):
        return Stance.GENERAL
    told = any_has(clause, "DAY", "AGO", "ENDED", "JUST", "TODAY")
    timed = any_has(clause, "DUR", "WITHIN", "CLOCK")
    full = timed and any_has(clause, "DIST")
    return Stance.DONE if told or full else Stance.GENERAL


def _present(item: Item) -> bool:
    verb = item.has("ACT") and not item.has("PAST", "DONE")
    return verb or item.has("do", "play", "train", "go")


def _record(clause: Clause, _rest: Clause) -> Stance:
    """A record, unless it was set just now."""
    new = any_has(clause, "new", "TODAY", "JUST", "VAGUE", "DAY")
    return Stance.DONE if new else Stance.GENERAL


def _best(_clause: Clause, rest: Clause) -> Stance | None:
    """`best 5k ever was 19:59`."""
    told = any_has(rest[:FAR_FROM_ITS_VERB], "ever", "was", "is", "CLOCK", "DUR")
    return Stance.GENERAL if told and rest[0].has("ACT", "DIST") else None


def _too_much(_clause: Clause, rest: Clause) -> Stance | None:
    """`too windy to cycle`"""
    return Stance.REFUSED if any_has(rest[:3], "to") and any_has(rest[1:5], "ACT") else None


def _ability(_clause: Clause, rest: Clause) -> Stance | None:
    return Stance.GENERAL if rest and rest[0].has("ACT") else None


def _done(clause: Clause, rest: Clause) -> Stance | None:
    """Verbs that say of anything that it was done count with an activity or a measure."""
    if rest and rest[0].has("NEG"):
        return _negated(clause, rest[1:])
    if any_has(clause, "TOMORROW", "PLAN"):
        return Stance.PLANNED
    if names_activity(clause) or measured(clause):
        return Stance.DONE
    return Stance.COMPLETED if any_has(clause, "COMPLETED") else None


def _opinion(_clause: Clause, rest: Clause) -> Stance | None:
    """`squats are hard`, but not `squats are done`."""
    if not rest or not rest[0].has("COPULA"):
        return None
    finished = any_has(rest[:FAR_FROM_ITS_VERB], "done", "finished", "complete")
    return Stance.DONE if finished else Stance.GENERAL


def _missed(_clause: Clause, rest: Clause) -> Stance | None:
    """`almost ran 5k`, but not `ran almost 5k`."""
    return Stance.REFUSED if rest and rest[0].has("DONE") else None


MARKS: tuple[tuple[str, Stance | Decide], ...] = (
    ("almost", _missed),
    ("nearly", _missed),
    ("PAST", Stance.DONE),
    ("MADE_ME", Stance.DONE),
    ("REFUSED", Stance.REFUSED),
    ("NEG", _negated),
    ("too", _too_much),
    ("JUST", _returned),
    ("HAVE_GOT", _has_got),
    ("PERFECT", _perfect),
    ("been", _perfect),
    ("SELF_AM", _in_progress),
    ("SELF", _in_present),
    ("PLAN", Stance.PLANNED),
    ("RECORD", _record),
    ("best", _best),
    ("NO_WORKOUT", Stance.GENERAL),
    ("SUBORDINATE", Stance.GENERAL),
    ("GENERAL", Stance.GENERAL),
    ("HABIT", Stance.GENERAL),
    ("MODAL", _ability),
    ("DONE", _done),
    ("COMPLETED", _done),
    ("ACT", _opinion),
)
"""What decides, in the order in which one word's classes are asked."""
