"""The composition root: the one file that sees every part and puts them together."""

import asyncio
import logging
from collections.abc import Callable, Iterable
from contextlib import AsyncExitStack, suppress
from datetime import timedelta

from telegram import (
    BotCommand,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
)
from telegram.constants import UpdateType
from telegram.error import Conflict, InvalidToken, TelegramError
from telegram.ext import Application, ApplicationBuilder
from telegram.request import BaseRequest

from bot.clock import Clock, SystemClock
from bot.config import Address, Settings
from bot.domain.check_in import Moment, Plan, Timing
from bot.holder import is_dead, new_holder, retire
from bot.services import replicas
from bot.storage import jobs
from bot.storage.database import Database
from bot.telegram.bot import Bot
from bot.telegram.limiter import RateLimiter
from bot.telegram.order import InOrder
from bot.telegram.transport import AiohttpRequest
from bot.views.talk import ADMIN_COMMANDS, COMMANDS, GROUP_COMMANDS
from handlers.registry import all_handlers
from handlers.trouble import trouble
from handlers.turn import Desk
from scheduler.service import Scheduler
from scheduler.work import Work

log = logging.getLogger(__name__)

UPDATES = (
    UpdateType.MESSAGE,
    UpdateType.EDITED_MESSAGE,
    UpdateType.CALLBACK_QUERY,
    UpdateType.INLINE_QUERY,
    UpdateType.MY_CHAT_MEMBER,
    UpdateType.CHAT_MEMBER,
)
_POLL = timedelta(seconds=30)
LAST_CALLS_S = 5.0
"""How long Telegram is still spoken to once told to stop: container runtimes kill after 10 s, and
by then every update that was taken must be stored."""
LAST_CONFIRMATION_S = 1.0


def plan_of(settings: Settings) -> Plan:
    """When each moment is asked, from the settings."""
    return tuple(
        Timing(moment=moment, offset=offset, window=window, nudge_after=nudge_after)
        for moment, offset, window, nudge_after in zip(
            Moment,
            settings.check_in_offsets,
            settings.completion_windows,
            settings.nudge_delays,
            strict=True,
        )
    )


def _poll_failed(error: TelegramError) -> None:
    """One line each, for polling goes on by itself, and its server may be gone for hours."""
    if isinstance(error, Conflict):
        log.warning("poll.conflict: another process takes updates with the same token")
    else:
        log.warning("poll.failed error=%s", type(error).__name__)


def _commands(named: Iterable[tuple[str, str]]) -> list[BotCommand]:
    return [BotCommand(name, description) for name, description in named]


def _aside(name: str, description: str) -> BotCommand:
    """A command that only the one who sends it sees (Bot API 10.2)."""
    return BotCommand(name, description, api_kwargs={"is_ephemeral": True})


class PortError(Exception):
    """A port that a setting names can not be had."""

    def __init__(self, setting: str, address: Address, reason: str) -> None:
        super().__init__(reason)
        self.setting, self.address, self.reason = setting, address, reason


