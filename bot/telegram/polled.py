"""Which updates were fetched and are not handled yet: Telegram must keep them until they are."""

import asyncio
from contextlib import suppress
from typing import Any

SETTLES_S, LONGEST_S = 0.1, 1.0
"""So long a poll waits for what is in hand: most is handled by then, and is confirmed with it. The
longer, up to a second, the more polls in a row bring nothing but what is in hand already."""
MOST_KEPT = 50
"""More than these Telegram does not keep: a poll gives 100 at most, and a chat that waits for
itself must not keep the others from being heard."""


class Polled:
    """What polls have brought, and so what the next one may confirm. Telegram forgets an update
    when a later one is asked for; if this process dies before, it comes again."""

    def __init__(self) -> None:
        self._seen: set[int] = set()
        self._open: set[int] = set()
        self._none = asyncio.Event()
        self._none.set()
        self._patience = SETTLES_S

    def take(self, updates: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Those among `updates`, as Telegram sends them, that were not seen before: they are to be
        handled now."""
        fresh = [update for update in updates if update["update_id"] not in self._seen]
        ids = {update["update_id"] for update in fresh}
        if ids:
            self._seen |= ids
            self._open |= ids
            self._none.clear()
        self._patience = SETTLES_S if ids else min(2 * self._patience, LONGEST_S)
        return fresh

    def handled(self, update_id: int) -> None:
        """This one need not come again."""
        self._open.discard(update_id)
        if not self._open:
            self._none.set()

    def last_offset(self, asked: int | None) -> int | None:
        """What to ask for instead of `asked` when nothing is taken any more, however much that
        leaves."""
        return min(self._open, default=max(self._seen) + 1 if self._seen else asked)

    async def offset(self, asked: int | None) -> int | None:
        """What to ask for instead of `asked`, in a moment."""
        with suppress(TimeoutError):
            async with asyncio.timeout(self._patience):
                await self._none.wait()
        first = self.last_offset(asked)
        if not self._open or first is None:
            self._seen.clear()
            return first
        first = max(first, min(sorted(self._seen)[-MOST_KEPT:]))
        self._seen = {each for each in self._seen if each >= first}
        return first
