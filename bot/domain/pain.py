"""The pain score (NPRS, whole numbers 0 to 10) and its bands."""

from dataclasses import dataclass
from enum import StrEnum

LOWEST, HIGHEST = 0, 10
SCORES = range(LOWEST, HIGHEST + 1)

SIGNIFICANT = 2
"""Points that count as a real change. The article gives no number; published smallest changes that
matter are 1.16 points in patellofemoral pain (Piva and others, J Rehabil Med 2009, 41(3)) and 2
points "much better" in chronic pain (Salaffi and others, Eur J Pain 2004)."""

SEVERE = 8
"""From here on the safety questions are asked."""


class Band(StrEnum):
    """What a score counts as: A7 sets the first mark, A8 the last. The article is silent on 5;
    calling it borderline is this project's own reading, and the bot says so."""

    TOLERABLE = "tolerable"
    BORDERLINE = "borderline"
    TOO_MUCH = "too_much"


@dataclass(frozen=True)
class Marks:
    """The highest tolerable score and the lowest that is too much; the article's by default."""

    tolerable: int = 4
    too_much: int = 6


ARTICLE = Marks()


def band(score: int, marks: Marks = ARTICLE) -> Band:
    """The band of a score; ValueError outside 0 to 10."""
    if score not in SCORES:
        raise ValueError("a pain score is a whole number from 0 to 10")
    if score <= marks.tolerable:
        return Band.TOLERABLE
    return Band.BORDERLINE if score < marks.too_much else Band.TOO_MUCH
