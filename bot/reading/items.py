"""The pieces that a text is read in: first words and numbers, later whole phrases."""

from dataclasses import dataclass, field
from typing import TypeVar

from bot.reading.meanings import Meaning

M = TypeVar("M")
Span = tuple[int, int]
"""From the first character to the one after the last."""


@dataclass(frozen=True, slots=True)
class Item:
    """One word, number, sign or understood phrase.

    `tags` are the names under which grammar rules know it: the word itself, its classes in the
    lexicon, the tag of its meaning. `known` is false for words the lexicon does not have. `span`
    is where it was typed, in the text as `tokens.plain` spells it.
    """

    text: str
    tags: frozenset[str]
    meaning: Meaning | None = None
    known: bool = True
    span: Span = field(default=(0, 0), compare=False)

    def has(self, *tags: str) -> bool:
        return not self.tags.isdisjoint(tags)


def spanned(parts: tuple[Item, ...]) -> Span:
    """From the start of the earliest to the end of the latest."""
    return min(part.span[0] for part in parts), max(part.span[1] for part in parts)


def first(items: tuple[Item, ...], kind: type[M]) -> M | None:
    """The first meaning of that kind."""
    for item in items:
        if isinstance(item.meaning, kind):
            return item.meaning
    return None


def any_has(items: tuple[Item, ...], *tags: str) -> bool:
    """Whether any of the items is known under one of the tags."""
    return any(item.has(*tags) for item in items)
