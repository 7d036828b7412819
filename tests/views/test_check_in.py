"""A check-in as people read it."""

from datetime import timedelta

import pytest

from bot.domain.check_in import CheckInState, Moment
from bot.domain.pain import SCORES
from bot.domain.record import WorkoutRecord
from bot.domain.workout import Activity, Workout
from bot.views import check_in as views
from bot.views import words
from bot.views.message import Message
from bot.views.taps import FillIn, Score, read
from tests.views.records import BERLIN, ENDED, HOUR, workout_record
from tests.views.telegram_rules import plain

ASKED = workout_record((CheckInState.ASKED, CheckInState.PLANNED, CheckInState.PLANNED))
NOT_PLANNED = (CheckInState.CLOSED,) * 3
ANCHORS = ("0 is no pain", "10 is the worst pain you can imagine")


def the_views(record: WorkoutRecord, check_in_id: int) -> list[Message]:
    arguments = (record, check_in_id, ENDED + HOUR, BERLIN)
    return [
        views.question(*arguments),
        views.nudge(*arguments),
        views.from_memory(*arguments),
        views.closed(*arguments),
    ]


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize("activity", Activity)
def test_each_question_names_workout_and_moment_and_both_anchors(
    activity: Activity, number: int
) -> None:
    record = workout_record(workout=Workout(activity=activity, ended_at=ENDED))
    for message in the_views(record, number):
        text = plain(message)
        moment = words.MOMENTS[record.check_in(number).moment]
        assert f"{moment.capitalize()} your {words.ACTIVITIES[activity]}" in text
        assert "today at 18:00" in text
        assert all(anchor in text for anchor in ANCHORS)


@pytest.mark.parametrize("message", the_views(ASKED, 1))
def test_the_scale_is_eleven_neutral_buttons_in_two_rows(message: Message) -> None:
    assert len(message.buttons) == 2
    buttons = [button for row in message.buttons for button in row]
    assert [button.label for button in buttons] == [str(score) for score in SCORES]
    assert [read(button.data) for button in buttons] == [Score(1, score) for score in SCORES]


def test_a_closed_window_says_that_an_answer_is_welcome_and_late() -> None:
    text = plain(views.closed(ASKED, 1, ENDED + HOUR, BERLIN))
    assert "can still answer" in text
    assert "marked as late" in text


def missed(count: int, logged_after: timedelta = timedelta(0)) -> Message:
    record = workout_record(NOT_PLANNED, logged_at=ENDED + logged_after)
    pairs = [(record, number) for number in range(1, count + 1)]
    return views.missed(pairs, ENDED + 48 * HOUR, BERLIN)


def test_what_was_missed_is_one_message_with_a_button_each() -> None:
    message = missed(3)
    text = plain(message)
    assert [read(row[0].data) for row in message.buttons] == [FillIn(1), FillIn(2), FillIn(3)]
    assert [row[0].label for row in message.buttons] == [
        f"Squats, {words.MOMENTS[moment]}" for moment in Moment
    ]
    assert "sorry" in text.lower()
    assert "from memory" in text


def test_a_workout_logged_late_is_nobodys_fault() -> None:
    assert "By the time you logged it" in plain(missed(1, logged_after=2 * HOUR))


def test_however_much_was_missed_telegram_takes_the_message() -> None:
    records = [
        workout_record(
            NOT_PLANNED, workout=Workout(activity=Activity.STRENGTH, ended_at=ENDED), id_=1
        )
        for _ in range(60)
    ]
    message = views.missed(
        [(record, number) for record in records for number in (1, 2, 3)], ENDED + 999 * HOUR, BERLIN
    )
    text = plain(message)
    assert len(message.buttons) == views.SHOWN_MISSED
    assert f"and {180 - views.SHOWN_MISSED} more" in text
