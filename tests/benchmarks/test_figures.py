"""Ratios and goals say what a reader takes them to say."""

import pytest

from tests.benchmarks.figures import Better, Figure, Goal, Rival

LOWER, HIGHER = Better.LOWER, Better.HIGHER


@pytest.mark.parametrize(
    ("ours", "theirs", "better", "ratio"),
    [(2, 6, LOWER, 3), (6, 2, LOWER, 1 / 3), (6, 2, HIGHER, 3), (2, 6, HIGHER, 1 / 3)],
)
def test_a_ratio_above_one_means_ours_is_better(
    ours: float, theirs: float, better: Better, ratio: float
) -> None:
    figure = Figure("a tap", "ms", ours, Rival("theirs", theirs), better)
    assert figure.ratio == pytest.approx(ratio)


@pytest.mark.parametrize(
    ("figure", "met"),
    [
        (Figure("", "", 2, Rival("", 6), goal=Goal(times=3)), True),
        (Figure("", "", 2, Rival("", 5), goal=Goal(times=3)), False),
        (Figure("", "", 99, goal=Goal(bound=100)), True),
        (Figure("", "", 101, goal=Goal(bound=100)), False),
        (Figure("", "", 101, better=HIGHER, goal=Goal(bound=100)), True),
        (Figure("", "", 2, Rival("", 60), goal=Goal(times=3, bound=1)), False),
        (Figure("", "", 2), None),
    ],
)
def test_a_goal_is_met_when_its_ratio_and_its_bound_are(figure: Figure, met: bool | None) -> None:
    assert figure.met is met
