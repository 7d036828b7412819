"""Serves the sandbox on the loopback address, inside the event loop that is running already."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from uvicorn import Config
from uvicorn.server import ServerState

from bot.sandbox.bot_api import bot_api_routes
from bot.sandbox.connection import CuttableProtocol
from bot.sandbox.dated import Dated
from bot.sandbox.page_api import page_routes
from bot.sandbox.stage import Stage
from bot.sandbox.world import Sandbox

HOST = "127.0.0.1"
_LAST_REQUESTS_S = 5.0


def build_app(sandbox: Sandbox, stage: Stage | None = None) -> Starlette:
    """The Bot API; with a stage also the chat page, at `/`."""
    page = page_routes(sandbox, stage) if stage else []
    dated = Middleware(Dated, clock=sandbox.clock)
    return Starlette(routes=[*bot_api_routes(sandbox), *page], middleware=[dated])


@asynccontextmanager
async def serving(
    sandbox: Sandbox, stage: Stage | None = None, *, port: int = 0
) -> AsyncIterator[str]:
    """Serve while the context is open; gives the root address (port 0: a free one).

    Raises OSError if the port is taken. Uvicorn's own server is left out: it would take over the
    signals of a process that is not its own, and needs 0.2 s to stop.
    """
    config = Config(
        build_app(sandbox, stage),
        ws="none",
        log_config=None,
        log_level="error",
        access_log=False,
    )
    config.load()
    state = ServerState()
    server = await asyncio.get_running_loop().create_server(
        lambda: CuttableProtocol(config=config, server_state=state, app_state={}), HOST, port
    )
    try:
        yield f"http://{HOST}:{server.sockets[0].getsockname()[1]}"
    finally:
        await sandbox.close()
        server.close()
        for connection in list(state.connections):
            connection.transport.abort()
        if state.tasks:  # a page may still have the clock moved
            _, late = await asyncio.wait(state.tasks, timeout=_LAST_REQUESTS_S)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        await server.wait_closed()
