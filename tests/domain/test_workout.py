"""What can not be a workout, and how long a knee is remembered."""

from datetime import UTC, datetime, timedelta

import pytest
from pydantic import ValidationError

from bot.domain.declined import Reason
from bot.domain.workout import (
    FARTHEST_KM,
    MEMORY,
    SLACK,
    Activity,
    Refusal,
    Workout,
    is_beyond_memory,
    refusal,
)

NOW = datetime(2026, 3, 2, 17, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)


def workout(
    minutes: float | None = None, distance_km: float | None = None, ended_at: datetime = NOW
) -> Workout:
    return Workout(
        activity=Activity.RUN, ended_at=ended_at, minutes=minutes, distance_km=distance_km
    )


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (None, None),
        (0, Refusal.NO_DURATION),
        (-5, Refusal.NO_DURATION),
        (1 / 60, None),
        (1440, None),
        (1440.01, Refusal.TOO_LONG),
        (1441, Refusal.TOO_LONG),
    ],
)
def test_a_duration_is_more_than_nothing_and_at_most_a_day(
    minutes: float | None, expected: Refusal | None
) -> None:
    assert refusal(workout(minutes=minutes), NOW) is expected


@pytest.mark.parametrize(
    ("distance_km", "expected"),
    [
        (None, None),
        (0, Refusal.NO_DISTANCE),
        (-1, Refusal.NO_DISTANCE),
        (0.001, None),
        (FARTHEST_KM, None),
        (FARTHEST_KM + 0.001, Refusal.TOO_FAR),
    ],
)
def test_a_distance_is_more_than_nothing_and_can_be_covered_in_a_day(
    distance_km: float | None, expected: Refusal | None
) -> None:
    assert refusal(workout(distance_km=distance_km), NOW) is expected


@pytest.mark.parametrize(
    ("ahead", "expected"),
    [
        (timedelta(days=-400), None),
        (timedelta(0), None),
        (SLACK, None),
        (SLACK + INSTANT, Refusal.IN_THE_FUTURE),
        (timedelta(hours=1), Refusal.IN_THE_FUTURE),
    ],
)
def test_a_workout_has_ended_give_or_take_a_clock(
    ahead: timedelta, expected: Refusal | None
) -> None:
    assert refusal(workout(ended_at=NOW + ahead), NOW) is expected


@pytest.mark.parametrize(
    ("ago", "beyond"),
    [(timedelta(0), False), (MEMORY, False), (MEMORY + INSTANT, True), (timedelta(days=9), True)],
)
def test_a_knee_is_remembered_for_36_hours(ago: timedelta, beyond: bool) -> None:
    assert timedelta(hours=36) == MEMORY
    assert is_beyond_memory(NOW - ago, NOW) is beyond


def test_every_refusal_is_a_reason_that_a_person_is_told() -> None:
    assert {refusal.value for refusal in Refusal} <= {reason.value for reason in Reason}


@pytest.mark.parametrize("field", ["rpe", "before"])
@pytest.mark.parametrize("value", [-1, 11])
def test_effort_and_pain_before_stay_on_their_scale(field: str, value: int) -> None:
    with pytest.raises(ValidationError):
        Workout.model_validate({"activity": "run", "ended_at": NOW, field: value})


def test_a_workout_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValidationError):
        workout(ended_at=NOW.replace(tzinfo=None))
