"""A Bot API server that does next to nothing, so that a benchmark measures the bot and not it.

Run as a process of its own (`running_fake_bot_api`): a bare asyncio protocol with canned answers,
which counts calls, serves updates that were loaded before, says when a count is reached and how
long that took.
"""

import asyncio
import http.client
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from bot.clock import stopwatch

TOKEN = "123456789:AAFakeBotApiNeedsNoSecretAtAll00000"
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_PARAMETER = re.compile(
    rb'(?:^|&|")(chat_id|offset|timeout|limit)(?:"\r\n\r\n|=|": ?)(-?\d+)', re.IGNORECASE
)
_BATCH = 100

_ME = b'{"id":123456789,"is_bot":true,"first_name":"Fake","username":"fake_bot"}'
_MESSAGE = (
    b'{"message_id":%d,"date":1767225600,"chat":{"id":%d,"type":"private","first_name":"Ana"},'
    b'"from":{"id":123456789,"is_bot":true,"first_name":"Fake","username":"fake_bot"},"text":"ok"}'
)
_MESSAGES = frozenset({b"sendMessage", b"editMessageText", b"editMessageReplyMarkup"})


class FakeBotApi:
    """What the server knows: calls counted by method, and updates numbered from 1."""

    def __init__(self) -> None:
        self.calls: Counter[bytes] = Counter()
        self.updates: list[bytes] = []
        self._delivered = 0.0
        self._last_call: dict[bytes, float] = {}
        self._polls: dict[Connection, tuple[int, int, asyncio.TimerHandle]] = {}
        self._waiting: list[tuple[Connection, bytes, int]] = []

    def load(self, updates: Sequence[dict[str, object]]) -> None:
        """Append updates (without `update_id`, which they get here)."""
        for update in updates:
            numbered = {"update_id": len(self.updates) + 1} | update
            self.updates.append(json.dumps(numbered).encode())
        for connection, (offset, limit, timer) in list(self._polls.items()):
            timer.cancel()
            self.poll(connection, offset, limit, 0)

    def poll(self, connection: "Connection", offset: int, limit: int, timeout: int) -> None:
        """Answer with updates, or hold the call until there are some or `timeout` seconds pass."""
        start = max(offset - 1, 0)
        batch = self.updates[start : start + limit]
        if batch or not timeout:
            self._polls.pop(connection, None)
            if batch and not start:
                self._delivered = stopwatch()
            connection.answer(b'{"ok":true,"result":[%b]}' % b",".join(batch))
            return
        loop = asyncio.get_running_loop()
        timer = loop.call_later(timeout, self.poll, connection, offset, limit, 0)
        self._polls[connection] = (offset, limit, timer)

    def control(self, connection: "Connection", path: bytes, body: bytes) -> None:
        match path.split(b"/")[2:]:
            case [b"updates"]:
                self.load(json.loads(body))
                connection.answer(b"{}")
            case [b"calls"]:
                counts = {method.decode(): count for method, count in self.calls.items()}
                connection.answer(json.dumps(counts).encode())
            case [b"seconds", method]:
                seconds = self._last_call[method] - self._delivered
                connection.answer(json.dumps(seconds).encode())
            case [b"wait", method, count]:
                self._waiting.append((connection, method, int(count)))
                self._tell(method)
            case _:
                connection.answer(b"{}", status=b"404 Not Found")

    def call(self, connection: "Connection", method: bytes, body: bytes) -> None:
        self.calls[method] += 1
        self._last_call[method] = stopwatch()
        if method in _MESSAGES:
            chat = next((int(v) for k, v in _PARAMETER.findall(body) if k == b"chat_id"), 1)
            message = _MESSAGE % (self.calls.total(), chat)
            connection.answer(b'{"ok":true,"result":%b}' % message)
        elif method == b"getUpdates":
            given = {name: int(value) for name, value in _PARAMETER.findall(body)}
            limit = given.get(b"limit", _BATCH)
            self.poll(connection, given.get(b"offset", 0), limit, given.get(b"timeout", 0))
        elif method == b"getMe":
            connection.answer(b'{"ok":true,"result":%b}' % _ME)
        else:
            connection.answer(b'{"ok":true,"result":true}')
        if self._waiting:
            self._tell(method)

    def _tell(self, method: bytes) -> None:
        still = []
        for waiting in self._waiting:
            connection, awaited, count = waiting
            if awaited == method and self.calls[method] >= count:
                connection.answer(b"{}")
            else:
                still.append(waiting)
        self._waiting = still


class Connection(asyncio.Protocol):
    """One keep-alive HTTP/1.1 connection; enough of HTTP for the clients measured here."""

    def __init__(self, api: FakeBotApi) -> None:
        self._api = api
        self._received = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        while (head_end := self._received.find(b"\r\n\r\n")) >= 0:
            head = self._received[: head_end + 2]
            length = _LENGTH.search(head)
            end = head_end + 4 + (int(length[1]) if length else 0)
            if len(self._received) < end:
                return
            body, self._received = self._received[head_end + 4 : end], self._received[end:]
            path = head.split(b" ", 2)[1]
            if path.startswith(b"/control/"):
                self._api.control(self, path, body)
            else:
                self._api.call(self, path.rpartition(b"/")[2], body)

    def answer(self, body: bytes, status: bytes = b"200 OK") -> None:
        if self._transport and not self._transport.is_closing():
            self._transport.write(
                b"HTTP/1.1 %b\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"
                % (status, len(body), body)
            )


async def _serve() -> None:
    api = FakeBotApi()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(api), "127.0.0.1", 0, backlog=1024)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.to_thread(sys.stdin.read)  # the parent closes it, or dies
    server.close()


@dataclass(frozen=True, slots=True)
class RunningFakeBotApi:
    """The benchmark's end of a server in another process; its methods block."""

    port: int

    @property
    def base_url(self) -> str:
        """What `ApplicationBuilder.base_url` takes."""
        return f"http://127.0.0.1:{self.port}/bot"

    def load(self, updates: Sequence[dict[str, object]]) -> None:
        """Queue updates (dicts without `update_id`) for `getUpdates`."""
        self._control("POST", "updates", json.dumps(updates))

    def calls(self) -> dict[str, int]:
        """How often each method has been called."""
        counts: dict[str, int] = json.loads(self._control("GET", "calls"))
        return counts

    def wait_for(self, method: str, count: int) -> None:
        """Return once `method` has been called `count` times since the server started."""
        self._control("GET", f"wait/{method}/{count}")

    def seconds_until(self, method: str) -> float:
        """From the first update handed out to the last call of `method` so far."""
        seconds: float = json.loads(self._control("GET", f"seconds/{method}"))
        return seconds

    def _control(self, verb: str, path: str, body: str | None = None) -> bytes:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)
        try:
            connection.request(verb, f"/control/{path}", body)
            return connection.getresponse().read()
        finally:
            connection.close()


@contextmanager
def running_fake_bot_api() -> Iterator[RunningFakeBotApi]:
    """A fresh server in its own process; it ends with the block, or with this process."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.fake_bot_api"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdin
        assert process.stdout
        try:
            yield RunningFakeBotApi(int(process.stdout.readline()))
        finally:
            process.stdin.close()


if __name__ == "__main__":
    asyncio.run(_serve())
