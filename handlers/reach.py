"""An athlete blocked the bot, or let it in again."""

from telegram import ChatMember

from bot.services.athletes import part
from handlers.turn import Turn


async def changed(turn: Turn) -> None:
    """Telegram tells of it; nothing is said in the chat."""
    change = turn.update.my_chat_member
    if change is None or not turn.is_private:
        return
    if change.new_chat_member.status in (ChatMember.BANNED, ChatMember.LEFT):
        await turn.run(part, turn.user.id, turn.now)
    else:
        await turn.athlete()
