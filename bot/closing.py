"""A group that the bot can not write in any more, whoever finds out: a handler or a job."""

from datetime import datetime

from bot.domain.clinic import Pause
from bot.services.invites import unlink_staff_chat
from bot.services.standing import pause
from bot.storage.database import Database
from bot.telegram import sending
from bot.telegram.bot import Bot
from bot.telegram.failures import Reason
from bot.views import clinic as views

PAUSES = {
    Reason.REMOVED: Pause.REMOVED,
    Reason.NOT_FOUND: Pause.REMOVED,
    Reason.TOPIC: Pause.TOPIC,
}


async def close_place(
    bot: Bot, database: Database, chat_id: int, why: Pause, now: datetime
) -> None:
    """What goes there pauses, a staff chat there is linked no more, and whoever set the clinic up
    hears of it in private, if they ever wrote to the bot."""
    lost = await database.run(pause, chat_id, why)
    told = [(one.clinic.admin_id, views.lost(one.clinic, one.why)) for one in lost]
    unlinked = await database.run(unlink_staff_chat, chat_id, now)
    told += [(clinic.admin_id, views.staff_lost(clinic)) for clinic in unlinked]
    for admin_id, message in told:
        await sending.try_to_send(bot, admin_id, message)
