"""What it saves to send a tap's answer along with the webhook's own: replica and sandbox in one
process, so that the figures are what both ends spend, and the difference is the saved call."""

import asyncio
import statistics
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import SecretStr

from bot.clock import SystemClock, stopwatch
from bot.config import Address, Settings
from bot.sandbox.log import TapAnswered
from bot.sandbox.server import serving
from bot.sandbox.world import Sandbox
from bot.serving import Served
from bot.storage import migrate
from bot.storage.database import Database
from bot.telegram.limiter import RateLimiter
from handlers import inbox
from tests.benchmarks.figures import Figure, Rival
from tests.replicas.fleet import free_ports

TAPS = 300
ROUNDS = 3


def measure() -> Iterator[Figure]:
    """Yield milliseconds and CPU milliseconds a tap, riding and called."""
    ridden, called = list[tuple[float, float]](), list[tuple[float, float]]()
    for _ in range(ROUNDS):
        ridden.append(asyncio.run(_tap(0.5)))
        called.append(asyncio.run(_tap(0)))
    for number, what in enumerate(("tap to its answer on the phone", "… processor, both ends")):
        ours = statistics.median(each[number] for each in ridden)
        theirs = statistics.median(each[number] for each in called)
        yield Figure(what, "ms", ours, Rival("a call of its own", theirs))


async def _tap(ride: float) -> tuple[float, float]:
    """Tap a button that only answers, one tap after another."""
    inbox.RIDE_S = ride
    sandbox = Sandbox(SystemClock())
    (port,) = free_ports(1)
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'bench.sqlite'}"
        with closing(Database(url)) as database:
            migrate.upgrade(database.engine)
        async with serving(sandbox) as root:
            bot = Served(
                Settings(
                    token=SecretStr(sandbox.token),
                    api_url=root,
                    database_url=url,
                    webhook_url=f"http://127.0.0.1:{port}/hook",
                    webhook_secret=SecretStr("0123456789abcdef"),
                    listen=Address("127.0.0.1", port),
                ),
                limiter=RateLimiter(overall=None, chat=None),
            )
            await bot.start()
            try:
                return await _measured(sandbox)
            finally:
                await bot.stop()


async def _measured(sandbox: Sandbox) -> tuple[float, float]:
    ana = sandbox.add_user("Ana")
    sandbox.send_text(ana, "/start")
    await sandbox.changed(lambda: len(sandbox.messages(ana)) > 1)
    waits, spent = [], time.process_time()
    for _ in range(TAPS):
        answers = sum(isinstance(deed, TapAnswered) for deed in sandbox.log)
        started = stopwatch()
        sandbox.tap(ana, 2, "no such button")
        await sandbox.changed(
            lambda seen=answers: sum(isinstance(d, TapAnswered) for d in sandbox.log) > seen  # type: ignore[misc]
        )
        waits.append((stopwatch() - started) * 1000)
    return statistics.median(waits), (time.process_time() - spent) * 1000 / TAPS
