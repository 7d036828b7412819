"""What a record says about its answers and about what is still to come."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.check_in import DEFAULT_PLAN, CheckInState, plan_check_ins
from bot.domain.record import CheckInRecord, GivenAnswer, WorkoutRecord
from bot.domain.workout import Activity, Workout

ENDED = datetime(2026, 3, 2, 17, tzinfo=UTC)


def record(*states: CheckInState, answers: tuple[GivenAnswer, ...] = ()) -> WorkoutRecord:
    """A workout whose first check-in got these answers."""
    planned = plan_check_ins(ENDED, DEFAULT_PLAN)
    return WorkoutRecord(
        id=7,
        workout=Workout(activity=Activity.SQUATS, ended_at=ENDED),
        logged_at=ENDED,
        check_ins=tuple(
            CheckInRecord(n, plan.moment, state, plan.due_at, plan.closes_at, given)
            for n, (plan, state, given) in enumerate(
                zip(planned, states, (answers, (), ()), strict=True), start=1
            )
        ),
    )


A, P, C = CheckInState.ANSWERED, CheckInState.PLANNED, CheckInState.CLOSED


def test_the_last_answer_counts_and_the_others_stay() -> None:
    first, last = GivenAnswer(3, ENDED), GivenAnswer(7, ENDED + timedelta(hours=2))
    check_in = record(A, P, P, answers=(first, last)).check_in(1)
    assert check_in.answer == last
    assert check_in.answers == (first, last)


def test_late_is_what_the_counting_answer_is() -> None:
    in_time, late = GivenAnswer(3, ENDED), GivenAnswer(3, ENDED + timedelta(hours=2))
    assert not record(A, P, P, answers=(in_time,)).check_in(1).late
    assert record(A, P, P, answers=(in_time, late)).check_in(1).late
    assert not record(P, P, P).check_in(1).late


@pytest.mark.parametrize(
    ("states", "now", "after"),
    [
        ((A, P, P), 0, 1),
        ((C, A, P), 2, 24),
        ((P, P, P), 0, 0),
        ((P, P, P), 2, 1),
        ((P, P, P), 5, 24),
        ((A, A, P), 36, None),
        ((A, A, A), 0, None),
    ],
)
def test_the_next_question_is_the_earliest_that_can_still_be_asked_in_time(
    states: tuple[CheckInState, ...], now: int, after: int | None
) -> None:
    expected = None if after is None else ENDED + timedelta(hours=after)
    assert record(*states).next_question_at(ENDED + timedelta(hours=now)) == expected


def test_a_check_in_of_another_workout_is_not_found() -> None:
    with pytest.raises(KeyError):
        record(P, P, P).check_in(4)
