"""The chat page and what it asks of the server; see page/ for what runs in the browser."""

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BaseModel, Field, ValidationError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.sandbox.cast import Cast, GroupAct
from bot.sandbox.errors import RefusedError
from bot.sandbox.screen import Screen, Where, events
from bot.sandbox.stage import Stage
from bot.sandbox.values import JsonObject
from bot.sandbox.world import Sandbox

Body = TypeVar("Body", bound=BaseModel)
PAGE = Path(__file__).parent / "page"
# Only pages of this machine's own server: a foreign site that points its name here is turned away.
LOOPBACK_NAMES = ["127.0.0.1", "localhost"]
_SAFE = {
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


class Acting(BaseModel):
    """Who does something: the visitor, or another one of the cast."""

    person: int | None = None


class Typed(Acting):
    """Text that was typed; empty or too long is the sandbox's to refuse."""

    where: Where = Where.PRIVATE
    text: str


class Tapped(Acting):
    """`message_id` is the message's key, which is negative for what only this person sees."""

    where: Where = Where.PRIVATE
    message_id: int
    data: str


class Grouped(Acting):
    act: GroupAct


class Moved(BaseModel):
    """How far the clock is moved; None: to the next event."""

    minutes: Annotated[float, Field(gt=0, le=60 * 24 * 366)] | None = None


def page_routes(sandbox: Sandbox, stage: Stage) -> list[BaseRoute]:
    """The page at `/`, for a small cast who are there from the start, with empty chats."""
    page = _Page(sandbox, stage, Cast(sandbox))
    routes = [
        Route("/", page.index),
        Route("/page/cast", page.cast),
        Route("/page/events", page.events),
        Route("/page/text", page.text, methods=["POST"]),
        Route("/page/tap", page.tap, methods=["POST"]),
        Route("/page/group", page.group, methods=["POST"]),
        Route("/page/move", page.move, methods=["POST"]),
        Route("/page/stage", page.look),
        Route("/page/file/{path:path}", page.file),
        Mount("/page", StaticFiles(directory=PAGE)),
    ]
    trusted = Middleware(TrustedHostMiddleware, allowed_hosts=LOOPBACK_NAMES)
    return [Mount("/", routes=routes, middleware=[trusted])]


class _Page:
    """The endpoints, around the screens of the cast."""

    def __init__(self, sandbox: Sandbox, stage: Stage, cast: Cast) -> None:
        self._sandbox = sandbox
        self._stage = stage
        self._cast = cast

    def _screen(self, person: int | None, where: Where) -> Screen:
        group = self._cast.group if where is Where.GROUP else None
        return Screen(self._sandbox, self._cast.person(person), group)

    async def index(self, request: Request) -> Response:
        return FileResponse(PAGE / "index.html", headers=_SAFE)

    async def cast(self, request: Request) -> Response:
        people = [{"id": user.id, "name": user.first_name} for user in self._cast.people.values()]
        return JSONResponse({"people": people}, headers=_SAFE)

    async def events(self, request: Request) -> Response:
        named = request.query_params.get("person")
        person = next((one for one in self._cast.people if str(one) == named), None)
        screens = [self._screen(person, where) for where in Where]

        async def stream() -> AsyncIterator[str]:
            async for event in events(self._sandbox, screens):
                yield f"event: {event.name}\ndata: {json.dumps(event.data)}\n\n"

        return StreamingResponse(stream(), media_type="text/event-stream", headers=_SAFE)

    async def text(self, request: Request) -> Response:
        typed = await _body(request, Typed)
        with _refusals():
            message_id = self._screen(typed.person, typed.where).send(typed.text)
        return JSONResponse({"message_id": message_id})

    async def tap(self, request: Request) -> Response:
        tapped = await _body(request, Tapped)
        with _refusals():
            screen = self._screen(tapped.person, tapped.where)
            query_id = screen.tap(tapped.message_id, tapped.data)
        return JSONResponse({"query_id": query_id})

    async def group(self, request: Request) -> Response:
        grouped = await _body(request, Grouped)
        with _refusals():
            self._cast.act(self._cast.person(grouped.person), grouped.act)
        return JSONResponse({})

    async def move(self, request: Request) -> Response:
        moved = await _body(request, Moved)
        if moved.minutes is None:
            await self._stage.move_to_next_event()
        else:
            await self._stage.move(timedelta(minutes=moved.minutes))
        return await self.look(request)

    async def look(self, request: Request) -> Response:
        return JSONResponse(await _stage_now(self._stage), headers=_SAFE)

    async def file(self, request: Request) -> Response:
        stored = self._sandbox.file(request.path_params["path"])
        if stored is None:
            raise HTTPException(404)
        kind = "image/png" if stored.path.startswith("photos/") else "application/octet-stream"
        return Response(stored.content, media_type=kind, headers=_SAFE)


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except RefusedError as error:
        raise HTTPException(422, str(error)) from error


async def _stage_now(stage: Stage) -> JsonObject:
    jobs = await stage.waiting_jobs()
    return {
        "now": stage.now().isoformat(),
        "zone": stage.zone,
        "jobs": [
            {"due": job.due.isoformat(), "title": job.title, "detail": job.detail} for job in jobs
        ],
    }


async def _body(request: Request, model: type[Body]) -> Body:
    """Read the page's own JSON; raises HTTPException for other sites' forms and for nonsense."""
    origin = request.headers.get("origin")
    if origin is not None and origin != f"{request.url.scheme}://{request.headers.get('host')}":
        raise HTTPException(403, "only this page may do that")
    if request.headers.get("content-type", "").partition(";")[0] != "application/json":
        raise HTTPException(415, "JSON expected")
    try:
        return model.model_validate_json(await request.body())
    except ValidationError as error:
        raise HTTPException(422, str(error)) from error
