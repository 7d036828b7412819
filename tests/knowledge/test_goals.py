"""The goals that the finder must keep on labelled questions."""

from pathlib import Path

import pytest

from tests.knowledge.judging import HELD_BACK, TUNING, judge, questions

SETS = [path for path in (*TUNING, HELD_BACK) if path.exists()]


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_the_goals_are_kept(path: Path) -> None:
    report = judge(questions(path))
    assert report.in_scope >= 0.90
    assert report.out_of_scope_answered <= 0.10
    assert report.flags_found >= 0.96
    assert report.alarms <= 0.03
