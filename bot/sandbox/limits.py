"""Telegram's flood limits: 30 messages a second overall, 1 a second to a chat with short bursts
tolerated, 20 a minute to a group (https://core.telegram.org/bots/faq, "broadcasting").
"""

import math
from dataclasses import dataclass
from datetime import datetime

from bot.sandbox.errors import too_many_requests


@dataclass(slots=True)
class _Bucket:
    size: float
    per_second: float
    level: float
    at: datetime

    def seconds_until_free(self, now: datetime) -> float:
        elapsed = max((now - self.at).total_seconds(), 0)
        self.level = min(self.size, self.level + elapsed * self.per_second)
        self.at = now
        return max(0.0, (1 - self.level) / self.per_second)


class FloodLimits:
    """Refills by the sandbox's clock."""

    def __init__(self) -> None:
        self._overall: _Bucket | None = None
        self._chats: dict[int, _Bucket] = {}

    def spend(self, chat_id: int, now: datetime) -> None:
        """Take one message's worth; raises ApiError (429) with `retry_after` in whole seconds."""
        overall = self._overall = self._overall or _Bucket(30, 30, 30, now)
        chat = self._chats.setdefault(
            chat_id, _Bucket(20, 20 / 60, 20, now) if chat_id < 0 else _Bucket(5, 1, 5, now)
        )
        wait = max(bucket.seconds_until_free(now) for bucket in (overall, chat))
        if wait > 0:
            raise too_many_requests(math.ceil(wait))
        overall.level -= 1
        chat.level -= 1
