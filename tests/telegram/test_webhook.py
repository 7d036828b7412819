"""What the webhook takes and what it turns away."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest

from bot.telegram import listening as listening_module
from bot.telegram import webhook
from bot.telegram.listening import listening
from bot.telegram.webhook import LARGEST_BODY, UnavailableError, path_of, webhook_route

SECRET = "the-secret-of-this-webhook"
HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET, "Content-Type": "application/json"}
UPDATE = json.dumps({"update_id": 5, "message": {"text": "Grüße"}})


@dataclass
class Hook:
    """A webhook at work, and what came through."""

    port: int = 0
    taken: list[tuple[dict[str, Any], str]] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)
    failure: Exception | None = None
    call: dict[str, Any] | None = None

    async def take(self, update: dict[str, Any], body: str) -> dict[str, Any] | None:
        if self.failure is not None:
            raise self.failure
        self.taken.append((update, body))
        return self.call

    async def post(
        self, body: str | bytes = UPDATE, path: str = "/hook", method: str = "POST", **headers: str
    ) -> tuple[int, str]:
        changed = {name.replace("_", "-"): value for name, value in headers.items()}
        async with (
            aiohttp.ClientSession() as session,
            session.request(
                method,
                f"http://127.0.0.1:{self.port}{path}",
                data=body,
                headers={**HEADERS, **changed},
            ) as answer,
        ):
            return answer.status, await answer.text()


@asynccontextmanager
async def hooked() -> AsyncIterator[Hook]:
    hook = Hook()
    route = webhook_route("/hook", SECRET, hook.take, hook.refused.append)
    async with listening([route], "127.0.0.1", 0) as hook.port:
        yield hook


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    async with hooked() as hook:
        yield hook


async def test_an_update_of_telegrams_is_taken_as_it_came(hook: Hook) -> None:
    assert await hook.post() == (200, "")
    assert hook.taken == [(json.loads(UPDATE), UPDATE)]
    assert hook.refused == []


async def test_a_call_rides_on_the_answer(hook: Hook) -> None:
    hook.call = {"method": "answerCallbackQuery", "callback_query_id": "7"}
    status, text = await hook.post()
    assert (status, json.loads(text)) == (200, hook.call)


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"X_Telegram_Bot_Api_Secret_Token": ""}, 403),
        ({"X_Telegram_Bot_Api_Secret_Token": SECRET[:-1]}, 403),
        ({"X_Telegram_Bot_Api_Secret_Token": SECRET.upper()}, 403),
        ({"X_Telegram_Bot_Api_Secret_Token": "\u00e9" * 26}, 403),
        ({"Content_Type": "text/plain"}, 415),
        ({"Content_Type": "application/x-www-form-urlencoded"}, 415),
        ({"path": "/"}, 404),
        ({"path": "/hook/"}, 404),
        ({"method": "GET"}, 405),
        ({"method": "PUT"}, 405),
        ({"body": b"x" * (LARGEST_BODY + 1)}, 413),
        ({"body": b"{"}, 400),
        ({"body": b"\xff"}, 400),
        ({"body": b"[]"}, 400),
        ({"body": b"{}"}, 400),
        ({"body": b'{"update_id": "5"}'}, 400),
        ({"body": b'{"update_id": true}'}, 400),
        ({"body": b"[" * 100_000}, 400),
    ],
    ids=str,
)
async def test_everything_else_is_turned_away(
    hook: Hook, given: dict[str, Any], status: int
) -> None:
    assert (await hook.post(**given))[0] == status
    assert hook.taken == []
    assert await hook.post() == (200, "")


async def test_a_body_without_a_length_is_cut_off_where_it_is_too_long(hook: Hook) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(LARGEST_BODY // 1000 + 2):
            yield b"x" * 1000

    async with aiohttp.ClientSession() as session:
        address = f"http://127.0.0.1:{hook.port}/hook"
        async with session.post(address, data=endless(), headers=HEADERS) as answer:
            assert answer.status == 413
    assert hook.refused == [413]


async def test_what_can_not_be_kept_now_is_to_come_again(hook: Hook) -> None:
    hook.failure = UnavailableError()
    assert (await hook.post())[0] == 503
    hook.failure = None
    assert (await hook.post())[0] == 200


async def test_a_body_that_dawdles_is_given_up(hook: Hook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook, "TIME_FOR_BODY_S", 0.05)
    head = "".join(f"{name}: {value}\r\n" for name, value in HEADERS.items())
    answer = await talk(
        hook.port, f"POST /hook HTTP/1.1\r\nHost: x\r\n{head}Content-Length: 9\r\n\r\n{{"
    )
    assert answer.startswith(b"HTTP/1.1 408")


@pytest.mark.parametrize("said", ["", "POST /hook HTTP/1.1\r\nHost: x\r\n"])
async def test_headers_that_dawdle_are_hung_up_on(
    monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.setattr(listening_module, "TIME_FOR_HEADERS_S", 0.05)
    async with hooked() as hook:
        assert await talk(hook.port, said) == b""


async def test_one_connection_too_many_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening_module, "MOST_CONNECTIONS", 2)
    async with hooked() as hook:
        _, first = await asyncio.open_connection("127.0.0.1", hook.port)
        assert (await hook.post())[0] == 503
        first.close()


async def talk(port: int, said: str) -> bytes:
    """Say it, then nothing, and hear until the other side hangs up."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(said.encode())
    try:
        async with asyncio.timeout(30):
            return await reader.read()
    finally:
        writer.close()


def test_the_path_is_that_of_the_address() -> None:
    assert path_of("https://bot.example.org/telegram/kneecheck") == "/telegram/kneecheck"
