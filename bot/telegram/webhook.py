"""Where Telegram posts updates: takes what is Telegram's, refuses everything else."""

import asyncio
import hmac
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

log = logging.getLogger(__name__)

LARGEST_BODY = 256 * 1024
"""An update is far smaller: a text has 4096 characters at most."""
TIME_FOR_BODY_S = 10.0
_HEADER = "X-Telegram-Bot-Api-Secret-Token"

Take = Callable[[dict[str, Any], str], Awaitable[dict[str, Any] | None]]
"""Makes an update safe, given as JSON and as it came, and returns a call for Telegram to carry out,
if there is one. Raises UnavailableError when it can not now, ValueError for what is no update."""


class UnavailableError(Exception):
    """Telegram is to bring the update again later."""


class _RefusedError(Exception):
    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def path_of(url: str) -> str:
    """The path that a webhook's address leads to."""
    return urlsplit(url).path


def webhook_route(path: str, secret: str, take: Take, refused: Callable[[int], None]) -> Route:
    """POST to this path. `refused` hears the status of everything that is turned away."""

    async def post(request: Request) -> Response:
        try:
            _check_headers(request, secret)
            body = await _body(request)
            call = await take(_update(body), body)
        except _RefusedError as refusal:
            status = refusal.status
        except ValueError:
            status = 400
        except UnavailableError:
            status = 503
        except ClientDisconnect:
            return Response()
        else:
            return JSONResponse(call) if call else Response()
        # Nothing of the request is logged: it may be anybody's.
        log.info("webhook.refused status=%d", status)
        refused(status)
        return Response(status_code=status, headers={"Connection": "close"})

    return Route(path, post, methods=["POST"])


def _check_headers(request: Request, secret: str) -> None:
    given = request.headers.get(_HEADER, "")
    # As bytes: compare_digest takes no text beyond ASCII, and a header may hold some.
    if not hmac.compare_digest(given.encode("latin-1", "replace"), secret.encode()):
        raise _RefusedError(403)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise _RefusedError(415)
    length = request.headers.get("content-length", "")
    if length and not (length.isdecimal() and int(length) <= LARGEST_BODY):
        raise _RefusedError(413)


async def _body(request: Request) -> str:
    body = bytearray()
    try:
        async with asyncio.timeout(TIME_FOR_BODY_S):
            async for chunk in request.stream():
                body += chunk
                if len(body) > LARGEST_BODY:
                    raise _RefusedError(413)
    except TimeoutError:
        raise _RefusedError(408) from None
    return body.decode()


def _update(body: str) -> dict[str, Any]:
    try:
        update = json.loads(body)
    except RecursionError:
        raise ValueError("no update") from None
    if not isinstance(update, dict) or type(update.get("update_id")) is not int:
        raise ValueError("no update")
    return update
