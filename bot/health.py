"""Whether the bot is ready, and its figures, at a port of their own."""

import asyncio
import os
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from telegram.error import TelegramError

from bot.app import Kneecheck, PortError
from bot.config import Address
from bot.metrics import Timer, heard_by
from bot.services.backlog import backlog
from bot.storage import migrate
from bot.telegram.health import health_routes, metrics_route
from bot.telegram.listening import listening

ANSWER_GOOD_FOR_S = 60.0
"""A poll is answered within 30 s."""
TICK_GOOD_FOR_S = 90.0
"""The scheduler looks at the table every 30 s."""
FIGURES_GOOD_FOR_S = 5.0
_PATIENCE_S = 3.0


class Health:
    """Of this bot. Never raises."""

    def __init__(self, bot: Kneecheck) -> None:
        self._bot = bot

    async def checks(self) -> Mapping[str, bool]:
        database, telegram = await asyncio.gather(self._has_tables(), self._reaches_telegram())
        return {
            "database": database is not None,
            "migrations": bool(database),
            "telegram": telegram,
            "scheduler": self._bot.seconds_since_tick < TICK_GOOD_FOR_S,
            "limits": self._bot.may_send,
        }

    async def _has_tables(self) -> bool | None:
        """None if the database does not answer."""
        try:
            async with asyncio.timeout(_PATIENCE_S):
                return await self._bot.database.run(tables_fit)
        except (SQLAlchemyError, TimeoutError):
            return None

    async def _reaches_telegram(self) -> bool:
        if self._bot.bot.seconds_since_answer < ANSWER_GOOD_FOR_S / 2:
            return True
        try:
            async with asyncio.timeout(_PATIENCE_S):
                await self._bot.bot.get_me()
        except (TelegramError, TimeoutError):
            return self._bot.bot.seconds_since_answer < ANSWER_GOOD_FOR_S
        return True


def tables_fit(session: Session) -> bool:
    return migrate.fits(session.connection())


@asynccontextmanager
async def watched(bot: Kneecheck, address: Address) -> AsyncIterator[None]:
    """Answer there while the context is open. Raises PortError."""
    from bot.prometheus import Figures, Prometheus

    prometheus, last = Prometheus(), Timer()
    looked_up = False

    async def measured() -> bytes:
        nonlocal last, looked_up
        if looked_up and last.seconds < FIGURES_GOOD_FOR_S:
            return prometheus.text(None)
        try:
            async with asyncio.timeout(_PATIENCE_S):
                found = await bot.database.run(backlog, bot.clock.now())
        except (SQLAlchemyError, TimeoutError):
            return prometheus.text(None)
        last, looked_up = Timer(), True
        rate = bot.limiter.messages_per_second
        return prometheus.text(
            Figures(
                found.jobs_waiting,
                found.jobs_due,
                found.oldest_due,
                found.updates_waiting,
                found.replicas or 1,
                rate,
            )
        )

    routes = [*health_routes(Health(bot).checks), metrics_route(measured)]
    async with AsyncExitStack() as stack:
        stack.enter_context(heard_by(prometheus))
        try:
            await stack.enter_async_context(listening(routes, *address))
        except OSError as error:
            raise PortError("HEALTH_LISTEN", address, os.strerror(error.errno or 0)) from None
        yield
