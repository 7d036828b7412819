"""Joins number words: `forty five` is 45, `2 and a half` is 2.5, `a couple of` is 2."""

import math

from bot.reading.items import Item, spanned
from bot.reading.lexicon.units import NUMBERS
from bot.reading.meanings import Number

TENS = range(20, 100, 10)


def with_numbers(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The items with number words in figures."""
    found: list[Item] = []
    position = 0
    while position < len(items):
        value, length = _signed_at(items, position)
        if value is None:
            found.append(items[position])
            position += 1
            continue
        half = _half_length(items, position + length)
        length += half
        value += math.copysign(0.5, value) if half else 0
        found.append(_figure(items[position : position + length], value))
        position += length
    return tuple(found)


def _signed_at(items: tuple[Item, ...], position: int) -> tuple[float | None, int]:
    """The number there, below zero after `minus`."""
    if items[position].has("minus", "negative") and position + 1 < len(items):
        value, length = _number_at(items, position + 1)
        if value is not None:
            return -value, length + 1
    return _number_at(items, position)


def _number_at(items: tuple[Item, ...], position: int) -> tuple[float | None, int]:
    item = items[position]
    if isinstance(item.meaning, Number):
        following = _meaning(items, position + 1)
        if following is not None and following.digits.startswith("."):
            return item.meaning.value + following.value, 2
        if _is(items, position + 1, "point") and (tenths := _meaning(items, position + 2)):
            return float(f"{item.meaning.value:.0f}.{tenths.value:.0f}"), 3
        return item.meaning.value, 1
    value = _word_value(items, position)
    if value is None:
        return None, 0
    if items[position].has("couple"):
        return value, 2 if _is(items, position + 1, "of") else 1
    after = _word_value(items, position + 1)
    if value in TENS and after is not None and 0 < after < 10:
        return value + after, 2
    if after == 100 and 0 < value < 10:
        return value * 100, 2
    return value, 1


def _half_length(items: tuple[Item, ...], position: int) -> int:
    """How many items an `and a half` takes there."""
    if not _is(items, position, "and"):
        return 0
    if _is(items, position + 1, "a") and _is(items, position + 2, "half"):
        return 3
    return 2 if _is(items, position + 1, "half") else 0


def _word_value(items: tuple[Item, ...], position: int) -> int | None:
    if position >= len(items) or not items[position].has("WORD"):
        return None
    return next((NUMBERS[tag] for tag in items[position].tags if tag in NUMBERS), None)


def _meaning(items: tuple[Item, ...], position: int) -> Number | None:
    meaning = items[position].meaning if position < len(items) else None
    return meaning if isinstance(meaning, Number) else None


def _is(items: tuple[Item, ...], position: int, word: str) -> bool:
    return position < len(items) and items[position].has(word)


def _figure(parts: tuple[Item, ...], value: float) -> Item:
    if len(parts) == 1 and isinstance(parts[0].meaning, Number):
        return parts[0]
    digits = f"{value:.10g}"
    tags = {"N", digits} | (parts[0].tags & {"NG", "zero"}) | ({"SPELLED"})
    text = " ".join(part.text for part in parts)
    return Item(text, frozenset(tags), Number(float(value), digits), span=spanned(parts))
