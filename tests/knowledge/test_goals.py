"""How the finder fares on labelled questions; the goals are on the decision page."""

from pathlib import Path

import pytest

from tests.knowledge.judging import HELD_BACK, TUNING, judge, questions

ONE_IN = 6
"""So many of those learnt from are enough to notice a slip."""


def test_the_goals_are_kept_on_what_was_learnt_from() -> None:
    learnt_from = [question for path in TUNING for question in questions(path)]
    assert len(learnt_from) > 20_000
    report = judge(learnt_from[::ONE_IN])
    assert report.asked.total() > 5000
    assert report.in_scope >= 0.90
    assert report.out_of_scope_answered <= 0.10
    assert report.flags_found >= 0.96
    assert report.alarms <= 0.03


@pytest.mark.parametrize("path", HELD_BACK, ids=lambda path: path.stem)
def test_the_goals_are_kept_on_each_set_that_was_held_back(path: Path) -> None:
    """Nothing was learnt from these."""
    report = judge(list(questions(path)))
    assert report.in_scope >= 0.90
    assert report.out_of_scope_answered <= 0.10
    assert report.flags_found >= 0.96
    assert report.alarms <= 0.03
