"""A bot of a few lines for the page to talk to: it asks for a score, takes taps, shows mark-up."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    MessageHandler,
    filters,
)

from bot.sandbox.in_process import SandboxRequest
from bot.sandbox.world import Sandbox

SCALE = InlineKeyboardMarkup(
    [
        [InlineKeyboardButton(str(score), callback_data=f"score:{score}") for score in range(6)],
        [
            InlineKeyboardButton(str(score), callback_data=f"score:{score}")
            for score in range(6, 11)
        ],
        [
            InlineKeyboardButton("What do the numbers mean?", callback_data="explain"),
            InlineKeyboardButton("Forget it", callback_data="forget"),
        ],
    ]
)
LEAD = "<b>Squats, 40 min</b> · right after\n\nHow is your knee now?"
COMMANDS = [("log", "Log a workout"), ("history", "Your last workouts"), ("help", "What I can do")]


async def _start(update: Update, context: Any) -> None:
    assert update.effective_chat
    await update.effective_chat.send_message(
        "Hello! I ask how your knee feels <b>right after</b> a workout, one hour later and the "
        "next day.\n\nSend /log, or just write what you did: <i>squats 40 min</i>.",
        parse_mode="HTML",
    )


async def _ask(update: Update, context: Any) -> None:
    assert update.effective_chat
    await update.effective_chat.send_message(
        f"{LEAD}\n<blockquote>0 is no pain, 10 the worst you can imagine.</blockquote>",
        parse_mode="HTML",
        reply_markup=SCALE,
    )


async def _answer(update: Update, context: Any) -> None:
    query = update.callback_query
    assert query
    match query.data:
        case "explain":
            await query.answer("0 to 4 is fine.\n6 and more is too much.", show_alert=True)
        case "forget":
            await query.answer("Forgotten")
            await query.delete_message()
        case _:
            await query.answer("Saved")
            score = str(query.data).removeprefix("score:")
            await query.edit_message_text(
                f"{LEAD}\n\nYou said <b>{score}</b>. That is <u>tolerable</u>.",
                parse_mode="HTML",
                reply_markup=SCALE,
            )


@asynccontextmanager
async def running(sandbox: Sandbox) -> AsyncIterator[None]:
    """The bot polls the sandbox, without sockets, while the context is open."""
    application: Application[Any, Any, Any, Any, Any, Any] = (
        ApplicationBuilder()
        .token(sandbox.token)
        .request(SandboxRequest(sandbox))
        .get_updates_request(SandboxRequest(sandbox))
        .build()
    )
    application.add_handler(CommandHandler("start", _start))
    application.add_handler(MessageHandler(filters.ALL, _ask))
    application.add_handler(CallbackQueryHandler(_answer))
    async with application:
        assert application.updater
        await application.bot.set_my_commands(COMMANDS)
        await application.bot.set_my_description(
            "I ask how your knee feels after training and tell you what it means."
        )
        await application.start()
        await application.updater.start_polling()
        try:
            yield
        finally:
            await application.updater.stop()
            await application.stop()
