"""A scheduler that stops lets running work end, begins nothing more and leaves nothing claimed."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from apscheduler.schedulers.base import STATE_STOPPED
from sqlalchemy import func, select

from bot.domain.check_in import CheckInState
from bot.sandbox.exchange import Exchange
from bot.storage.tables import Job
from scheduler.executor import LoopExecutor
from scheduler.service import Scheduler
from tests.scheduler.shift import Shift


def leased(shift: Shift) -> int:
    count = select(func.count()).where(Job.leased_by == shift.holder)
    return shift.database.call(lambda session: session.scalar(count) or 0)


async def test_what_was_begun_is_ended_and_nothing_stays_claimed(shift: Shift) -> None:
    records = [shift.log(shift.add_athlete(f"Ana {n}")) for n in range(5)]
    stopping: list[asyncio.Task[None]] = []

    def stop_in_the_middle(_: Exchange) -> None:
        if not stopping:
            stopping.append(asyncio.create_task(shift.stop()))

    shift.sandbox.watchers.append(stop_in_the_middle)
    shift.start()
    while not stopping:
        await asyncio.wait((shift.scheduler._executor.next_change(),), timeout=5)
    await stopping[0]
    assert leased(shift) == 0
    asked = {a.check_in_id for a in shift.asked()}
    for record in records:
        state = shift.states(record)[0]
        assert state is (
            CheckInState.ASKED if record.check_ins[0].id in asked else CheckInState.PLANNED
        )


async def test_jobs_that_had_no_place_yet_are_left_for_the_next_process(shift: Shift) -> None:
    user = shift.add_athlete()
    places = 8
    logged = [shift.log(user, origin=origin) for origin in range(places + 4)]
    stopping: list[asyncio.Task[None]] = []

    def stop_in_the_middle(_: Exchange) -> None:
        if not stopping:
            stopping.append(asyncio.create_task(shift.stop()))

    shift.sandbox.watchers.append(stop_in_the_middle)
    shift.start(places)
    while not stopping:
        await asyncio.wait((shift.scheduler._executor.next_change(),), timeout=5)
    await stopping[0]
    assert leased(shift) == 0
    assert len(shift.asked()) == places
    await shift.work()
    assert [a.check_in_id for a in shift.asked()] == [r.check_ins[0].id for r in logged]


async def test_of_a_batch_that_was_claimed_every_job_runs_though_it_stops_meanwhile(
    shift: Shift, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the moment when APScheduler has submitted the first and not the others yet."""
    for n in range(3):
        shift.log(shift.add_athlete(f"Ana {n}"))
    submit = LoopExecutor.submit_job

    def told_to_stop_meanwhile(executor: LoopExecutor, *job: Any) -> None:
        submit(executor, *job)
        executor._scheduler.state = STATE_STOPPED

    monkeypatch.setattr(LoopExecutor, "submit_job", told_to_stop_meanwhile)
    shift.start()
    async with asyncio.timeout(30):
        while len(shift.asked()) < 3:
            await asyncio.wait((shift.scheduler._executor.next_change(),), timeout=5)
        await shift.stop()
    assert leased(shift) == 0


async def test_nothing_is_begun_after_the_end(shift: Shift) -> None:
    await shift.work()
    await shift.stop()
    shift.log(shift.add_athlete())
    shift.clock.move(timedelta(days=1))
    assert leased(shift) == 0
    assert shift.asked() == []


async def test_a_job_that_fails_while_it_stops_is_put_back(shift: Shift) -> None:
    shift.log(shift.add_athlete())
    shift.sandbox.faults.drop_network()
    shift.start()
    await shift.stop()
    assert leased(shift) == 0
    assert len(shift.waiting()) == 3


async def test_one_that_never_started_can_be_stopped(shift: Shift) -> None:
    """As after a start that failed on the way: what made it fail must be heard."""
    await Scheduler(shift.desk).stop()
    assert leased(shift) == 0
