"""The whole product in a browser: the real bot against the sandbox, with a clock that moves."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from pydantic import SecretStr

from bot.app import Kneecheck
from bot.clock import MovableClock
from bot.config import Settings
from bot.running import prepare, until_told_to_stop
from bot.sandbox.in_process import SandboxRequest
from bot.sandbox.server import serving
from bot.sandbox.world import Sandbox
from bot.stage import BotOnStage
from bot.telegram.limiter import RateLimiter


async def demo(settings: Settings, port: int, tell: Callable[[str], None]) -> None:
    """Serve the page on the loopback address until SIGTERM or Ctrl-C; `tell` hears where. Raises
    OSError if the port is taken."""
    told_to_stop = until_told_to_stop()
    async with on_stage(settings, port) as address:
        tell(address)
        await told_to_stop.wait()


@asynccontextmanager
async def on_stage(settings: Settings, port: int = 0) -> AsyncIterator[str]:
    """The demo while the context is open; gives its address. What was logged in it goes with it."""
    clock = MovableClock()
    sandbox = Sandbox(clock)
    with tempfile.TemporaryDirectory(prefix="kneecheck-demo-") as folder:
        own = settings.model_copy(
            update={
                "token": SecretStr(sandbox.token),
                "database_url": f"sqlite:///{Path(folder) / 'demo.sqlite'}",
            }
        )
        await asyncio.to_thread(prepare, own)
        bot = Kneecheck(
            own,
            limiter=RateLimiter(overall=None, chat=None),
            clock=clock,
            request=lambda: SandboxRequest(sandbox),
        )
        try:
            await bot.start()
            await bot.publish_commands()
            stage = BotOnStage(bot, sandbox, clock, own.time_zone)
            async with serving(sandbox, stage, port=port) as address:
                yield address
        finally:
            await bot.stop()
