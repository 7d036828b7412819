"""Whatever goes wrong with a call, no token and no password is in the error or behind it."""

import asyncio
import traceback
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack

import pytest
from telegram.error import NetworkError, TelegramError

from bot.telegram.transport import AiohttpRequest
from tests.telegram.loopback import (
    TOKEN,
    Behaviour,
    Request,
    Server,
    answering,
    hanging_up_after,
    http,
    serving,
    silence,
)


async def chunk_by_chunk_nonsense(_: Request, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n")


BEHAVIOURS: dict[str, Behaviour] = {
    "hangs up at once": hanging_up_after(b""),
    "hangs up inside the head": hanging_up_after(b"HTTP/1.1 200 OK\r\nContent-"),
    "hangs up before the body": hanging_up_after(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"),
    "hangs up inside the body": hanging_up_after(
        b'HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"ok": true'
    ),
    "speaks no HTTP": hanging_up_after(b"220 mail.example.org ready\r\n"),
    "breaks its chunks": chunk_by_chunk_nonsense,
    "claims a wrong encoding": answering(
        http(200, b"not gzip", "application/json", "Content-Encoding: gzip")
    ),
    "shows an error page": answering(http(502, b"<html>Bad Gateway</html>", "text/html")),
    "sends away": answering(http(302, b"", "text/html", f"Location: http://x/bot{TOKEN}/")),
    "says nothing": silence,
}


async def error_of(transport: AiohttpRequest, url: str) -> TelegramError:
    async with asyncio.timeout(10):
        with pytest.raises(NetworkError) as caught:
            await transport.post(url)
    return caught.value


def everything_in(error: BaseException) -> str:
    """All that a log could show of an error: its texts, traceback, and what is chained to it."""
    return "\n".join(
        text
        for each in chain(error)
        for text in (
            str(each),
            repr(each),
            repr(each.args),
            repr(vars(each)),
            *traceback.format_exception(each),
        )
    )


def chain(error: BaseException | None) -> Iterator[BaseException]:
    if error:
        yield error
        yield from chain(error.__cause__)
        yield from chain(error.__context__)


@pytest.mark.parametrize("behaviour", BEHAVIOURS.values(), ids=BEHAVIOURS.keys())
async def test_no_failing_server_brings_the_token_into_the_error(behaviour: Behaviour) -> None:
    async with AiohttpRequest(read_timeout=0.1) as transport, serving(behaviour) as server:
        error = await error_of(transport, server.url())
        assert server.requests
    assert TOKEN not in everything_in(error)
    assert str(error)


@pytest.fixture(params=["closed_port", "full_port"])
def dead_port(request: pytest.FixtureRequest) -> int:
    port: int = request.getfixturevalue(request.param)
    return port


async def test_no_failing_connection_brings_the_token_into_the_error(dead_port: int) -> None:
    async with AiohttpRequest(connect_timeout=0.1) as transport:
        error = await error_of(transport, Server(dead_port).url())
    assert TOKEN not in everything_in(error)


@pytest.mark.parametrize(
    "url", ["ftp://127.0.0.1/bot{}/getMe", "http://127.0.0.1:99999/bot{}/getMe", "/bot{}/getMe"]
)
async def test_no_wrong_address_brings_the_token_into_the_error(url: str) -> None:
    async with AiohttpRequest() as transport:
        error = await error_of(transport, url.format(TOKEN))
    assert TOKEN not in everything_in(error)


async def test_a_name_that_does_not_exist_does_not_either(monkeypatch: pytest.MonkeyPatch) -> None:
    async def nobody(*_: object, **__: object) -> None:
        raise OSError(-2, "Name or service not known")

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", nobody)
    async with AiohttpRequest() as transport:
        error = await error_of(transport, f"https://api.example.org/bot{TOKEN}/getMe")
    assert "Name or service not known" in str(error)
    assert TOKEN not in everything_in(error)
    assert "ClientConnectorDNSError" in str(error)


@pytest.fixture
async def refusing_proxy() -> AsyncIterator[str]:
    async with AsyncExitStack() as stack:
        refusal = answering(http(407, b"", "text/html"))
        server = await stack.enter_async_context(serving(refusal))
        yield f"http://knee:s3cret@127.0.0.1:{server.port}"


@pytest.mark.parametrize("scheme", ["http", "https"])
async def test_a_proxy_that_refuses_learns_and_reveals_nothing(
    scheme: str, refusing_proxy: str
) -> None:
    async with AiohttpRequest(proxy=refusing_proxy) as transport:
        error = await error_of(transport, f"{scheme}://api.example.org/bot{TOKEN}/getMe")
    assert "407" in str(error)
    assert TOKEN not in everything_in(error)
    assert "s3cret" not in everything_in(error)
