"""The laws of advice: facts behind every sentence, and never braver with more pain."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.advice import Advice, advise
from bot.domain.check_in import Moment
from bot.domain.pain import SCORES
from bot.domain.record import WorkoutRecord, without_late
from bot.domain.sentence import FACTS, SentenceId
from bot.domain.topic import TopicId
from bot.domain.verdict import Verdict
from bot.domain.workout import Activity
from bot.knowledge.facts import facts
from tests.domain.told import Told, told

BRAVEST_FIRST = list(Verdict)
ANSWERS = st.one_of(
    st.none(), st.sampled_from(SCORES), st.sampled_from(SCORES).map("{} late".format)
)
THREE = st.tuples(ANSWERS, ANSWERS, ANSWERS)
BEFORE = st.one_of(st.none(), st.sampled_from(SCORES))
ACTIVITIES = st.sampled_from(Activity)


@st.composite
def histories(draw: st.DrawFn) -> Sequence[WorkoutRecord]:
    """Up to eight other workouts, from 30 days before to a day after."""
    return [
        told(
            draw(ACTIVITIES),
            draw(THREE),
            id_=number,
            before=draw(BEFORE),
            days=draw(st.integers(-12, 360)) / 12,
        )
        for number in range(2, draw(st.integers(2, 10)))
    ]


def judged(record: WorkoutRecord, number: int, history: Sequence[WorkoutRecord] = ()) -> Advice:
    return advise(record, record.check_ins[number].id, history)


def with_score(scores: Sequence[Told], number: int, score: int) -> list[Told]:
    return [score if n == number else each for n, each in enumerate(scores)]


@given(ACTIVITIES, THREE, BEFORE, histories(), st.integers(0, 2))
def test_more_pain_never_gives_a_braver_verdict(
    activity: Activity,
    scores: Sequence[Told],
    before: int | None,
    history: Sequence[WorkoutRecord],
    number: int,
) -> None:
    records = (told(activity, with_score(scores, number, score), before=before) for score in SCORES)
    verdicts = [judged(record, number, history).verdict for record in records]
    for less, more in pairwise(verdicts):
        assert BRAVEST_FIRST.index(less) <= BRAVEST_FIRST.index(more)


@given(ACTIVITIES, st.lists(st.sampled_from(SCORES), min_size=3, max_size=3), histories())
def test_more_pain_earlier_that_day_never_gives_a_braver_verdict_when_the_start_is_known(
    activity: Activity, scores: list[int], history: Sequence[WorkoutRecord]
) -> None:
    verdicts = [
        judged(told(activity, with_score(scores, 0, score), before=2), 2, history).verdict
        for score in SCORES
    ]
    for less, more in pairwise(verdicts):
        assert BRAVEST_FIRST.index(less) <= BRAVEST_FIRST.index(more)


@given(ACTIVITIES, THREE, histories(), st.randoms(use_true_random=False), st.integers(0, 2))
def test_the_same_history_in_another_order_gives_the_same_advice(
    activity: Activity,
    scores: Sequence[Told],
    history: list[WorkoutRecord],
    shuffle: Random,
    number: int,
) -> None:
    record = told(activity, with_score(scores, number, 6))
    shuffled = [
        replace(each, check_ins=tuple(shuffle.sample(each.check_ins, 3)))
        for each in shuffle.sample(history, len(history))
    ]
    assert judged(record, number, history) == judged(record, number, shuffled)


@given(ACTIVITIES, THREE, BEFORE, histories(), st.integers(0, 2), st.sampled_from(SCORES))
def test_nothing_late_decides_without_being_told(
    activity: Activity,
    scores: Sequence[Told],
    before: int | None,
    history: Sequence[WorkoutRecord],
    number: int,
    score: int,
) -> None:
    """Where no late answer is spoken of, the advice is as if there were none."""
    record = told(activity, with_score(scores, number, score), before=before)
    judged_id = record.check_ins[number].id
    advice = judged(record, number, history)
    if SentenceId.LATE_BEFORE not in {sentence.id for sentence in advice.sentences}:
        in_time = without_late(record, keep=judged_id)
        others = [without_late(each, keep=judged_id) for each in history]
        assert judged(in_time, number, others) == advice


@pytest.mark.parametrize("verdict", Verdict)
def test_each_verdict_can_be_reached(verdict: Verdict) -> None:
    worse = [told(activity, (7, 7, 7), id_=n, days=n) for n, activity in enumerate(Activity, 2)]
    reached = {
        judged(told(Activity.RUN, with_score((2, 2, 2), number, score)), number, history).verdict
        for history in ((), worse, worse[:1])
        for number in range(3)
        for score in SCORES
    }
    assert verdict in reached


def test_every_sentence_rests_on_facts_that_exist() -> None:
    assert set(FACTS) == set(SentenceId)
    for cited in FACTS.values():
        assert cited
        assert set(cited) <= set(facts())


@pytest.mark.parametrize("activity", Activity)
@pytest.mark.parametrize("score", SCORES)
@pytest.mark.parametrize("number", range(3))
def test_two_or_three_topics_are_offered_the_activitys_first(
    activity: Activity, score: int, number: int
) -> None:
    topics = judged(told(activity, with_score((None,) * 3, number, score)), number).topics
    assert 2 <= len(topics) <= 3
    assert len(set(topics)) == len(topics)
    if activity in (Activity.SQUATS, Activity.LUNGES, Activity.CYCLING):
        assert topics[0] is TopicId(activity.value)


def test_facts_are_named_once_in_the_order_of_their_numbers() -> None:
    advice = judged(told(Activity.RUN, (None, None, 7)), 2)
    assert advice.facts == ("A8", "A10", "A11", "A12")


def test_an_unanswered_check_in_gets_no_advice() -> None:
    record = told(Activity.RUN, (None, 3, 3))
    assert record.check_ins[0].moment is Moment.RIGHT_AFTER
    with pytest.raises(ValueError, match="without an answer"):
        judged(record, 0)
