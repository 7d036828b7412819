"""One update being handled: who wrote, when, and the ways to answer."""

import logging
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session
from telegram import CallbackQuery, Chat, Message, Update, User
from telegram.error import TelegramError
from telegram.ext import ContextTypes

from bot.clock import Clock
from bot.domain.check_in import Plan
from bot.domain.clinic import Place
from bot.services.athletes import AthleteRecord, meet
from bot.storage.database import Database
from bot.telegram import ephemeral, sending
from bot.telegram.admins import Admins
from bot.telegram.bot import Bot
from bot.telegram.links import start_link
from bot.telegram.sending import Sendable

log = logging.getLogger(__name__)

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Desk:
    """What every conversation works with. `time_zone` is for people who have not set theirs;
    `holder` is this process's name on the leases of its jobs."""

    database: Database
    clock: Clock
    plan: Plan
    time_zone: str
    holder: str
    admins: Admins = field(default_factory=Admins)


_ELSEWHERE = 10**12
"""Above all of a private chat's numbers for messages."""


class Turn:
    """An update of one person, in private or in a group; the clock was asked once, when it
    arrived."""

    def __init__(self, desk: Desk, update: Update, bot: Bot) -> None:
        user, chat = update.effective_user, update.effective_chat
        assert user is not None
        self.desk = desk
        self.bot = bot
        self.update = update
        self.now: datetime = desk.clock.now()
        self.user: User = user
        self.chat_id: int = chat.id if chat else user.id
        self.is_private = chat is None or chat.type == Chat.PRIVATE
        # A program of one's own can press buttons in a chat that it found out about.
        self.is_somebody_elses = self.is_private and self.chat_id != user.id
        self._athlete: AthleteRecord | None = None

    @property
    def text(self) -> str:
        """What was typed; empty for anything but text."""
        message = self.update.message
        return (message.text or "") if message else ""

    @property
    def arguments(self) -> str:
        """What follows the command."""
        return "".join(self.text.split(maxsplit=1)[1:]).strip()

    @property
    def is_for_another_bot(self) -> bool:
        """Whether the command names another bot, as in `/start@other_bot`."""
        named = "".join(self.text.split(maxsplit=1)[:1]).partition("@")[2]
        return bool(named) and named.lower() != (self.bot.bot.username or "").lower()

    @property
    def message_id(self) -> int:
        """The message that was written, or the one whose button was tapped."""
        tapped = self.update.callback_query
        # Telegram may not show a message any more whose button still works.
        message = tapped.message if tapped else self.update.effective_message
        assert message is not None
        return message.message_id

    @property
    def origin(self) -> int:
        """A number for what was written, unlike that of anything else that this athlete writes:
        the message's own in their private chat."""
        return self.message_id if self.is_private else _ELSEWHERE + self.update.update_id

    @property
    def place(self) -> Place:
        """This chat and, in a forum, this topic."""
        if self.chat_id > 0:
            return Place(self.chat_id, None)
        message = self.update.effective_message
        in_topic = isinstance(message, Message) and message.is_topic_message
        return Place(self.chat_id, message.message_thread_id if message and in_topic else None)

    @property
    def replied_to(self) -> int | None:
        """The message that this one replies to."""
        message = self.update.message
        return message.reply_to_message.id if message and message.reply_to_message else None

    @property
    def query(self) -> CallbackQuery:
        """The tap."""
        assert self.update.callback_query is not None
        return self.update.callback_query

    async def run(
        self, service: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """Run a service in a transaction."""
        return await self.desk.database.run(service, *args, **kwargs)

    async def athlete(self) -> AthleteRecord:
        """The athlete who wrote, recorded if new, and taken up again if they were away."""
        if self._athlete is None:
            language = self.user.language_code or "en"
            self._athlete = await self.run(
                meet, self.user.id, language, self.desk.time_zone, self.now
            )
        return self._athlete

    def in_private(self) -> "Turn":
        """The same person and moment, answered in their private chat."""
        private = Turn(self.desk, self.update, self.bot)
        private.now, private.chat_id = self.now, self.user.id
        return private

    async def show(self, message: Sendable) -> int:
        """Send a message; returns its id."""
        return await sending.send(self.bot, self.chat_id, message, thread_id=self.place.thread_id)

    async def show_in_private(self, message: Sendable) -> bool:
        """Send it into the private chat, if they have ever opened it; whether that worked."""
        return await sending.try_to_send(self.bot, self.user.id, message)

    async def whisper(self, message: Sendable) -> bool:
        """Say it in the group so that nobody else sees it; whether that worked."""
        tap = self.update.callback_query
        return await ephemeral.whisper(
            self.bot,
            self.chat_id,
            self.user.id,
            message,
            tap=tap,
            answering=None if tap else self.update.message,
            thread_id=self.place.thread_id,
        )

    async def open_private(self, payload: str) -> None:
        """Answer the tap by opening the private chat, where it goes on."""
        try:
            await self.query.answer(url=start_link(self.bot, payload))
        except TelegramError as error:
            log.info("tap.not_answered error=%s", type(error).__name__)

    async def replace(self, message: Sendable) -> int:
        """Show it in place of the message whose button was tapped; if that is gone, send it."""
        if await sending.edit(self.bot, self.chat_id, self.message_id, message):
            return self.message_id
        return await self.show(message)

    async def toast(self, text: str | None = None, *, alert: bool = False) -> None:
        """Answer the tap, with a short text if given. If that fails the button waits a little
        longer, which is no reason to leave undone what the tap is for."""
        try:
            await self.query.answer(text, show_alert=alert)
        except TelegramError as error:
            log.info("tap.not_answered error=%s", type(error).__name__)


Conversation = Callable[[Turn], Awaitable[None]]


def conversation(
    desk: Desk, talk: Conversation
) -> Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, None]]:
    """A conversation as python-telegram-bot wants its callbacks."""

    async def callback(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        if update.effective_user is None:
            return  # a channel that speaks in its group: nobody to talk to
        bot: Any = context.bot
        turn = Turn(desk, update, bot)
        if turn.is_private and (update.message or update.edited_message):
            await turn.athlete()
        await talk(turn)

    return callback
