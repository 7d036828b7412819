"""A bot of a few lines for groups: greets, asks so that only one person sees it, opens the private
chat. And the process that the runner plays it in."""

import logging
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.error import TelegramError
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    ChatMemberHandler,
    MessageHandler,
    filters,
)

from bot.rehearsal.process import Process
from bot.sandbox.in_process import SandboxRequest
from bot.sandbox.media import PIXEL

log = logging.getLogger(__name__)

TO_ANSWER = InlineKeyboardMarkup(
    [
        [InlineKeyboardButton("Answer here", callback_data="here")],
        [InlineKeyboardButton("Answer in private", callback_data="private")],
    ]
)
SCORES = {"inline_keyboard": [[{"text": str(n), "callback_data": f"score:{n}"} for n in range(6)]]}


async def _changed(update: Update, context: Any) -> None:
    change = update.my_chat_member or update.chat_member
    assert change
    new = change.new_chat_member
    if update.chat_member:
        await change.chat.send_message(f"{new.user.first_name} is now: {new.status}")
    elif new.status in ("member", "administrator"):
        await change.chat.send_message(f"Hello, all. I am now: {new.status}")


async def _heard(update: Update, context: Any) -> None:
    message = update.effective_message
    assert message
    text = message.text or ""
    if text.startswith("/export"):
        await message.reply_document(b"name,score\nBen,7\n", filename="club.csv")
        await message.reply_photo(PIXEL, caption="Your week")
    elif text.startswith("/shout"):
        log.info("shouted name=%s", message.from_user.first_name if message.from_user else "")
    elif message.chat.type == "private":
        await message.reply_text(f"In private: {text}")
    elif message.migrate_from_chat_id:
        await message.chat.send_message("We have moved")
    elif text.startswith("/ask"):
        await message.reply_text("Who answers?", reply_markup=TO_ANSWER, do_quote=False)
    elif text.startswith("/admin"):
        await message.chat.send_message(await _standing(message))
    elif text.startswith("/link"):
        url = f"https://t.me/{context.bot.username}?start=join_abc"
        await message.chat.send_message(f"Join by {url}")
    elif text.isdigit():
        await message.delete()


async def _standing(message: Message) -> str:
    if message.sender_chat:
        return f"You speak as {message.sender_chat.title}"
    assert message.from_user
    member = await message.chat.get_member(message.from_user.id)
    return f"You are: {member.status}"


async def _tapped(update: Update, context: Any) -> None:
    query = update.callback_query
    assert query
    assert isinstance(query.message, Message)
    bot, chat_id = context.bot, query.message.chat.id
    private = f"https://t.me/{bot.username}?start=here"
    if query.data == "private":
        await query.answer(url=private)
    elif query.data == "here":
        only = {"receiver_user_id": query.from_user.id, "callback_query_id": query.id}
        more = {"ephemeral_message_parameters": only, "reply_markup": SCORES}
        try:
            await bot.send_message(chat_id, "How is your knee?", api_kwargs=more)
        except TelegramError:
            await query.answer(url=private)
    else:
        named = {
            "chat_id": chat_id,
            "receiver_user_id": query.from_user.id,
            "ephemeral_message_id": query.message.api_kwargs["ephemeral_message_id"],
        }
        given = named | {"text": f"Saved: {str(query.data).removeprefix('score:')}"}
        await bot.do_api_request("editEphemeralMessageText", api_kwargs=given)


class ClubBotProcess(Process):
    """Runs it in place of the real bot. It has no jobs: the clock only moves."""

    _application: Application[Any, Any, Any, Any, Any, Any]

    async def start(self) -> None:
        request = SandboxRequest(self._sandbox)
        builder = ApplicationBuilder().token(self._sandbox.token).request(request)
        self._application = builder.get_updates_request(SandboxRequest(self._sandbox)).build()
        for which in (ChatMemberHandler.MY_CHAT_MEMBER, ChatMemberHandler.CHAT_MEMBER):
            self._application.add_handler(ChatMemberHandler(_changed, which))
        self._application.add_handler(CallbackQueryHandler(_tapped))
        self._application.add_handler(MessageHandler(filters.ALL, _heard))
        await self._application.initialize()
        assert self._application.updater
        await self._application.updater.start_polling(allowed_updates=Update.ALL_TYPES)
        await self._application.start()

    def network_is_down(self, is_down: bool) -> None:
        """It polls on."""

    async def stop(self) -> None:
        assert self._application.updater
        await self._application.updater.stop()
        await self._application.stop()
        await self._application.shutdown()

    async def die(self) -> None:
        await self.stop()

    async def settled(self) -> None:
        await self._sandbox.updates_confirmed()
        await self._application.update_queue.join()

    async def move(self, by: Any) -> None:
        await self.settled()
        self._clock.move(by)
