"""Advice rests on facts, and never becomes braver when the pain is worse."""

import re
from itertools import pairwise, product

import pytest

from bot.domain.advice import Advice, SentenceId, advise
from bot.domain.check_in import Moment
from bot.domain.pain import SCORES, Band
from bot.views.advice import SENTENCES

FACTS = {f"A{n}" for n in range(1, 25)} | {f"S{n}" for n in range(1, 7)}
EVERYTHING = list(product(Moment, SCORES))

BRAVERY = {
    SentenceId.CARRY_ON: 2,
    SentenceId.LATER_COUNTS_TOO: 2,
    SentenceId.NEXT_DAY_COUNTS_TOO: 2,
    SentenceId.HOLD: 1,
    SentenceId.REDUCE: 0,
}
"""How much the sentence lets the athlete do."""


def bravery(advice: Advice) -> tuple[int, int]:
    """The band first, then the boldest thing that is said."""
    order = [Band.TOO_MUCH, Band.BORDERLINE, Band.TOLERABLE]
    said = [BRAVERY[sentence.id] for sentence in advice.sentences if sentence.id in BRAVERY]
    return order.index(advice.band), max(said)


@pytest.mark.parametrize(("moment", "score"), EVERYTHING)
def test_every_sentence_names_a_fact_that_exists(moment: Moment, score: int) -> None:
    advice = advise(moment, score)
    assert advice.sentences
    for sentence in advice.sentences:
        assert sentence.facts
        assert set(sentence.facts) <= FACTS
    assert set(advice.facts) == {fact for s in advice.sentences for fact in s.facts}


@pytest.mark.parametrize(
    ("score", "facts"), [(0, {"A7"}), (4, {"A7"}), (5, {"A7", "A8"}), (6, {"A8"}), (10, {"A8"})]
)
@pytest.mark.parametrize("moment", Moment)
def test_a_score_is_met_with_the_facts_of_its_band(
    moment: Moment, score: int, facts: set[str]
) -> None:
    assert facts <= set(advise(moment, score).facts)


@pytest.mark.parametrize("moment", Moment)
@pytest.mark.parametrize("score", range(6, 11))
def test_too_much_at_any_moment_means_to_reduce(moment: Moment, score: int) -> None:
    assert SentenceId.REDUCE in {sentence.id for sentence in advise(moment, score).sentences}


@pytest.mark.parametrize("moment", Moment)
@pytest.mark.parametrize("score", range(6))
def test_what_is_not_too_much_is_no_reason_to_reduce(moment: Moment, score: int) -> None:
    assert SentenceId.REDUCE not in {sentence.id for sentence in advise(moment, score).sentences}


def test_the_next_day_a_5_means_to_add_nothing() -> None:
    assert SentenceId.HOLD in {s.id for s in advise(Moment.NEXT_DAY, 5).sentences}


@pytest.mark.parametrize("moment", Moment)
def test_more_pain_never_gives_a_braver_reading(moment: Moment) -> None:
    for less, more in pairwise(SCORES):
        calm, sore = bravery(advise(moment, less)), bravery(advise(moment, more))
        assert all(now <= before for before, now in zip(calm, sore, strict=True))


def test_every_sentence_is_used_and_worded() -> None:
    used = {s.id for moment, score in EVERYTHING for s in advise(moment, score).sentences}
    assert used == set(SentenceId)
    assert set(SENTENCES) == set(SentenceId)
    assert all(text.endswith(".") for text in SENTENCES.values())


def test_the_project_says_that_5_is_its_own_reading() -> None:
    assert re.search(r"article says nothing.*our own", SENTENCES[SentenceId.BORDERLINE])


def test_facts_are_named_once_in_the_order_of_their_numbers() -> None:
    assert advise(Moment.NEXT_DAY, 5).facts == ("A7", "A8")
    assert advise(Moment.RIGHT_AFTER, 5).facts == ("A5", "A7", "A8")


@pytest.mark.parametrize("score", [-1, 11])
def test_a_score_outside_the_scale_gets_no_advice(score: int) -> None:
    with pytest.raises(ValueError, match="0 to 10"):
        advise(Moment.RIGHT_AFTER, score)
