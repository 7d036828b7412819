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

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Sendable(Protocol):
    """Telegram HTML, and rows of buttons as pairs of label and callback data, or the address that
    the button opens."""

    @property
    def text(self) -> str: ...

    @property
    def buttons(self) -> Sequence[Sequence[tuple[str, str]]]: ...


async def send(
    bot: ExtBot[Urgency],
    chat_id: int,
    message: Sendable,
    urgency: Urgency = Urgency.REPLY,
    thread_id: int | None = None,
) -> int:
    """Send it, in a forum into this topic; returns the id of the message in the chat. Raises
    TelegramError."""

    async def once() -> int:
        sent = await bot.send_message(
            chat_id,
            message.text,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard(message),
            link_preview_options=NO_PREVIEW,
            message_thread_id=thread_id,
            rate_limit_args=urgency,
        )
        return sent.message_id

    return await _persistently(once, urgency)


async def send_picture(
    bot: ExtBot[Urgency],
    chat_id: int,
    picture: bytes,
    message: Sendable,
    urgency: Urgency = Urgency.REPLY,
    thread_id: int | None = None,
) -> int:
    """A PNG with the message below it; returns the id of the message. Raises TelegramError."""

    async def once() -> int:
        sent = await bot.send_photo(
            chat_id,
            picture,
            caption=message.text,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard(message),
            message_thread_id=thread_id,
            rate_limit_args=urgency,
        )
        return sent.message_id

    return await _persistently(once, urgency)


async def send_file(
    bot: ExtBot[Urgency],
    chat_id: int,
    content: bytes,
    name: str,
    caption: str = "",
    thread_id: int | None = None,
) -> None:
    """A file of this name. Raises TelegramError."""

    async def once() -> object:
        return await bot.send_document(
            chat_id,
            content,
            caption=caption or None,
            filename=name,
            message_thread_id=thread_id,
        )

    await _persistently(once, Urgency.REPLY)


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
            reply_markup=keyboard(message),
            link_preview_options=NO_PREVIEW,
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


async def try_to_send(bot: ExtBot[Urgency], chat_id: int, message: Sendable) -> bool:
    """Send it if that is possible; whether it was. Nobody is waiting for it."""
    try:
        await send(bot, chat_id, message)
    except TelegramError:
        return False
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


def keyboard(message: Sendable) -> InlineKeyboardMarkup | None:
    """The buttons as Telegram wants them."""
    if not message.buttons:
        return None
    return InlineKeyboardMarkup(
        [
            [
                InlineKeyboardButton(label, url=data)
                if data.startswith("https://")
                else InlineKeyboardButton(label, callback_data=data)
                for label, data in row
            ]
            for row in message.buttons
        ]
    )
