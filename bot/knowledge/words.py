"""Cuts a question into words under their right spelling; any characters at all may come in."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.knowledge.lexicon.tables import grammar
from bot.knowledge.stems import stem
from bot.reading.tokens import plain

Speller = Callable[[str], str]
"""Gives the word that was meant, or two."""

LONGEST_READ = 600
"""Characters of a question that are looked at."""

FEATHERS = grammar("feather")
"""Words that may stand anywhere within a phrase without making it another."""
ARTICLES = grammar("article")
"""Those that are left out of the lexicon's phrases, too."""

SPLIT = {
    "cannot": "cannot",
    "can't": "cannot",
    "cant": "cannot",
    "cnat": "cannot",
    "couldn't": "cannot",
    "couldnt": "cannot",
    "won't": "wont",
    "wont": "wont",
    "im": "i be",
    "i'm": "i be",
    "ive": "i have",
    "i've": "i have",
    "id": "i would",
    "ill": "ill",
    "its": "it be",
    "it's": "it be",
    "whats": "what be",
    "hows": "how be",
    "hw": "how",
    "wheres": "where be",
    "whos": "who be",
    "thats": "that be",
    "theres": "there be",
    "youre": "you be",
    "shes": "she be",
    "hes": "he be",
    "kneecaps": "kneecap",
    "gonna": "going to",
    "wanna": "want to",
    "gotta": "got to",
}
DENIED = re.compile(
    r"(is|are|was|were|do|does|did|has|have|had|would|should|could|must|need|ai)n'?t"
)
NUMERALS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
} | {
    word: 10 * value
    for value, word in enumerate(
        ["thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=3
    )
}
WEAK, STRONG = 1, 2
"""How sharply a comma and a full stop part the words around them."""

PIECE = re.compile(
    r"""(?P<tenth>\b\d{1,2}\s*(?:/|out\s+of)\s*(?:10|ten)\b)
      | (?P<always>24\s*/\s*7)
      | (?P<number>\d+(?:[.,]\d+)?)
      | (?P<word>[^\W\d_]+(?:['&][^\W\d_]+)*)
      | (?P<strong>[.?!;\n…]+) | (?P<weak>[,:()–—/+]|\s-+\s)
      | (?P<sign>[=%]|[\u2600-\u27bf\U0001f300-\U0001faff])""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word as it was meant; `parted` says how sharply it is parted from the one before."""

    text: str
    stem: str
    number: float | None = None
    parted: int = 0

    @property
    def feather(self) -> bool:
        return self.text in FEATHERS


def words(text: str, *, spelled: Speller | None = None) -> tuple[Word, ...]:
    """The words of a text, corrected by the speller if there is one."""
    found: list[Word] = []
    parted = 0
    for match in PIECE.finditer(plain(text)[:LONGEST_READ].lower()):
        kind = match.lastgroup
        if kind in ("strong", "weak"):
            parted = max(parted, STRONG if kind == "strong" else WEAK)
            continue
        for each in _meant(match, kind, spelled):
            found.append(Word(each, stem(each), _number(each), parted))
            parted = 0
    return tuple(_joined(found))


def _meant(match: re.Match[str], kind: str | None, spelled: Speller | None) -> Iterator[str]:
    text = match.group()
    if kind == "tenth":
        yield from (re.split(r"\D", text)[0], "outoften")
    elif kind == "always":
        yield "24/7"
    elif kind == "sign":
        yield {"=": "equals", "%": "percent"}.get(text, text)
    elif kind == "word":
        yield from _plain_words(text, spelled)
    else:
        yield text.replace(",", ".")


def _plain_words(text: str, spelled: Speller | None) -> Iterator[str]:
    if text in SPLIT:
        yield from SPLIT[text].split()
    elif DENIED.fullmatch(text):
        yield from (re.sub("n'?t$", "", text), "not")
    elif "'" in text and text.split("'")[1] in ("m", "ve", "re", "ll", "d"):
        yield text.split("'")[0]
        yield {"m": "be", "re": "be", "ve": "have", "ll": "will", "d": "would"}[text.split("'")[1]]
    elif text in ("what's", "how's", "where's", "that's", "there's", "who's"):
        yield from (text[:-2], "be")
    elif spelled is None:
        yield text.removesuffix("'s")
    else:
        for each in spelled(text.removesuffix("'s")).split():
            yield from SPLIT.get(each, each).split()


def _number(text: str) -> float | None:
    if text in NUMERALS:
        return NUMERALS[text]
    try:
        return min(float(text), 1e6) if text[0].isdecimal() else None
    except ValueError:
        return None


def _joined(found: list[Word]) -> Iterator[Word]:
    """`can not` is one word, and so is `sixty eight`."""
    skip = False
    for place, here in enumerate(found):
        after = found[place + 1] if place + 1 < len(found) else None
        if skip:
            skip = False
        elif after and not after.parted and here.text == "can" and after.text == "not":
            yield Word("cannot", "cannot", parted=here.parted)
            skip = True
        elif _is_tens(here) and after and not after.parted and _is_unit(after):
            assert here.number is not None
            assert after.number is not None
            number = here.number + after.number
            yield Word(f"{number:g}", f"{number:g}", number, here.parted)
            skip = True
        else:
            yield here


def _is_tens(word: Word) -> bool:
    return word.text in NUMERALS and NUMERALS[word.text] >= 20


def _is_unit(word: Word) -> bool:
    return word.text in NUMERALS and 0 < NUMERALS[word.text] < 10
