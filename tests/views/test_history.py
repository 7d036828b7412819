"""/history as people read it."""

from datetime import timedelta

import pytest

from bot.domain.check_in import CheckInState
from bot.domain.workout import Activity, Workout
from bot.views.history import history
from tests.views.records import BERLIN, ENDED, workout_record
from tests.views.telegram_rules import plain

NOW = ENDED + timedelta(hours=2)


def test_an_empty_history_says_how_to_begin() -> None:
    assert "/log" in plain(history([], NOW, BERLIN))


def test_each_workout_shows_its_three_scores() -> None:
    text = plain(history([workout_record(scores=(0, 4, 10))], NOW, BERLIN))
    assert text == "Squats, 40 min, today at 18:00\nright after: 0, 1 h: 4, 24 h: 10"


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (CheckInState.PLANNED, "to come"),
        (CheckInState.ASKED, "open"),
        (CheckInState.CLOSED, "no answer"),
        (CheckInState.MISSED, "no answer"),
    ],
)
def test_without_an_answer_it_says_how_the_question_stands(state: CheckInState, said: str) -> None:
    record = workout_record((state, CheckInState.PLANNED, CheckInState.PLANNED))
    assert f"right after: {said}" in plain(history([record], NOW, BERLIN))


def test_a_late_answer_is_marked() -> None:
    record = workout_record(scores=(3, None, None), answered_after=timedelta(hours=5))
    assert "right after: 3 (late)" in plain(history([record], NOW, BERLIN))


def test_a_workout_without_questions_says_why() -> None:
    record = workout_record(states=())
    assert "too late for check-ins" in plain(history([record], NOW, BERLIN))


def test_ten_workouts_with_everything_they_can_have_fit_into_one_message() -> None:
    longest = Workout(
        activity=Activity.STRENGTH,
        ended_at=ENDED - timedelta(days=400),
        minutes=1439.99,
        distance_km=999.99,
        rpe=10,
        before=10,
    )
    record = workout_record(
        workout=longest, scores=(10, 10, 10), answered_after=timedelta(days=300)
    )
    text = plain(history([record] * 10, NOW, BERLIN))
    assert text.count("(late)") == 30
