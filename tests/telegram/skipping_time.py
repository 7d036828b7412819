"""An event loop whose clock jumps to whatever is due next, so that waiting takes no time."""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class _SkippingSelector(selectors.SelectSelector):
    now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:
            raise RuntimeError("everything waits and nothing is due: this would hang for ever")
        self.now += timeout
        return super().select(0)


class _SkippingLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self._skipping = _SkippingSelector()
        super().__init__(self._skipping)

    def time(self) -> float:
        return self._skipping.now


def run(test: Coroutine[Any, Any, T]) -> T:
    """Run to the end on a fresh loop that starts at 0 s; no threads and no sockets in there."""
    with asyncio.Runner(loop_factory=_SkippingLoop) as runner:
        return runner.run(test)


def now() -> float:
    """The running loop's time in seconds."""
    return asyncio.get_running_loop().time()
