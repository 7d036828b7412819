"""Names what a text said and the reading does not keep, as the athlete typed it."""

import re

from bot.reading.clocktimes import point_of
from bot.reading.details import Details, on_scale
from bot.reading.items import Item, Span
from bot.reading.meanings import Colon, Effort, Number, OutOfTen, PainAfter, PainBefore
from bot.reading.tokens import plain

CHUNK = re.compile(r"[^\s,;]+")
EDGES = ":!?()\"'"


def not_understood(text: str, items: tuple[Item, ...], found: Details) -> tuple[str, ...]:
    """Unknown words, numbers that nothing claimed and ratings off their scale; `text` is what the
    items were read from. A word that is glued to another is named with it."""
    text = plain(text)
    spans = sorted(_widened(text, item.span) for item in items if _is_lost(item, found))
    named = (
        text[start:end].rstrip("." + EDGES).lstrip(EDGES) for start, end in dict.fromkeys(spans)
    )
    return tuple(name for name in named if name)


def _is_lost(item: Item, found: Details) -> bool:
    match item.meaning:
        case Effort() | PainBefore() | PainAfter() as rating:
            return on_scale(rating) is None
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
