"""The server takes requests in every shape that Telegram takes them in."""

import json
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import TypeAlias

import aiohttp
import pytest

from bot.clock import MovableClock
from bot.sandbox.server import serving
from bot.sandbox.values import User
from bot.sandbox.world import Sandbox

Request: TypeAlias = AbstractAsyncContextManager[aiohttp.ClientResponse]
KEYBOARD = {"inline_keyboard": [[{"text": "3", "callback_data": "score:3"}]]}


@pytest.fixture
async def http(sandbox: Sandbox) -> AsyncIterator[aiohttp.ClientSession]:
    async with serving(sandbox) as root, aiohttp.ClientSession(root) as session:
        yield session


def _form(ana: User) -> dict[str, str]:
    return {"chat_id": str(ana.id), "text": "123", "reply_markup": json.dumps(KEYBOARD)}


async def test_get_with_a_query(http: aiohttp.ClientSession, sandbox: Sandbox, ana: User) -> None:
    await _sent(http.get(f"/bot{sandbox.token}/sendMessage", params=_form(ana)), sandbox, ana)


async def test_post_with_a_form(http: aiohttp.ClientSession, sandbox: Sandbox, ana: User) -> None:
    await _sent(http.post(f"/bot{sandbox.token}/SENDMESSAGE", data=_form(ana)), sandbox, ana)


async def test_post_in_parts(http: aiohttp.ClientSession, sandbox: Sandbox, ana: User) -> None:
    form = aiohttp.FormData(default_to_multipart=True)
    for name, value in _form(ana).items():
        form.add_field(name, value)
    await _sent(http.post(f"/bot{sandbox.token}/sendMessage", data=form), sandbox, ana)


async def test_post_with_json(http: aiohttp.ClientSession, sandbox: Sandbox, ana: User) -> None:
    body = {"chat_id": ana.id, "text": "123", "reply_markup": KEYBOARD}
    await _sent(http.post(f"/bot{sandbox.token}/sendMessage", json=body), sandbox, ana)


async def test_json_that_is_none_is_refused(http: aiohttp.ClientSession, sandbox: Sandbox) -> None:
    headers = {"Content-Type": "application/json"}
    for body in (b"{", b"[]"):
        async with http.post(f"/bot{sandbox.token}/getMe", data=body, headers=headers) as answer:
            assert answer.status == 400
            assert (await answer.json())["ok"] is False


async def test_what_is_no_token_is_not_found(http: aiohttp.ClientSession) -> None:
    async with http.get("/botnonsense/getMe") as answer:
        assert answer.status == 404
        assert await answer.json() == {"ok": False, "error_code": 404, "description": "Not Found"}


async def test_a_file_that_is_not_there_is_not_found(
    http: aiohttp.ClientSession, sandbox: Sandbox
) -> None:
    async with http.get(f"/file/bot{sandbox.token}/photos/none.png") as answer:
        assert answer.status == 404


async def _sent(request: Request, sandbox: Sandbox, ana: User) -> None:
    async with request as answer:
        assert (await answer.json())["ok"] is True
    message = sandbox.messages(ana)[-1]
    assert (message.text, message.buttons[0].data) == ("123", "score:3")


async def test_every_answer_says_what_time_it_is_by_the_sandboxs_clock(
    http: aiohttp.ClientSession, sandbox: Sandbox, clock: MovableClock
) -> None:
    clock.move(timedelta(days=40))
    for path, status in ((f"/bot{sandbox.token}/getMe", 200), ("/bot1:x/getMe", 401)):
        async with http.get(path) as response:
            assert response.status == status
            assert parsedate_to_datetime(response.headers["Date"]) == clock.now()
