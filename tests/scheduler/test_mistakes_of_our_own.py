"""A bug or a database that fails loses no job: its row stays and is tried again, and what can not
be done in time is told to the athlete when they next write."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from bot.domain.check_in import CheckInState, Moment
from bot.domain.job import JobKind
from bot.domain.record import WorkoutRecord
from bot.storage.jobs import LEASE
from bot.views import check_in as views
from bot.views.message import Message
from scheduler.runner import FIRST_PAUSE
from tests.scheduler.shift import Shift, missed

MINUTE = timedelta(minutes=1)


@pytest.fixture
def bug(monkeypatch: pytest.MonkeyPatch) -> Callable[[WorkoutRecord], None]:
    """The question of one workout can not be put into words."""

    def breaks_for(broken: WorkoutRecord) -> None:
        question = views.question

        def with_bug(
            record: WorkoutRecord, check_in_id: int, now: datetime, zone: ZoneInfo
        ) -> Message:
            if record.id == broken.id:
                raise ValueError("a bug")
            return question(record, check_in_id, now, zone)

        monkeypatch.setattr("scheduler.ask.views.question", with_bug)

    return breaks_for


async def test_a_job_with_a_bug_keeps_its_row_and_waits_longer_each_time(
    shift: Shift, bug: Callable[[WorkoutRecord], None]
) -> None:
    ana, ben = shift.add_athlete("Ana"), shift.add_athlete("Ben")
    hers = shift.log(ana)
    shift.log(ben)
    bug(hers)
    began = shift.clock.now()
    await shift.work()
    waits = []
    for attempts in (1, 2, 3):
        (job,) = (j for j in shift.waiting() if j.attempts)
        assert (job.kind, job.attempts, job.last_error) == (JobKind.ASK, attempts, "ValueError")
        waits.append(job.run_at - began)
        await shift.move(job.run_at - shift.clock.now())
    assert waits == [FIRST_PAUSE, 3 * FIRST_PAUSE, 7 * FIRST_PAUSE]
    assert [asked.chat_id for asked in shift.asked()] == [ben.id]


async def test_a_bug_that_is_mended_in_time_costs_nothing(
    shift: Shift, bug: Callable[[WorkoutRecord], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    record = shift.log(shift.add_athlete())
    bug(record)
    await shift.work()
    await shift.move(20 * MINUTE)
    assert shift.asked() == []
    monkeypatch.undo()
    await shift.move(20 * MINUTE)
    assert shift.asked()[0].check_in_id == record.check_ins[0].id


async def test_a_bug_that_outlives_the_window_is_confessed_at_the_next_contact(
    shift: Shift, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing_can_be_said(*_: object) -> Message:
        raise ValueError("a bug")

    monkeypatch.setattr("scheduler.ask.views.question", nothing_can_be_said)
    monkeypatch.setattr("scheduler.ask.views.missed", nothing_can_be_said)
    user = shift.add_athlete()
    record = shift.log(user)
    await shift.work()
    await shift.move(3 * timedelta(days=1))
    assert shift.waiting() == []
    assert shift.states(record) == (CheckInState.PLANNED,) * 3
    monkeypatch.undo()
    shift.meet(user)
    await shift.settled()
    assert missed(shift.sandbox) == [[c.id for c in record.check_ins]]
    assert shift.states(record) == (CheckInState.MISSED,) * 3
    assert shift.waiting() == []


async def test_a_refusal_that_is_our_own_mistake_blocks_nobody(
    shift: Shift, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Telegram refuses the text itself: nothing says that the chat is gone."""
    question = views.question

    def broken_html(*given: Any) -> Message:
        asked = question(*given)
        return Message("<b>" + asked.text, asked.buttons)

    monkeypatch.setattr("scheduler.ask.views.question", broken_html)
    shift.log(shift.add_athlete())
    await shift.work()
    job = shift.waiting()[0]
    assert (job.kind, job.attempts, job.last_error) == (JobKind.ASK, 1, "BadRequest")
    assert len(shift.waiting()) == 3


async def test_an_effect_that_could_not_be_recorded_is_brought_about_again(shift: Shift) -> None:
    record = shift.log(shift.add_athlete())
    with failing(shift, "DELETE FROM job"):
        await shift.work()
    assert shift.states(record)[0] is CheckInState.PLANNED
    assert shift.waiting()[0].attempts == 1
    await shift.move(FIRST_PAUSE)
    assert [asked.check_in_id for asked in shift.asked()] == [record.check_ins[0].id] * 2
    assert shift.states(record)[0] is CheckInState.ASKED


async def test_a_job_that_could_not_even_be_put_back_runs_when_its_lease_ends(
    shift: Shift,
) -> None:
    record = shift.log(shift.add_athlete())
    with failing(shift, "DELETE FROM job", "attempts=(job.attempts"):
        await shift.work()
    assert shift.waiting()[0].leased_by == shift.holder
    await shift.move(LEASE - timedelta(seconds=1))
    assert len(shift.asked()) == 1
    await shift.move(timedelta(seconds=1))
    assert len(shift.asked()) == 2
    assert shift.check_in(record, Moment.RIGHT_AFTER).state is CheckInState.ASKED


@contextmanager
def failing(shift: Shift, *words: str) -> Iterator[None]:
    """Statements with one of these words fail; each is tried."""
    failed = set()

    def fail(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        for word in words:
            if word in statement:
                failed.add(word)
                raise OperationalError(statement, None, Exception("the disk is gone"))

    event.listen(shift.database.engine, "before_cursor_execute", fail)
    yield
    event.remove(shift.database.engine, "before_cursor_execute", fail)
    assert failed == set(words)
