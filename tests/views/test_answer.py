"""An answered check-in as people read it."""

import re
from datetime import timedelta
from itertools import product

import pytest

from bot.domain.pain import SCORES, SEVERE
from bot.domain.safety import RedFlag
from bot.domain.topic import TopicId
from bot.domain.workout import Activity, Workout
from bot.views import answer as views
from bot.views.advice import SENTENCES
from bot.views.message import Message
from bot.views.safety import SIGNS
from bot.views.taps import FillIn, Score, Sign, TopicBelow, read
from tests.views.records import BERLIN, ENDED, HOUR, workout_record
from tests.views.telegram_rules import plain

NUMBERS = [1, 2, 3]


def taps(message: Message, kind: type) -> list[object]:
    found = [read(button.data) for row in message.buttons for button in row]
    return [tap for tap in found if isinstance(tap, kind)]


@pytest.mark.parametrize(("number", "score"), list(product(NUMBERS, SCORES)))
def test_an_answer_shows_the_score_its_band_and_its_facts(number: int, score: int) -> None:
    scores = [score if n == number else None for n in NUMBERS]
    message = views.answered(workout_record(scores=scores), number, ENDED + HOUR, BERLIN)
    text = plain(message)
    band = "tolerable" if score < 5 else "borderline" if score == 5 else "too much"
    assert f"Your answer: {score} of 10, {band}." in text
    assert re.search(r"From the article: A\d", text)
    assert "Tap another number to change it." in text
    assert taps(message, Score) == [Score(number, n) for n in SCORES]
    assert len(taps(message, TopicBelow)) in (2, 3)


@pytest.mark.parametrize(("activity", "score"), list(product(Activity, SCORES)))
def test_the_verdict_comes_first_and_no_gap_is_left_in_a_sentence(
    activity: Activity, score: int
) -> None:
    workout = Workout(activity=activity, ended_at=ENDED, before=2)
    for number in NUMBERS:
        scores = [3 if n < number else score if n == number else None for n in NUMBERS]
        record = workout_record(scores=scores, workout=workout)
        text = views.answered(record, number, ENDED + number * HOUR, BERLIN).text
        assert text.split("\n\n")[1].startswith("<b>")
        assert not re.search(r"[{}]|None|Activity|Moment", text)


def test_no_sentence_blames_anybody() -> None:
    for text in SENTENCES.values():
        assert text.endswith(".")
        assert not re.search(r"\b(fault|should have|forgot|failed|wrong)\b", text, re.IGNORECASE)


def test_the_project_says_that_the_5_and_the_2_points_are_its_own_reading() -> None:
    five = plain(views.answered(workout_record(scores=(5, None, None)), 1, ENDED, BERLIN))
    assert re.search(r"article is silent.*our own", five)
    workout = Workout(activity=Activity.RUN, ended_at=ENDED, before=1)
    rising = workout_record(scores=(3, None, None), workout=workout)
    text = plain(views.answered(rising, 1, ENDED, BERLIN))
    assert "1 before the workout, 3 now" in text
    assert "article gives no number" in text


def test_an_answer_tells_when_the_next_day_decides_and_when_the_next_question_comes() -> None:
    record = workout_record(scores=(3, None, None))
    text = plain(views.answer(record, 1, ENDED, BERLIN))
    assert "The next day decides: I ask tomorrow at 18:00." in text
    assert "Next question: today at 19:00." in text
    due = plain(views.answer(record, 1, ENDED + HOUR, BERLIN))
    assert "The next question comes right away." in due


def test_after_the_last_answer_no_question_is_announced() -> None:
    record = workout_record(scores=(3, 3, 3))
    assert "question" not in plain(views.answer(record, 3, ENDED + 24 * HOUR, BERLIN))


@pytest.mark.parametrize(
    ("after", "late"), [(timedelta(minutes=59), False), (timedelta(minutes=60), True)]
)
def test_an_answer_after_the_window_says_that_it_is_late(after: timedelta, late: bool) -> None:
    record = workout_record(scores=(3, None, None), answered_after=after)
    text = plain(views.answer(record, 1, ENDED + after, BERLIN))
    assert ("given late" in text) is late
    assert ("take what I say with a little care" in text) is late


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("score", SCORES)
def test_from_8_on_the_safety_questions_come_with_the_answer(number: int, score: int) -> None:
    record = workout_record(scores=[score if n == number else None for n in NUMBERS])
    message = views.answered(record, number, ENDED, BERLIN)
    asked = taps(message, Sign)
    assert asked == ([Sign(number, flag) for flag in (*SIGNS, None)] if score >= SEVERE else [])
    assert taps(views.answer(record, number, ENDED, BERLIN), Sign) == asked
    denied = views.answered(record, number, ENDED, BERLIN, signs_denied=True)
    assert taps(denied, Sign) == []
    assert "is one of these true" not in plain(denied)


def test_the_safety_questions_are_those_of_s1_to_s3() -> None:
    assert {flag.fact for flag in SIGNS} == {"S1", "S2", "S3"}
    asked = {flag for flag in RedFlag if flag.fact in ("S1", "S2", "S3")}
    assert set(SIGNS) == asked - {RedFlag.SEVERE_PAIN}


@pytest.mark.parametrize("flag", SIGNS)
def test_a_sign_is_met_with_what_to_do_and_asks_nothing_else(flag: RedFlag) -> None:
    record = workout_record(scores=(9, None, None))
    message = views.sign_told(record, 1, flag, ENDED, BERLIN)
    text = plain(message)
    assert "medical help today" in text
    assert f"General safety advice, not from the article: {flag.fact}, S6" in text
    assert "?" not in text
    assert [read(b.data) for row in message.buttons for b in row] == [FillIn(1)]


def test_a_typed_answer_offers_the_topic_that_it_mentions_first() -> None:
    record = workout_record(scores=(3, None, None))
    message = views.answer(record, 1, ENDED, BERLIN, asked_about=TopicId.AGE)
    offered = taps(message, TopicBelow)
    assert offered[0] == TopicBelow(TopicId.AGE)
    assert len(offered) == 3
