"""From characters to items with meanings: every step of reading in its order."""

from functools import lru_cache

from bot.reading.daytimes import TIMES, WHEN
from bot.reading.items import Item
from bot.reading.numerals import with_numbers
from bot.reading.phrases import classed
from bot.reading.quantities import MEASURES
from bot.reading.ratings import RATINGS
from bot.reading.spelling import corrected
from bot.reading.tokens import pieces


@lru_cache(maxsize=256)
def parsed(text: str) -> tuple[Item, ...]:
    """The text's items, phrases joined and understood as far as the words alone tell."""
    items = with_numbers(classed(tuple(corrected(piece) for piece in pieces(text))))
    for grammar in (MEASURES, TIMES, WHEN, RATINGS):
        items = grammar.read(items)
    return items
