"""A call that rides on the answer to the webhook's request, instead of being made on its own."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeAlias

Ride: TypeAlias = asyncio.Future[dict[str, Any]]

_offered: ContextVar[Ride | None] = ContextVar("offered", default=None)


@contextmanager
def offering(ride: Ride | None) -> Iterator[None]:
    """The first call that can do so rides along, for as long as nobody has cancelled the ride."""
    token = _offered.set(ride)
    try:
        yield
    finally:
        _offered.reset(token)


def rides(method: str, **parameters: Any) -> bool:
    """Whether this call is on its way. Telegram does not say how it ends."""
    ride = _offered.get()
    if ride is None or ride.done():
        return False
    given = {name: value for name, value in parameters.items() if value is not None}
    ride.set_result({"method": method, **given})
    return True
