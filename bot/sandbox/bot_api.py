"""The Bot API over HTTP: methods as GET or POST, files, and what broken connections look like."""

import asyncio
import json
from collections.abc import Coroutine, Mapping
from typing import Any

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.sandbox.connection import cut
from bot.sandbox.errors import (
    ApiError,
    ConnectionCutError,
    GatewayPageError,
    NeverAnsweredError,
    NoAnswerError,
    bad_request,
)
from bot.sandbox.files import UPLOAD_LIMIT, Upload
from bot.sandbox.world import Sandbox


def bot_api_routes(sandbox: Sandbox) -> list[Route]:
    """`/bot<token>/<method>` and `/file/bot<token>/<path>`."""

    async def call(request: Request) -> Response:
        try:
            sandbox.authorize(request.path_params["token"])
            params, files = await _read(request)
            calling = sandbox.call(request.path_params["method"], params, files)
            result = await _unless_gone(request, calling)
        except ApiError as error:
            headers = {}
            if retry_after := error.parameters.get("retry_after"):
                headers["Retry-After"] = str(retry_after)
            return JSONResponse(error.wire(), error.code, headers)
        except NoAnswerError as error:
            return await _broken(request, error)
        return JSONResponse({"ok": True, "result": result})

    async def download(request: Request) -> Response:
        try:
            sandbox.authorize(request.path_params["token"])
        except ApiError as error:
            return JSONResponse(error.wire(), error.code)
        stored = sandbox.file(request.path_params["path"])
        if stored is None:
            return JSONResponse(ApiError(404, "Not Found").wire(), 404)
        return Response(stored.content, media_type="application/octet-stream")

    return [
        Route("/bot{token}/{method}", call, methods=["GET", "POST"]),
        Route("/file/bot{token}/{path:path}", download, methods=["GET"]),
    ]


async def _read(request: Request) -> tuple[Mapping[str, Any], Mapping[str, Upload]]:
    """Parameters of the query string and of the body, whichever way it is encoded."""
    params: dict[str, Any] = dict(request.query_params)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        params |= _read_json(await request.body())
        return params, {}
    if kind not in ("application/x-www-form-urlencoded", "multipart/form-data"):
        return params, {}
    async with request.form(max_part_size=UPLOAD_LIMIT) as form:
        params |= {name: value for name, value in form.items() if isinstance(value, str)}
        return params, await _read_files(form)


def _read_json(body: bytes) -> dict[str, Any]:
    try:
        given = json.loads(body or b"{}")
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(given, dict):
        raise bad_request("object expected")
    return given


async def _read_files(form: FormData) -> dict[str, Upload]:
    return {
        name: Upload(
            part.filename or name,
            await part.read(),
            part.content_type or "application/octet-stream",
        )
        for name, part in form.items()
        if isinstance(part, UploadFile)
    }


async def _unless_gone(request: Request, calling: Coroutine[Any, Any, Any]) -> Any:
    """The result of a call; a poll whose client hangs up ends with it."""
    call = asyncio.create_task(calling)
    gone = asyncio.create_task(_disconnected(request))
    try:
        await asyncio.wait((call, gone), return_when=asyncio.FIRST_COMPLETED)
        if not call.done():
            raise ConnectionCutError
        return call.result()
    finally:
        call.cancel()
        gone.cancel()


async def _disconnected(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _broken(request: Request, error: NoAnswerError) -> Response:
    if isinstance(error, GatewayPageError):
        return Response(error.body, error.status, media_type="text/html")
    if not isinstance(error, NeverAnsweredError):
        cut(request)
    await _disconnected(request)
    return Response()
