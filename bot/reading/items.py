"""The pieces that a text is read in: first words and numbers, later whole phrases."""

from dataclasses import dataclass
from typing import TypeVar

from bot.reading.meanings import Meaning

M = TypeVar("M")


@dataclass(frozen=True, slots=True)
class Item:
    """One word, number, sign or understood phrase.

    `tags` are the names under which grammar rules know it: the word itself, its classes in the
    lexicon, the tag of its meaning. `known` is false for words the lexicon does not have.
    """

    text: str
    tags: frozenset[str]
    meaning: Meaning | None = None
    known: bool = True

    def has(self, *tags: str) -> bool:
        return not self.tags.isdisjoint(tags)


def first(items: tuple[Item, ...], kind: type[M]) -> M | None:
    """The first meaning of that kind."""
    for item in items:
        if isinstance(item.meaning, kind):
            return item.meaning
    return None


def any_has(items: tuple[Item, ...], *tags: str) -> bool:
    """Whether any of the items is known under one of the tags."""
    return any(item.has(*tags) for item in items)
