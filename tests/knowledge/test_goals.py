"""How the finder fares on labelled questions; the goals are on the decision page."""

from tests.knowledge.judging import HELD_BACK, TUNING, judge, questions

ONE_IN = 4
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


def test_what_was_held_back_fares_as_the_decision_page_says() -> None:
    """Nothing was learnt from these."""
    report = judge([question for path in HELD_BACK for question in questions(path)])
    assert report.in_scope >= 0.90
    assert report.out_of_scope_answered <= 0.10
    assert report.flags_found >= 0.96
    assert report.alarms <= 0.03
