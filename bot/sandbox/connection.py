"""Lets a request handler cut its own connection, which ASGI has no word for."""

from asyncio import Transport
from typing import Any

from starlette.requests import Request
from uvicorn.protocols.http.h11_impl import H11Protocol

_EXTENSION = "sandbox.transport"


class CuttableProtocol(H11Protocol):
    """Hands its transport to the application."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        application = self.app

        async def with_transport(scope: Any, receive: Any, send: Any) -> None:
            scope["extensions"] = {_EXTENSION: {"transport": self.transport}}
            await application(scope, receive, send)

        self.app = with_transport


def cut(request: Request) -> None:
    """Break the connection at once: the client sees it reset, without a byte of an answer."""
    transport: Transport = request.scope["extensions"][_EXTENSION]["transport"]
    transport.abort()
