"""From characters to items with meanings: every step of reading in its order."""

from dataclasses import replace
from itertools import pairwise

from bot.reading.daytimes import TIMES, WHEN
from bot.reading.items import Item
from bot.reading.meanings import Distance, Duration, Em
from bot.reading.numerals import with_numbers
from bot.reading.phrases import classed
from bot.reading.quantities import MEASURES
from bot.reading.ratings import RATINGS
from bot.reading.spelling import corrected
from bot.reading.tokens import pieces

HOURS_OF = ("rush", "happy", "lunch", "office", "opening", "per", "/", "every", "each", "N")
"""Words that make a following `hour` no duration."""


def parsed(text: str) -> tuple[Item, ...]:
    """The text's items, phrases joined and understood as far as the words alone tell."""
    items = _measured(text)
    for grammar in (TIMES, WHEN, RATINGS):
        items = grammar.read(items)
    return items


def parsed_answer(text: str) -> tuple[Item, ...]:
    """The same for an answer to "how much?", where `at 5` is no time of day."""
    return RATINGS.read(TIMES.read(_measured(text)))


def _measured(text: str) -> tuple[Item, ...]:
    items = with_numbers(classed(tuple(corrected(piece) for piece in pieces(text))))
    return _starts_first(_hours_alone(tuple(map(_possible, MEASURES.read(items)))))


def _possible(item: Item) -> Item:
    """The item, unless it is a measure below zero, which says nothing that can be meant."""
    match item.meaning:
        case Duration(amount) | Distance(amount) | Em(amount) if amount < 0:
            return Item(item.text, frozenset({"WORD"}), known=False, span=item.span)
        case _:
            return item


def _hours_alone(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """`hour run` as `an hour run`, but not `rush hour run`."""
    found = list(items)
    for position, (item, following) in enumerate(pairwise(items)):
        of_something = position > 0 and items[position - 1].has(*HOURS_OF)
        if item.has("HOUR") and item.meaning is None and following.has("ACT") and not of_something:
            found[position] = replace(item, tags=frozenset({"DUR"}), meaning=Duration(60.0))
    return tuple(found)


def _starts_first(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """`started running at 6` as `running started at 6`, which the rules for times know."""
    found = list(items)
    for position in range(len(found) - 2):
        if found[position].has("START") and found[position + 1].has("ACT"):
            found[position], found[position + 1] = found[position + 1], found[position]
    return tuple(found)
