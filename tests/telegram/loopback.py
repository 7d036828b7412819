"""Small HTTP servers on the loopback address that answer, stall or hang up as a test says."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email.message import Message
from email.parser import BytesParser
from http import HTTPStatus

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"


@dataclass(frozen=True)
class Request:
    """What a client sent."""

    method: str
    target: str
    headers: Message
    body: bytes


Behaviour = Callable[[Request, asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Server:
    """A running server: what it got, over how many connections."""

    port: int
    requests: list[Request] = field(default_factory=list)
    connections: int = 0

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.port}/bot"

    def url(self, method: str = "getMe") -> str:
        return f"{self.base_url}{TOKEN}/{method}"


def http(status: int, body: bytes, kind: str = "application/json", *headers: str) -> bytes:
    """A whole response."""
    head = [
        f"HTTP/1.1 {status} {HTTPStatus(status).phrase}",
        f"Content-Type: {kind}",
        f"Content-Length: {len(body)}",
        *headers,
    ]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


TRUE = http(200, b'{"ok": true, "result": true}')


def answering(response: bytes) -> Behaviour:
    async def behave(_: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(response)

    return behave


def hanging_up_after(response: bytes) -> Behaviour:
    async def behave(_: Request, writer: asyncio.StreamWriter) -> None:
        writer.write(response)
        await writer.drain()
        writer.close()

    return behave


async def silence(_: Request, writer: asyncio.StreamWriter) -> None:
    """Never answer; end when the client has hung up."""
    await writer.wait_closed()


@asynccontextmanager
async def serving(behave: Behaviour) -> AsyncIterator[Server]:
    """Serve HTTP/1.1 with keep-alive until the block ends."""
    tasks: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        server.connections += 1
        try:
            while request := await _read(reader):
                server.requests.append(request)
                await behave(request, writer)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # the client hung up, or the test is over
        finally:
            writer.close()

    def start(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(serve(reader, writer))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    listening = await asyncio.start_server(start, "127.0.0.1", 0, backlog=1024)
    server = Server(listening.sockets[0].getsockname()[1])
    try:
        yield server
    finally:
        listening.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks)


async def _read(reader: asyncio.StreamReader) -> Request | None:
    line = await reader.readline()
    if not line:
        return None
    method, target, _ = line.decode().split(" ")
    head = await reader.readuntil(b"\r\n\r\n")
    headers = BytesParser().parsebytes(head, headersonly=True)
    if headers["Transfer-Encoding"] == "chunked":
        return Request(method, target, headers, await _read_chunks(reader))
    body = await reader.readexactly(int(headers["Content-Length"] or 0))
    return Request(method, target, headers, body)


async def _read_chunks(reader: asyncio.StreamReader) -> bytes:
    body = b""
    while size := int(await reader.readline(), 16):
        body += await reader.readexactly(size)
        await reader.readline()
    await reader.readline()
    return body
