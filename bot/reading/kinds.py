"""Decides what a text is about, from what its clauses say."""

from dataclasses import dataclass
from itertools import pairwise

from bot.reading.clauses import clauses
from bot.reading.items import Item
from bot.reading.marks import Stance, measured, names_activity
from bot.reading.meanings import Doing
from bot.reading.scores import is_score
from bot.reading.stances import stance
from bot.reading.values import ReadingKind

AGAINST = frozenset({Stance.PLANNED, Stance.REFUSED, Stance.GENERAL, Stance.OTHERS})
FOR = frozenset({Stance.DONE, Stance.LISTED})


@dataclass(frozen=True, slots=True)
class Verdict:
    """The kind, the clauses that speak of the workout (of the whole text if it is none), and
    whether one of them asks something."""

    kind: ReadingKind
    told: tuple[tuple[Item, ...], ...]
    asks: bool = False


def verdict(items: tuple[Item, ...], answer: tuple[Item, ...]) -> Verdict:
    """What the text is about; `answer` is the same text read as an answer to a question."""
    parts = clauses(items)
    stances = [stance(part) for part in parts]
    if set(stances) <= {Stance.NAMED, Stance.NOTHING}:
        # "run, 48 min": a list whose entries say little alone.
        parts = [tuple(item for part in parts for item in part)]
        stances = [stance(part) for part in parts]
    stances = _planned_on(parts, stances)
    told = _told(parts, stances)
    if Stance.ASKED not in stances and told and not _is_order(items):
        return Verdict(ReadingKind.WORKOUT, told)
    if is_score(answer):
        return Verdict(ReadingKind.SCORE, tuple(parts))
    return Verdict(ReadingKind.OTHER, tuple(parts), Stance.ASKED in stances)


def workout_clauses(items: tuple[Item, ...]) -> tuple[tuple[Item, ...], ...]:
    """The clauses of a text that is a workout by its command, whatever they say."""
    parts = clauses(items)
    return _told(parts, [stance(part) for part in parts]) or tuple(parts)


def _told(parts: list[tuple[Item, ...]], stances: list[Stance]) -> tuple[tuple[Item, ...], ...]:
    """The clauses that tell of the workout, with the neutral ones; none if it is not told of."""
    bare = any(
        each in AGAINST and not names_activity(part) and not measured(part)
        for part, each in zip(parts, stances, strict=True)
    )
    wanted = {Stance.DONE} if bare else FOR
    if Stance.COMPLETED in stances and not bare and not set(stances) & FOR:
        wanted = {Stance.NAMED}
    about = [part for part, each in zip(parts, stances, strict=True) if each in wanted]
    if not any(names_activity(part) or measured(part) for part in about):
        return ()
    return tuple(part for part, each in zip(parts, stances, strict=True) if each not in AGAINST)


def _planned_on(parts: list[tuple[Item, ...]], stances: list[Stance]) -> list[Stance]:
    """`on my way to the gym, 1 hour session`: the second clause measures what the first plans."""
    found = list(stances)
    for position, (before, part) in enumerate(pairwise(parts), 1):
        measures_it = found[position] is Stance.LISTED and not _says_what(part)
        if measures_it and found[position - 1] is Stance.PLANNED and not measured(before):
            found[position] = Stance.PLANNED
    return found


def _says_what(clause: tuple[Item, ...]) -> bool:
    return any(isinstance(item.meaning, Doing) and item.meaning.rank > 0 for item in clause)


def _is_order(items: tuple[Item, ...]) -> bool:
    """`delete my last run`, but not `log run 5k`."""
    opening = items[0] if items else None
    if opening is None or not opening.has("ORDER"):
        return False
    return not (opening.has("LOGGING", "DONE") and measured(items))
