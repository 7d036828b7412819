"""Several schedulers on one database: every question once, a dead one's jobs after its lease."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.clock import MovableClock
from bot.domain.check_in import CheckInState
from bot.sandbox.world import Sandbox
from bot.storage import jobs
from bot.storage.jobs import LEASE, Lease
from scheduler.runner import Runner
from tests.scheduler.shift import Shift, asked, missed

SECOND = timedelta(seconds=1)


@pytest.fixture
async def second(
    shift: Shift, database_url: str, clock: MovableClock, sandbox: Sandbox
) -> AsyncIterator[Shift]:
    """Another process on the same database."""
    second = Shift(database_url, clock, sandbox, holder="second")
    await second.open()
    yield second
    await second.close()


async def test_every_question_is_asked_once(shift: Shift, second: Shift) -> None:
    users = [shift.add_athlete(f"Ana {n}") for n in range(5)]
    records = [shift.log(user, origin=n) for n in range(30) for user in users]
    shift.start()
    second.start()
    await asyncio.gather(shift.settled(), second.settled())
    await asyncio.gather(shift.settled(), second.settled())
    once = sorted(record.check_ins[0].id for record in records)
    assert sorted(a.check_in_id for a in shift.asked()) == once


async def test_the_jobs_of_one_that_died_run_when_the_lease_ends(
    shift: Shift, second: Shift
) -> None:
    record = shift.log(shift.add_athlete())
    now = shift.clock.now()
    shift.database.call(jobs.claim_due, now, Lease.taken("dead", now), 10)
    await second.work()
    await second.move(LEASE - SECOND)
    assert second.asked() == []
    await second.move(SECOND)
    assert [a.check_in_id for a in second.asked()] == [record.check_ins[0].id]


async def test_one_that_stalled_finds_its_job_gone_and_spoils_nothing(
    shift: Shift, second: Shift, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first sends for longer than its lease; the second takes over and records."""
    user = shift.add_athlete()
    record = shift.log(user)
    sending, go_on = asyncio.Event(), asyncio.Event()
    call = Sandbox.call
    stalled: list[str] = []

    async def slow(self: Sandbox, method: str, *given: object) -> object:
        result = await call(self, method, *given)  # type: ignore[arg-type]
        if method == "sendMessage" and not stalled:
            stalled.append(method)
            sending.set()
            await go_on.wait()
        return result

    monkeypatch.setattr(Sandbox, "call", slow)
    (job,) = shift.claim(1)
    stalling = asyncio.create_task(Runner(shift.desk).run(job))
    await sending.wait()
    shift.clock.move(LEASE)
    await second.work()
    before = second.waiting()
    go_on.set()
    await stalling
    assert second.states(record)[0] is CheckInState.ASKED
    assert second.waiting() == before
    assert [a.check_in_id for a in asked(sandbox)] == [record.check_ins[0].id] * 2


async def test_what_was_missed_is_told_once_though_two_processes_wake_up(
    shift: Shift, second: Shift, sandbox: Sandbox
) -> None:
    """Each has claimed a share of the athlete's jobs before either does any of them."""
    user = shift.add_athlete()
    records = [shift.log(user, origin=origin) for origin in range(3)]
    shift.clock.move(timedelta(days=3))
    shares = [(process, process.claim(5)) for process in (shift, second)]
    await asyncio.gather(
        *(Runner(process.desk).run(job) for process, claimed in shares for job in claimed)
    )
    await shift.work()
    await shift.move(LEASE)
    (told,) = missed(sandbox)
    assert sorted(told) == sorted(c.id for record in records for c in record.check_ins)
    assert shift.waiting() == []


async def test_what_one_could_not_tell_another_tells(
    shift: Shift, second: Shift, sandbox: Sandbox
) -> None:
    user = shift.add_athlete()
    record = shift.log(user)
    shift.clock.move(timedelta(days=3))
    (theirs,), ours = second.claim(1), shift.claim(5)
    for job in ours:
        await Runner(shift.desk).run(job)
    assert missed(sandbox) == []
    second.database.call(jobs.complete, theirs.id, second.holder)  # a mistake gave it up
    await shift.work()
    await shift.move(LEASE)
    assert missed(sandbox) == [[c.id for c in record.check_ins]]
