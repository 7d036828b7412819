"""The sandbox without sockets: a request class for python-telegram-bot.

ApplicationBuilder().token(sandbox.token)
    .request(SandboxRequest(sandbox)).get_updates_request(SandboxRequest(sandbox))
"""

import json
import re
from typing import Any
from urllib.parse import unquote, urlsplit

from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.sandbox.errors import (
    ApiError,
    GatewayPageError,
    NetworkDownError,
    NeverAnsweredError,
    NoAnswerError,
)
from bot.sandbox.files import Upload
from bot.sandbox.world import Sandbox

_FILE = re.compile(r"/file/bot(?P<token>[^/]+)/(?P<path>.+)$")
_METHOD = re.compile(r"/bot(?P<token>[^/]+)/(?P<method>\w+)$")


class SandboxRequest(BaseRequest):
    """Time-outs come at once instead of after the wait; everything else is as over the wire.

    While the network is down a poll hangs, and times out when the network is back: so a bot that
    waits between failed polls does not make a test wait too.
    """

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    @property
    def read_timeout(self) -> float | None:
        return None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *timeouts: Any,
        **more_timeouts: Any,
    ) -> tuple[int, bytes]:
        """The HTTP status and the body; raises NetworkError or TimedOut for broken connections."""
        try:
            path = unquote(urlsplit(url).path)
            if found := _FILE.search(path):
                return self._download(found["token"], found["path"])
            if found := _METHOD.search(path):
                return await self._call(found["token"], found["method"], request_data)
        except ApiError as error:
            return error.code, json.dumps(error.wire()).encode()
        raise ValueError("not an address of the Bot API")

    def _download(self, token: str, path: str) -> tuple[int, bytes]:
        self._sandbox.authorize(token)
        if stored := self._sandbox.file(path):
            return 200, stored.content
        raise ApiError(404, "Not Found")

    async def _call(self, token: str, method: str, data: RequestData | None) -> tuple[int, bytes]:
        self._sandbox.authorize(token)
        # Strings that hold JSON, just as a form carries them.
        params = data.json_parameters if data else {}
        try:
            result = await self._sandbox.call(method, params, _uploads(data))
        except NetworkDownError as error:
            if method == "getUpdates":
                await self._sandbox.faults.network_lifted()
                raise TimedOut from error
            raise NetworkError("the network is down") from error
        except NeverAnsweredError as error:
            raise TimedOut from error
        except GatewayPageError as error:
            return error.status, error.body
        except NoAnswerError as error:
            raise NetworkError("the connection was cut") from error
        return 200, json.dumps({"ok": True, "result": result}).encode()


def _uploads(data: RequestData | None) -> dict[str, Upload]:
    uploads = {}
    for field, (name, content, mime) in ((data and data.multipart_data) or {}).items():
        body = content if isinstance(content, bytes) else content.read()
        uploads[field] = Upload(name, body, mime)
    return uploads
