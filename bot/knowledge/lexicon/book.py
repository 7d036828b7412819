"""The tables of this folder as one index of concepts, built on first use."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

import yaml

from bot.knowledge.patterns import Pattern, pattern

NAMES = ("movements", "body", "people", "times", "elsewhere")
"""Tables of things that have a name: a word belongs to the longest name that holds it."""
SAYINGS = ("asking", "topics", "signs")
"""Tables of turns of phrase, which may overlap; each may use what stands before it."""


class Book:
    """Every concept's phrases, indexed by what they begin with, in the order of the tables."""

    def __init__(self, tables: Mapping[str, Mapping[str, str]]) -> None:
        self.slips = {
            slip: meant for meant, slips in tables["spelling"].items() for slip in _listed(slips)
        }
        self.names: dict[str, list[tuple[str, Pattern]]] = {}
        self.table_of: dict[str, str] = {}
        for table in NAMES:
            for concept, phrases in tables[table].items():
                self._enter(table, concept, phrases, self.names)
        self.sayings: list[tuple[str, dict[str, list[Pattern]]]] = []
        for table in SAYINGS:
            for concept, phrases in tables[table].items():
                entries: dict[str, list[tuple[str, Pattern]]] = {}
                self._enter(table, concept, phrases, entries)
                self.sayings.append(
                    (concept, {key: [parts for _, parts in each] for key, each in entries.items()})
                )

    def _enter(
        self,
        table: str,
        concept: str,
        phrases: str,
        entries: dict[str, list[tuple[str, Pattern]]],
    ) -> None:
        if concept in self.table_of:
            raise ValueError(f"{concept} stands in two tables")
        for phrase in _listed(phrases):
            parts = pattern(phrase)
            for part in parts:
                if part.concept and part.concept not in self.table_of:
                    raise ValueError(f"{concept} uses {part.concept}, which is not known by then")
            entries.setdefault(parts[0].key, []).append((concept, parts))
        self.table_of[concept] = table


def _listed(phrases: str) -> Iterator[str]:
    return (phrase for phrase in map(str.strip, phrases.split(",")) if phrase)


def tables() -> dict[str, dict[str, str]]:
    """The tables as they are written."""
    folder = files("bot.knowledge.lexicon")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return {
        name: yaml.load((folder / f"{name}.yaml").read_text("utf-8"), loader)  # noqa: S506 - safe
        for name in (*NAMES, *SAYINGS, "spelling")
    }


@cache
def book() -> Book:
    """The one lexicon."""
    return Book(tables())
