"""Rules that join neighbouring items into a phrase with a meaning.

A rule's pattern is a row of steps. A step names tags: `N HOUR and? N MINUTE|m !UNIT`. Words in
small letters stand for themselves, capitals for classes; `a|b` is either, `?` makes a step
optional, `!` asks that the next item is not such a one, `=` hands an item to the rule's function.
Numbers, clock times and earlier phrases are handed over without being asked for.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.reading.items import Item
from bot.reading.meanings import Meaning

HANDED_OVER = frozenset({"N", "NG", "N10", "CLOCK", "POINT", "DUR", "DATE"})
LONGEST_PHRASE_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Step:
    tags: frozenset[str]
    optional: bool
    forbidden: bool
    handed_over: bool


@dataclass(frozen=True, slots=True)
class Rule:
    steps: tuple[Step, ...]
    build: Callable[..., Meaning | None]
    adds: frozenset[str]


def rule(pattern: str, build: Callable[..., Meaning | None], adds: str = "") -> Rule:
    """A rule; `build` gets the items handed over (None for one left out) and may refuse."""
    return Rule(tuple(map(_step, pattern.split())), build, frozenset(adds.split()))


def _step(text: str) -> Step:
    forbidden, asked = text[0] == "!" and len(text) > 1, text[0] == "=" and len(text) > 1
    text = text[1:] if forbidden or asked else text
    optional = text[-1] == "?" and len(text) > 1
    tags = frozenset((text[:-1] if optional else text).split("|"))
    handed_over = not forbidden and (asked or bool(tags & HANDED_OVER))
    return Step(tags, optional, forbidden, handed_over)


class Grammar:
    """Rules of one stage. The longest phrase wins, then the rule that stands first."""

    def __init__(self, *rules: Rule) -> None:
        self._rules = rules
        self._starting: dict[str, list[int]] = {}
        for number, each in enumerate(rules):
            for tag in _openings(each):
                self._starting.setdefault(tag, []).append(number)

    def read(self, items: tuple[Item, ...]) -> tuple[Item, ...]:
        """The items with every phrase that was found in the place of its parts."""
        found: list[Item] = []
        position = 0
        while position < len(items):
            phrase, length = self._longest(items, position)
            found.append(phrase)
            position += length
        return tuple(found)

    def names(self) -> frozenset[str]:
        """Every tag that the rules speak of."""
        return frozenset(tag for each in self._rules for step in each.steps for tag in step.tags)

    def _longest(self, items: tuple[Item, ...], position: int) -> tuple[Item, int]:
        best: Item = items[position]
        length = 0
        numbers = {n for tag in best.tags for n in self._starting.get(tag, ())}
        for each in (self._rules[number] for number in sorted(numbers)):
            for end, handed in _matches(each.steps, items, position):
                if end - position <= length:
                    continue
                meaning = each.build(*handed)
                if meaning is not None:
                    best = _phrase(items[position:end], meaning, each.adds)
                    length = end - position
        return best, max(length, 1)


def _openings(of: Rule) -> frozenset[str]:
    """The tags that a phrase of the rule can begin with."""
    tags: frozenset[str] = frozenset()
    for step in of.steps:
        tags |= step.tags
        if not step.optional:
            break
    return tags


def _phrase(parts: tuple[Item, ...], meaning: Meaning, adds: frozenset[str]) -> Item:
    text = " ".join(part.text for part in parts)[:LONGEST_PHRASE_SHOWN].replace(" / ", "/")
    return Item(text, adds | {meaning.tag}, meaning)


def _matches(
    steps: tuple[Step, ...], items: tuple[Item, ...], position: int
) -> Iterator[tuple[int, tuple[Item | None, ...]]]:
    if not steps:
        yield position, ()
        return
    step, rest = steps[0], steps[1:]
    here = items[position] if position < len(items) else None
    fits = here is not None and not step.tags.isdisjoint(here.tags)
    if step.forbidden:
        if not fits:
            yield from _matches(rest, items, position)
        return
    if fits:
        for end, handed in _matches(rest, items, position + 1):
            yield end, ((here, *handed) if step.handed_over else handed)
    if step.optional:
        for end, handed in _matches(rest, items, position):
            yield end, ((None, *handed) if step.handed_over else handed)
