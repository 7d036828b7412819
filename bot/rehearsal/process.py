"""The bot as a process that can die at any moment and be started again."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from http import HTTPStatus
from typing import Any

from telegram.error import NetworkError, TelegramError
from telegram.request import RequestData

from bot.app import Kneecheck
from bot.clock import MovableClock
from bot.config import Settings
from bot.sandbox.errors import RefusedError
from bot.sandbox.in_process import SandboxRequest
from bot.sandbox.world import Sandbox
from bot.stage import BotOnStage
from bot.telegram.limiter import RateLimiter
from scheduler.service import Scheduler

PATIENCE_S = 120
"""On the real clock: a bot that is still busy by then will not come to rest at all."""


@dataclass(frozen=True, slots=True)
class Doom:
    """The process dies at a request of this method, after it or before."""

    method: str
    after: bool


class Life:
    """One run of the process, until one of the `dooms` strikes. When it is over no request gets
    out and none is answered."""

    def __init__(self, dooms: list[Doom]) -> None:
        self._dooms = dooms
        self._over = asyncio.Event()

    @property
    def is_over(self) -> bool:
        return self._over.is_set()

    def end(self) -> None:
        self._over.set()

    async def over(self) -> None:
        await self._over.wait()

    async def survive(self, method: str, *, after: bool) -> None:
        """Return if the process lives on; otherwise never."""
        for doom in self._dooms:
            if doom.after is after and doom.method == method:
                self._dooms.remove(doom)
                self.end()
                break
        if self.is_over:
            await asyncio.get_running_loop().create_future()


class MortalRequest(SandboxRequest):
    """Requests of a process that may die at any of them."""

    def __init__(self, sandbox: Sandbox, life: Life) -> None:
        super().__init__(sandbox)
        self._life = life

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *more: Any,
        **rest: Any,
    ) -> tuple[int, bytes]:
        name = url.rpartition("/")[2]
        await self._life.survive(name, after=False)
        status, body = await super().do_request(url, method, request_data, *more, **rest)
        await self._life.survive(name, after=True)
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR and not body.startswith(b"{"):
            # As the bot's own transport has it.
            raise NetworkError(f"no answer of Telegram's ({status})")
        return status, body


class _Stage(BotOnStage):
    """Waits for no update while none can come."""

    network_is_down = False

    async def settled(self) -> None:
        if not self.network_is_down:
            await super().settled()
            return
        await self._bot.application.update_queue.join()
        await self._bot.scheduler.settled()


class Process:
    """Start it first. Raises TimeoutError when it does not come to rest."""

    def __init__(
        self,
        settings: Settings,
        sandbox: Sandbox,
        clock: MovableClock,
        when_it_died: Callable[[], None],
    ) -> None:
        self._settings = settings
        self._sandbox = sandbox
        self._clock = clock
        self._when_it_died = when_it_died
        self._dooms: list[Doom] = []
        self._runs = False

    async def start(self) -> None:
        self._life = life = Life(self._dooms)
        self._bot = Kneecheck(
            self._settings,
            limiter=RateLimiter(overall=None, chat=None, group=None),
            clock=self._clock,
            request=lambda: MortalRequest(self._sandbox, life),
        )
        self._stage = _Stage(self._bot, self._sandbox, self._clock)
        try:
            await self._bot.start()
        except TelegramError as error:
            await self._bot.stop()
            raise RefusedError(f"the bot can not start without Telegram ({error})") from None
        self._runs = True

    async def stop(self) -> None:
        """The graceful end."""
        self._runs = False
        await self._bot.stop()

    def network_is_down(self, is_down: bool) -> None:
        """What `faults` were told, so that nobody waits for updates meanwhile."""
        self._stage.network_is_down = is_down

    def doom(self, doom: Doom) -> None:
        """The next such request is the last of its run."""
        self._dooms.append(doom)

    @property
    def is_still_doomed(self) -> bool:
        """Whether such a request has not come yet."""
        return bool(self._dooms)

    async def settled(self) -> None:
        """Return when nothing is left to do at this moment."""
        await self._while_alive(lambda: self._stage.settled())

    async def move(self, by: timedelta) -> None:
        """Move the clock, stopping whenever a job is due."""
        until = self._clock.now() + by
        await self._while_alive(lambda: self._stage.move(until - self._clock.now()))

    async def restart(self, after: timedelta | None) -> None:
        """Die at once, and come back, after some time if that is given."""
        await self.die()
        self._clock.move(after or timedelta(0))
        await self.start()
        await self.settled()

    async def _while_alive(self, activity: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Do it, and if the process dies meanwhile, start it again and do it again."""
        while await self._dies_during(activity()):
            self._when_it_died()
            await self.die()
            await self.start()

    async def _dies_during(self, activity: Coroutine[Any, Any, None]) -> bool:
        loop = asyncio.get_running_loop()
        patience_ended = loop.create_future()
        end_patience = partial(patience_ended.set_result, None)
        # A thread, since the time of the loop goes with the moved clock.
        watchdog = threading.Timer(PATIENCE_S, loop.call_soon_threadsafe, (end_patience,))
        watchdog.start()
        doing = asyncio.ensure_future(activity)
        dying = asyncio.ensure_future(self._life.over())
        try:
            ends = (doing, dying, patience_ended)
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
            if patience_ended.done():
                raise TimeoutError(f"The bot is still busy after {PATIENCE_S} s.")
            if not self._life.is_over:
                await doing
            return self._life.is_over
        finally:
            watchdog.cancel()
            doing.cancel()
            dying.cancel()

    async def die(self) -> None:
        """What SIGKILL leaves: nothing more is sent or begun, leases stay in the table. Only a
        transaction that is already on its way to the database may still arrive there."""
        if not self._runs:
            return
        self._runs = False
        self._life.end()
        await _cancel_all_others()
        await asyncio.to_thread(_halt, self._bot.scheduler)
        # What the scheduler's thread had handed over before it ended.
        await _cancel_all_others()
        await asyncio.to_thread(self._bot.database.close)


def _halt(scheduler: Scheduler) -> None:
    """End the scheduler's thread."""
    # Private, because nobody else has a use for it: a real process is killed from outside.
    scheduler._executor.close()
    scheduler._background.shutdown(wait=False)


async def _cancel_all_others() -> None:
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
