"""python-telegram-bot's bot, which also tells when Telegram does not know its token any more."""

import asyncio
from typing import Any

from telegram import Update
from telegram.error import InvalidToken
from telegram.ext import ExtBot

from bot.telegram.limiter import Urgency


class Bot(ExtBot[Urgency]):
    """Polling ends for good when the token is refused, and nothing else would notice."""

    __slots__ = ("_token_refused",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._token_refused = asyncio.Event()

    @property
    def token_refused(self) -> asyncio.Event:
        """Set once a poll was answered with: unknown token."""
        return self._token_refused

    async def get_updates(self, *args: Any, **kwargs: Any) -> tuple[Update, ...]:
        """As in python-telegram-bot."""
        try:
            return await super().get_updates(*args, **kwargs)
        except InvalidToken:
            self._token_refused.set()
            raise
