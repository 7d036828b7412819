"""What the weights are about: the concepts of a question, in pairs too, and its plain words."""

from collections.abc import Iterator
from itertools import pairwise

from bot.knowledge.concepts import Mention, Reading
from bot.knowledge.lexicon.book import Book
from bot.knowledge.lexicon.tables import grammar
from bot.knowledge.red_flags import red_flags

SUBJECTS = (
    "run",
    "long_run",
    "walk",
    "cycle",
    "cross_train",
    "squat",
    "lunge",
    "step_up",
    "strength",
    "glutes",
    "gym",
    "sport",
    "exercise",
    "fitness",
    "knee",
    "runners_knee",
    "older",
    "says_age",
    "says_wear",
    "says_rest",
    "score_said",
)
LETTERS = (3, 4, 5)
PLAIN = grammar("plain")
ASKING = ("asking", "topics")
LEFT_OUT = frozenset(
    {"chit_chat", "about_knee", "hurts", "click", "cannot", "weight_act", "bend_act"}
)


def features(reading: Reading, lexicon: Book) -> frozenset[str]:
    """Their names: `run`, `not:ice`, `run+how_much`, `w:overnight` …"""
    return frozenset(_features(reading, lexicon))


def _features(reading: Reading, lexicon: Book) -> Iterator[str]:
    said = {each.concept for each in reading.mentions if not each.denied} - LEFT_OUT
    yield from said
    for each in reading.mentions:
        if each.denied and each.concept not in said:
            yield f"not:{each.concept}"
    subjects = [concept for concept in SUBJECTS if concept in said]
    asked = [concept for concept in said if lexicon.table_of[concept] in ASKING]
    for subject in subjects:
        for concept in (*asked, *subjects):
            if subject != concept:
                yield f"{subject}+{concept}"
    yield from _turns(reading, lexicon)
    yield from _places(reading.mentions, lexicon)
    yield from _elsewhere(reading.mentions, lexicon, said)
    yield from _words(reading)
    yield f"strange:{min(3, _strange(reading))}"
    yield f"length:{min(4, len(reading.text).bit_length())}"


def _turns(reading: Reading, lexicon: Book) -> Iterator[str]:
    """How a thing was asked, in its very words: a longer turn of phrase says more."""
    for each in reading.mentions:
        if each.denied or lexicon.table_of[each.concept] not in ASKING:
            continue
        stems = [word.stem for word in reading.text[each.start : each.end]]
        yield f"{each.concept}: {' '.join(stems)}"
        for words in range(2, 1 + min(3, len(stems))):
            yield f"{each.concept}, {words} words"


def alarm_features(reading: Reading, lexicon: Book) -> frozenset[str]:
    """What tells a red flag: the same, the signs that the rules find, and letters in a row, which
    outlive misspelling."""
    text = f" {' '.join(word.text for word in reading.text)} "
    letters = (
        text[start : start + length]
        for length in LETTERS
        for start in range(len(text) - length + 1)
    )
    signs = [f"sign:{flag}" for flag in red_flags(reading)]
    return frozenset(
        (
            *features(reading, lexicon),
            *signs,
            *(["a sign"] if signs else []),
            *(f"l:{each}" for each in letters),
        )
    )


def _words(reading: Reading) -> Iterator[str]:
    """Plain words, and pairs of neighbours."""
    stems = [word.stem if word.number is None else "number" for word in reading.text]
    yield from (f"w:{stem}" for stem in stems)
    yield from (f"p:{one} {other}" for one, other in pairwise(("^", *stems, "$")))


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


def _elsewhere(mentions: tuple[Mention, ...], lexicon: Book, said: set[str]) -> Iterator[str]:
    """Whether subjects of no topic are named, and whether anything else is."""
    away = {each for each in said if lexicon.table_of[each] == "elsewhere" or each == "other_joint"}
    if away:
        yield "elsewhere"
        if "dismissed" in said:
            yield "elsewhere+dismissed"
    if not any(lexicon.table_of[each] in ("movements", "topics") for each in said):
        yield "nothing here"
