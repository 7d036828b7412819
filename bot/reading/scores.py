"""Reads an answer to "how is the pain, from 0 to 10?"."""

from types import UnionType

from bot.reading.items import Item, any_has
from bot.reading.meanings import Number, OutOfTen, PainAfter, PainBefore
from bot.reading.parsing import parsed_answer
from bot.reading.values import ScoreProblem, ScoreReading

HIGHEST = 10
SCORED = Number | OutOfTen | PainAfter
OF_PAIN = ("KNEE", "PAIN", "AFTER_IS", "N10")
CHORES = ("finished", "finish", "ended", "started", "work")
"""Words of a day's doings: `finished work at 6` is no score."""

FRAME = frozenset(
    {
        "FILLER",
        "KNEE",
        "PAIN",
        "AROUND",
        "BE",
        "SIGN",
        "NO_PAIN",
        "AFTER",
        "BEFORE",
        "GAUGE",
        "LAP",
        "DAY",
        "VAGUE",
        "CIRCUMSTANCE",
    }
)


def read_score(text: str) -> ScoreReading:
    """The score in the answer, or why there is none."""
    return score_of(parsed_answer(text))


def score_of(items: tuple[Item, ...]) -> ScoreReading:
    """The score in items already read."""
    if _asks(items):
        return ScoreReading(problem=ScoreProblem.NO_NUMBER)
    numbers = _numbers(items)
    if not numbers:
        painless = any_has(items, "NO_PAIN", "none", "nothing")
        return ScoreReading(score=0) if painless else ScoreReading(problem=ScoreProblem.NO_NUMBER)
    if len(set(numbers)) > 1 or not numbers[0].is_integer():
        return ScoreReading(problem=ScoreProblem.NOT_WHOLE)
    if not 0 <= numbers[0] <= HIGHEST:
        return ScoreReading(problem=ScoreProblem.OUT_OF_RANGE)
    return ScoreReading(score=int(numbers[0]))


def is_score(items: tuple[Item, ...]) -> bool:
    """Whether a text of its own is a score: a number with hardly a word, or pain with a number."""
    if _asks(items):
        return False
    if not _numbers(items):
        painless = any_has(items, "NO_PAIN", "none") or any_has(items[:1], "nothing")
        return painless and not _others(items)
    return not _others(items) or any_has(items, *OF_PAIN)


def _numbers(items: tuple[Item, ...]) -> list[float]:
    """The numbers that may be the score; one said of now or after outweighs earlier ones."""
    if any_has(items[1:], "or", "-", "to", "between", "/"):
        return _values(items, Number | OutOfTen | PainAfter | PainBefore)
    after = _values(items, PainAfter)
    return after or _values(items, Number | OutOfTen | PainBefore)


def _values(items: tuple[Item, ...], kinds: UnionType | type) -> list[float]:
    found = []
    for position, item in enumerate(items):
        if isinstance(item.meaning, kinds):
            number = getattr(item.meaning, "value", 0.0)
            minus = position == 1 and items[0].has("-")
            found.append(-number if minus else number)
    return found


def _others(items: tuple[Item, ...]) -> bool:
    """Whether it says more than a score."""
    return any(
        item.has(*CHORES) or not (item.has(*FRAME) or isinstance(item.meaning, SCORED))
        for item in items
    )


def _asks(items: tuple[Item, ...]) -> bool:
    """A question; `3?` and `maybe 3?` are answers all the same."""
    if not items:
        return False
    if items[0].has("ASK_WORD", "ASK_AUX") or any_has(items, "SURELY_ASKS"):
        return True
    return items[-1].has("?") and any_has(items, "ACT", "OKAY", "ASK_WORD")
