"""Serves HTTP inside the event loop that is running already: few connections, none that dawdles."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from starlette.applications import Starlette
from starlette.routing import BaseRoute
from uvicorn import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

MOST_CONNECTIONS = 200
"""Telegram opens 100 at most."""
TIME_FOR_HEADERS_S = 5.0
_KEEP_ALIVE_S = 75
"""A proxy keeps its connections for a minute, and must not find one closed that it is to use."""
_LARGEST_HEADERS = 16 * 1024
_TIME_TO_FINISH_S = 5.0


class PunctualProtocol(H11Protocol):
    """Hangs up on who does not get to the end of a request's headers in time. The body is up to
    the application."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._deadline: asyncio.TimerHandle | None = None
        application = self.app

        async def punctual(scope: Any, receive: Any, send: Any) -> None:
            self._cancel_deadline()
            await application(scope, receive, send)

        self.app = punctual

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._set_deadline()

    def data_received(self, data: bytes) -> None:
        between = self.cycle is None or self.cycle.response_complete
        if between and self._deadline is None:
            self._set_deadline()
        super().data_received(data)

    def connection_lost(self, exc: Exception | None) -> None:
        self._cancel_deadline()
        super().connection_lost(exc)

    def _set_deadline(self) -> None:
        self._deadline = self.loop.call_later(TIME_FOR_HEADERS_S, self.transport.close)

    def _cancel_deadline(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None


@asynccontextmanager
async def listening(routes: Sequence[BaseRoute], host: str, port: int) -> AsyncIterator[int]:
    """Answer requests while the context is open; gives the port. Raises OSError if it can not be
    had. In the end no new request is taken, and those under way get a moment to finish.

    Uvicorn's own server is left out: it would take over the process's signals.
    """
    application = Starlette(routes=routes)
    application.router.redirect_slashes = False  # an address is that address
    config = Config(
        application,
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="error",
        access_log=False,
        server_header=False,
        limit_concurrency=MOST_CONNECTIONS,
        timeout_keep_alive=_KEEP_ALIVE_S,
        h11_max_incomplete_event_size=_LARGEST_HEADERS,
    )
    config.load()
    state = ServerState()
    server = await asyncio.get_running_loop().create_server(
        lambda: PunctualProtocol(config=config, server_state=state, app_state={}), host, port
    )
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for connection in list(state.connections):
            connection.shutdown()
        if state.tasks:
            await asyncio.wait(state.tasks, timeout=_TIME_TO_FINISH_S)
        for connection in list(state.connections):
            connection.transport.abort()
        await server.wait_closed()
