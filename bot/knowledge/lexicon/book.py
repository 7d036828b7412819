"""The tables of this folder as one index of concepts, built on first use."""

from collections.abc import Callable
from functools import cache

from bot.knowledge.lexicon.tables import NAMES, SAYINGS, listed, table
from bot.knowledge.patterns import Pattern, needed, pattern

Tables = Callable[[str], dict[str, str]]
Entries = dict[str, list[tuple[str, frozenset[str], Pattern]]]
"""By what a phrase begins with: the concept it stands for, the words it needs, its parts."""


class Book:
    """Every concept's phrases, indexed by what they begin with, in the order of the tables."""

    def __init__(self, tables: Tables = table) -> None:
        self.table_of: dict[str, str] = {}
        self.names: Entries = {}
        for name in NAMES:
            for concept, phrases in tables(name).items():
                self._enter(name, concept, phrases, self.names)
        self.sayings: list[tuple[str, Entries]] = []
        for name in SAYINGS:
            for concept, phrases in tables(name).items():
                entries: Entries = {}
                self._enter(name, concept, phrases, entries)
                self.sayings.append((concept, entries))

    def _enter(self, name: str, concept: str, phrases: str, entries: Entries) -> None:
        if concept in self.table_of:
            raise ValueError(f"{concept} stands in two tables")
        for phrase in listed(phrases):
            parts = pattern(phrase)
            for part in parts:
                if part.concept and part.concept not in self.table_of:
                    raise ValueError(f"{concept} uses {part.concept}, which is not known by then")
            entries.setdefault(parts[0].key, []).append((concept, needed(parts), parts))
        self.table_of[concept] = name


@cache
def book() -> Book:
    """The one lexicon."""
    return Book()
