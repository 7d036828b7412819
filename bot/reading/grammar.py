"""Rules that join neighbouring items into a phrase with a meaning.

A rule's pattern is a row of steps. A step names tags: `N HOUR and? N MINUTE|m !UNIT`. Words in
small letters stand for themselves, capitals for classes; `a|b` is either, `?` makes a step
optional, `=` hands an item to the rule's function, `!` at the end asks that no such item follows.
Numbers, clock times and earlier phrases are handed over without being asked for.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from bot.reading.items import Item, spanned
from bot.reading.meanings import Meaning

HANDED_OVER = frozenset({"N", "NG", "N10", "CLOCK", "POINT", "DUR", "DATE"})
LONGEST_PHRASE_SHOWN = 60

Build = Callable[..., Meaning | None]


@dataclass(frozen=True, slots=True)
class Step:
    tags: frozenset[str]
    optional: bool
    handed_over: bool


@dataclass(frozen=True, slots=True)
class Rule:
    steps: tuple[Step, ...]
    forbidden: frozenset[str]
    build: Build
    adds: frozenset[str]


def rule(pattern: str, build: Build, adds: str = "") -> Rule:
    """A rule; `build` gets the items handed over (None for one left out) and may refuse."""
    steps = pattern.split()
    forbidden: frozenset[str] = frozenset()
    if steps[-1][0] == "!" and len(steps[-1]) > 1:
        forbidden = frozenset(steps.pop()[1:].split("|"))
    return Rule(tuple(map(_step, steps)), forbidden, build, frozenset(adds.split()))


def _step(text: str) -> Step:
    asked = text[0] == "=" and len(text) > 1
    text = text[1:] if asked else text
    optional = text[-1] == "?" and len(text) > 1
    tags = frozenset((text[:-1] if optional else text).split("|"))
    return Step(tags, optional, asked or bool(tags & HANDED_OVER))


@dataclass(frozen=True, slots=True)
class _End:
    """A rule that is complete at a node; `handed` are offsets of items, None for one left out."""

    number: int
    rule: Rule
    handed: tuple[int | None, ...]


@dataclass(slots=True, eq=False)
class _Node:
    """A place in the tree of all rules' steps; rules that begin alike share their way."""

    children: dict[frozenset[str], "_Node"] = field(default_factory=dict)
    by_tag: dict[str, list["_Node"]] = field(default_factory=dict)
    ends: list[_End] = field(default_factory=list)

    def child(self, tags: frozenset[str]) -> "_Node":
        if tags not in self.children:
            self.children[tags] = node = _Node()
            for tag in tags:
                self.by_tag.setdefault(tag, []).append(node)
        return self.children[tags]


class Grammar:
    """Rules of one stage. The longest phrase wins, then the rule that stands first."""

    def __init__(self, *rules: Rule) -> None:
        self._rules = rules
        self._root = _Node()
        for number, each in enumerate(rules):
            for steps in _ways(each.steps):
                node = self._root
                for step in filter(None, steps):
                    node = node.child(step.tags)
                node.ends.append(_End(number, each, _handed(each.steps, steps)))

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
        steps = frozenset(tag for each in self._rules for step in each.steps for tag in step.tags)
        return steps.union(*(each.forbidden for each in self._rules))

    def _longest(self, items: tuple[Item, ...], position: int) -> tuple[Item, int]:
        for length, ends in reversed(self._walk(items, position)):
            follower = items[position + length] if position + length < len(items) else None
            for end in sorted(ends, key=lambda each: each.number):
                if follower is not None and follower.has(*end.rule.forbidden):
                    continue
                handed = (None if at is None else items[position + at] for at in end.handed)
                meaning = end.rule.build(*handed)
                if meaning is not None:
                    parts = items[position : position + length]
                    return _phrase(parts, meaning, end.rule.adds), length
        return items[position], 1

    def _walk(self, items: tuple[Item, ...], position: int) -> list[tuple[int, list[_End]]]:
        """Every length at which rules are complete, with those rules."""
        complete = []
        nodes = [self._root]
        for length, item in enumerate(items[position:], start=1):
            following = (n for node in nodes for tag in item.tags for n in node.by_tag.get(tag, ()))
            nodes = list(dict.fromkeys(following))
            if not nodes:
                break
            ends = [end for node in nodes for end in node.ends]
            if ends:
                complete.append((length, ends))
        return complete


def _ways(steps: tuple[Step, ...]) -> Iterator[tuple[Step | None, ...]]:
    """The steps with each optional one taken or left out (None)."""
    if not steps:
        yield ()
        return
    for rest in _ways(steps[1:]):
        yield (steps[0], *rest)
    if steps[0].optional:
        for rest in _ways(steps[1:]):
            yield (None, *rest)


def _handed(steps: tuple[Step, ...], taken: tuple[Step | None, ...]) -> tuple[int | None, ...]:
    offsets: list[int | None] = []
    offset = 0
    for step, way in zip(steps, taken, strict=True):
        if step.handed_over:
            offsets.append(None if way is None else offset)
        offset += way is not None
    return tuple(offsets)


def _phrase(parts: tuple[Item, ...], meaning: Meaning, adds: frozenset[str]) -> Item:
    text = " ".join(part.text for part in parts)[:LONGEST_PHRASE_SHOWN].replace(" / ", "/")
    return Item(text, adds | {meaning.tag}, meaning, span=spanned(parts))
