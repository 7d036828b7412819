"""A workout, its check-ins and their jobs are written together, once."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.check_in import CheckInState, Moment
from bot.domain.declined import DeclinedError, Reason
from bot.domain.job import JobKind
from bot.domain.workout import MEMORY
from bot.storage.jobs import LEASE, Lease, claim_due
from tests.services.diary import NOTHING, NOW, Diary, check_in_of

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
ASK = JobKind.ASK


def test_a_workout_comes_with_its_three_check_ins_and_their_jobs(diary: Diary) -> None:
    logged = diary.log()
    assert [c.moment for c in logged.record.check_ins] == list(Moment)
    assert diary.states(logged.record) == (CheckInState.PLANNED,) * 3
    assert [c.due_at - NOW for c in logged.record.check_ins] == [NOTHING, HOUR, DAY]
    assert [c.closes_at - NOW for c in logged.record.check_ins] == [HOUR, 4 * HOUR, 36 * HOUR]
    assert diary.jobs() == [
        (ASK, Moment.RIGHT_AFTER, NOTHING),
        (ASK, Moment.ONE_HOUR, HOUR),
        (ASK, Moment.NEXT_DAY, DAY),
    ]
    assert not logged.repeated


def test_everything_that_was_said_is_on_record(diary: Diary) -> None:
    logged = diary.log(-5 * MINUTE, activity="run", minutes=28.5, distance_km=5, rpe=6, before=2)
    workout = diary.record(logged.record).workout
    assert workout.model_dump() == {
        "activity": "run",
        "ended_at": NOW - 5 * MINUTE,
        "minutes": 28.5,
        "distance_km": 5,
        "rpe": 6,
        "before": 2,
    }


@pytest.mark.parametrize(
    ("ended", "asked_here"),
    [
        (NOTHING, Moment.RIGHT_AFTER),
        (-59 * MINUTE, Moment.RIGHT_AFTER),
        (-60 * MINUTE, Moment.ONE_HOUR),
        (-4 * HOUR, None),
        (-23 * HOUR, None),
        (-24 * HOUR, Moment.NEXT_DAY),
        (-MEMORY, None),
    ],
    ids=str,
)
def test_the_first_question_that_can_be_asked_now_is_asked_in_the_confirmation(
    diary: Diary, ended: timedelta, asked_here: Moment | None
) -> None:
    logged = diary.log(ended)
    here = logged.ask_here
    assert (here and here.check_in_id) == (asked_here and check_in_of(logged, asked_here).id)
    if here is not None:
        due = diary.database.call(claim_due, NOW, Lease.taken("other", NOW), 10)
        assert here.job_id not in [job.id for job in due]
        again = diary.database.call(claim_due, NOW + LEASE, Lease.taken("other", NOW + LEASE), 10)
        assert here.job_id in [job.id for job in again]


def test_a_workout_of_more_than_36_hours_ago_is_kept_and_not_asked_about(diary: Diary) -> None:
    logged = diary.log(-MEMORY - timedelta(microseconds=1))
    assert logged.record.check_ins == ()
    assert diary.jobs() == []
    assert diary.counts()["workout"] == 1


@pytest.mark.parametrize(
    ("ended", "details", "reason"),
    [
        (2 * MINUTE, {}, Reason.IN_THE_FUTURE),
        (NOTHING, {"minutes": 0}, Reason.NO_DURATION),
        (NOTHING, {"minutes": 1441}, Reason.TOO_LONG),
        (NOTHING, {"distance_km": 0}, Reason.NO_DISTANCE),
        (NOTHING, {"distance_km": 1001}, Reason.TOO_FAR),
    ],
    ids=str,
)
def test_what_can_not_be_a_workout_is_refused_and_leaves_nothing(
    diary: Diary, ended: timedelta, details: dict[str, Any], reason: Reason
) -> None:
    with pytest.raises(DeclinedError) as declined:
        diary.log(ended, **details)
    assert declined.value.reason is reason
    assert {name for name, count in diary.counts().items() if count} == {"athlete"}


def test_the_same_message_makes_one_workout_however_often_it_is_told(diary: Diary) -> None:
    first = diary.log(origin=5)
    before = diary.counts()
    again = diary.log(origin=5, at=MINUTE, activity="run")
    assert again.repeated
    assert again.ask_here is None
    assert again.record == diary.record(first.record)
    assert diary.counts() == before


def test_two_messages_make_two_workouts(diary: Diary) -> None:
    diary.log(origin=5)
    other = diary.log(origin=6)
    assert not other.repeated
    assert diary.counts()["workout"] == 2


def test_the_same_message_number_of_two_athletes_makes_two_workouts(diary: Diary) -> None:
    diary.log(origin=5)
    assert not diary.of(7002).log(origin=5).repeated
    assert diary.counts()["job"] == 6
