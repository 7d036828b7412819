"""APScheduler with its own SQLAlchemy store. A job does nothing at all; the store removes it."""

import asyncio
import sys
from datetime import timedelta

from apscheduler.events import EVENT_JOB_EXECUTED
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.schedulers.background import BackgroundScheduler

from bot.clock import SystemClock
from bot.storage.engine import open_engine
from tests.benchmarks.drained import drain


def fill(url: str, count: int) -> None:
    """Jobs that were due a minute ago. Without `misfire_grace_time=None` they would be dropped."""
    due = SystemClock().now() - timedelta(minutes=1)
    store = _store(url)
    scheduler = BackgroundScheduler(jobstores={"default": store}, timezone="UTC")
    scheduler.start(paused=True)
    for _ in range(count):
        scheduler.add_job(asyncio.sleep, "date", run_date=due, args=(0,), misfire_grace_time=None)
    # Left paused for good: it would look for due jobs once more if it were told to stop.
    store.shutdown()


async def main(url: str, count: int) -> None:
    """Run so many jobs; an AssertionError if any is left."""
    left, done = count, asyncio.Event()

    def ran(_event: object) -> None:
        nonlocal left
        left -= 1
        if not left:
            done.set()

    store = _store(url)
    scheduler = AsyncIOScheduler(jobstores={"default": store}, timezone="UTC")
    scheduler.add_listener(ran, EVENT_JOB_EXECUTED)
    await drain(scheduler.start, done)
    assert store.get_next_run_time() is None
    scheduler.shutdown()


def _store(url: str) -> SQLAlchemyJobStore:
    return SQLAlchemyJobStore(engine=open_engine(url, connections=1))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
