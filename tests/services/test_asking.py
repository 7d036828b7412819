"""A question, its nudge and its end: what is said, what it replaces and which job comes next."""

from datetime import timedelta

import pytest

from bot.domain.check_in import CheckInState, Moment
from bot.domain.job import JobKind
from bot.services.ask import (
    Behind,
    Missed,
    Question,
    record_asked,
    record_missed,
    what_to_ask,
)
from bot.services.close import record_closed, what_to_close
from bot.services.nudge import record_nudged, what_to_nudge
from bot.services.undo import undo_workout
from bot.storage.jobs import LostLeaseError
from tests.services.diary import ANA, HOLDER, NOTHING, NOW, Diary, check_in_of

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def test_a_due_check_in_is_a_question_until_its_window_closes(diary: Diary) -> None:
    check_in = check_in_of(diary.log(), Moment.RIGHT_AFTER)
    asked = diary.database.call(what_to_ask, check_in.id, NOW + HOUR - timedelta(microseconds=1))
    assert isinstance(asked, Question)
    assert (asked.telegram_id, asked.check_in_id, asked.zone.key) == (
        ANA, check_in.id, "Europe/Berlin",
    )  # fmt: skip
    assert isinstance(diary.database.call(what_to_ask, check_in.id, NOW + HOUR), Missed)


def test_what_was_missed_comes_in_one_list_of_this_athlete_oldest_first(diary: Diary) -> None:
    ben = diary.of(7002)
    bens = ben.log()
    first, second = diary.log(origin=1), diary.log(-30 * MINUTE, origin=2)
    now = NOW + 5 * HOUR
    told = diary.database.call(what_to_ask, first.record.check_ins[0].id, now)
    assert isinstance(told, Missed)
    expected = [
        second.record.check_ins[0].id,
        first.record.check_ins[0].id,
        second.record.check_ins[1].id,
        first.record.check_ins[1].id,
    ]
    assert list(told.ids) == expected
    diary.database.call(record_missed, told.ids)
    assert diary.states(first.record) == (
        CheckInState.MISSED, CheckInState.MISSED, CheckInState.PLANNED,
    )  # fmt: skip
    assert diary.states(bens.record) == (CheckInState.PLANNED,) * 3
    assert sorted(moment for _, moment, _ in diary.jobs()) == sorted(
        [Moment.NEXT_DAY] * 2 + list(Moment)
    )


def test_the_first_of_several_jobs_tells_what_was_missed(diary: Diary) -> None:
    logged = diary.log()
    first, second, _ = logged.record.check_ins
    now = NOW + 5 * HOUR
    assert isinstance(diary.database.call(what_to_ask, second.id, now), Behind)
    assert isinstance(diary.database.call(what_to_ask, first.id, now), Missed)


def test_what_was_answered_meanwhile_is_not_missed(diary: Diary) -> None:
    logged = diary.log()
    first, second, _ = logged.record.check_ins
    diary.answer(first, 3, 2 * HOUR)
    told = diary.database.call(what_to_ask, second.id, NOW + 5 * HOUR)
    assert isinstance(told, Missed)
    assert told.ids == (second.id,)
    diary.answer(second, 3, 5 * HOUR)
    diary.database.call(record_missed, told.ids)
    assert diary.states(logged.record)[1] is CheckInState.ANSWERED


def test_there_is_nothing_to_ask_about_what_was_asked_or_is_gone(diary: Diary) -> None:
    logged = diary.log()
    check_in = check_in_of(logged, Moment.RIGHT_AFTER)
    diary.asked(check_in, NOTHING)
    assert diary.database.call(what_to_ask, check_in.id, NOW) is None
    diary.database.call(undo_workout, diary.athlete, logged.record.id)
    assert diary.database.call(what_to_ask, check_in.id, NOW) is None
    assert diary.database.call(what_to_nudge, check_in.id, NOW) is None
    assert diary.database.call(what_to_close, check_in.id) is None


def test_a_question_is_followed_by_its_nudge_and_its_close(diary: Diary) -> None:
    check_in = check_in_of(diary.log(), Moment.RIGHT_AFTER)
    assert diary.asked(check_in, NOTHING) == ()
    row = diary.row(check_in)
    assert (row.state, row.asked_at) == (CheckInState.ASKED, NOW)
    jobs = diary.jobs()
    assert (JobKind.NUDGE, Moment.RIGHT_AFTER, 15 * MINUTE) in jobs
    assert (JobKind.CLOSE, Moment.RIGHT_AFTER, HOUR) in jobs
    assert len(jobs) == 4


@pytest.mark.parametrize(
    ("asked", "nudged"), [(10 * MINUTE, 25 * MINUTE), (44 * MINUTE, 59 * MINUTE)], ids=str
)
def test_a_question_that_came_late_is_given_its_time_before_the_nudge(
    diary: Diary, asked: timedelta, nudged: timedelta
) -> None:
    check_in = check_in_of(diary.log(), Moment.RIGHT_AFTER)
    diary.asked(check_in, asked)
    assert (JobKind.NUDGE, Moment.RIGHT_AFTER, nudged) in diary.jobs()


