"""Links that open the private chat with the bot."""

from telegram.ext import ExtBot

from bot.telegram.limiter import Urgency


def start_link(bot: ExtBot[Urgency], payload: str = "") -> str:
    """Opens the private chat; `payload` (letters, digits, `_` and `-`) comes behind /start."""
    name = bot.bot.username
    return f"https://t.me/{name}?start={payload}" if payload else f"https://t.me/{name}"
