"""An event loop on which time passes as on the moved clock."""

import asyncio
from datetime import timedelta

from bot.clock import MovableClock


class LoopOnAClock(asyncio.SelectorEventLoop):
    """What waits on the loop for an hour, such as the rate limiter when Telegram asks for it, goes
    on when the clock is moved by an hour."""

    def __init__(self, clock: MovableClock) -> None:
        self._clock = clock
        self._start = clock.now()
        super().__init__()

    def time(self) -> float:
        return super().time() + (self._clock.now() - self._start) / timedelta(seconds=1)
