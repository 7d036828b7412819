"""Who goes first: updates of one chat in order of arrival, different chats side by side."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable
from contextlib import asynccontextmanager
from sys import maxsize
from typing import Any

from structlog.contextvars import bound_contextvars
from telegram import Chat, Update
from telegram.ext import BaseUpdateProcessor

from bot.metrics import Timer, meter

log = logging.getLogger(__name__)


class _Queue:
    """One chat's turns; `asyncio.Lock` serves in order of arrival."""

    __slots__ = ("holder", "lock", "waiting")

    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.waiting = 0
        self.holder: asyncio.Task[Any] | None = None


class InOrder(BaseUpdateProcessor):
    """An update processor for `ApplicationBuilder.concurrent_updates`.

    At most `at_once` updates are handled at the same time. A chat that floods the bot waits behind
    itself and takes none of these places from others: hence the queue of a chat comes before the
    count, and python-telegram-bot's own count, which would come first, is left without effect.
    Arrival order holds because the application starts one task an update, tasks start in the order
    they were made, and nothing is awaited until the update stands in its chat's queue.
    """

    def __init__(self, at_once: int = 64) -> None:
        super().__init__(max_concurrent_updates=maxsize)
        self._places = asyncio.Semaphore(at_once)
        self.when_handled: Callable[[int], None] = lambda _: None
        self._queues: dict[Hashable, _Queue] = {}

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Handle the update when its chat's turn and a place have come."""
        try:
            async with self.in_turn(chat_of(update) or object()), self._places:
                timer = Timer()
                with bound_contextvars(**_ids_of(update)):
                    await coroutine
                    seconds = timer.seconds
                    log.info("update.handled kind=%s ms=%.0f", kind_of(update), seconds * 1000)
                meter().update_handled(kind_of(update), seconds)
        finally:
            if isinstance(update, Update):
                self.when_handled(update.update_id)

    @asynccontextmanager
    async def in_turn(self, chat_id: Hashable) -> AsyncIterator[None]:
        """Wait for the turn of `chat_id`, after its updates and jobs that came before.

        Takes no place of the `at_once`: whoever runs jobs bounds them. Raises RuntimeError in a
        task whose turn it already is, which would wait for itself for ever.
        """
        queue = self._queues.setdefault(chat_id, _Queue())
        if queue.holder and queue.holder is asyncio.current_task():
            raise RuntimeError(f"it is already the turn of {chat_id}")
        queue.waiting += 1
        try:
            async with queue.lock:
                queue.holder = asyncio.current_task()
                try:
                    yield
                finally:
                    queue.holder = None
        finally:
            queue.waiting -= 1
            if not queue.waiting:
                del self._queues[chat_id]


def chat_of(update: object) -> int | None:
    """Whose turn it is: the chat's, or the person's where there is no chat. None for an update that
    belongs to nobody and waits for nobody."""
    if isinstance(update, Update):
        tapped = update.callback_query
        if tapped and update.effective_chat and update.effective_chat.type != Chat.PRIVATE:
            # Hundreds may answer in a group at the same moment, each about their own record.
            return tapped.from_user.id
        if update.effective_chat:
            return update.effective_chat.id
        if update.effective_user:
            return update.effective_user.id
    return None


def kind_of(update: object) -> str:
    """What Telegram calls this kind of update."""
    if isinstance(update, Update):
        for kind in Update.ALL_TYPES:
            if getattr(update, kind, None) is not None:
                return kind
    return "unknown"


def _ids_of(update: object) -> dict[str, int]:
    """What connects the lines of a log that belong to this update."""
    return {"update": update.update_id} if isinstance(update, Update) else {}
