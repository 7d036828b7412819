"""Reads the tables of this folder as they are written: concept by concept, phrases as one text."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import yaml

NAMES = ("movements", "body", "people", "times", "elsewhere")
"""Tables of things that have a name: a word belongs to the longest name that holds it."""
SAYINGS = ("asking", "topics", "signs")
"""Tables of turns of phrase, which may overlap; each may use what stands before it."""


@cache
def table(name: str) -> dict[str, str]:
    """One table: for each concept its phrases, separated by commas."""
    text = (files("bot.knowledge.lexicon") / f"{name}.yaml").read_text("utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found = yaml.load(text, loader)  # noqa: S506 - both loaders are safe
    assert all(isinstance(phrases, str) for phrases in found.values()), name
    return dict(found)


def listed(phrases: str) -> Iterator[str]:
    """The phrases of a concept, one by one."""
    return (phrase for phrase in map(str.strip, phrases.split(",")) if phrase)


def grammar(kind: str) -> frozenset[str]:
    """The words of one kind that hold sentences together."""
    return frozenset(listed(table("grammar")[kind]))
