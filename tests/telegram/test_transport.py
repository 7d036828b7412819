"""The transport against real sockets: what it sends, what it survives, what it never tells."""

import asyncio
import io
import json
import logging
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable
from email.message import Message
from email.parser import BytesParser
from typing import TypeVar

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.telegram.transport import AiohttpRequest
from tests.telegram.loopback import (
    TOKEN,
    TRUE,
    Behaviour,
    Request,
    Server,
    answering,
    http,
    serving,
    silence,
)

T = TypeVar("T")

ME = http(200, b'{"ok":true,"result":{"id":123456789,"is_bot":true,"first_name":"Knee"}}')
SENT = http(
    200,
    b'{"ok":true,"result":{"message_id":7,"date":1767225600,"chat":{"id":1,"type":"private"}}}',
)


@pytest.fixture
async def transport() -> AsyncIterator[AiohttpRequest]:
    async with AiohttpRequest() as transport:
        yield transport


async def test_a_call_carries_its_parameters_as_json(transport: AiohttpRequest) -> None:
    buttons = InlineKeyboardMarkup([[InlineKeyboardButton("0", callback_data="s:1:0")]])
    async with serving(answering(SENT)) as server:
        bot = Bot(TOKEN, base_url=server.base_url, request=transport)
        message = await bot.send_message(
            1, "How is the knee? Größe 3/10 & more", reply_markup=buttons
        )
    assert message.message_id == 7
    request = server.requests[0]
    assert (request.method, request.target) == ("POST", f"/bot{TOKEN}/sendMessage")
    assert request.headers["Content-Type"] == "application/json"
    assert request.headers["User-Agent"].startswith("python-telegram-bot")
    assert json.loads(request.body) == {
        "chat_id": 1,
        "text": "How is the knee? Größe 3/10 & more",
        "reply_markup": {"inline_keyboard": [[{"callback_data": "s:1:0", "text": "0"}]]},
    }


async def test_a_call_without_parameters_has_no_body(transport: AiohttpRequest) -> None:
    async with serving(answering(ME)) as server:
        await transport.post(server.url())
    assert server.requests[0].body == b""


async def test_calls_one_after_the_other_share_a_connection(transport: AiohttpRequest) -> None:
    async with serving(answering(TRUE)) as server:
        for _ in range(5):
            assert await transport.post(server.url()) is True
    assert server.connections == 1


async def test_three_hundred_calls_at_once_all_succeed_on_the_connections_there_are() -> None:
    async with AiohttpRequest(connections=40) as transport, serving(answering(TRUE)) as server:
        answers = await asyncio.gather(*(transport.post(server.url()) for _ in range(300)))
    assert answers == [True] * 300
    assert len(server.requests) == 300
    assert server.connections <= 40


async def test_a_file_is_uploaded_with_its_name_and_the_other_parameters(
    transport: AiohttpRequest,
) -> None:
    async with serving(answering(SENT)) as server:
        bot = Bot(TOKEN, base_url=server.base_url, request=transport)
        content = bytes(range(256)) * 1000
        await bot.send_document(
            1, io.BytesIO(content), filename="Übersicht März.csv", caption="Dein März"
        )
    parts = multipart(server.requests[0])
    assert parts["document"].get_payload(decode=True) == content
    assert parts["chat_id"].get_payload(decode=True) == b"1"
    assert parts["caption"].get_payload(decode=True) == "Dein März".encode()
    assert 'filename="Übersicht März.csv"'.encode() in server.requests[0].body


async def test_a_file_is_fetched(transport: AiohttpRequest) -> None:
    content = b"\x89PNG" * 100_000
    async with serving(answering(http(200, content, "image/png"))) as server:
        assert await transport.retrieve(server.url("photo.png")) == content
    assert server.requests[0].method == "GET"


def multipart(request: Request) -> dict[str, Message]:
    head = f"Content-Type: {request.headers['Content-Type']}\r\n\r\n".encode()
    message = BytesParser().parsebytes(head + request.body)
    return {
        str(part.get_param("name", header="Content-Disposition")): part
        for part in message.walk()
        if not part.is_multipart()
    }


async def in_time(call: Awaitable[T]) -> T:
    """Fail instead of hanging when a time-out of the transport has no effect."""
    return await asyncio.wait_for(call, 10)


async def test_silence_times_out_after_the_read_timeout() -> None:
    async with AiohttpRequest(read_timeout=0.05) as transport, serving(silence) as server:
        with pytest.raises(TimedOut):
            await in_time(transport.post(server.url()))


@pytest.mark.parametrize("given", [5.0, None])
async def test_a_read_timeout_given_with_the_call_comes_before_the_usual_one(
    given: float | None,
) -> None:
    async with (
        AiohttpRequest(read_timeout=0.05) as transport,
        serving(answering_late(0.15)) as server,
    ):
        assert transport.read_timeout == 0.05
        assert await transport.post(server.url(), read_timeout=given) is True


