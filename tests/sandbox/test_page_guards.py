"""Only the page itself may act for the visitor: no other site, no other host name."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.clock import MovableClock
from bot.sandbox.server import serving
from bot.sandbox.world import Sandbox
from tests.sandbox.small_stage import SmallStage


@pytest.fixture
async def http(sandbox: Sandbox, clock: MovableClock) -> AsyncIterator[aiohttp.ClientSession]:
    async with (
        serving(sandbox, SmallStage(clock)) as root,
        aiohttp.ClientSession(root) as session,
    ):
        yield session


async def _status(http: aiohttp.ClientSession, path: str, body: object, **headers: str) -> int:
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    async with http.post(path, json=body, headers=given) as answer:
        return answer.status


async def test_the_page_may(http: aiohttp.ClientSession, clock: MovableClock) -> None:
    before = clock.now()
    assert await _status(http, "/page/move", {"minutes": 15}) == 200
    assert (clock.now() - before).total_seconds() == 900
    assert await _status(http, "/page/text", {"text": "/start"}) == 200
    assert await _status(http, "/page/tap", {"message_id": 1, "data": "x"}) == 200


@pytest.mark.parametrize("path", ["/", "/page/stage", "/page/page.js"])
async def test_another_host_name_is_turned_away(http: aiohttp.ClientSession, path: str) -> None:
    async with http.get(path) as answer:
        assert answer.status == 200
    async with http.get(path, headers={"Host": "rebound.example"}) as answer:
        assert answer.status == 400


async def test_another_site_is_turned_away(http: aiohttp.ClientSession) -> None:
    text = {"text": "/undo"}
    assert await _status(http, "/page/text", text, Origin="https://a.example") == 403
    assert await _status(http, "/page/text", text, Content_Type="text/plain") == 415


async def test_nonsense_is_refused(http: aiohttp.ClientSession) -> None:
    assert await _status(http, "/page/text", {"text": " "}) == 422
    assert await _status(http, "/page/text", {"words": "hi"}) == 422
    assert await _status(http, "/page/tap", {"message_id": 99, "data": "x"}) == 422
    assert await _status(http, "/page/move", {"minutes": -5}) == 422


async def test_the_page_loads_nothing_from_elsewhere(http: aiohttp.ClientSession) -> None:
    async with http.get("/") as answer:
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
        assert "://" not in await answer.text()


async def test_without_a_stage_there_is_no_page(sandbox: Sandbox) -> None:
    async with (
        serving(sandbox) as root,
        aiohttp.ClientSession(root) as http,
        http.get("/") as answer,
    ):
        assert answer.status == 404
