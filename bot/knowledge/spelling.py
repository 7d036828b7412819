"""Finds the word of the lexicon behind a mistyped one, and would rather leave a word than guess."""

import re
from functools import cache, lru_cache
from importlib.resources import files

from bot.knowledge.lexicon.tables import NAMES, SAYINGS, listed, table
from bot.knowledge.stems import stem

SHORTEST_FOR_SWAP = 3
SHORTEST_FOR_ONE_SLIP = 5
SHORTEST_FOR_TWO_SLIPS = 8
LONGEST_CORRECTED = 20
KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
NEAR = {
    letter: set(row[max(0, place - 1) : place + 2])
    for row in KEYBOARD
    for place, letter in enumerate(row)
}
STRETCHED = re.compile(r"(.)\1{2,}")
WORD = re.compile(r"[a-z']+")
NO_WORDS = re.compile(r"\{[a-z_]+\}|<[a-z]+>")


class Speller:
    """Knows the words of the lexicon, the shorthand for them, and everyday words to let be."""

    def __init__(self) -> None:
        self._slips = {
            slip: meant for meant, slips in table("spelling").items() for slip in listed(slips)
        }
        known = {
            word
            for name in (*NAMES, *SAYINGS, "grammar")
            for phrases in table(name).values()
            for word in WORD.findall(NO_WORDS.sub(" ", phrases))
        } | {word for meant in table("spelling") for word in meant.split()}
        known -= set(self._slips)
        self._known = known
        self._stems = {stem(word) for word in known}
        self._everyday = frozenset(
            (files("bot.knowledge.lexicon") / "everyday.txt").read_text("utf-8").split()
        )
        self._correctable = correctable(known)

    def __call__(self, word: str) -> str:
        """The word that was meant (two, for some shorthand); often the word itself."""
        return _cached(word)

    def correct(self, word: str) -> str:
        """As above, without the memory for words that were asked before."""
        if word in self._known:
            return word
        if word in self._slips:
            return self._slips[word]
        if stem(word) in self._stems or word in self._everyday:
            return word
        for short in (STRETCHED.sub(r"\1", word), STRETCHED.sub(r"\1\1", word)):
            if short != word and (short in self._known or stem(short) in self._stems):
                return short
            if short in self._slips:
                return self._slips[short]
        return self._closest(word) or word

    def _closest(self, word: str) -> str | None:
        if not SHORTEST_FOR_SWAP <= len(word) <= LONGEST_CORRECTED or not word.isascii():
            return None
        # Loading rapidfuzz takes longer than all the rest; most questions hold no slip.
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        most = slips_allowed(word)
        close = process.extract(
            word, self._correctable, scorer=OSA.distance, score_cutoff=most, limit=12
        )
        ranked = sorted(
            (distance, sorted(known) != sorted(word), len(known) <= len(word), known)
            for known, distance, _ in close
            if may_be(word, known)
        )
        return ranked[0][-1] if ranked else None


def slips_allowed(word: str) -> int:
    """How many letters may be wrong."""
    return 1 + (len(word) >= SHORTEST_FOR_TWO_SLIPS)


def may_be(word: str, known: str) -> bool:
    """Whether such a slip is likely: the first letter is right or has changed places with the
    second; in a short word letters changed places or one is its neighbour on the keyboard."""
    if word[0] != known[0] and (word[1], word[0]) != (known[0], known[1]):
        return False
    if len(word) >= SHORTEST_FOR_ONE_SLIP:
        return True
    if len(word) != len(known):
        return False
    if sorted(word) == sorted(known):
        return True
    wrong = [pair for pair in zip(word, known, strict=True) if pair[0] != pair[1]]
    return len(word) > SHORTEST_FOR_SWAP and all(right in NEAR[typed] for typed, right in wrong)


def correctable(known: set[str]) -> list[str]:
    """The words worth correcting to, with their usual endings."""
    found = set()
    for word in known:
        if len(word) < SHORTEST_FOR_SWAP or not word.isascii() or not word.isalpha():
            continue
        found.add(word)
        if len(word) > SHORTEST_FOR_SWAP:
            root = word.removesuffix("e")
            found |= {root + "ing", root + "ed"} | (set() if word.endswith("s") else {word + "s"})
    return sorted(found)


@lru_cache(maxsize=4096)
def _cached(word: str) -> str:
    return speller().correct(word)


@cache
def speller() -> Speller:
    """The one speller."""
    return Speller()
