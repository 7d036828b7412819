"""Sends, edits and deletes a message with buttons, the same way everywhere."""

from collections.abc import Sequence
from typing import Protocol

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.telegram.failures import AlreadySo, Gone, failure_of
from bot.telegram.limiter import Urgency

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
    sent = await bot.send_message(
        chat_id,
        message.text,
        parse_mode=ParseMode.HTML,
        reply_markup=_keyboard(message),
        link_preview_options=_NO_PREVIEW,
        rate_limit_args=urgency,
    )
    return sent.message_id


async def edit(
    bot: ExtBot[Urgency],
    chat_id: int,
    message_id: int,
    message: Sendable,
    urgency: Urgency = Urgency.REPLY,
) -> bool:
    """Have the message show this. False if it is gone or too old to change. Raises TelegramError
    for every other failure."""
    try:
        await bot.edit_message_text(
            message.text,
            chat_id,
            message_id,
            parse_mode=ParseMode.HTML,
            reply_markup=_keyboard(message),
            link_preview_options=_NO_PREVIEW,
            rate_limit_args=urgency,
        )
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


def _keyboard(message: Sendable) -> InlineKeyboardMarkup | None:
    if not message.buttons:
        return None
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(label, callback_data=data) for label, data in row]
            for row in message.buttons
        ]
    )
