"""/log in a group: nothing of it is shown there, it goes on in the private chat."""

from bot.telegram.links import start_link
from bot.views import group as views
from bot.views import talk
from handlers import log as private_log
from handlers.turn import Turn


async def log(turn: Turn) -> None:
    """As if it had been written in the private chat; only its writer is told so."""
    link = start_link(turn.bot)
    if not await turn.show_in_private(talk.FROM_THE_GROUP):
        if not await turn.whisper(views.write_to_me(link)):
            await turn.show(views.write_to_me(link))
        return
    await private_log.log(turn.in_private())
    await turn.whisper(views.goes_on_in_private(link))
