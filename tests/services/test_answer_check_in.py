"""An answer counts for the athlete whose check-in it is; the last one counts, all are kept."""

import asyncio
from contextlib import closing
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.domain.check_in import CheckInState, Moment
from bot.domain.declined import DeclinedError, Reason
from bot.services.answer_check_in import (
    OPEN_FOR_TYPING,
    Answered,
    Given,
    answer_check_in,
    answer_check_ins,
    open_question,
    question_to_repeat,
    record_filled_in,
)
from bot.services.ask import record_missed
from bot.services.nudge import record_extra
from bot.services.undo import undo_workout
from bot.storage.database import Database
from bot.storage.tables import Answer
from tests.services.diary import ANA, BEN, NOTHING, NOW, Diary, check_in_of

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
TYPED = 900
"""The message in which something is typed."""


def scores(diary: Diary) -> list[int]:
    """Every answer ever given, oldest first."""
    rows = select(Answer.score).order_by(Answer.id)
    return list(diary.database.call(lambda session: session.scalars(rows).all()))


def test_an_answer_is_recorded_and_ends_the_jobs_of_its_check_in(diary: Diary) -> None:
    logged = diary.log()
    check_in = check_in_of(logged, Moment.RIGHT_AFTER)
    diary.asked(check_in, NOTHING)
    assert len(diary.jobs()) == 4
    answered = diary.answer(check_in, 3, MINUTE)
    now = answered.record.check_in(check_in.id)
    assert now.state is CheckInState.ANSWERED
    assert now.answer is not None
    assert (now.answer.score, now.answer.answered_at) == (3, NOW + MINUTE)
    assert not now.late
    assert [moment for _, moment, _ in diary.jobs()] == [Moment.ONE_HOUR, Moment.NEXT_DAY]


def test_another_number_changes_the_answer_and_the_first_stays_on_record(diary: Diary) -> None:
    logged = diary.log()
    check_in = check_in_of(logged, Moment.RIGHT_AFTER)
    diary.asked(check_in, NOTHING)
    for score in (3, 7, 0):
        diary.answer(check_in, score)
    now = diary.record(logged.record).check_in(check_in.id)
    assert [answer.score for answer in now.answers] == [3, 7, 0]
    assert now.answer is not None
    assert now.answer.score == 0
    assert scores(diary) == [3, 7, 0]


def test_an_answer_is_late_from_the_moment_that_the_window_closes(diary: Diary) -> None:
    logged = diary.log()
    check_in = check_in_of(logged, Moment.RIGHT_AFTER)
    diary.asked(check_in, NOTHING)
    in_time = diary.answer(check_in, 3, HOUR - timedelta(microseconds=1))
    assert not in_time.record.check_in(check_in.id).late
    late = diary.answer(check_in, 3, HOUR)
    assert late.record.check_in(check_in.id).late


def test_the_messages_that_show_the_check_in_are_named(diary: Diary) -> None:
    logged = diary.log()
    check_in = check_in_of(logged, Moment.RIGHT_AFTER)
    diary.asked(check_in, NOTHING)
    question = diary.row(check_in).message_id
    diary.database.call(record_extra, check_in.id, 555)
    assert diary.answer(check_in, 3).message_ids == (question, 555)


def test_nobody_answers_for_somebody_else(diary: Diary) -> None:
    logged = diary.log()
    check_in = check_in_of(logged, Moment.RIGHT_AFTER)
    diary.asked(check_in, NOTHING)
    with pytest.raises(DeclinedError) as declined:
        diary.of(BEN).answer(check_in, 3)
    assert declined.value.reason is Reason.NOT_YOURS
    with pytest.raises(DeclinedError):
        diary.database.call(question_to_repeat, BEN, check_in.id, NOW)
    assert scores(diary) == []
    assert diary.states(logged.record)[0] is CheckInState.ASKED


def test_a_removed_workout_takes_no_answer(diary: Diary) -> None:
    logged = diary.log()
    check_in = check_in_of(logged, Moment.RIGHT_AFTER)
    diary.asked(check_in, NOTHING)
    diary.database.call(undo_workout, diary.athlete, logged.record.id)
    with pytest.raises(DeclinedError) as declined:
        diary.answer(check_in, 3)
    assert declined.value.reason is Reason.GONE


def test_a_check_in_takes_no_answer_before_it_is_due(diary: Diary) -> None:
    check_in = check_in_of(diary.log(), Moment.ONE_HOUR)
    with pytest.raises(DeclinedError) as declined:
        diary.answer(check_in, 3, HOUR - timedelta(microseconds=1))
    assert declined.value.reason is Reason.NOT_ASKED_YET
    assert scores(diary) == []


def test_a_due_check_in_takes_an_answer_though_nothing_says_that_it_was_asked(
    diary: Diary,
) -> None:
    """Its question is in the chat, but the process died before it could be recorded."""
    logged = diary.log()
    diary.answer(check_in_of(logged, Moment.ONE_HOUR), 3, HOUR)
    assert diary.states(logged.record)[1] is CheckInState.ANSWERED
    assert Moment.ONE_HOUR not in [moment for _, moment, _ in diary.jobs()]


def test_a_missed_check_in_can_be_filled_in_from_memory(diary: Diary) -> None:
    logged = diary.log(-2 * HOUR)
    check_in = check_in_of(logged, Moment.RIGHT_AFTER)
    diary.database.call(record_missed, (check_in.id,))
    question = diary.database.call(question_to_repeat, ANA, check_in.id, NOW)
    assert question.check_in_id == check_in.id
    diary.database.call(record_filled_in, check_in.id, 777, NOW)
    answered = diary.answer(check_in, 4)
    assert answered.message_ids == (777,)
    assert answered.record.check_in(check_in.id).late


