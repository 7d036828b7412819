"""Chats behind a rate limiter, and what reached them when."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from telegram.error import RetryAfter

from bot.telegram.limiter import RateLimiter, Urgency
from tests.telegram.skipping_time import now

ANA, BEN, CLINIC = 1, 2, -100
SCHEDULED = Urgency.SCHEDULED


@dataclass
class Chats:
    """Stands behind a limiter and notes what reaches Telegram, and when."""

    limiter: RateLimiter = field(default_factory=RateLimiter)
    sent: list[tuple[float, int, str]] = field(default_factory=list)
    floods: list[int] = field(default_factory=list)
    """Each of these seconds is answered once, as 429."""

    async def call(
        self,
        chat: int | None,
        text: str = "",
        urgency: Urgency | None = None,
        endpoint: str = "sendMessage",
    ) -> None:
        async def telegram() -> bool:
            if self.floods:
                raise RetryAfter(self.floods.pop(0))
            self.sent.append((round(now(), 6), chat or 0, text))
            return True

        data: dict[str, Any] = {} if chat is None else {"chat_id": chat}
        await self.limiter.process_request(telegram, (), {}, endpoint, data, urgency)

    def times(self, chat: int | None = None) -> list[float]:
        return [at for at, to, _ in self.sent if chat in (None, to)]


def most_in(window: float, times: Iterable[float]) -> int:
    """The most of `times` that fall into any half-open window of that length."""
    ordered = sorted(times)
    return max(
        (sum(at < start + window - 1e-6 for at in ordered[i:]) for i, start in enumerate(ordered)),
        default=0,
    )
