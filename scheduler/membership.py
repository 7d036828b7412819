"""One replica among others: it tells them that it lives, and keeps to its share of the limits."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta

from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from bot.services import incoming, pace, replicas
from bot.storage.database import Database
from bot.telegram.limiter import RateLimiter

log = logging.getLogger(__name__)

BEAT_S = 2.0
"""How often a replica says that it lives."""
SHARE_GOOD_FOR_S = 6.0
"""A replica whose beats fail stops sending before the others take it for dead, and its share."""
assert timedelta(seconds=SHARE_GOOD_FOR_S + BEAT_S) < replicas.DEAD_AFTER
_BEATS_TO_BE_NOTICED = 2
_BEATS_TO_TIDY_UP = 300


class Membership:
    """`join`, then `leave`. `look_after` is called at every beat; it may raise SQLAlchemyError."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        holder: str,
        limiter: RateLimiter,
        look_after: Callable[[], Awaitable[None]],
    ) -> None:
        self._database = database
        self._clock = clock
        self._holder = holder
        self._limiter = limiter
        self._look_after = look_after
        self._leaving = asyncio.Event()
        self._beating: asyncio.Task[None] | None = None
        self._beats_unnoticed = 0
        self.live = 0

    async def join(self) -> None:
        """Be one of those that live; once is enough. Whoever finds others sends nothing until they
        have noticed: until then they use the whole limit among themselves."""
        if self._beating is not None:
            return
        self.live = await self._database.run(replicas.say_alive, self._holder, self._clock.now())
        self._beats_unnoticed = _BEATS_TO_BE_NOTICED if self.live > 1 else 0
        self._limiter.ledger = self._ask_ledger
        self._limiter.share(self.live, 0 if self._beats_unnoticed else SHARE_GOOD_FOR_S)
        self._beating = asyncio.create_task(self._beat_on())

    async def leave(self) -> None:
        """What this replica had, it has no more."""
        if self._beating is None:
            return
        self._leaving.set()
        await self._beating
        try:
            await self._database.run(replicas.bury, self._holder)
        except SQLAlchemyError as error:
            log.warning("replica.not_buried error=%s", type(error).__name__)

    @property
    def is_ready(self) -> bool:
        """Whether it may send."""
        return self._beating is not None and not self._beats_unnoticed

    async def _beat_on(self) -> None:
        beats = 0
        while not await self._told_to_leave():
            beats += 1
            try:
                await self._beat()
                if beats % _BEATS_TO_TIDY_UP == 0:
                    await self._database.run(incoming.forget, self._clock.now())
                    await self._database.run(pace.forget, self._clock.now())
            except SQLAlchemyError as error:
                log.warning("replica.not_heard error=%s", type(error).__name__)

    async def _told_to_leave(self) -> bool:
        try:
            await asyncio.wait_for(self._leaving.wait(), BEAT_S)
        except TimeoutError:
            return False
        return True

    async def _beat(self) -> None:
        loop = asyncio.get_running_loop()
        started = loop.time()
        self.live = await self._database.run(replicas.say_alive, self._holder, self._clock.now())
        self._beats_unnoticed = max(self._beats_unnoticed - 1, 0)
        if not self._beats_unnoticed:
            self._limiter.share(self.live, started + SHARE_GOOD_FOR_S - loop.time())
        await self._look_after()

    async def _ask_ledger(self, chat_id: int, limits: Sequence[tuple[int, float]]) -> float:
        now = self._clock.now()
        return await self._database.run(pace.take_place, chat_id, limits, now)