def answering_late(seconds: float) -> Behaviour:
    async def behave(_: Request, writer: asyncio.StreamWriter) -> None:
        asyncio.get_running_loop().call_later(seconds, writer.write, TRUE)

    return behave


async def test_a_server_that_does_not_take_the_connection_times_out(full_port: int) -> None:
    async with AiohttpRequest(connect_timeout=0.05) as transport:
        with pytest.raises(TimedOut):
            await in_time(transport.post(Server(full_port).url()))


async def test_no_free_connection_times_out_and_says_that_nothing_was_sent() -> None:
    async with (
        AiohttpRequest(connections=1, pool_timeout=0.05) as transport,
        serving(silence) as server,
    ):
        first = asyncio.create_task(transport.post(server.url()))
        await asyncio.sleep(0)
        with pytest.raises(TimedOut, match="not sent"):
            await in_time(transport.post(server.url()))
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)
    assert len(server.requests) <= 1


async def test_a_server_that_stops_reading_times_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        async with AiohttpRequest(
            connect_timeout=0.05, read_timeout=0.05, media_write_timeout=0.05
        ) as transport:
            base_url = Server(deaf.getsockname()[1]).base_url
            with pytest.raises(TimedOut):
                await in_time(
                    Bot(TOKEN, base_url=base_url, request=transport).send_document(
                        1, b"x" * 30_000_000
                    )
                )
    for _ in range(10):
        await asyncio.sleep(0)  # until the loop has seen that the server is gone


async def test_a_flood_error_keeps_its_pause(transport: AiohttpRequest) -> None:
    body = b'{"ok":false,"error_code":429,"description":"Too","parameters":{"retry_after":7}}'
    async with serving(answering(http(429, body))) as server:
        with pytest.raises(RetryAfter, match="7"):
            await transport.post(server.url())


async def test_a_refusal_keeps_telegrams_words(transport: AiohttpRequest) -> None:
    body = b'{"ok":false,"error_code":400,"description":"Bad Request: chat not found"}'
    async with serving(answering(http(400, body))) as server:
        with pytest.raises(BadRequest, match="Chat not found"):
            await transport.post(server.url())


async def test_half_a_character_neither_way_is_an_error(transport: AiohttpRequest) -> None:
    """JSON can hold it, UTF-8 can not; people type it with programs that cut an emoji in two."""
    half = json.dumps("\ud83d")
    answer = SENT.replace(b'"message_id":7', b'"message_id":7,"text":' + half.encode())
    async with serving(answering(http(200, answer.partition(b"\r\n\r\n")[2]))) as server:
        bot = Bot(TOKEN, base_url=server.base_url, request=transport)
        message = await bot.send_message(1, "\ud83d")
    assert message.text == "\ud83d"
    assert json.loads(server.requests[0].body) == {"chat_id": 1, "text": "\ud83d"}


async def test_an_answer_that_is_no_json_is_a_telegram_error(transport: AiohttpRequest) -> None:
    async with serving(answering(http(200, b"{nonsense"))) as server:
        with pytest.raises(TelegramError, match="Invalid server response"):
            await transport.post(server.url())


async def test_a_gateways_error_page_is_a_network_error_and_fills_no_log(
    transport: AiohttpRequest, caplog: pytest.LogCaptureFixture
) -> None:
    page = b"<html><h1>502 Bad Gateway</h1></html>"
    async with serving(answering(http(502, page, "text/html"))) as server:
        with pytest.raises(NetworkError, match=r"out of order \(502\)"):
            await transport.post(server.url())
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


async def test_a_redirect_is_not_followed(transport: AiohttpRequest) -> None:
    async with serving(answering(TRUE)) as elsewhere:
        away = http(302, b"", "text/html", f"Location: {elsewhere.url()}")
        async with serving(answering(away)) as server:
            with pytest.raises(NetworkError):
                await transport.post(server.url())
    assert not elsewhere.requests


async def test_a_connection_the_server_has_closed_is_replaced(transport: AiohttpRequest) -> None:
    closing = http(200, b'{"ok": true, "result": true}', "application/json", "Connection: close")
    async with serving(answering(closing)) as server:
        for _ in range(3):
            assert await transport.post(server.url()) is True
    assert server.connections == 3


async def test_opening_and_closing_can_be_repeated() -> None:
    transport = AiohttpRequest()
    async with serving(answering(TRUE)) as server:
        for _ in range(2):
            await transport.initialize()
            await transport.initialize()
            assert await transport.post(server.url()) is True
            await transport.shutdown()
            await transport.shutdown()
        with pytest.raises(NetworkError, match="not initialized"):
            await transport.post(server.url())


def test_the_http_library_is_not_imported_before_it_is_used() -> None:
    script = "import sys, bot.telegram.transport; sys.exit('aiohttp' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
