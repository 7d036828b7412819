"""Sends, edits and deletes a message with buttons, the same way everywhere."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol, TypeVar

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import TelegramError, TimedOut
from telegram.ext import ExtBot

from bot.telegram.failures import AlreadySo, Gone, TryLater, failure_of
from bot.telegram.limiter import Urgency

T = TypeVar("T")

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Sendable(Protocol):
    """Telegram HTML, and rows of buttons as pairs of label and callback data."""

    @property
    def text(self) -> str: ...

    @property
    def buttons(self) -> Sequence[Sequence[tuple[str, str]]]: ...


async def send(
    bot: ExtBot[Urgency], chat_id: int, message: Sendable, urgency: Urgency = Urgency.REPLY
) -> int:
    """Send it; returns the id of the message in the chat. Raises TelegramError."""

    async def once() -> int:
        sent = await bot.send_message(
            chat_id,
            message.text,
            parse_mode=ParseMode.HTML,
            reply_markup=_keyboard(message),
            link_preview_options=_NO_PREVIEW,
            rate_limit_args=urgency,
        )
        return sent.message_id

    return await _persistently(once, urgency)


async def edit(
    bot: ExtBot[Urgency],
    chat_id: int,
    message_id: int,
    message: Sendable,
    urgency: Urgency = Urgency.REPLY,
) -> bool:
    """Have the message show this. False if it is gone or too old to change. Raises TelegramError
    for every other failure."""

    async def once() -> object:
        return await bot.edit_message_text(
            message.text,
            chat_id,
            message_id,
            parse_mode=ParseMode.HTML,
            reply_markup=_keyboard(message),
            link_preview_options=_NO_PREVIEW,
            rate_limit_args=urgency,
        )

    try:
        await _persistently(once, urgency)
    except TelegramError as error:
        match failure_of(error):
            case AlreadySo():
                return True
            case Gone():
                return False
        raise
    return True


async def delete(bot: ExtBot[Urgency], chat_id: int, message_id: int) -> None:
    """Take a message away if that is still possible; a message too many does no harm."""
    try:
        await bot.delete_message(chat_id, message_id)
    except TelegramError:
        return


async def _persistently(call: Callable[[], Awaitable[T]], urgency: Urgency) -> T:
    """A reply has nobody to try it again, so a failure of the moment gets a second try at once. Not
    a time-out: that one may well have arrived, and nobody should wait twice as long."""
    try:
        return await call()
    except TimedOut:
        raise
    except TelegramError as error:
        if urgency is not Urgency.REPLY or failure_of(error) != TryLater():
            raise
    return await call()


def _keyboard(message: Sendable) -> InlineKeyboardMarkup | None:
    if not message.buttons:
        return None
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(label, callback_data=data) for label, data in row]
            for row in message.buttons
        ]
    )
