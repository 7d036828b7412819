"""HTTP to the Bot API: python-telegram-bot's `BaseRequest` on aiohttp.

No error raised here, nor its cause, holds a URL: the bot's token is part of every one.
Why aiohttp: docs/decisions/http-transport.md.
"""

import asyncio
import json
from functools import cache
from http import HTTPStatus
from io import BytesIO
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from pydantic_core import PydanticSerializationError, from_json, to_json
from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

if TYPE_CHECKING:
    import aiohttp

Seconds: TypeAlias = float | None

# Long enough that a conversation at a human's pace stays on one connection.
_KEEP_ALIVE_SECONDS = 60.0
_JSON = {"Content-Type": "application/json"}


class AiohttpRequest(BaseRequest):
    """A pool of keep-alive connections to the Bot API.

    Time-outs are in seconds, `None` for none: `pool_timeout` for a free one of the `connections`,
    `connect_timeout` for name, TCP, proxy and TLS, `read_timeout` for each silence of the server
    after the request is written. Writing is bounded by the whole: a POST ends after
    connect + write + read. `proxy` is an `http://[user:password@]host:port` URL; without it the
    environment decides (`HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`).
    """

    __slots__ = (
        "_connect_timeout",
        "_connections",
        "_free",
        "_media_write_timeout",
        "_pool_timeout",
        "_proxies",
        "_proxy",
        "_read_timeout",
        "_session",
        "_write_timeout",
    )

    def __init__(
        self,
        *,
        connections: int = 256,
        connect_timeout: Seconds = 5.0,
        read_timeout: Seconds = 5.0,
        write_timeout: Seconds = 5.0,
        media_write_timeout: Seconds = 20.0,
        pool_timeout: Seconds = 5.0,
        proxy: str | None = None,
    ) -> None:
        """Raise ValueError for a proxy this transport cannot speak to."""
        self._connections = connections
        self._connect_timeout = connect_timeout
        self._read_timeout = read_timeout
        self._write_timeout = write_timeout
        self._media_write_timeout = media_write_timeout
        self._pool_timeout = pool_timeout
        self._proxy = _checked_proxy(proxy)
        self._proxies: dict[str, str | None] = {}
        self._session: aiohttp.ClientSession | None = None
        self._free = asyncio.Semaphore(connections)

    @property
    def read_timeout(self) -> Seconds:
        return self._read_timeout

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """As in python-telegram-bot, three times quicker; raises TelegramError likewise."""
        try:
            answer: dict[str, Any] = from_json(payload)
        except ValueError:
            return BaseRequest.parse_json_payload(payload)
        return answer

    async def initialize(self) -> None:
        """Open the pool; does nothing when it is open."""
        if self._session:
            return
        import aiohttp  # 0.2 s that a command which never speaks to Telegram need not spend

        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=_KEEP_ALIVE_SECONDS),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": self.USER_AGENT},
        )

    async def shutdown(self) -> None:
        """Close every connection; does nothing when they are closed."""
        session, self._session = self._session, None
        if session:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Return status and body; raise `TimedOut` or `NetworkError`."""
        import aiohttp

        uploads = request_data is not None and request_data.contains_files
        read = _given(read_timeout, self._read_timeout)
        write = _given(write_timeout, self._media_write_timeout if uploads else self._write_timeout)
        connect = _given(connect_timeout, self._connect_timeout)
        timeout = _timeout(_sum(connect, write, read) if request_data else None, connect, read)
        session = await self._connection(_given(pool_timeout, self._pool_timeout))
        failure: TelegramError
        try:
            async with session.request(
                method,
                url,
                data=_body(request_data),
                headers=None if uploads or not request_data else _JSON,
                timeout=timeout,
                proxy=self._proxy_for(url),
                allow_redirects=False,  # the token goes to no other address
            ) as response:
                return _answer(response.status, await response.read())
        except TelegramError:
            raise
        except (aiohttp.ClientError, OSError) as error:
            failure = _failure(error)
        finally:
            self._free.release()
        raise failure  # out here, so that it carries no context: the original holds the URL

    async def _connection(self, pool_timeout: Seconds) -> "aiohttp.ClientSession":
        """Takes one of the connections, to be given back to `_free`."""
        if not self._session:
            raise RuntimeError("the transport is not initialized")
        if not self._free.locked():
            await self._free.acquire()  # at once
            return self._session
        try:
            async with asyncio.timeout(pool_timeout):
                await self._free.acquire()
        except TimeoutError:
            raise TimedOut(
                f"All {self._connections} connections are busy; the request was not sent"
            ) from None
        return self._session

    def _proxy_for(self, url: str) -> str | None:
        if self._proxy:
            return self._proxy
        origin = url[: url.find("/", len("https://"))]
        if origin not in self._proxies:
            self._proxies[origin] = _checked_proxy(_proxy_of_environment(origin))
        return self._proxies[origin]


def _checked_proxy(proxy: str | None) -> str | None:
    if proxy and urlsplit(proxy).scheme not in ("http", "https"):
        raise ValueError("a proxy is given as http://host:port; SOCKS proxies are not supported")
    return proxy


def _proxy_of_environment(origin: str) -> str | None:
    target = urlsplit(origin)
    if target.hostname and proxy_bypass(target.hostname):
        return None
    proxies = getproxies()
    return proxies.get(target.scheme) or proxies.get("all")


@cache
def _timeout(total: Seconds, connect: Seconds, read: Seconds) -> "aiohttp.ClientTimeout":
    import aiohttp

    return aiohttp.ClientTimeout(total=total, connect=connect, sock_read=read)


def _given(given: ODVInput[float], default: Seconds) -> Seconds:
    return default if isinstance(given, DefaultValue) else given


def _sum(*seconds: Seconds) -> Seconds:
    known = [each for each in seconds if each is not None]
    return sum(known) if len(known) == len(seconds) else None


def _body(request_data: RequestData | None) -> "bytes | aiohttp.FormData | None":
    if not request_data:
        return None
    if not request_data.contains_files:
        return _json(request_data.parameters)
    import aiohttp

    form = aiohttp.FormData(quote_fields=False)  # Telegram reads file names as they are
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, mime_type) in request_data.multipart_data.items():
        file = BytesIO(content) if isinstance(content, bytes) else content  # sent piece by piece
        form.add_field(name, file, filename=filename, content_type=mime_type)
    return form


def _json(parameters: dict[str, Any]) -> bytes:
    try:
        return to_json(parameters)
    except PydanticSerializationError:
        # Half a character, as a program may have sent it. Telegram will say what it thinks of it.
        return json.dumps(parameters).encode()


def _answer(status: int, body: bytes) -> tuple[int, bytes]:
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR and not body.startswith(b"{"):
        # A gateway's HTML page: `BaseRequest` would log it with a traceback as invalid JSON.
        raise NetworkError(f"Telegram is out of order ({status})")
    return status, body


def _failure(error: Exception) -> TelegramError:
    kind = type(error).__name__
    if isinstance(error, TimeoutError):
        return TimedOut(f"Timed out ({kind})")
    status = getattr(error, "status", None)
    detail = status or getattr(error, "strerror", None)
    return NetworkError(f"{kind}: {detail}" if detail else kind)
