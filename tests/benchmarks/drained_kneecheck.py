"""Our job store with our executor. A job does what all of ours do at the least: it removes its
own row, in a transaction."""

import asyncio
import sys
from contextlib import closing

from apscheduler.schedulers.background import BackgroundScheduler

from bot.clock import SystemClock
from bot.running import on_a_fast_loop, set_aside_what_stays
from bot.storage import jobs
from bot.storage.database import Database
from bot.storage.jobs import JobRow
from scheduler.executor import PLACES, LoopExecutor
from scheduler.job_store import JobStore
from tests.benchmarks.drained import drain
from tests.benchmarks.rows import write_due

HOLDER = "benchmark"


def fill(url: str, count: int) -> None:
    """Check-ins that are all due, each with the job to ask it."""
    write_due(url, count, SystemClock().now())


async def main(url: str, count: int) -> None:
    """Run so many jobs; an AssertionError if any is left."""
    left, done = count, asyncio.Event()

    async def run(job: JobRow) -> None:
        nonlocal left
        await database.run(jobs.complete, job.id, HOLDER)
        left -= 1
        if not left:
            done.set()

    with closing(Database(url)) as database:
        executor = LoopExecutor(asyncio.get_running_loop(), run, lambda: scheduler.wakeup(), PLACES)
        store = JobStore(database, SystemClock(), HOLDER, executor)
        scheduler = BackgroundScheduler(
            jobstores={"default": store}, executors={"default": executor}, timezone="UTC"
        )
        set_aside_what_stays()
        await drain(scheduler.start, done)
        assert await database.run(jobs.next_run_time) is None
        scheduler.shutdown()


if __name__ == "__main__":
    on_a_fast_loop(main(sys.argv[1], int(sys.argv[2])))
