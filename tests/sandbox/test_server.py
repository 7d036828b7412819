"""The server starts beside what runs already, and stops at once."""

import asyncio
from datetime import timedelta

import aiohttp
import pytest

from bot.clock import MovableClock
from bot.sandbox.server import serving
from bot.sandbox.values import User
from bot.sandbox.world import Sandbox
from tests.sandbox.small_stage import SmallStage


async def test_it_stops_though_a_page_is_open_and_a_bot_polls(
    sandbox: Sandbox, clock: MovableClock
) -> None:
    async with aiohttp.ClientSession() as http:
        async with serving(sandbox, SmallStage(clock)) as root:
            poll = asyncio.create_task(
                http.post(f"{root}/bot{sandbox.token}/getUpdates", json={"timeout": 50})
            )
            page = await http.get(f"{root}/page/events")
            assert await page.content.readline() == b"event: chat\n"
            stopping = asyncio.get_running_loop().time()
        assert asyncio.get_running_loop().time() - stopping < 1
        with pytest.raises(aiohttp.ClientConnectionError):
            await poll
        with pytest.raises(aiohttp.ClientConnectionError):
            await http.get(f"{root}/bot{sandbox.token}/getMe")
        page.close()


class StuckStage(SmallStage):
    """Never done with moving the clock, as behind a bot that does not come to rest."""

    def __init__(self, clock: MovableClock) -> None:
        super().__init__(clock)
        self.moving, self.ended = asyncio.Event(), False

    async def move(self, by: timedelta) -> None:
        self.moving.set()
        try:
            await asyncio.Event().wait()
        finally:
            self.ended = True


async def test_it_stops_though_the_clock_is_moved_for_ever(
    sandbox: Sandbox, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.sandbox.server._LAST_REQUESTS_S", 0.1)
    stage = StuckStage(clock)
    async with asyncio.timeout(30), aiohttp.ClientSession() as http:
        async with serving(sandbox, stage) as root:
            headers = {"Origin": root}
            moved = asyncio.create_task(
                http.post(f"{root}/page/move", json={"minutes": 15}, headers=headers)
            )
            await stage.moving.wait()
        assert stage.ended
        with pytest.raises(aiohttp.ClientConnectionError):
            await moved


async def test_a_poll_ends_when_its_client_hangs_up(sandbox: Sandbox, ana: User) -> None:
    """Otherwise the next poll would find the dead one still waiting, and call it a conflict."""
    errors: list[object] = []
    sandbox.watchers.append(lambda exchange: errors.append(exchange.error))
    bot = f"/bot{sandbox.token}"
    async with serving(sandbox) as root, aiohttp.ClientSession(root) as http:
        poll = asyncio.create_task(
            http.post(f"{bot}/getUpdates", json={"offset": 1002, "timeout": 50})
        )
        await sandbox.updates_confirmed()
        poll.cancel()
        for method in ("getMe", "getUpdates"):
            async with http.post(f"{bot}/{method}") as answer:
                assert answer.status == 200
    assert errors == [None, None]


async def test_a_port_that_is_taken_is_an_error_to_handle(sandbox: Sandbox) -> None:
    async with serving(sandbox) as root:
        port = int(root.rpartition(":")[2])
        with pytest.raises(OSError, match="in use"):
            async with serving(sandbox, port=port):
                pass
