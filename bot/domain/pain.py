"""The pain score (NPRS, whole numbers 0 to 10) and its bands."""

from enum import StrEnum

LOWEST, HIGHEST = 0, 10
SCORES = range(LOWEST, HIGHEST + 1)


class Band(StrEnum):
    """What a score counts as: A7 sets the first mark, A8 the last. The article is silent on 5;
    calling it borderline is this project's own reading, and the bot says so."""

    TOLERABLE = "tolerable"
    BORDERLINE = "borderline"
    TOO_MUCH = "too_much"


def band(score: int) -> Band:
    """The band of a score; ValueError outside 0 to 10."""
    if score not in SCORES:
        raise ValueError("a pain score is a whole number from 0 to 10")
    if score <= 4:
        return Band.TOLERABLE
    return Band.BORDERLINE if score == 5 else Band.TOO_MUCH