class Kneecheck:
    """The whole bot on one event loop, by long polling: `start`, then `stop`. The database must be
    migrated. `bot.serving` is the same by webhook."""

    def __init__(
        self,
        settings: Settings,
        *,
        limiter: RateLimiter,
        clock: Clock | None = None,
        request: Callable[[], BaseRequest] = AiohttpRequest,
    ) -> None:
        self.database = Database(settings.database_url)
        self.holder = new_holder()
        self.clock = clock = clock or SystemClock()
        self.limiter = limiter
        self.order = order = InOrder()
        self._requests = (request(), request())
        self.bot = Bot(
            settings.require_token(),
            base_url=f"{settings.api_url}/bot",
            base_file_url=f"{settings.api_url}/file/bot",
            request=self._requests[0],
            get_updates_request=self._requests[1],
            rate_limiter=limiter,
            allow_paid_broadcast=settings.allow_paid_broadcast,
        )
        order.when_handled = self.bot.polled.handled
        builder = ApplicationBuilder().bot(self.bot).concurrent_updates(order).job_queue(None)
        self.application: Application = builder.build()  # type: ignore[type-arg]
        plan = plan_of(settings)
        desk = Desk(self.database, clock, plan, settings.time_zone, self.holder)
        self.application.add_handlers(all_handlers(desk))
        self.application.add_error_handler(trouble)
        self._work = Work(self.bot, self.database, clock, order, self.holder, plan)
        self._scheduler: Scheduler | None = None

    @property
    def scheduler(self) -> Scheduler:
        """Once started."""
        assert self._scheduler is not None
        return self._scheduler

    @property
    def seconds_since_tick(self) -> float:
        """How long ago the scheduler last looked for due jobs; for ever before it is started."""
        return self._scheduler.seconds_since_tick if self._scheduler else float("inf")

    @property
    def may_send(self) -> bool:
        """Whether this process has a share of Telegram's limits."""
        return True

    async def start(self) -> None:
        """Take updates and run jobs. Raises TelegramError if Telegram can not be reached or does
        not know the token; then nothing runs, and it may be tried again."""
        await self.application.initialize()
        await self.take_updates()
        await self.application.start()
        self._scheduler = Scheduler(self._work)
        await self._bury_the_dead()
        self._scheduler.start()
        log.info("ready")

    async def take_updates(self) -> None:
        """From now on, what people send is handled."""
        assert self.application.updater is not None
        await self.application.updater.start_polling(
            timeout=_POLL,
            bootstrap_retries=0,
            allowed_updates=UPDATES,
            error_callback=_poll_failed,
        )

    async def leave_updates(self) -> None:
        """Take none any more; what was taken goes on."""
        updater = self.application.updater
        if updater is not None and updater.running:
            # It raises once more what ended polling, and its last call may find nobody.
            with suppress(InvalidToken, TimeoutError):
                await asyncio.wait_for(updater.stop(), LAST_CALLS_S)

    async def _confirm_updates(self) -> None:
        # Those that stay come again, which changes nothing but what they are answered.
        with suppress(TelegramError, TimeoutError):
            await asyncio.wait_for(self.bot.confirm_handled(), LAST_CONFIRMATION_S)

    async def leave(self) -> None:
        """Called last: nothing runs any more."""

    async def _bury_the_dead(self) -> None:
        """A process that was killed on this machine needs what it held no more; without this it
        would wait for leases to end."""
        holders = await self.database.run(jobs.holders) + await self.database.run(replicas.known)
        for holder in set(holders):
            if is_dead(holder):
                await self.database.run(replicas.bury, holder)

    async def publish_commands(self) -> None:
        """Fill Telegram's command menus. They are a convenience: a failure is logged, no more."""
        aside = [_aside(name, description) for name, description in GROUP_COMMANDS]
        menus = (
            (BotCommandScopeAllPrivateChats(), _commands(COMMANDS)),
            (BotCommandScopeAllGroupChats(), aside),
            (BotCommandScopeAllChatAdministrators(), [*aside, *_commands(ADMIN_COMMANDS)]),
        )
        try:
            for scope, commands in menus:
                await self.bot.set_my_commands(commands, scope=scope)
        except TelegramError as error:
            log.warning("commands.not_published error=%s", type(error).__name__)

    async def stop(self) -> None:
        """Take no update any more, let running work end, leave nothing claimed, close."""
        application = self.application
        self.limiter.hurry(LAST_CALLS_S)
        async with AsyncExitStack() as last:
            # Whatever fails on the way, the rest is still closed; from the bottom to the top.
            last.callback(retire, self.holder)
            last.callback(self.database.close)
            last.push_async_callback(self.leave)
            for request in self._requests:
                # The application closes them only after a start that succeeded.
                last.push_async_callback(request.shutdown)
            last.push_async_callback(application.shutdown)
            if self._scheduler is not None:
                last.push_async_callback(self._scheduler.stop)
                self._scheduler.pause()
            last.push_async_callback(self._confirm_updates)
            if application.running:
                last.push_async_callback(application.stop)
            await self.leave_updates()
