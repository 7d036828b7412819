"""Finds the concepts of the lexicon in a question, and which of them are denied."""

from dataclasses import dataclass
from functools import cached_property

from bot.knowledge.lexicon.book import Book
from bot.knowledge.lexicon.tables import grammar
from bot.knowledge.patterns import NUMBERS, Spans, ends
from bot.knowledge.words import STRONG, WEAK, Word

DENIALS, NO_DENIAL_BEFORE = grammar("denial"), grammar("no_denial_before")
CONTRAST = grammar("contrast")
FARTHEST_DENIAL = 7


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept where it was said: the words from `start` up to `end`."""

    concept: str
    start: int
    end: int
    denied: bool


class Reading:
    """A question's words and every concept that is mentioned in them."""

    def __init__(self, text: tuple[Word, ...], lexicon: Book) -> None:
        self.text = text
        self.spans: Spans = {}
        self._find_names(lexicon)
        self._find_sayings(lexicon)

    def _find_names(self, lexicon: Book) -> None:
        stems = {word.stem for word in self.text}
        found = [
            (end - start, start, end, concept)
            for start in range(len(self.text))
            for key in self._keys(start)
            for concept, needed, parts in lexicon.names.get(key, ())
            if needed <= stems
            for end in ends(parts, self.text, start, {})
        ]
        taken: dict[int, tuple[int, int]] = {}
        for _, start, end, concept in sorted(found, key=lambda each: (-each[0], each[1])):
            inside = range(start, end)
            if all(taken.get(place, (start, end)) == (start, end) for place in inside):
                taken.update(dict.fromkeys(inside, (start, end)))
                self.spans.setdefault(concept, {}).setdefault(start, set()).add(end)
        self.explained = set(taken)

    def _find_sayings(self, lexicon: Book) -> None:
        keys = [self._keys(start) for start in range(len(self.text))]
        stems = {word.stem for word in self.text}
        for concept, entries in lexicon.sayings:
            for start in range(len(self.text)):
                for key in keys[start]:
                    for _, needed, parts in entries.get(key, ()):
                        if not needed <= stems:
                            continue
                        reached = ends(parts, self.text, start, self.spans)
                        if reached:
                            here = self.spans.setdefault(concept, {})
                            here.setdefault(start, set()).update(reached)
                            if all(part.stem for part in parts):
                                self.explained.update(range(start, max(reached)))
            for start in self.spans.get(concept, ()):
                keys[start].append(f"{{{concept}}}")

    def _keys(self, start: int) -> list[str]:
        word = self.text[start]
        keys = [word.stem]
        if word.number is not None:
            keys += [
                f"<{kind}>" for kind, (low, high) in NUMBERS.items() if low <= word.number <= high
            ]
        keys += [f"{{{concept}}}" for concept, starts in self.spans.items() if start in starts]
        return keys

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Every concept, at each place once, with its longest words there."""
        return tuple(
            Mention(concept, start, max(reached), self.is_denied(start))
            for concept, starts in self.spans.items()
            for start, reached in starts.items()
        )

    def is_denied(self, start: int) -> bool:
        """Whether a `no` or `not` before that place takes back what begins there."""
        commas = int(self.text[start].parted == WEAK)
        if self.text[start].parted == STRONG:
            return False
        for back in range(start - 1, max(-1, start - 1 - FARTHEST_DENIAL), -1):
            word = self.text[back]
            if word.text == "without" and self._is_bound(back):
                return False
            if word.text in DENIALS:
                following = self.text[back + 1].text if back + 1 < len(self.text) else ""
                return following not in NO_DENIAL_BEFORE and (
                    not commas or self._lists(back, start)
                )
            if word.stem in CONTRAST or word.parted == STRONG:
                return False
            if word.stem in ("and", "be", "have", "feel") and not self._denied_at(back):
                return False
            commas += word.parted == WEAK
        return False

    def _is_bound(self, place: int) -> bool:
        """Whether a `can't` before that place makes `without` say the opposite."""
        before = self.text[max(0, place - FARTHEST_DENIAL) : place]
        return any(word.text in ("cannot", "wont", "not", "never") for word in before)

    def _denied_at(self, place: int) -> bool:
        return any(word.text in DENIALS for word in self.text[max(0, place - 1) : place + 2])

    def _lists(self, back: int, start: int) -> bool:
        """Whether what lies between is a list: `no swelling, locking or numbness`."""
        between = self.text[back + 1 : start]
        return not any(word.stem in ("knee", "leg", "i", "it", "be", "have") for word in between)
