"""Links that open the private chat with the bot."""

from bot.telegram.bot import Bot


def start_link(bot: Bot, payload: str = "") -> str:
    """Opens the private chat; `payload` (letters, digits, `_` and `-`) comes behind /start."""
    name = bot.bot.username
    return f"https://t.me/{name}?start={payload}" if payload else f"https://t.me/{name}"
