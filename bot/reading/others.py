"""Sets the activity that a text is about apart from others that it tells of as well."""

from dataclasses import dataclass

from bot.domain.workout import Activity
from bot.reading.items import Item, any_has
from bot.reading.marks import measured
from bot.reading.meanings import Doing

Clause = tuple[Item, ...]
SAYS_WHAT = 3
"""The rank of a `Doing` from which on it says what was done."""

JOINTS = ("and", "&", "+", "/", "then", "plus")
OF_STRENGTH = frozenset(
    {Activity.SQUATS, Activity.LUNGES, Activity.DEADLIFTS, Activity.STEP_UPS, Activity.STRENGTH}
)


@dataclass(frozen=True, slots=True)
class Apart:
    """The clauses of the one workout; those of others; other activities named within the one."""

    main: tuple[Clause, ...]
    others: tuple[Clause, ...] = ()
    named: tuple[Item, ...] = ()


def apart(told: tuple[Clause, ...], main: Doing | None) -> Apart:
    """`main` is what the workout is: a clause that names and measures something else is another
    workout, which can be logged by itself."""
    if main is None or main.activity is None:
        return Apart(told)
    parts = [part for clause in told for part in _at_joints(clause)]
    own = [part for part in parts if _names(part, main.activity)]
    if not own:
        return Apart(told)
    others = tuple(part for part in parts if part not in own and _is_workout(part, main.activity))
    kept = tuple(part for part in parts if part not in others)
    named = tuple(item for part in kept for item in part if _is_other(item, main.activity))
    return Apart(kept, others, named)


def _at_joints(clause: Clause) -> list[Clause]:
    """`run 5k and squats 20 min` in two, for either says what and how much."""
    for position, item in enumerate(clause):
        before, after = clause[:position], clause[position + 1 :]
        if item.has(*JOINTS) and _says_all(before) and _says_all(after):
            return [before, *_at_joints(after)]
    return [clause]


def _says_all(clause: Clause) -> bool:
    return measured(clause) and any(_says_what(item) for item in clause)


def _names(clause: Clause, activity: Activity) -> bool:
    return any(
        isinstance(item.meaning, Doing) and item.meaning.activity is activity for item in clause
    )


def _is_workout(clause: Clause, main: Activity) -> bool:
    another = any(_says_what(item) and not _names((item,), main) for item in clause)
    return another and measured(clause) and not any_has(clause, "WARM")


def _is_other(item: Item, main: Activity) -> bool:
    """Whether it is something else, and not only the kind of training that the one belongs to."""
    if not _says_what(item) or _names((item,), main):
        return False
    activity = item.meaning.activity if isinstance(item.meaning, Doing) else None
    both = {activity, main}
    return not (Activity.STRENGTH in both and both <= OF_STRENGTH)


def _says_what(item: Item) -> bool:
    doing = item.meaning
    return isinstance(doing, Doing) and doing.activity is not None and doing.rank >= SAYS_WHAT
