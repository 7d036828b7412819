"""What the weights are about: the concepts of a question, its plain words alone and in pairs, and
the letters within them, which outlive misspelling."""

from collections.abc import Iterator
from itertools import pairwise

from bot.domain.safety import RedFlag
from bot.knowledge.concepts import Mention, Reading
from bot.knowledge.lexicon.book import Book
from bot.knowledge.lexicon.tables import grammar
from bot.knowledge.red_flags import red_flags

LETTERS = (3, 4, 5)
PLAIN = grammar("plain")
APART = (2, 3)
"""How far apart the words of a loose pair are."""
SIGNS = frozenset(RedFlag)
DENIED, TOLD_OF_ELSE = "sign:denied", "sign:taken back"
TAKEN_BACK = frozenset({DENIED, TOLD_OF_ELSE})
LEFT_OUT = frozenset(
    {"chit_chat", "about_knee", "hurts", "click", "cannot", "weight_act", "bend_act"}
)


def features(reading: Reading, lexicon: Book) -> frozenset[str]:
    """Their names: `run`, `not:ice`, `w:overnight` …"""
    return frozenset(_features(reading, lexicon))


def alarm_features(reading: Reading, plain: frozenset[str]) -> frozenset[str]:
    """What tells a red flag: the same, three words in a row, and what the rules make of signs."""
    return frozenset((*plain, *_signs(reading), *_threes(reading)))


def _signs(reading: Reading) -> Iterator[str]:
    """Those that count; else whether any was said only to be denied, or in a way that tells
    nothing of the athlete's own knee now."""
    counting = red_flags(reading)
    yield from (f"sign:{flag}" for flag in counting)
    if counting:
        yield "sign:any"
        return
    said = [each for each in reading.mentions if each.concept in SIGNS]
    if said:
        yield DENIED if all(each.denied for each in said) else TOLD_OF_ELSE


def _features(reading: Reading, lexicon: Book) -> Iterator[str]:
    said = {each.concept for each in reading.mentions if not each.denied} - LEFT_OUT
    yield from said
    for each in reading.mentions:
        if each.denied and each.concept not in said:
            yield f"not:{each.concept}"
    yield from _places(reading.mentions, lexicon)
    yield from _elsewhere(said, lexicon)
    yield from _words(reading)
    for word in reading.text:
        yield from _letters(f"<{word.text}>")
    yield f"strange:{min(3, _strange(reading))}"
    yield f"length:{min(4, len(reading.text).bit_length())}"


def _words(reading: Reading) -> Iterator[str]:
    """Plain words, pairs of neighbours, and pairs with a word or two in between."""
    stems = _stems(reading)
    yield from (f"w:{stem}" for stem in stems)
    edged = ("^", *stems, "$")
    yield from (f"p:{one} {other}" for one, other in pairwise(edged))
    for apart in APART:
        yield from (f"s:{one} {other}" for one, other in zip(edged, edged[apart:], strict=False))


def _threes(reading: Reading) -> Iterator[str]:
    edged = ("^", *_stems(reading), "$")
    return (f"t:{' '.join(three)}" for three in zip(edged, edged[1:], edged[2:], strict=False))


def _stems(reading: Reading) -> list[str]:
    return [word.stem if word.number is None else "number" for word in reading.text]


def _letters(word: str) -> Iterator[str]:
    for length in LETTERS:
        yield from (f"l:{word[at : at + length]}" for at in range(len(word) - length + 1))


def _strange(reading: Reading) -> int:
    """How many words the lexicon has nothing to say about."""
    return sum(
        word.number is None and word.text not in PLAIN and place not in reading.explained
        for place, word in enumerate(reading.text)
    )


def _places(mentions: tuple[Mention, ...], lexicon: Book) -> Iterator[str]:
    """The movement named first and the one named last."""
    named = [each for each in mentions if lexicon.table_of[each.concept] == "movements"]
    if named:
        yield "first:" + min(named, key=lambda each: each.start).concept
        yield "last:" + max(named, key=lambda each: each.start).concept


def _elsewhere(said: set[str], lexicon: Book) -> Iterator[str]:
    """Whether subjects of no topic are named, and whether anything else is."""
    if any(lexicon.table_of[each] == "elsewhere" or each == "other_joint" for each in said):
        yield "elsewhere"
    if not any(lexicon.table_of[each] in ("movements", "topics") for each in said):
        yield "nothing here"
