"""The bands of the pain score."""

import pytest

from bot.domain.pain import SCORES, Band, band

BANDS = {
    **dict.fromkeys(range(5), Band.TOLERABLE),
    5: Band.BORDERLINE,
    **dict.fromkeys(range(6, 11), Band.TOO_MUCH),
}


def test_the_scale_goes_from_0_to_10() -> None:
    assert list(SCORES) == list(BANDS)


@pytest.mark.parametrize(("score", "expected"), BANDS.items())
def test_each_score_has_its_band(score: int, expected: Band) -> None:
    assert band(score) is expected


@pytest.mark.parametrize("score", [-1, 11, 100])
def test_a_score_outside_the_scale_has_none(score: int) -> None:
    with pytest.raises(ValueError, match="0 to 10"):
        band(score)
