"""Updates from a webhook: written down, acknowledged, handled here or by another replica."""

import asyncio
import json
import logging
from asyncio import FIRST_COMPLETED
from collections.abc import Awaitable, Callable
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from telegram import Bot, Update

from bot.clock import Clock
from bot.services import incoming
from bot.services.incoming import InHand, LostUpdateError
from bot.storage.database import Database
from bot.telegram.order import chat_of
from bot.telegram.riding import Ride, offering
from bot.telegram.updates import read_update
from bot.telegram.webhook import UnavailableError

log = logging.getLogger(__name__)

RIDE_S = 0.5
"""How long a tap's request is kept waiting for the tap's answer, which saves a call; see
docs/decisions/answers-ride-on-the-webhook.md."""
MOST_IN_HAND = 1000
"""More than that at once would sooner be handled elsewhere, or later."""
TAKEN_UP_AT_ONCE = 50
_LARGEST_ID = 2**63 - 1

Handle = Callable[[Update], Awaitable[None]]


class Inbox:
    """`handle` must not raise."""

    def __init__(
        self, database: Database, clock: Clock, holder: str, bot: Bot, handle: Handle
    ) -> None:
        self._database = database
        self._clock = clock
        self._holder = holder
        self._bot = bot
        self._handle = handle
        self._tasks: set[asyncio.Task[None]] = set()
        self._known: set[int] = set()
        self._handled: set[int] = set()
        self._suspects: set[int] = set()
        self._closing = False

    async def take(self, data: dict[str, Any], body: str) -> dict[str, Any] | None:
        """Write an update down; then it is safe. Returns the answer to a tap, if it comes soon.
        Raises UnavailableError if it can not be kept, ValueError for what is no update."""
        if len(self._tasks) >= MOST_IN_HAND:
            raise UnavailableError
        update = self._read(data)
        if not 0 <= update.update_id <= _LARGEST_ID:
            raise ValueError("no update")
        chat_id = chat_of(update) or update.update_id
        try:
            mine = await self._database.run(
                incoming.receive, update.update_id, chat_id, body, self._holder, self._clock.now()
            )
        except SQLAlchemyError as error:
            log.error("update.not_stored error=%s", type(error).__name__)
            raise UnavailableError from None
        if mine is None:
            return None
        if update.callback_query is None or RIDE_S <= 0:
            self._start(mine)
            return None
        ride: Ride = asyncio.get_running_loop().create_future()
        handling = self._start(mine, ride)
        await asyncio.wait((ride, handling), timeout=RIDE_S, return_when=FIRST_COMPLETED)
        if ride.done():
            return ride.result()
        ride.cancel()  # whatever comes now is called on its own
        return None

    async def look_after(self) -> None:
        """Take up what a replica that died has left, and what is in this one's hand without its
        knowledge, since the database failed when it would have told. Raises SQLAlchemyError."""
        held = await self._database.run(incoming.in_hand, self._holder)
        unknown = {each.id: each for each in held if each.id not in self._known}
        # One that has just come may be known in a moment; the next look will tell.
        again = [unknown.pop(id_) for id_ in self._suspects & set(unknown)]
        self._suspects = set(unknown)
        left = await self._database.run(
            incoming.take_left, self._holder, self._clock.now(), TAKEN_UP_AT_ONCE
        )
        for each in (*again, *left):
            log.info("update.taken_up update=%d", each.id)
            self._start(each)

    async def close(self) -> None:
        """Begin nothing any more, and return when what was begun is handled; what waits behind it
        is left to the others."""
        self._closing = True
        await self.settled()

    async def settled(self) -> None:
        """Return when nothing is in hand."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    def _start(self, in_hand: InHand, ride: Ride | None = None) -> asyncio.Task[None]:
        self._known.add(in_hand.id)
        task = asyncio.create_task(self._work(in_hand, ride))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _work(self, in_hand: InHand, ride: Ride | None) -> None:
        """Handle it, then what came to its chat meanwhile."""
        following: InHand | None = in_hand
        while following is not None and not self._closing:
            current, following = following, None
            self._known.add(current.id)
            try:
                if current.id not in self._handled:
                    with offering(ride if current is in_hand else None):
                        await self._handle(self._read(json.loads(current.body)))
                    self._handled.add(current.id)
                following = await self._database.run(
                    incoming.finish, current, self._holder, self._clock.now()
                )
                self._handled.discard(current.id)
            except LostUpdateError:
                # Somebody else handles it too: handling it twice is what every handler can take.
                log.warning("update.lost update=%d", current.id)
                self._handled.discard(current.id)
            except SQLAlchemyError as error:
                # It stays in hand, and `look_after` finds it there.
                log.error("update.not_finished error=%s", type(error).__name__)
            finally:
                self._known.discard(current.id)

    def _read(self, data: dict[str, Any]) -> Update:
        try:
            return read_update(data, self._bot)
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError("no update") from error
