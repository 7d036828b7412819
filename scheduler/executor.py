"""Takes claimed jobs from APScheduler's thread and runs them on the bot's event loop."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Any

from apscheduler.executors.base import BaseExecutor

from bot.storage.jobs import JobRow
from scheduler.job_store import row_of

PLACES = 64
"""How many jobs run at once. Telegram takes about 30 messages a second; a few seconds' worth keeps
the line busy and the leases short."""


class LoopExecutor(BaseExecutor):  # type: ignore[misc]  # APScheduler has no types
    """Each job is a task on `loop`. `run` must not raise."""

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        run: Callable[[JobRow], Coroutine[Any, Any, None]],
        when_free: Callable[[], None],
        places: int = PLACES,
    ) -> None:
        super().__init__()
        self._loop = loop
        self._run = run
        self._when_free = when_free
        self._places = places
        self._taken = 0
        self._count = threading.Lock()
        self._tasks: set[asyncio.Task[None]] = set()
        self._change = asyncio.Event()

    def free_places(self) -> int:
        """How many more jobs may be submitted now; from any thread."""
        with self._count:
            return self._places - self._taken

    def shutdown(self, wait: bool = True) -> None:
        """Nothing to stop here: `finished` waits for the tasks."""

    async def finished(self) -> None:
        """Return when nothing runs and nothing is on its way to the loop."""
        while self.free_places() < self._places:
            await self.changed()

    async def changed(self) -> None:
        """Return when a job ends."""
        self._change.clear()
        await self._change.wait()

    def _do_submit_job(self, job: Any, run_times: list[datetime]) -> None:
        with self._count:
            self._taken += 1
        self._loop.call_soon_threadsafe(self._start, row_of(job))

    def _start(self, row: JobRow) -> None:
        task = self._loop.create_task(self._run(row))
        self._tasks.add(task)
        task.add_done_callback(lambda done: self._end(done, row))

    def _end(self, task: asyncio.Task[None], row: JobRow) -> None:
        self._tasks.discard(task)
        self._run_job_success(str(row.id), [])
        with self._count:
            self._taken -= 1
            half_empty = self._taken == self._places // 2
        self._change.set()
        # Woken once a half batch, not once a job: claiming in batches is what makes it quick.
        if half_empty:
            self._when_free()
