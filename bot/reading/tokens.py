"""Cuts a text into words, numbers and signs; any characters at all may come in."""

import re
import unicodedata
from dataclasses import replace
from datetime import date

from bot.reading.items import Item, spanned
from bot.reading.meanings import Colon, Number, OnDate, negated

LONGEST_READ = 1000
"""Characters; what an athlete has to say about a workout is long said by then."""

MOST_DIGITS = 7
LARGEST = "9" * MOST_DIGITS
"""Stands for every longer number; nothing people do is as much."""

FRACTIONS = {"½": ".5", "¼": ".25", "¾": ".75", "⅓": ".33", "⅔": ".67", "🔟": " 10 "}
PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "´": "'", "`": "'", "′": "'", "″": '"', "“": '"', "”": '"'}
    | dict.fromkeys("‐‑‒–—−", "-")
    | {"×": "x", "✕": "x", "✖": "x"}
    # Variation selectors, joiners, keycaps, skin tones, genders: they only dress an emoji up.
    | dict.fromkeys(["\ufe0f", "\u200d", "\u20e3", "♂", "♀", *map(chr, range(0x1F3FB, 0x1F400))])
)
PIECE = re.compile(
    r"""
    (?P<iso>(?<!\d)\d{4}-\d{2}-\d{2}(?!\d))
  | (?P<day>(?<![\d.,/])\d{1,2}(?P<part>[./])\d{1,2}(?P=part)(?:\d{4})?(?!\d))
  | (?P<clock>\d{1,3}:\d{2}(?::\d{2})?(?!\d))
  | (?P<number>\d{1,3}(?:,\d{3})+(?!\d)|\d+[.,]\d+|(?<!\d)\.\d+|\d+)
  | (?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)
  | (?P<sign>[-.,;!?\n/+~@:'"%&()=#*>])
  | (?P<emoji>[\u2600-\u27bf\U0001f300-\U0001faff])
    """,
    re.VERBOSE,
)


RANGE_BEFORE = re.compile(r"(?:\d|(?<![a-z])[ap]\.?m\.?)\s*$", re.IGNORECASE)
"""What makes a dash after it the one of `5 -6` or `4pm -5pm`."""


def tidy(text: str) -> str:
    """The text as it can be stored and sent on: halves of broken characters are replaced."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def pieces(text: str) -> tuple[Item, ...]:
    """The text's words, numbers and signs, in their plainest spelling."""
    text = plain(text)
    found: list[Item] = []
    end = 0
    for match in PIECE.finditer(text):
        glued = match.start() == end and bool(found)
        end = match.end()
        if match.group() == "-" and _joins_words(text, match.start()):
            continue
        piece = replace(_piece(match, glued), span=match.span())
        if match.lastgroup in ("number", "clock") and _is_negative(text, match.start()):
            piece = _negative(found.pop(), piece)
        found.append(piece)
    return tuple(found)


def plain(text: str) -> str:
    """As much of the text as is read, in its plainest characters."""
    text = tidy(text)[:LONGEST_READ]
    for sign, spelled in FRACTIONS.items():
        text = text.replace(sign, spelled)
    text = unicodedata.normalize("NFKC", text.translate(PLAIN)).translate(PLAIN)
    return "".join(str(unicodedata.decimal(each, each)) for each in text)


def _joins_words(text: str, position: int) -> bool:
    """Whether the hyphen there is the one of `step-ups` or `5-mile`, and no minus or range."""
    before = text[position - 1 : position]
    after = text[position + 1 : position + 2]
    return before.isalnum() and after.isalpha()


def _is_negative(text: str, position: int) -> bool:
    """Whether a minus stands directly before the number there: `-5`, not `run-5`, `- 5`, `4 -5`."""
    if text[position - 1 : position] != "-" or position == 0:
        return False
    before = text[: position - 1]
    return before[-1:] in ("", *" \t\n(:=") and RANGE_BEFORE.search(before) is None


def _negative(minus: Item, number: Item) -> Item:
    """The number below zero; a clock time cannot be, and says nothing then."""
    text, span = minus.text + number.text, spanned((minus, number))
    if not isinstance(number.meaning, Number):
        return Item(text, frozenset({"WORD"}), known=False, span=span)
    return Item(text, number.tags - {"NG"}, negated(number.meaning), span=span)


def _piece(match: re.Match[str], glued: bool) -> Item:
    text = match.group()
    if match.lastgroup == "word":
        return Item(text, frozenset({text.lower(), "WORD"}))
    if match.lastgroup == "clock":
        first, second, *third = (int(part) for part in text.split(":"))
        colon = Colon(first, second, third[0] if third else None, text)
        return Item(text, frozenset({"CLOCK"}), colon)
    if match.lastgroup in ("iso", "day"):
        return _date(text)
    if match.lastgroup == "number":
        return _number(text, glued)
    return Item(text, frozenset({text, "SIGN"}))


def _number(text: str, glued: bool) -> Item:
    plain = text.replace(",", "") if re.fullmatch(r"\d{1,3}(,\d{3})+", text) else text
    plain = plain.replace(",", ".")
    if len(plain) > MOST_DIGITS:
        plain = LARGEST
    tags = {"N", "NG", plain} if glued else {"N", plain}
    return Item(text, frozenset(tags), Number(float(plain), plain))


def _date(text: str) -> Item:
    try:
        return Item(text, frozenset({"DATE"}), OnDate(_day(text)))
    except ValueError:
        return Item(text, frozenset({"WORD"}), known=False)


def _day(text: str) -> date | tuple[int, int]:
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return date.fromisoformat(text)
    first, second, *year = (int(part) for part in re.split(r"[./]", text) if part)
    if second > 12:
        first, second = second, first
    if year:
        return date(year[0], second, first)
    date(2000, second, first)
    return (second, first)