def test_what_is_typed_belongs_to_the_question_asked_last(diary: Diary) -> None:
    logged = diary.log()
    first, second, _ = logged.record.check_ins
    assert diary.database.call(open_question, ANA, TYPED, None, NOW) is None
    diary.asked(first, NOTHING)
    diary.asked(second, HOUR)
    question = diary.database.call(open_question, ANA, TYPED, None, NOW + HOUR)
    assert question is not None
    assert question.check_in_id == second.id
    diary.answer(second, 3, HOUR)
    question = diary.database.call(open_question, ANA, TYPED, None, NOW + HOUR)
    assert question is not None
    assert question.check_in_id == first.id
    assert diary.database.call(open_question, BEN, TYPED, None, NOW + HOUR) is None


def test_a_reply_belongs_to_the_question_that_it_replies_to(diary: Diary) -> None:
    first, second, _ = diary.log().record.check_ins
    diary.asked(first, NOTHING)
    diary.asked(second, HOUR)
    for check_in in (first, second):
        message = diary.row(check_in).message_id
        question = diary.database.call(open_question, ANA, TYPED, message, NOW + HOUR)
        assert question is not None
        assert question.check_in_id == check_in.id
    diary.database.call(record_extra, first.id, 555)
    nudge = diary.database.call(open_question, ANA, TYPED, 555, NOW + HOUR)
    assert nudge is not None
    assert nudge.check_in_id == first.id
    assert diary.database.call(open_question, BEN, TYPED, 555, NOW + HOUR) is None


def test_a_question_of_long_ago_is_not_answered_by_what_is_typed_now(diary: Diary) -> None:
    (first, *_) = diary.log().record.check_ins
    diary.asked(first, NOTHING)
    just = NOW + OPEN_FOR_TYPING
    assert diary.database.call(open_question, ANA, TYPED, None, just - MINUTE) is not None
    assert diary.database.call(open_question, ANA, TYPED, None, just) is None
    message = diary.row(first).message_id
    assert diary.database.call(open_question, ANA, TYPED, message, just) is not None


def test_a_message_counts_once_however_often_it_is_delivered(diary: Diary) -> None:
    """Telegram delivers an update again if the bot died before it confirmed it."""
    first, second, _ = diary.log().record.check_ins
    diary.asked(first, NOTHING)
    diary.asked(second, HOUR)
    for _ in range(2):
        question = diary.database.call(open_question, ANA, TYPED, None, NOW + HOUR)
        assert question is not None
        assert question.check_in_id == second.id
        diary.database.call(answer_check_in, ANA, second.id, 3, NOW + HOUR, TYPED)
    assert scores(diary) == [3]
    diary.database.call(answer_check_in, ANA, second.id, 3, NOW + HOUR, TYPED + 1)
    assert scores(diary) == [3, 3]


async def test_two_taps_at_once_leave_one_answer_and_both_on_record(
    diary: Diary, database_url: str
) -> None:
    logged = diary.log()
    check_in = check_in_of(logged, Moment.RIGHT_AFTER)
    diary.asked(check_in, NOTHING)
    with closing(Database(database_url)) as another:
        await asyncio.gather(
            *(
                database.run(answer_check_in, ANA, check_in.id, score, NOW)
                for score, database in enumerate((diary.database, another) * 5)
            )
        )
    now = diary.record(logged.record).check_in(check_in.id)
    assert sorted(answer.score for answer in now.answers) == list(range(10))
    assert now.state is CheckInState.ANSWERED
    assert now.answer == now.answers[-1]
    assert len(diary.jobs()) == 2


def test_answers_of_the_same_moment_are_weighed_one_by_one(diary: Diary) -> None:
    """They are looked up together; yet each counts for its athlete, and knows the one before."""
    mine, later, _ = diary.log().record.check_ins
    theirs = check_in_of(diary.of(BEN).log(), Moment.RIGHT_AFTER)
    diary.asked(mine, NOTHING)
    given = [
        Given(BEN, mine.id, 9, NOW),
        Given(ANA, mine.id, 3, NOW),
        Given(BEN, theirs.id, 1, NOW),
        Given(ANA, later.id, 2, NOW),
        Given(ANA, 4711, 5, NOW),
        Given(ANA, mine.id, 4, NOW),
    ]
    forged, first, other, early, gone, second = diary.database.call(answer_check_ins, given)
    for declined, reason in (
        (forged, Reason.NOT_YOURS),
        (early, Reason.NOT_ASKED_YET),
        (gone, Reason.GONE),
    ):
        assert isinstance(declined, DeclinedError)
        assert declined.reason is reason
    for answered, check_in, known in (
        (first, mine, [3]),
        (second, mine, [3, 4]),
        (other, theirs, [1]),
    ):
        assert isinstance(answered, Answered)
        now = answered.record.check_in(check_in.id)
        assert [answer.score for answer in now.answers] == known
    assert scores(diary) == [3, 1, 4]
    assert diary.row(mine).state is CheckInState.ANSWERED
    assert diary.row(later).state is CheckInState.PLANNED


def test_two_check_ins_of_a_workout_that_are_answered_at_once_know_each_other(
    diary: Diary,
) -> None:
    first, second, _ = diary.log().record.check_ins
    given = [Given(ANA, first.id, 2, NOW + HOUR), Given(ANA, second.id, 5, NOW + HOUR)]
    _, answered = diary.database.call(answer_check_ins, given)
    assert isinstance(answered, Answered)
    known = [[answer.score for answer in each.answers] for each in answered.record.check_ins]
    assert known == [[2], [5], []]
