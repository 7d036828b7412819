"""What a load balancer, Kubernetes and Prometheus ask for."""

from collections.abc import Awaitable, Callable, Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

Checks = Callable[[], Awaitable[Mapping[str, bool]]]
Measured = Callable[[], Awaitable[bytes]]

_METRICS = "text/plain; version=0.0.4; charset=utf-8"


def health_routes(checks: Checks) -> list[Route]:
    """/healthz: the event loop turns. /readyz: what the bot depends on is there."""

    async def alive(_: Request) -> Response:
        return Response("alive\n", media_type="text/plain")

    async def ready(_: Request) -> Response:
        found = await checks()
        return JSONResponse(dict(found), 200 if all(found.values()) else 503)

    return [Route("/healthz", alive), Route("/readyz", ready)]


def metrics_route(measured: Measured) -> Route:
    """/metrics"""

    async def metrics(_: Request) -> Response:
        return Response(await measured(), media_type=_METRICS)

    return Route("/metrics", metrics)
