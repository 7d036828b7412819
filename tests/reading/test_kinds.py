"""What is a workout, what a score and what neither, where that is easily mistaken."""

import pytest

from bot.domain.workout import Activity
from bot.reading.reader import read_text
from bot.reading.values import Reading, ReadingKind
from tests.reading.judging import NOW, ZONE


def said(text: str) -> Reading:
    return read_text(text, NOW, ZONE)


@pytest.mark.parametrize("text", ["3/10.", "5/10.", "7/10.", "12/10.", "7/10!"])
def test_a_full_stop_makes_no_date_of_a_score(text: str) -> None:
    assert said(text) == said(text[:-1]).model_copy(update={"text": text})
    assert said(text).kind is ReadingKind.SCORE


@pytest.mark.parametrize(
    "text",
    [
        "I've got a 10k race on Saturday",
        "i have a half marathon on sunday",
        "race saturday 10k",
        "training plan says 8k today",
        "on my way to the gym, 1 hour session",
        "off to the gym, 40 min",
        "tonight: 5k",
        "the 5k starts at 10",
    ],
)
def test_what_is_to_come_is_no_workout(text: str) -> None:
    assert said(text).kind is ReadingKind.OTHER


@pytest.mark.parametrize("text", ["running 5k takes me 30 min", "work was hard, 8 hours"])
def test_what_is_told_in_general_is_no_workout(text: str) -> None:
    assert said(text).kind is ReadingKind.OTHER


@pytest.mark.parametrize(
    ("text", "activity", "km"),
    [
        ("got a 10k run in this morning", Activity.RUN, 10),
        ("i've got a 5k in today", Activity.RUN, 5),
        ("race last saturday 10k", Activity.RUN, 10),
        ("ran 5k tonight", Activity.RUN, 5),
        ("tonight 5k in 28 min", Activity.RUN, 5),
        ("the run started at 10, 5k", Activity.RUN, 5),
        ("going to bed now. ran 5k", Activity.RUN, 5),
    ],
)
def test_what_was_done_is_a_workout_all_the_same(text: str, activity: Activity, km: float) -> None:
    reading = said(text)
    assert reading.kind is ReadingKind.WORKOUT
    assert (reading.activity, reading.distance_km) == (activity, km)


@pytest.mark.parametrize(
    ("text", "activity", "minutes"),
    [
        ("stair climbing 10 min", Activity.OTHER, 10),
        ("climbing 1 hour", Activity.OTHER, 60),
        ("hour run", Activity.RUN, 60),
        ("hour long walk", Activity.WALK, 60),
        ("hour-long ride", Activity.CYCLING, 60),
        ("2 hour long walk", Activity.WALK, 120),
        ("half hour run", Activity.RUN, 30),
        ("ran 30 min, climbing 120 m", Activity.RUN, 30),
    ],
)
def test_an_activity_with_its_hours_or_minutes_is_a_workout(
    text: str, activity: Activity, minutes: float
) -> None:
    reading = said(text)
    assert reading.kind is ReadingKind.WORKOUT
    assert (reading.activity, reading.minutes) == (activity, minutes)


def test_rush_hour_lasts_no_hour() -> None:
    assert said("ran 5k, rush hour run").minutes is None


def test_an_hour_near_a_part_of_the_day_is_when_it_was() -> None:
    reading = said("i did my lunges this morning around 8, 10 min")
    assert (reading.activity, reading.minutes) == (Activity.LUNGES, 10)
    assert reading.ended_at is not None
    assert reading.ended_at.isoformat() == "2026-03-02T08:00:00+01:00"
    assert reading.not_understood == ()
