"""A stage with a clock of its own and three jobs that wait."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.clock import MovableClock
from bot.sandbox.stage import WaitingJob


class SmallStage:
    zone = "Europe/Berlin"

    def __init__(self, clock: MovableClock) -> None:
        self._clock = clock
        start = clock.now()
        self._jobs = [
            WaitingJob(start + timedelta(minutes=15), "Nudge", "Squats, right after"),
            WaitingJob(start + timedelta(hours=1), "Question", "Squats, one hour after"),
            WaitingJob(start + timedelta(hours=24), "Question", "Squats, the next day"),
        ]

    def now(self) -> datetime:
        return self._clock.now()

    async def move(self, by: timedelta) -> None:
        self._clock.move(by)

    async def move_to_next_event(self) -> None:
        self._clock.move((await self.waiting_jobs())[0].due - self.now())

    async def waiting_jobs(self) -> Sequence[WaitingJob]:
        return [job for job in self._jobs if job.due > self.now()]
