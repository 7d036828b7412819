"""The executor has so many places: never more jobs run at once, and none waits for an empty one."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.exc import OperationalError

from bot.clock import MovableClock
from bot.storage import jobs
from bot.storage.database import Database
from bot.storage.jobs import LEASE, JobRow
from bot.storage.tables import Job
from scheduler.executor import LoopExecutor
from scheduler.job_store import JobStore
from scheduler.service import Background
from tests.storage.waiting_rows import write_jobs

PLACES = 8
PATIENCE_S = 10


@asynccontextmanager
async def running(
    database: Database,
    clock: MovableClock,
    run: Callable[[JobRow], Awaitable[None]],
    places: int = PLACES,
) -> AsyncIterator[tuple[Background, LoopExecutor]]:
    """The real APScheduler over the table, with a job of the test's own."""

    async def as_coroutine(job: JobRow) -> None:
        await run(job)

    background = Background(timezone="UTC")
    executor = LoopExecutor(
        asyncio.get_running_loop(), as_coroutine, when_free=background.wakeup, places=places
    )
    background.add_executor(executor, "default")
    background.add_jobstore(JobStore(database, clock, "first", executor), "default")
    background.start()
    try:
        yield background, executor
    finally:
        executor.close()
        await asyncio.to_thread(background.shutdown)
        # After a test that failed, jobs may wait for what it would have done next.
        async with asyncio.timeout(PATIENCE_S):
            await executor.finished()


async def test_a_flood_of_due_jobs_runs_in_batches_in_order_and_once_each(
    database: Database, clock: MovableClock
) -> None:
    written = database.call(write_jobs, [clock.now() - timedelta(seconds=n) for n in range(150)])
    began: list[int] = []
    at_once, most = 0, 0
    done = asyncio.Event()

    async def run(job: JobRow) -> None:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        began.append(job.id)
        await database.run(jobs.complete, job.id, "first")
        at_once -= 1
        if len(began) == len(written):
            done.set()

    async with running(database, clock, run):
        await done.wait()
    assert began == written[::-1]
    assert most == PLACES
    assert database.call(jobs.waiting, 10) == []


async def test_no_more_is_claimed_than_runs(database: Database, clock: MovableClock) -> None:
    written = database.call(write_jobs, [clock.now()] * 30)
    full, go_on = asyncio.Event(), asyncio.Event()
    began: list[int] = []

    async def run(job: JobRow) -> None:
        began.append(job.id)
        if len(began) == PLACES:
            full.set()
        await go_on.wait()
        await database.run(jobs.complete, job.id, "first")

    leased = select(func.count()).where(Job.leased_by.is_not(None))
    async with running(database, clock, run) as (background, executor):
        await full.wait()
        for _ in range(5):
            background.wakeup()
            assert await database.run(lambda s: s.scalar(leased)) == PLACES
        assert executor.take_free_places() == 0
        assert began == written[:PLACES]
        go_on.set()
        while database.call(jobs.waiting, 1):
            await asyncio.wait((executor.next_change(),))
    assert sorted(began) == written


async def test_jobs_that_hang_keep_no_place_but_their_own(
    database: Database, clock: MovableClock
) -> None:
    """More than half of the places: the executor will not wake the scheduler for the others."""
    written = database.call(write_jobs, [clock.now()] * (PLACES + 5))
    hanging, go_on = written[: PLACES // 2 + 1], asyncio.Event()
    done: asyncio.Queue[int] = asyncio.Queue()

    async def run(job: JobRow) -> None:
        if job.id in hanging:
            await go_on.wait()
        await database.run(jobs.complete, job.id, "first")
        done.put_nowait(job.id)

    async with running(database, clock, run):
        others = [await asyncio.wait_for(done.get(), PATIENCE_S) for _ in written[len(hanging) :]]
        go_on.set()
    assert sorted(others) == written[len(hanging) :]
    assert database.call(jobs.waiting, 10) == []


async def test_a_job_that_outlasts_its_lease_does_not_run_beside_itself(
    database: Database, clock: MovableClock, caplog: pytest.LogCaptureFixture
) -> None:
    """A send that hangs for longer than a minute."""
    database.call(write_jobs, [clock.now()])
    began, go_on = asyncio.Event(), asyncio.Event()
    runs = 0

    async def run(job: JobRow) -> None:
        nonlocal runs
        runs += 1
        began.set()
        await go_on.wait()
        await database.run(jobs.complete, job.id, "first")

    async with running(database, clock, run) as (background, executor):
        await began.wait()
        await asyncio.to_thread(background.get_jobs)  # after the look that found it
        clock.move(LEASE)
        change = executor.next_change()
        with caplog.at_level(logging.WARNING):
            background.wakeup()
            await asyncio.wait((change,))
            await asyncio.to_thread(background.get_jobs)  # after the look that was begun
        assert "maximum number of running instances" in caplog.text
        assert executor.take_free_places() == PLACES - 1
        executor.give_back(PLACES - 1)
        go_on.set()
    assert runs == 1
    assert database.call(jobs.waiting, 10) == []


async def test_a_job_that_is_refused_keeps_no_place(
    database: Database, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even the only one there is; and it is the executor that says so."""
    monkeypatch.setattr("scheduler.job_store.SLEEP_WHEN_FULL", timedelta(hours=1))
    refused, other = database.call(write_jobs, [clock.now() + LEASE] * 2)
    began: asyncio.Queue[int] = asyncio.Queue()

    async def run(job: JobRow) -> None:
        await database.run(jobs.complete, job.id, "first")
        began.put_nowait(job.id)

    async with running(database, clock, run, places=1) as (background, executor):
        executor._instances[str(refused)] = 1  # as if it still ran
        clock.move(LEASE)
        background.wakeup()
        assert await asyncio.wait_for(began.get(), PATIENCE_S) == other
    assert [job.id for job in database.call(jobs.waiting, 10)] == [refused]


@pytest.mark.parametrize("failing", ["UPDATE job", "min("], ids=["claiming", "looking ahead"])
async def test_a_database_that_fails_for_a_while_ends_nothing(
    database: Database, clock: MovableClock, failing: str
) -> None:
    """An exception that leaves the job store may end APScheduler's thread for good."""
    done = asyncio.Event()
    failures = 0

    async def run(job: JobRow) -> None:
        await database.run(jobs.complete, job.id, "first")
        done.set()

    def fail(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        nonlocal failures
        if failing in statement:
            failures += 1
            raise OperationalError(statement, None, Exception("the disk is gone"))

    async with running(database, clock, run) as (background, executor):
        event.listen(database.engine, "before_cursor_execute", fail)
        while failures < 3:
            change = executor.next_change()
            background.wakeup()
            await asyncio.wait((change,))
        event.remove(database.engine, "before_cursor_execute", fail)
        await database.run(write_jobs, [clock.now()])
        background.wakeup()
        await done.wait()
    assert database.call(jobs.waiting, 10) == []
