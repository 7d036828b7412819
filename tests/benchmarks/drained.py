"""What it takes to run all jobs of a store: the watch, and an eye on the event loop."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass

from bot.clock import stopwatch
from tests.benchmarks.heartbeat import heartbeat


@dataclass(frozen=True, slots=True)
class Drained:
    """Seconds until every job had run and none was left; ms of the longest time meanwhile that the
    event loop was blocked."""

    seconds: float
    blocked: float


async def drain(start: Callable[[], None], done: asyncio.Event) -> None:
    """Start a scheduler, wait until it is done, print what was measured."""
    async with heartbeat() as heart:
        started = stopwatch()
        start()
        await done.wait()
        seconds = stopwatch() - started
    print(json.dumps(asdict(Drained(seconds, blocked=heart.longest * 1000))))
