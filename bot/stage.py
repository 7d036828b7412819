"""The bot on a clock that can be moved: what the demo page and the conversation scripts drive."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.app import Kneecheck
from bot.clock import MovableClock
from bot.sandbox.stage import WaitingJob
from bot.sandbox.world import Sandbox
from bot.services.waiting import waiting_jobs
from bot.storage import jobs
from bot.views.waiting import waiting_job

SHOWN_JOBS = 50


class BotOnStage:
    """A running bot, the sandbox that it talks to and the clock of both. Implements
    `bot.sandbox.stage.Stage`."""

    def __init__(
        self, bot: Kneecheck, sandbox: Sandbox, clock: MovableClock, zone: str = "UTC"
    ) -> None:
        self.zone = zone
        self._bot = bot
        self._sandbox = sandbox
        self._clock = clock
        self._moving = asyncio.Lock()

    def now(self) -> datetime:
        return self._clock.now()

    async def settled(self) -> None:
        """Return when every update is handled and no job is due or runs."""
        await self._sandbox.updates_confirmed()
        await self._bot.application.update_queue.join()
        await self._bot.scheduler.settled()

    async def move(self, by: timedelta) -> None:
        """Move the clock, stopping at every moment when a job is due, as if the time had passed.
        Moves asked for at once follow one another."""
        async with self._moving:
            until = self._clock.now() + by
            await self.settled()
            while (due := await self._next_due()) is not None and due <= until:
                await self._move_to(due)
            await self._move_to(until)

    async def move_to_next_event(self) -> None:
        async with self._moving:
            await self.settled()
            if (due := await self._next_due()) is not None:
                await self._move_to(due)

    async def waiting_jobs(self) -> Sequence[WaitingJob]:
        rows = await self._bot.database.run(waiting_jobs, SHOWN_JOBS)
        return [
            WaitingJob(row.run_at, *waiting_job(row.kind, row.moment, row.activity)) for row in rows
        ]

    async def _next_due(self) -> datetime | None:
        return await self._bot.database.run(jobs.next_run_time)

    async def _move_to(self, moment: datetime) -> None:
        self._clock.move(max(moment - self._clock.now(), timedelta(0)))
        self._bot.scheduler.wake()
        await self.settled()
