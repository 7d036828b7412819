"""Messages in a group that one member sees and nobody else (Bot API 10.2 and 10.3).

python-telegram-bot knows the Bot API up to 10.0, so this is the one place that spells them out.
They may not arrive, older servers refuse them or, worse, show them to all: whoever sends one says
nothing in it that all may not read, and has another way in hand.
"""

import logging
from typing import Any

from telegram import CallbackQuery, Message
from telegram.error import TelegramError

from bot.telegram import sending
from bot.telegram.bot import Bot
from bot.telegram.failures import AlreadySo, failure_of
from bot.telegram.limiter import Urgency
from bot.telegram.sending import Sendable, wire

log = logging.getLogger(__name__)


def number_of(message: object) -> int | None:
    """The number of an ephemeral message; None for one that all see."""
    known = message.api_kwargs if isinstance(message, Message) else {}
    found = known.get("ephemeral_message_id")
    return found if isinstance(found, int) else None


async def whisper(
    bot: Bot,
    chat_id: int,
    user_id: int,
    message: Sendable,
    *,
    tap: CallbackQuery | None = None,
    answering: Message | None = None,
    thread_id: int | None = None,
) -> bool:
    """Say it to this member alone, after a tap of theirs or in answer to their ephemeral command.
    False if that can not be done now; then nobody has seen it, or only for a moment."""
    only_to: dict[str, Any] = {"receiver_user_id": user_id}
    more: dict[str, Any] = {"ephemeral_message_parameters": only_to}
    if tap is not None:
        only_to["callback_query_id"] = tap.id
    if answering is not None and (number := number_of(answering)) is not None:
        more["reply_parameters"] = {"ephemeral_message_id": number}
    try:
        where = {"chat_id": chat_id, "message_thread_id": thread_id}
        sent = await bot.call("sendMessage", Urgency.ASIDE, **where, **wire(message), **more)
    except TelegramError as error:
        log.info("whisper.refused error=%s", type(error).__name__)
        return False
    if not sent.get("ephemeral_message_id"):
        # A server that does not know these messages has shown it to all.
        log.info("whisper.not_supported")
        await sending.delete(bot, chat_id, sent["message_id"])
        return False
    return True


async def change(bot: Bot, chat_id: int, user_id: int, number: int, message: Sendable) -> bool:
    """Have an ephemeral message show this. False if that can not be done now."""
    which = {"chat_id": chat_id, "receiver_user_id": user_id, "ephemeral_message_id": number}
    try:
        await bot.call("editEphemeralMessageText", Urgency.ASIDE, **which, **wire(message))
    except TelegramError as error:
        if failure_of(error) == AlreadySo():
            return True
        log.info("whisper.not_changed error=%s", type(error).__name__)
        return False
    return True
