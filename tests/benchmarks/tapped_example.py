"""A bot as python-telegram-bot's examples are written (inlinekeyboard.py), with `sqlite3`.

It does less than ours: it believes every button, plans nothing, and says one short line. Its
database is set as ours is, so that the two differ in their code and not in how they use the disk.
"""

import sqlite3
import sys
from contextlib import closing

from telegram import Update
from telegram.ext import Application, CallbackQueryHandler, ContextTypes

from bot.clock import SystemClock
from tests.benchmarks.fake_bot_api import TOKEN


async def button(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Answers the query, stores the score, edits the message."""
    query = update.callback_query
    assert query
    assert query.data
    await query.answer()
    _, check_in, score = query.data.split(":")
    now = int(SystemClock().now().timestamp())
    database: sqlite3.Connection = context.bot_data["database"]
    database.execute(
        "INSERT INTO answer (check_in_id, score, answered_at) VALUES (?, ?, ?)",
        (int(check_in), int(score), now),
    )
    database.commit()
    await query.edit_message_text(text=f"Your answer: {score} of 10")


def main(port: str, file: str) -> None:
    """Runs until SIGTERM."""
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        builder = Application.builder().token(TOKEN).base_url(f"http://127.0.0.1:{port}/bot")
        application = builder.build()
        application.bot_data["database"] = database
        application.add_handler(CallbackQueryHandler(button))
        application.run_polling(allowed_updates=Update.ALL_TYPES)


if __name__ == "__main__":
    main(*sys.argv[1:])
