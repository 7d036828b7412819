"""What a phrase of the lexicon means to the matcher: words, other concepts, kinds of numbers, gaps.

{knee} .. swollen      a concept, up to four words of any kind, a word
at <old>               a number from 40 to 110
"""

import re
from dataclasses import dataclass

from bot.knowledge.words import ARTICLES, STRONG, Word, words

GAP = 4
MOST_FEATHERS = 3

NUMBERS = {
    "n": (0.0, 1e6),
    "score": (0.0, 10.0),
    "ten": (9.0, 10.0),
    "old": (40.0, 110.0),
    "teen": (8.0, 19.0),
    "year": (1950.0, 2049.0),
}
PART = re.compile(r"\{(?P<concept>[a-z_]+)\}|<(?P<number>[a-z]+)>|(?P<gap>\.\.)|(?P<words>[^\s]+)")

Spans = dict[str, dict[int, set[int]]]
"""Where each concept begins, and where it may end there."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a phrase; exactly one of the first three is given, or it is a gap."""

    stem: str | None = None
    concept: str | None = None
    number: str | None = None

    @property
    def gap(self) -> bool:
        return self.stem is None and self.concept is None and self.number is None

    @property
    def key(self) -> str:
        """What a place must offer for this part to begin there."""
        if self.stem is not None:
            return self.stem
        return f"{{{self.concept}}}" if self.concept else f"<{self.number}>"


Pattern = tuple[Part, ...]


def pattern(phrase: str) -> Pattern:
    """The parts of a phrase. ValueError for one without any, or with an unknown kind of number."""
    parts: list[Part] = []
    feathers: list[int] = []
    for match in PART.finditer(phrase):
        if match["concept"]:
            parts.append(Part(concept=match["concept"]))
        elif match["number"]:
            if match["number"] not in NUMBERS:
                raise ValueError(f"no kind of number {match['number']!r} in {phrase!r}")
            parts.append(Part(number=match["number"]))
        elif match["gap"]:
            parts.append(Part())
        else:
            for word in words(match["words"]):
                if word.text in ARTICLES:
                    feathers.append(len(parts))
                parts.append(Part(stem=word.stem))
    if not parts or parts[0].gap or parts[-1].gap:
        raise ValueError(f"{phrase!r} is no phrase")
    inner = {place for place in feathers if 0 < place < len(parts) - 1}
    light = {place for place in inner if parts[place + 1].number is None}
    return tuple(part for place, part in enumerate(parts) if place not in light)


def needed(parts: Pattern) -> frozenset[str]:
    """The words that a text must have for the phrase to be in it, in whatever order: nearly all
    phrases are ruled out by that, many times quicker than by `ends`."""
    return frozenset(part.stem for part in parts if part.stem is not None)


def ends(parts: Pattern, text: tuple[Word, ...], start: int, spans: Spans) -> set[int]:
    """Every place where the phrase that begins at `start` may end."""
    places = {start}
    loose = False
    for order, part in enumerate(parts):
        if part.gap:
            places = {later for place in places for later in _within(text, place, GAP)}
            loose = True
            continue
        if order and not loose:
            places = {later for place in places for later in _past_feathers(text, place)}
        loose = False
        places = {end for place in places for end in _steps(part, text, place, spans)}
        if not places:
            break
    return places


def _steps(part: Part, text: tuple[Word, ...], place: int, spans: Spans) -> set[int]:
    if part.concept is not None:
        return spans.get(part.concept, {}).get(place, set())
    if place >= len(text):
        return set()
    word = text[place]
    if part.stem is not None:
        return {place + 1} if word.stem == part.stem else set()
    assert part.number is not None
    low, high = NUMBERS[part.number]
    return {place + 1} if word.number is not None and low <= word.number <= high else set()


def _within(text: tuple[Word, ...], place: int, most: int) -> list[int]:
    """The places up to `most` words further on in the same sentence."""
    reached: list[int] = []
    while place < len(text) and len(reached) <= most and text[place].parted < STRONG:
        reached.append(place)
        place += 1
    return reached


def _past_feathers(text: tuple[Word, ...], place: int) -> list[int]:
    reached = _within(text, place, MOST_FEATHERS)
    for count, each in enumerate(reached, start=1):
        if not text[each].feather:
            return reached[:count]
    return reached
