"""The queue of updates that wait for the bot, with the semantics of getUpdates."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.sandbox.bell import Bell
from bot.sandbox.errors import ApiError, NoAnswerError

BATCH = 100
_ONLY_ON_REQUEST = {"chat_member", "message_reaction", "message_reaction_count"}


@dataclass(frozen=True, slots=True)
class _Waiting:
    id: int
    body: dict[str, Any]


class UpdateQueue:
    """Updates are numbered, delivered in order, and forgotten once a poll asks for later ones."""

    def __init__(self, first_id: int = 1001) -> None:
        self._next_id = first_id
        self._queue: list[_Waiting] = []
        self._held: list[_Waiting] = []
        self._holding = False
        self._to_repeat = 0
        self._repeats: list[_Waiting] = []
        self._repeats_given: list[_Waiting] = []
        self._allowed: frozenset[str] | None = None
        self._poll: asyncio.Future[None] | None = None
        self._bell = Bell()

    def put(self, kind: str, body: dict[str, Any]) -> int | None:
        """Queue an update; None if the bot has not asked for this kind."""
        wanted = kind in self._allowed if self._allowed else kind not in _ONLY_ON_REQUEST
        if not wanted:
            return None
        update = _Waiting(self._next_id, {"update_id": self._next_id, kind: body})
        self._next_id += 1
        (self._held if self._holding else self._queue).append(update)
        if self._to_repeat:
            self._to_repeat -= 1
            self._repeats.append(update)
        self._wake()
        return update.id

    async def poll(
        self,
        offset: int = 0,
        limit: int = BATCH,
        timeout: float = 0,  # noqa: ASYNC109 - the Bot API's own parameter
        allowed: frozenset[str] | None = None,
    ) -> list[dict[str, Any]]:
        """Confirm everything before `offset`, then wait up to `timeout` real seconds for more.

        A poll that is still waiting ends with a conflict when another one arrives.
        """
        self.break_poll(
            ApiError(
                409,
                "Conflict: terminated by other getUpdates request; "
                "make sure that only one bot instance is running",
            )
        )
        self.allow(allowed)
        self._confirm(offset)
        if not self._deliverable() and timeout > 0:
            await self._wait(timeout)
        else:
            await asyncio.sleep(0)  # A bot that polls in a tight loop leaves room for others.
        self._repeats_given += (given := self._repeats_due())
        self._repeats = [update for update in self._repeats if update not in given]
        batch = [*given, *self._queue][: min(max(limit, 1), BATCH)]
        return [update.body for update in batch]

    async def confirmed(self) -> None:
        """Return when the bot has confirmed every update made so far.

        Updates that are held back count from their release.
        """
        last = self._next_id

        def done() -> bool:
            open_updates = [*self._queue, *self._repeats, *self._repeats_given]
            return all(update.id >= last for update in open_updates)

        await self._bell.until(done)

    def allow(self, allowed: frozenset[str] | None) -> None:
        """The bot asks for these kinds from now on; None leaves it as it was, and no kinds are the
        usual ones."""
        if allowed is not None:
            self._allowed = allowed or None

    async def changed(self, satisfied: Callable[[], bool]) -> None:
        """Return as soon as `satisfied()` holds; asked again whenever an update comes or goes."""
        await self._bell.until(satisfied)

    def waiting(self) -> list[dict[str, Any]]:
        """What a webhook is to be sent, in order."""
        return [update.body for update in (*self._repeats_due(), *self._queue)]

    def take(self, update_id: int) -> None:
        """A webhook has taken this one."""
        due = [update for update in self._repeats_due() if update.id == update_id]
        self._repeats = [update for update in self._repeats if update not in due]
        self._queue = [update for update in self._queue if update.id != update_id]
        self._bell.ring()

    def hold(self) -> None:
        self._holding = True

    def release(self) -> None:
        self._holding = False
        self._queue = sorted([*self._queue, *self._held], key=lambda update: update.id)
        self._held = []
        self._wake()

    def repeat_next(self, times: int = 1) -> None:
        """Deliver each of the next `times` updates once more after it was confirmed."""
        self._to_repeat += times

    def break_poll(self, error: ApiError | NoAnswerError) -> None:
        if self._poll and not self._poll.done():
            self._poll.set_exception(error)

    def discard_all(self) -> None:
        self._queue = []
        self._bell.ring()

    @property
    def pending(self) -> int:
        return len(self._queue) + len(self._held)

    @property
    def allowed(self) -> frozenset[str] | None:
        return self._allowed

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            self._queue = self._queue[offset:]
        elif offset:
            self._queue = [update for update in self._queue if update.id >= offset]
        self._repeats_given = []
        self._bell.ring()

    def _repeats_due(self) -> list[_Waiting]:
        """A repeat comes after its first delivery was confirmed: the bot has seen it before."""
        waiting = {update.id for update in (*self._queue, *self._held)}
        return [update for update in self._repeats if update.id not in waiting]

    def _deliverable(self) -> bool:
        return bool(self._queue or self._repeats_due())

    async def _wait(self, seconds: float) -> None:
        poll = self._poll = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(seconds):
                await poll
        except TimeoutError:
            pass
        finally:
            if self._poll is poll:
                self._poll = None

    def _wake(self) -> None:
        self._bell.ring()
        if self._poll and not self._poll.done() and self._deliverable():
            self._poll.set_result(None)
