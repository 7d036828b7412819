"""When Telegram fails, the right jobs are delayed or end, and no others."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.domain.check_in import CheckInState, Moment
from bot.domain.job import JobKind
from bot.sandbox.faults import FaultKind
from bot.sandbox.values import User
from bot.sandbox.world import Sandbox
from bot.services.answer_check_in import answer_check_in
from bot.storage.database import Database
from bot.storage.tables import Athlete
from scheduler.runner import FIRST_PAUSE, LONGEST_PAUSE, pause_after
from tests.scheduler.shift import Shift, missed

MINUTE = timedelta(minutes=1)

TRY_LATER = [
    FaultKind.SERVER_ERROR,
    FaultKind.BAD_GATEWAY,
    FaultKind.TIME_OUT,
    FaultKind.CUT_BEFORE,
]


@pytest.mark.parametrize("kind", TRY_LATER)
async def test_a_question_that_did_not_get_through_is_tried_again(
    shift: Shift, kind: FaultKind
) -> None:
    ana, ben = shift.add_athlete("Ana"), shift.add_athlete("Ben")
    hers, his = shift.log(ana), shift.log(ben)
    others = [job for job in shift.waiting() if job.run_at > shift.clock.now()]
    shift.sandbox.faults.add(kind, chat=ana.id)
    await shift.work()
    assert [asked.chat_id for asked in shift.asked()] == [ben.id]
    delayed, *rest = shift.waiting()
    assert delayed == replace(
        delayed,
        kind=JobKind.ASK,
        moment=Moment.RIGHT_AFTER,
        run_at=shift.clock.now() + FIRST_PAUSE,
        attempts=1,
        leased_by=None,
    )
    assert delayed.last_error
    assert set(others) <= set(rest)
    await shift.move(FIRST_PAUSE)
    assert [asked.chat_id for asked in shift.asked()] == [ben.id, ana.id]
    assert shift.states(hers) == shift.states(his)


async def test_the_pause_after_a_failure_grows(shift: Shift) -> None:
    shift.log(shift.add_athlete())
    shift.sandbox.faults.add(FaultKind.SERVER_ERROR, times=4)
    began = shift.clock.now()
    await shift.work()
    for attempts, seconds in ((1, 5), (2, 5 + 10), (3, 5 + 10 + 20), (4, 5 + 10 + 20 + 40)):
        job = shift.waiting()[0]
        assert (job.attempts, job.run_at - began) == (attempts, timedelta(seconds=seconds))
        await shift.move(job.run_at - shift.clock.now())
    assert len(shift.asked()) == 1


def test_the_pause_ends_at_ten_minutes_however_often_it_failed() -> None:
    pauses = [pause_after(attempts) for attempts in range(200)]
    assert pauses == sorted(pauses)
    assert pauses[0] == FIRST_PAUSE
    assert pauses[-1] == LONGEST_PAUSE


async def test_telegram_says_itself_how_long_to_wait(shift: Shift) -> None:
    ana, ben = shift.add_athlete("Ana"), shift.add_athlete("Ben")
    shift.log(ana)
    shift.log(ben)
    shift.sandbox.faults.add(FaultKind.TOO_MANY_REQUESTS, chat=ana.id, retry_after=170)
    await shift.work()
    assert [asked.chat_id for asked in shift.asked()] == [ben.id]
    job = shift.waiting()[0]
    assert (job.kind, job.attempts) == (JobKind.ASK, 1)
    assert job.run_at == shift.clock.now() + timedelta(seconds=170)


async def test_a_network_that_is_down_delays_everything_and_loses_nothing(shift: Shift) -> None:
    users = [shift.add_athlete(name) for name in ("Ana", "Ben", "Eva")]
    for user in users:
        shift.log(user)
    shift.sandbox.faults.drop_network()
    await shift.work()
    assert shift.asked() == []
    assert [job.attempts for job in shift.waiting()[:3]] == [1, 1, 1]
    await shift.move(10 * MINUTE)
    assert shift.asked() == []
    shift.sandbox.faults.lift_network()
    await shift.move(10 * MINUTE)
    assert sorted(asked.chat_id for asked in shift.asked()) == sorted(user.id for user in users)


async def test_a_network_that_is_down_for_hours_is_confessed(shift: Shift) -> None:
    user = shift.add_athlete()
    record = shift.log(user)
    shift.sandbox.faults.drop_network()
    await shift.work()
    await shift.move(timedelta(hours=5))
    assert shift.states(record) == (CheckInState.PLANNED,) * 3
    shift.sandbox.faults.lift_network()
    await shift.move(10 * MINUTE)
    first, second, _ = record.check_ins
    assert missed(shift.sandbox) == [[first.id, second.id]]
    assert shift.states(record)[:2] == (CheckInState.MISSED, CheckInState.MISSED)


async def test_a_question_whose_receipt_got_lost_is_asked_once_more(shift: Shift) -> None:
    user = shift.add_athlete()
    record = shift.log(user)
    shift.sandbox.faults.add(FaultKind.CUT_AFTER, chat=user.id)
    await shift.work()
    await shift.move(MINUTE)
    assert [asked.check_in_id for asked in shift.asked()] == [record.check_ins[0].id] * 2


async def test_a_question_whose_receipt_got_lost_can_be_answered(shift: Shift) -> None:
    """It is in the chat, whatever the record says; then it is not asked again."""
    user = shift.add_athlete()
    record = shift.log(user)
    shift.sandbox.faults.add(FaultKind.CUT_AFTER, chat=user.id)
    await shift.work()
    check_in = record.check_ins[0].id
    await shift.database.run(answer_check_in, user.id, check_in, 3, shift.clock.now())
    await shift.move(MINUTE)
    assert len(shift.asked()) == 1
    assert shift.check_in(record, Moment.RIGHT_AFTER).state is CheckInState.ANSWERED


GONE: list[Callable[[Sandbox, User], None]] = [
    Sandbox.block,
    Sandbox.delete_account,
    Sandbox.forget_chat,
]


@pytest.mark.parametrize("leave", GONE, ids=lambda leave: leave.__name__)
async def test_the_jobs_of_an_athlete_who_is_gone_end_and_no_others(
    shift: Shift, leave: Callable[[Sandbox, User], None]
) -> None:
    ana, ben = shift.add_athlete("Ana"), shift.add_athlete("Ben")
    hers = [shift.log(ana, origin=origin) for origin in (1, 2)]
    his = shift.log(ben)
    leave(shift.sandbox, ana)
    await shift.work()
    await shift.move(timedelta(seconds=1))
    left = {job.moment for job in shift.waiting()}
    assert left == set(Moment)
    assert len(shift.waiting()) == 4  # nudge, close and two to ask: all of Ben's
    assert [asked.chat_id for asked in shift.asked()] == [ben.id]
    assert unreachable(shift.database) == {ana.id}
    assert [shift.states(record) for record in hers] == [(CheckInState.PLANNED,) * 3] * 2
    assert shift.states(his)[0] is CheckInState.ASKED


async def test_nobody_who_is_gone_is_written_to_again(shift: Shift) -> None:
    user = shift.add_athlete()
    shift.log(user)
    await shift.work()
    shift.sandbox.block(user)
    tried = 0

    def count(exchange: object) -> None:
        nonlocal tried
        tried += 1

    shift.sandbox.watchers.append(count)
    await shift.move(timedelta(days=3))
    assert tried == 1
    assert shift.waiting() == []


async def test_who_comes_back_in_time_is_asked(shift: Shift) -> None:
    user = shift.add_athlete()
    record = shift.log(user)
    shift.sandbox.block(user)
    await shift.work()
    assert shift.waiting() == []
    await shift.move(10 * MINUTE)
    shift.sandbox.unblock(user)
    shift.meet(user)
    await shift.settled()
    assert [asked.check_in_id for asked in shift.asked()] == [record.check_ins[0].id]
    assert unreachable(shift.database) == set()
    await shift.move(timedelta(days=2))
    assert {asked.check_in_id for asked in shift.asked()} == {c.id for c in record.check_ins}


async def test_who_comes_back_too_late_is_told_what_was_missed_and_asked_the_rest(
    shift: Shift,
) -> None:
    user = shift.add_athlete()
    record = shift.log(user)
    shift.sandbox.block(user)
    await shift.work()
    await shift.move(timedelta(hours=6))
    shift.sandbox.unblock(user)
    shift.meet(user)
    await shift.settled()
    first, second, third = record.check_ins
    assert missed(shift.sandbox) == [[first.id, second.id]]
    await shift.move(timedelta(hours=20))
    assert shift.asked()[0].check_in_id == third.id


async def test_an_open_question_goes_on_where_it_was_when_its_athlete_is_back(
    shift: Shift,
) -> None:
    """Asked, then blocked before the nudge, then back before the window closed."""
    user = shift.add_athlete()
    record = shift.log(user)
    await shift.work()
    shift.sandbox.block(user)
    await shift.move(20 * MINUTE)
    assert shift.waiting() == []
    shift.sandbox.unblock(user)
    shift.meet(user)
    await shift.settled()
    kinds = [(job.kind, job.moment) for job in shift.waiting()]
    assert (JobKind.CLOSE, Moment.RIGHT_AFTER) in kinds
    await shift.move(40 * MINUTE)
    assert shift.check_in(record, Moment.RIGHT_AFTER).state is CheckInState.CLOSED


async def test_a_window_closes_though_its_message_was_deleted(shift: Shift) -> None:
    user = shift.add_athlete()
    record = shift.log(user)
    await shift.work()
    await shift.bot.delete_message(user.id, shift.sandbox.messages(user)[-1].message_id)
    await shift.move(timedelta(minutes=61))
    assert shift.check_in(record, Moment.RIGHT_AFTER).state is CheckInState.CLOSED


async def test_a_window_that_could_not_be_closed_is_closed_later(shift: Shift) -> None:
    user = shift.add_athlete()
    record = shift.log(user)
    await shift.work()
    shift.sandbox.faults.add(FaultKind.SERVER_ERROR, method="editMessageText")
    await shift.move(60 * MINUTE)
    assert shift.check_in(record, Moment.RIGHT_AFTER).state is CheckInState.ASKED
    await shift.move(FIRST_PAUSE)
    assert shift.check_in(record, Moment.RIGHT_AFTER).state is CheckInState.CLOSED


def unreachable(database: Database) -> set[int]:
    return database.call(
        lambda session: {
            athlete.telegram_id
            for athlete in session.scalars(select(Athlete))
            if athlete.paused_since is not None
        }
    )
