"""Starts, stops and watches the scheduler: APScheduler over the job table."""

import asyncio
import logging

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.schedulers.base import STATE_STOPPED
from sqlalchemy.exc import SQLAlchemyError

from bot.storage import jobs
from scheduler.executor import PLACES, LoopExecutor
from scheduler.job_store import JobStore
from scheduler.runner import Runner
from scheduler.work import Work

log = logging.getLogger(__name__)


class Background(BackgroundScheduler):  # type: ignore[misc]  # APScheduler has no types
    """Submits each claimed job of a batch, whatever happens meanwhile."""

    def remove_job(self, job_id: str, jobstore: str | None = None) -> None:
        """Nothing, though called of every job that was submitted: its row goes when its effect is
        recorded. APScheduler's own would raise once told to stop, and end the thread there."""


class Scheduler:
    """Must be made in the event loop that its jobs run on."""

    def __init__(self, work: Work, places: int = PLACES) -> None:
        self._work = work
        self._executor = LoopExecutor(
            asyncio.get_running_loop(), Runner(work).run, when_free=self.wake, places=places
        )
        store = JobStore(work.database, work.clock, work.holder, self._executor)
        self._store = store
        self._background = Background(
            jobstores={"default": store}, executors={"default": self._executor}, timezone="UTC"
        )

    def start(self) -> None:
        """Run what is due, and go on until `stop`."""
        self._work.database.when_jobs_change = self.wake
        self._background.start()

    @property
    def seconds_since_tick(self) -> float:
        """How long ago it last looked for due jobs."""
        return self._store.seconds_since_look

    def wake(self) -> None:
        """Look for due jobs now; from any thread."""
        if self._background.state != STATE_STOPPED:
            self._background.wakeup()

    def pause(self) -> None:
        """Claim nothing more; what was claimed goes on."""
        self._work.database.when_jobs_change = lambda: None
        self._executor.close()

    async def stop(self) -> None:
        """Claim nothing more, let running jobs end, leave nothing claimed."""
        self.pause()
        if self._background.running:  # it may have failed to start
            # Off the loop: the scheduler's thread may be waiting for the database. What it has
            # claimed by then, it hands over.
            await asyncio.to_thread(self._background.shutdown)
        await self._executor.finished()
        try:
            await self._work.database.run(jobs.release_all, self._work.holder)
        except SQLAlchemyError as error:
            log.warning("jobs.not_released error=%s", type(error).__name__)

    async def settled(self) -> None:
        """Return when no job is due and none runs: for demos and tests, whose clock stands still
        or was just moved."""
        while True:
            await self._executor.finished()
            change = self._executor.next_change()
            due = await self._work.database.run(jobs.next_run_time)
            if self._executor.is_idle() and not change.done():
                if due is None or due > self._work.clock.now():
                    return
                self.wake()
            await asyncio.wait((change,))
