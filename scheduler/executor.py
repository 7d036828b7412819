"""Takes claimed jobs from APScheduler's thread and runs them on the bot's event loop."""

import asyncio
import threading
from collections import deque
from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Any

from apscheduler.executors.base import BaseExecutor

from bot.storage.jobs import JobRow
from scheduler.job_store import ClaimedJob

PLACES = 512
"""How many jobs run at once. Claiming and completing many in one commit is what makes it quick; the
limiter gives back at once what Telegram would not take yet, so none outstays its lease here."""


class LoopExecutor(BaseExecutor):  # type: ignore[misc]  # APScheduler has no types
    """Each job is a task on `loop`. `run` must not raise."""

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        run: Callable[[JobRow], Coroutine[Any, Any, None]],
        when_free: Callable[[], None],
        places: int,
    ) -> None:
        super().__init__()
        self._loop = loop
        self._run = run
        self._when_free = when_free
        self._places = places
        self._taken = 0
        self._closed = False
        self._count = threading.Lock()
        self._claimed: deque[JobRow] = deque()
        self._tasks: set[asyncio.Task[None]] = set()
        self._change = loop.create_future()

    def take_free_places(self) -> int:
        """Take every free place, for jobs that are about to be claimed and submitted. Taken before
        the claim, so that there is no moment when a claimed job is in no place. From any thread."""
        with self._count:
            if self._closed:
                return 0
            free, self._taken = self._places - self._taken, self._places
        return free

    def give_back(self, places: int) -> None:
        """Free places that no job was claimed for; from any thread."""
        with self._count:
            self._taken -= places
        self._loop.call_soon_threadsafe(self._changed)

    def close(self) -> None:
        """From now on no place is free."""
        with self._count:
            self._closed = True

    def shutdown(self, wait: bool = True) -> None:
        """Nothing to stop here: `finished` waits for the tasks."""

    async def finished(self) -> None:
        """Return when nothing runs and nothing is on its way to the loop."""
        while not self.is_idle():
            await asyncio.wait((self.next_change(),))

    def is_idle(self) -> bool:
        """Whether no place is taken."""
        with self._count:
            return self._taken == 0

    def next_change(self) -> asyncio.Future[None]:
        """Done as soon as places become free."""
        return self._change

    def submit_job(self, job: ClaimedJob, run_times: list[datetime]) -> None:
        """Run a job of a place that was taken; raises MaxInstancesReachedError for one that runs
        already, whose lease ran out meanwhile."""
        try:
            super().submit_job(job, run_times)
        except BaseException:
            self._loop.call_soon_threadsafe(self._free_one)
            raise

    def _do_submit_job(self, job: ClaimedJob, run_times: list[datetime]) -> None:
        self._claimed.append(job.row)
        if len(self._claimed) == 1:  # otherwise the loop was told before, and takes this one too
            self._loop.call_soon_threadsafe(self._start_claimed)

    def _start_claimed(self) -> None:
        while self._claimed:
            self._start(self._claimed.popleft())

    def _start(self, row: JobRow) -> None:
        task = self._loop.create_task(self._run(row))
        self._tasks.add(task)
        task.add_done_callback(lambda done: self._end(done, row))

    def _end(self, task: asyncio.Task[None], row: JobRow) -> None:
        self._tasks.discard(task)
        self._run_job_success(str(row.id), [])
        self._free_one()

    def _free_one(self) -> None:
        with self._count:
            self._taken -= 1
            half_empty = self._taken == self._places // 2
        self._changed()
        # Woken once a half batch, not once a job: claiming in batches is what makes it quick. And
        # only when all that end at this moment have ended.
        if half_empty:
            self._loop.call_soon(self._when_free)

    def _changed(self) -> None:
        self._change.set_result(None)
        self._change = self._loop.create_future()
