"""Finds the known word behind a mistyped one, and would rather leave a word than guess.

A word of the lexicon or a guarded everyday word is never touched. Short words are corrected only
when they are listed slips or two neighbouring letters were swapped.
"""

import re
from functools import lru_cache

from bot.reading.items import Item
from bot.reading.lexicon.book import Book, book

SHORTEST_FOR_SWAP = 4
SHORTEST_FOR_ONE_SLIP = 5
SHORTEST_FOR_TWO_SLIPS = 8
STRETCHED = re.compile(r"(.)\1{2,}")


def corrected(item: Item) -> Item:
    """The item under its right spelling; one that is not found stays as it is."""
    if "WORD" not in item.tags:
        return item
    word = item.text.lower()
    right = correct(word)
    if right is None or right == word:
        return item
    return Item(item.text, frozenset({right, "WORD"}), span=item.span)


@lru_cache(maxsize=4096)
def correct(word: str) -> str | None:
    """The known word that was meant (often the word itself), or None."""
    lexicon = book()
    if word in lexicon.known:
        return word
    if word in lexicon.slips:
        return lexicon.slips[word]
    if word in lexicon.guarded:
        return None
    for short in (STRETCHED.sub(r"\1", word), STRETCHED.sub(r"\1\1", word)):
        if short in lexicon.known:
            return short
        if short in lexicon.slips:
            return lexicon.slips[short]
    return _closest(word, lexicon)


def _closest(word: str, lexicon: Book) -> str | None:
    if not SHORTEST_FOR_SWAP <= len(word) <= 20 or not word.isascii():
        return None
    # Loading rapidfuzz takes longer than all the rest; most texts hold no slip.
    from rapidfuzz.distance import OSA

    slips = 1 + (len(word) >= SHORTEST_FOR_TWO_SLIPS)
    best: tuple[int, int, str] | None = None
    for known in _correctable(lexicon):
        if known[0] != word[0] or abs(len(known) - len(word)) > slips:
            continue
        if len(word) < SHORTEST_FOR_ONE_SLIP and sorted(word) != sorted(known):
            continue
        distance = int(OSA.distance(word, known, score_cutoff=slips))
        if distance <= slips and (
            best is None or (distance, abs(len(known) - len(word))) < best[:2]
        ):
            best = (distance, abs(len(known) - len(word)), known)
    return best[2] if best else None


@lru_cache(maxsize=1)
def _correctable(lexicon: Book) -> tuple[str, ...]:
    """Words worth correcting to: longer ones; single fillers are not."""
    return tuple(
        sorted(
            word
            for word in lexicon.known
            if len(word) >= SHORTEST_FOR_SWAP and word.isascii() and word.isalpha()
        )
    )
