"""Wakes coroutines from synchronous code on the same event loop, without sleeping or polling."""

import asyncio
from collections.abc import Callable


class Bell:
    """Something happened; whoever waits looks again."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        for waiter in self._waiting:
            if not waiter.done():
                waiter.set_result(None)
        self._waiting.clear()

    async def until(self, satisfied: Callable[[], bool]) -> None:
        """Return as soon as `satisfied()` holds; it is asked again at every ring."""
        while not satisfied():
            waiter = asyncio.get_running_loop().create_future()
            self._waiting.add(waiter)
            try:
                await waiter
            finally:
                self._waiting.discard(waiter)
