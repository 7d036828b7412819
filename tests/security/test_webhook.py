"""`kneecheck serve` against whoever finds its address: floods, forgeries, replays."""

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from signal import SIGTERM
from typing import Any

import aiohttp
import psutil  # type: ignore[import-untyped]
import pytest

from bot.clock import SystemClock
from bot.sandbox.server import serving
from bot.sandbox.values import User
from bot.sandbox.world import Sandbox
from tests.process import Command
from tests.test_run import said_to, until_said
from tests.test_serve import SECRET, port, replica  # noqa: F401

HEADER = "X-Telegram-Bot-Api-Secret-Token"
NUMBER = 900_000_001
"""Of updates that the sandbox did not make."""


@dataclass
class Target:
    """A replica, and a stranger's connection to it."""

    sandbox: Sandbox
    ana: User
    bot: Command
    url: str
    folder: Path
    session: aiohttp.ClientSession

    async def post(self, body: Any, secret: str | None = SECRET, **headers: str) -> int:
        """The status; 0 if it hangs up."""
        given = {"Content-Type": "application/json", **headers}
        if secret is not None:
            given[HEADER] = secret
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        try:
            async with self.session.post(self.url, data=data, headers=given) as answer:
                return answer.status
        except aiohttp.ClientError:
            return 0

    def update(self, text: str, number: int = NUMBER) -> dict[str, Any]:
        """As Telegram would post it."""
        person = {"id": self.ana.id, "is_bot": False, "first_name": "Ana"}
        chat = {"id": self.ana.id, "type": "private", "first_name": "Ana"}
        message = {
            "message_id": 500,
            "date": int(SystemClock().now().timestamp()),
            "chat": chat,
            "from": person,
        }
        command = {"type": "bot_command", "offset": 0, "length": len(text.split()[0])}
        given = {**message, "text": text, "entities": [command]}
        return {"update_id": number, "message": given}

    def count(self, table: str) -> int:
        with closing(sqlite3.connect(self.folder / "kneecheck.sqlite")) as database:
            [(rows,)] = database.execute(f"SELECT count(*) FROM {table}")  # noqa: S608
        return int(rows)


@pytest.fixture
async def target(tmp_path: Path, port: int) -> AsyncIterator[Target]:  # noqa: F811
    sandbox = Sandbox(SystemClock())
    ana = sandbox.add_user("Ana")
    async with (
        serving(sandbox) as root,
        replica(tmp_path, root, port, check_in_offsets="0s,9h,9d") as bot,
        aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=60)) as session,
    ):
        await bot.says("ready")
        yield Target(sandbox, ana, bot, f"http://127.0.0.1:{port}/telegram", tmp_path, session)
        assert "Traceback" not in bot.text
        assert SECRET not in bot.text
        assert await bot.ends(SIGTERM) == 0


FORGED = {
    "without one": None,
    "empty": "",
    "wrong": "fedcba9876543210",
    "the beginning of the right one": SECRET[:-1],
    "the right one and more": f"{SECRET}x",
    "in capitals": SECRET.upper(),
    "not ASCII": "s\u00e9cret",
}


async def test_a_forged_update_is_refused_and_leaves_no_trace(target: Target) -> None:
    update = target.update("/log squats 40 min")
    refused = {name: await target.post(update, secret) for name, secret in FORGED.items()}
    assert refused == dict.fromkeys(FORGED, 403)
    await target.bot.says("webhook.refused status=403")
    assert target.count("incoming_update") == 0
    assert target.count("athlete") == 0
    assert said_to(target.sandbox, target.ana) == []


async def test_the_secret_counts_in_its_header_only(target: Target) -> None:
    url = target.url
    target.url = f"{url}?secret_token={SECRET}"
    assert await target.post(target.update("/help"), None, Authorization=f"Bearer {SECRET}") == 403
    target.url = url.replace("/telegram", "/")
    assert await target.post(target.update("/help")) == 404
    assert target.count("incoming_update") == 0


NO_UPDATES = {
    b"": 400,
    b"not JSON": 400,
    b"[]": 400,
    b"null": 400,
    b"{}": 400,
    b'{"update_id": "1"}': 400,
    b'{"update_id": true}': 400,
    b'{"update_id": 1e400}': 400,
    b'{"update_id": 99999999999999999999999999}': 400,
    b"\xff\xfe": 400,
    b"[" * 100_000: 400,
    b'{"update_id": 1, "message": {"text": "' + b"x" * 300_000 + b'"}}': 413,
}


async def test_what_is_no_update_is_refused_even_with_the_secret(target: Target) -> None:
    assert {body: await target.post(body) for body in NO_UPDATES} == NO_UPDATES
    assert target.count("incoming_update") == 0


async def test_an_update_that_is_replayed_counts_once(target: Target) -> None:
    # Nobody can be written to who has not written first.
    target.sandbox.send_text(target.ana, "/cancel")
    await target.sandbox.updates_confirmed()
    update = target.update("/log squats 40 min")
    assert set(await asyncio.gather(*(target.post(update) for _ in range(20)))) == {200}
    await until_said(target.sandbox, target.ana, "Logged")
    assert await target.post(update) == 200
    # The same number with other words is the same update.
    assert await target.post(target.update("/log lunges 10 min")) == 200
    assert await target.post(target.update("/help", NUMBER + 1)) == 200
    await until_said(target.sandbox, target.ana, "/history")
    assert target.count("workout") == 1
    assert target.count("incoming_update") == 3
    assert len(said_to(target.sandbox, target.ana)) == 3


async def test_a_flood_of_forgeries_keeps_nobody_from_an_answer(target: Target) -> None:
    process = psutil.Process(target.bot.process.pid)
    before = process.memory_info().rss
    big = b'{"update_id": 1, "message": {"text": "' + b"x" * 200_000 + b'"}}'

    async def flood(number: int) -> int:
        if number % 3 == 0:
            return await target.post(big, "wrong")
        return await target.post(target.update("/log squats 40 min"), "wrong")

    flooding = asyncio.gather(*(flood(number) for number in range(1500)))
    target.sandbox.send_text(target.ana, "/help")
    await until_said(target.sandbox, target.ana, "/log")
    statuses = await flooding
    assert set(statuses) <= {0, 403, 503}
    assert statuses.count(403) > 1000
    assert target.count("athlete") == 1
    assert target.count("workout") == 0
    assert process.memory_info().rss - before < 50_000_000


@asynccontextmanager
async def idle(
    url: str, connections: int, said: bytes
) -> AsyncIterator[list[asyncio.StreamReader]]:
    """So many connections that begin a request and do not go on."""
    host, _, rest = url.removeprefix("http://").partition(":")
    opened = [
        await asyncio.open_connection(host, int(rest.partition("/")[0])) for _ in range(connections)
    ]
    for _, writer in opened:
        writer.write(said)
    try:
        yield [reader for reader, _ in opened]
    finally:
        for _, writer in opened:
            writer.close()


@pytest.mark.parametrize("said", [b"", b"POST /telegram HTTP/1.1\r\nHost: a\r\nX-Slow: "])
async def test_connections_that_dawdle_are_closed_and_telegram_gets_through(
    target: Target, said: bytes
) -> None:
    # More than the replica takes at once: while they last, Telegram is told to come again.
    async with idle(target.url, 250, said) as readers:
        target.sandbox.send_text(target.ana, "/help")
        await until_said(target.sandbox, target.ana, "/log")
        # The replica hangs up by itself.
        async with asyncio.timeout(30):
            await asyncio.gather(*(reader.read() for reader in readers), return_exceptions=True)
