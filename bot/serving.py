"""The bot by webhook, beside any number of replicas on the same database."""

import logging
import os
from contextlib import AsyncExitStack

from telegram import Update
from telegram.error import BadRequest

from bot.app import UPDATES, Kneecheck, PortError
from bot.clock import Clock
from bot.config import PREFIX, SettingError, Settings
from bot.health import Health
from bot.metrics import meter
from bot.telegram.health import health_routes
from bot.telegram.limiter import RateLimiter
from bot.telegram.listening import listening
from bot.telegram.webhook import path_of, webhook_route
from handlers.inbox import Inbox
from scheduler.membership import Membership

log = logging.getLogger(__name__)

_CONNECTIONS = 40
"""How many updates Telegram may post at once, over all replicas; its own default."""


class Served(Kneecheck):
    """Started once Telegram, the database and the port can be had."""

    def __init__(self, settings: Settings, *, limiter: RateLimiter, clock: Clock | None = None):
        super().__init__(settings, limiter=limiter, clock=clock)
        self._settings = settings
        self._url, self._secret = settings.require_webhook()
        self._inbox = Inbox(self.database, self.clock, self.holder, self.bot, self._handle)
        self._membership = Membership(
            self.database, self.clock, self.holder, limiter, self._inbox.look_after
        )
        self._open: AsyncExitStack | None = None

    async def take_updates(self) -> None:
        """Listen, then tell Telegram so: whatever comes is written down from the first moment."""
        await self._membership.join()
        await self._listen()
        try:
            await self.bot.set_webhook(
                self._url,
                secret_token=self._secret,
                allowed_updates=UPDATES,
                max_connections=_CONNECTIONS,
            )
        except BadRequest as error:
            raise SettingError(
                f"{PREFIX}WEBHOOK_URL is {self._url!r}, but it must be one that the Bot API server "
                f"takes ({error.message})."
            ) from None

    async def leave_updates(self) -> None:
        """Other replicas take them; what is in hand is handled."""
        if self._open is not None:
            await self._open.aclose()
        await self._inbox.close()

    @property
    def may_send(self) -> bool:
        return self._membership.is_ready

    async def leave(self) -> None:
        await self._membership.leave()

    async def _listen(self) -> None:
        if self._open is not None:
            return  # an earlier try came as far as this
        hook = webhook_route(
            path_of(self._url), self._secret, self._inbox.take, meter().request_refused
        )
        routes = [hook, *health_routes(Health(self).checks)]
        address = self._settings.listen
        async with AsyncExitStack() as opening:
            try:
                await opening.enter_async_context(listening(routes, *address))
            except OSError as error:
                raise PortError("LISTEN", address, os.strerror(error.errno or 0)) from None
            self._open = opening.pop_all()

    async def _handle(self, update: Update) -> None:
        """The application catches whatever a handler raises."""
        await self.order.process_update(update, self.application.process_update(update))
