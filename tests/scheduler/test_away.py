"""A bot that was down asks what can still be asked, once each, oldest first, and tells each athlete
in one message what it missed."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import MovableClock
from bot.domain.check_in import CheckInState, Moment
from bot.domain.record import WorkoutRecord
from bot.sandbox.log import MessageEdited
from bot.sandbox.values import User
from bot.sandbox.world import Sandbox
from bot.services.answer_check_in import answer_check_in
from tests.scheduler.shift import Shift, asked, missed

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True)
class Evening:
    """Ana's squats ended at 16:30 and 17:00, their first questions are answered. Ben's ended at
    17:25, and his first question stands unanswered. The bot goes down at 17:29."""

    ana: User
    ben: User
    first: WorkoutRecord
    second: WorkoutRecord
    bens: WorkoutRecord

    def ids(self, *which: tuple[WorkoutRecord, Moment]) -> list[int]:
        return [c.id for record, moment in which for c in record.check_ins if c.moment is moment]


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(datetime(2026, 3, 2, 16, 30, tzinfo=UTC))


@pytest.fixture
async def evening(shift: Shift) -> Evening:
    ana, ben = shift.add_athlete("Ana"), shift.add_athlete("Ben")
    await shift.work()
    first = shift.log(ana, origin=1)
    await shift.move(30 * MINUTE)
    second = shift.log(ana, origin=2)
    await shift.move(25 * MINUTE)
    bens = shift.log(ben)
    await shift.move(4 * MINUTE)
    for record in (first, second):
        check_in = record.check_ins[0].id
        await shift.database.run(answer_check_in, ana.id, check_in, 2, shift.clock.now())
    await shift.stop()
    return Evening(ana, ben, first, second, bens)


@pytest.fixture
async def successor(
    evening: Evening, database_url: str, clock: MovableClock, sandbox: Sandbox
) -> AsyncIterator[Shift]:
    """The process that comes back."""
    successor = Shift(database_url, clock, sandbox, holder="successor")
    await successor.open()
    yield successor
    await successor.close()


def asked_since(sandbox: Sandbox, user: User, at: datetime) -> list[int]:
    return [a.check_in_id for a in asked(sandbox) if a.chat_id == user.id and a.at >= at]


@pytest.mark.parametrize(
    ("away", "anas", "bens"),
    [
        (2 * MINUTE, 1, 0),
        (2 * HOUR, 2, 1),
    ],
    ids=str,
)
async def test_what_can_still_be_asked_is_asked_once_and_oldest_first(
    successor: Shift, evening: Evening, away: timedelta, anas: int, bens: int
) -> None:
    clock, sandbox = successor.clock, successor.sandbox
    clock.move(away)
    back = clock.now()
    await successor.work()
    hour = Moment.ONE_HOUR
    due = evening.ids((evening.first, hour), (evening.second, hour))
    assert asked_since(sandbox, evening.ana, back) == due[:anas]
    assert asked_since(sandbox, evening.ben, back) == evening.ids((evening.bens, hour))[:bens]
    assert missed(sandbox) == []


async def test_what_could_not_be_asked_is_told_in_one_message_to_each(
    successor: Shift, evening: Evening
) -> None:
    clock, sandbox = successor.clock, successor.sandbox
    clock.move(2 * DAY)
    back = clock.now()
    await successor.work()
    late = (Moment.ONE_HOUR, Moment.NEXT_DAY)
    anas = evening.ids(*((record, m) for m in late for record in (evening.first, evening.second)))
    bens = evening.ids(*((evening.bens, m) for m in late))
    assert sorted(missed(sandbox), key=list) == sorted([anas, bens])
    assert asked_since(sandbox, evening.ana, back) == []
    assert asked_since(sandbox, evening.ben, back) == []
    assert successor.states(evening.first)[1:] == (CheckInState.MISSED,) * 2
    assert successor.waiting() == []
    texts = successor.sent(evening.ana)
    assert "could not ask in time" in texts[-1]
    await successor.move(3 * DAY)
    assert successor.sent(evening.ana) == texts


async def test_what_was_missed_is_told_and_the_rest_is_asked_when_it_is_due(
    successor: Shift, evening: Evening
) -> None:
    clock, sandbox = successor.clock, successor.sandbox
    clock.move(20 * HOUR)
    back = clock.now()
    await successor.work()
    hour, day = Moment.ONE_HOUR, Moment.NEXT_DAY
    assert evening.ids((evening.first, hour), (evening.second, hour)) in missed(sandbox)
    assert asked_since(sandbox, evening.ana, back) == []
    await successor.move(4 * HOUR)
    due = evening.ids((evening.first, day), (evening.second, day))
    assert asked_since(sandbox, evening.ana, back) == due


async def test_an_open_question_is_nudged_if_there_is_time_and_closed_if_there_is_none(
    successor: Shift, evening: Evening
) -> None:
    """Ben was asked at 17:25; the nudge was due at 17:40, the window closed at 18:25."""
    clock, sandbox = successor.clock, successor.sandbox
    (question,) = evening.ids((evening.bens, Moment.RIGHT_AFTER))
    clock.move(30 * MINUTE)
    back = clock.now()
    await successor.work()
    assert asked_since(sandbox, evening.ben, back) == [question]
    await successor.stop()
    clock.move(2 * DAY)
    back = clock.now()
    await successor.work()
    assert question not in asked_since(sandbox, evening.ben, back)
    assert successor.states(evening.bens)[0] is CheckInState.CLOSED
    edits = [deed for deed in sandbox.log if isinstance(deed, MessageEdited)]
    assert "marked as late" in edits[-1].message.text
