"""Where tolerable ends and too much begins: the article's marks, or a clinic's own."""

from dataclasses import dataclass

from bot.domain.pain import LOWEST, SCORES, Band


@dataclass(frozen=True)
class Marks:
    """Scores up to the first are tolerable, from the second on too much, between them borderline.
    The article's are 4 (A7) and 6 (A8); published pain-monitoring models differ, for instance 5 as
    the limit. ValueError if they cross or leave the scale."""

    tolerable_up_to: int = 4
    too_much_from: int = 6

    def __post_init__(self) -> None:
        if not LOWEST <= self.tolerable_up_to < self.too_much_from or (
            self.too_much_from not in SCORES
        ):
            raise ValueError("tolerable ends below too much, both on the scale from 0 to 10")

    def band(self, score: int) -> Band:
        """What the score counts as by these marks; ValueError outside 0 to 10."""
        if score not in SCORES:
            raise ValueError("a pain score is a whole number from 0 to 10")
        if score <= self.tolerable_up_to:
            return Band.TOLERABLE
        return Band.TOO_MUCH if score >= self.too_much_from else Band.BORDERLINE


ARTICLE = Marks()
