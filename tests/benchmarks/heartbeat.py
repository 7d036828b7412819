"""Notices when the event loop is blocked."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.clock import stopwatch

_BEAT = 0.001


class Heartbeat:
    """The longest time, in seconds, that the loop let a task wait that was ready to run."""

    def __init__(self) -> None:
        self.longest = 0.0

    async def beat(self) -> None:
        """Until cancelled."""
        while True:
            began = stopwatch()
            await asyncio.sleep(_BEAT)
            self.longest = max(self.longest, stopwatch() - began - _BEAT)


@asynccontextmanager
async def heartbeat() -> AsyncIterator[Heartbeat]:
    """Beats inside the block, and once more after it."""
    heart = Heartbeat()
    task = asyncio.create_task(heart.beat())
    await asyncio.sleep(0)
    try:
        yield heart
        await asyncio.sleep(2 * _BEAT)
    finally:
        task.cancel()
