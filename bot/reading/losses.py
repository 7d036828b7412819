"""Names what a text said and the reading does not keep, as the athlete typed it."""

import re
from collections.abc import Iterable, Iterator

from bot.reading.clocktimes import point_of
from bot.reading.details import Details, on_scale
from bot.reading.items import Item, Span, spanned
from bot.reading.meanings import Colon, Effort, Number, OutOfTen, PainAfter, PainBefore
from bot.reading.others import JOINTS
from bot.reading.tokens import plain

CHUNK = re.compile(r"[^\s,;]+")
EDGES = ":!?()\"'"


def not_understood(text: str, items: tuple[Item, ...], found: Details) -> tuple[str, ...]:
    """Unknown words, numbers that nothing claimed, ratings off their scale or told twice, other
    workouts; `text` is what the items were read from. A word that is glued to another is named with
    it."""
    text = plain(text)
    lost = [item.span for item in items if _is_lost(item, found)]
    lost += [spanned(_without_joints(clause)) for clause in found.lost]
    named = (
        text[start:end].rstrip("." + EDGES).lstrip(EDGES)
        for start, end in _outermost(_widened(text, span) for span in lost)
    )
    return tuple(name for name in named if name)


def _without_joints(clause: tuple[Item, ...]) -> tuple[Item, ...]:
    """`20 min of squats` of `and then 20 min of squats`."""
    while len(clause) > 1 and clause[0].meaning is None and clause[0].has("BREAK", *JOINTS):
        clause = clause[1:]
    return clause


def _outermost(spans: Iterable[Span]) -> Iterator[Span]:
    """In order, without those that lie within another."""
    end = -1
    for span in sorted(spans, key=lambda each: (each[0], -each[1])):
        if span[1] > end:
            yield span
            end = span[1]


def _is_lost(item: Item, found: Details) -> bool:
    match item.meaning:
        case Effort() as effort:
            return on_scale(effort) is None or on_scale(effort) != found.rpe
        case PainBefore() as before:
            return on_scale(before) is None or on_scale(before) != found.before
        case PainAfter():
            return True  # a check-in asks for it; a workout holds none
        case Number() | OutOfTen():
            return item not in found.used
        case Colon():
            return item not in found.used and point_of(item) is None
        case _:
            return not item.known


def _widened(text: str, span: Span) -> Span:
    """The span with the rest of the chunks in which it starts and ends."""
    chunks = [chunk.span() for chunk in CHUNK.finditer(text)]
    touched = [each for each in chunks if each[0] < span[1] and span[0] < each[1]]
    return (touched[0][0], touched[-1][1]) if touched else span
