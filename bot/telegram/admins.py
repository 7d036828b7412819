"""Who may configure the bot in a group: its admins, as Telegram says, asked again every minute."""

from collections.abc import Awaitable, Callable, Hashable
from datetime import datetime, timedelta

from telegram import Chat, ChatMember, Update
from telegram.error import TelegramError

from bot.telegram.bot import Bot

GOOD_FOR = timedelta(minutes=1)
_ADMINS = (ChatMember.OWNER, ChatMember.ADMINISTRATOR)
_MOST = 1000


class Admins:
    """What Telegram said is kept for a minute. A failure counts as no, and is not kept."""

    def __init__(self) -> None:
        self._known: dict[Hashable, tuple[datetime, bool]] = {}

    async def may_configure(self, bot: Bot, update: Update, now: datetime) -> bool:
        """Whether an admin of this group wrote or tapped this: as themselves, anonymously in the
        group's name, or in the name of the channel that the group belongs to."""
        chat, user = update.effective_chat, update.effective_user
        if chat is None or user is None or chat.type not in (Chat.GROUP, Chat.SUPERGROUP):
            return False
        message = update.message
        speaker = message.sender_chat if message else None
        if speaker is None:
            return await self.is_admin(bot, chat.id, user.id, now)
        if speaker.id == chat.id:
            return True
        return await self._ask(
            ("channel", chat.id, speaker.id), now, lambda: _is_linked(bot, chat.id, speaker.id)
        )

    async def is_admin(self, bot: Bot, chat_id: int, user_id: int, now: datetime) -> bool:
        """Whether this person is an admin of that group."""
        return await self._ask(
            ("person", chat_id, user_id), now, lambda: _is(bot, chat_id, user_id)
        )

    def forget(self, chat_id: int) -> None:
        """Somebody's rights changed there."""
        for key in [key for key in self._known if isinstance(key, tuple) and key[1] == chat_id]:
            del self._known[key]

    async def _ask(self, key: Hashable, now: datetime, ask: Callable[[], Awaitable[bool]]) -> bool:
        asked_at, answer = self._known.get(key, (None, False))
        if asked_at is not None and now - asked_at < GOOD_FOR:
            return answer
        try:
            answer = await ask()
        except TelegramError:
            return False
        if len(self._known) >= _MOST:
            self._known.clear()
        self._known[key] = (now, answer)
        return answer


async def _is(bot: Bot, chat_id: int, user_id: int) -> bool:
    return (await bot.get_chat_member(chat_id, user_id)).status in _ADMINS


async def _is_linked(bot: Bot, chat_id: int, channel_id: int) -> bool:
    return (await bot.get_chat(chat_id)).linked_chat_id == channel_id
