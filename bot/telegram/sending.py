"""Sends, edits and deletes a message with buttons, the same way everywhere."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Protocol, TypeVar

from telegram.constants import ParseMode
from telegram.error import TelegramError, TimedOut

from bot.telegram.bot import Bot
from bot.telegram.failures import AlreadySo, Gone, TryLater, failure_of
from bot.telegram.limiter import Urgency

T = TypeVar("T")


class Sendable(Protocol):
    """Telegram HTML, and rows of buttons as pairs of label and callback data, or the address that
    the button opens."""

    @property
    def text(self) -> str: ...

    @property
    def buttons(self) -> Sequence[Sequence[tuple[str, str]]]: ...


async def send(
    bot: Bot,
    chat_id: int,
    message: Sendable,
    urgency: Urgency = Urgency.REPLY,
    thread_id: int | None = None,
) -> int:
    """Send it, in a forum into this topic; returns the id of the message in the chat. Raises
    TelegramError."""

    async def once() -> int:
        where = {"chat_id": chat_id, "message_thread_id": thread_id}
        sent = await bot.call("sendMessage", urgency, **where, **wire(message))
        return int(sent["message_id"])

    return await _persistently(once, urgency)


async def send_picture(
    bot: Bot,
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
            message_thread_id=thread_id,
            rate_limit_args=urgency,
            api_kwargs={"reply_markup": keyboard(message)},
        )
        return sent.message_id

    return await _persistently(once, urgency)


async def send_file(
    bot: Bot,
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
    bot: Bot,
    chat_id: int,
    message_id: int,
    message: Sendable,
    urgency: Urgency = Urgency.REPLY,
) -> bool:
    """Have the message show this. False if it is gone or too old to change. Raises TelegramError
    for every other failure."""

    async def once() -> object:
        where = {"chat_id": chat_id, "message_id": message_id}
        return await bot.call("editMessageText", urgency, **where, **wire(message))

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


async def try_to_send(bot: Bot, chat_id: int, message: Sendable) -> bool:
    """Send it if that is possible; whether it was. Nobody is waiting for it."""
    try:
        await send(bot, chat_id, message)
    except TelegramError:
        return False
    return True


async def delete(bot: Bot, chat_id: int, message_id: int) -> None:
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


def wire(message: Sendable) -> dict[str, Any]:
    """The message as Telegram takes it; what is None is left out by whoever sends it."""
    return {
        "text": message.text,
        "parse_mode": ParseMode.HTML.value,
        "reply_markup": keyboard(message),
        "link_preview_options": {"is_disabled": True},
    }


def keyboard(message: Sendable) -> dict[str, Any] | None:
    """An `InlineKeyboardMarkup` with the buttons; None without any."""
    if not message.buttons:
        return None
    rows = [[_button(label, data) for label, data in row] for row in message.buttons]
    return {"inline_keyboard": rows}


def _button(label: str, data: str) -> dict[str, str]:
    return {"text": label, "url" if data.startswith("https://") else "callback_data": data}