def test_there_is_no_nudge_when_the_window_closes_first(diary: Diary) -> None:
    check_in = check_in_of(diary.log(), Moment.RIGHT_AFTER)
    diary.asked(check_in, 45 * MINUTE)
    kinds = [kind for kind, moment, _ in diary.jobs() if moment is Moment.RIGHT_AFTER]
    assert kinds == [JobKind.CLOSE]


def test_the_next_question_replaces_the_nudge_of_the_one_before(diary: Diary) -> None:
    logged = diary.log()
    first, second, _ = logged.record.check_ins
    diary.asked(first, NOTHING)
    job = diary.claim(first, JobKind.NUDGE)
    nudged = NOW + 15 * MINUTE
    assert diary.database.call(record_nudged, job, HOLDER, first.id, 555, nudged) is None
    assert diary.asked(second, HOUR) == (555,)
    row = diary.row(first)
    assert (row.extra_message_id, row.nudged_at) == (None, nudged)
    assert row.state is CheckInState.ASKED


def test_the_next_question_ends_a_nudge_that_is_still_to_come(diary: Diary) -> None:
    logged = diary.log(-59 * MINUTE)
    first, second, _ = logged.record.check_ins
    diary.asked(first, NOTHING)
    other = diary.log(origin=2)
    diary.asked(other.record.check_ins[0], NOTHING)
    diary.asked(second, MINUTE)
    nudges = [(moment, at) for kind, moment, at in diary.jobs() if kind is JobKind.NUDGE]
    # The other workout's nudge is none of its business.
    assert nudges == [(Moment.RIGHT_AFTER, 15 * MINUTE), (Moment.ONE_HOUR, 31 * MINUTE)]


def test_a_nudge_comes_once_and_only_while_the_question_is_open(diary: Diary) -> None:
    check_in = check_in_of(diary.log(), Moment.RIGHT_AFTER)
    diary.asked(check_in, NOTHING)
    at = NOW + 15 * MINUTE
    assert isinstance(diary.database.call(what_to_nudge, check_in.id, at), Question)
    assert diary.database.call(what_to_nudge, check_in.id, NOW + HOUR) is None
    job = diary.claim(check_in, JobKind.NUDGE)
    diary.database.call(record_nudged, job, HOLDER, check_in.id, 555, at)
    assert diary.database.call(what_to_nudge, check_in.id, at) is None
    assert [kind for kind, _, _ in diary.jobs()].count(JobKind.NUDGE) == 0


def test_an_answered_question_is_neither_nudged_nor_closed(diary: Diary) -> None:
    check_in = check_in_of(diary.log(), Moment.RIGHT_AFTER)
    diary.asked(check_in, NOTHING)
    diary.answer(check_in, 3)
    assert diary.database.call(what_to_nudge, check_in.id, NOW) is None
    assert diary.database.call(what_to_close, check_in.id) is None


def test_a_window_that_nobody_answered_in_closes_and_its_nudge_goes(diary: Diary) -> None:
    logged = diary.log()
    check_in = check_in_of(logged, Moment.RIGHT_AFTER)
    diary.asked(check_in, NOTHING)
    job = diary.claim(check_in, JobKind.NUDGE)
    diary.database.call(record_nudged, job, HOLDER, check_in.id, 555, NOW)
    closing = diary.database.call(what_to_close, check_in.id)
    assert closing is not None
    assert (closing.message_id, closing.extra_message_id) == (101, 555)
    job = diary.claim(check_in, JobKind.CLOSE)
    diary.database.call(record_closed, job, HOLDER, check_in.id, NOW)
    assert diary.states(logged.record)[0] is CheckInState.CLOSED
    assert diary.row(check_in).extra_message_id is None
    answered = diary.answer(check_in, 3, 2 * HOUR)
    assert answered.record.check_in(check_in.id).late


@pytest.mark.parametrize("taken_by", [None, "another process"])
def test_who_does_not_hold_the_job_records_nothing(diary: Diary, taken_by: str | None) -> None:
    logged = diary.log()
    check_in = check_in_of(logged, Moment.RIGHT_AFTER)
    job = diary.claim(check_in, JobKind.ASK)
    if taken_by is None:
        diary.database.call(undo_workout, diary.athlete, logged.record.id)
    before = diary.counts()
    holder = "a process that stalled"
    with pytest.raises(LostLeaseError):
        diary.database.call(record_asked, job, holder, check_in.id, 101, NOW)
    with pytest.raises(LostLeaseError):
        diary.database.call(record_nudged, job, holder, check_in.id, 101, NOW)
    with pytest.raises(LostLeaseError):
        diary.database.call(record_closed, job, holder, check_in.id, NOW)
    assert diary.counts() == before
