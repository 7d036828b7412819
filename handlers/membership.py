"""Who comes to a group and goes, the bot included, and groups that move."""

from telegram import ChatMember, ChatMemberRestricted, Message
from telegram.error import TelegramError

from bot.closing import close_place
from bot.domain.clinic import Pause
from bot.services.clinics import clinic_in, hand_over, moved, rename
from bot.services.memberships import leave_group
from bot.services.standing import resume
from bot.telegram import sending
from bot.views import clinic as views
from bot.views import privacy
from handlers.reach import changed as reach_changed
from handlers.turn import Turn

_ADMINS = (ChatMember.OWNER, ChatMember.ADMINISTRATOR)
_OUT = (ChatMember.LEFT, ChatMember.BANNED)


async def bot_changed(turn: Turn) -> None:
    """The bot was added, made admin, muted or removed; in private: blocked or let in again."""
    if turn.is_private:
        await reach_changed(turn)
        return
    change = turn.update.my_chat_member
    if change is None or change.chat.type == "channel":
        return
    turn.desk.admins.forget(turn.chat_id)
    old, new = change.old_chat_member, change.new_chat_member
    if _is_out(new):
        await close_place(turn.bot, turn.desk.database, turn.chat_id, Pause.REMOVED, turn.now)
        return
    if isinstance(new, ChatMemberRestricted) and not new.can_send_messages:
        await close_place(turn.bot, turn.desk.database, turn.chat_id, Pause.MUTED, turn.now)
        return
    await turn.run(resume, turn.chat_id, turn.desk.plan, turn.now)
    arrived = _is_out(old) or new.status == ChatMember.ADMINISTRATOR != old.status
    if arrived and await turn.run(clinic_in, turn.chat_id) is None:
        await turn.show(views.HELLO)


async def member_changed(turn: Turn) -> None:
    """Somebody left, or their rights changed. Telegram tells the bot only where it is an admin."""
    change = turn.update.chat_member
    if change is None:
        return
    turn.desk.admins.forget(turn.chat_id)
    user_id = change.new_chat_member.user.id
    if change.new_chat_member.status not in _ADMINS:
        await _hand_over(turn, user_id)
    if _is_out(change.new_chat_member):
        await _gone(turn, user_id)


async def left(turn: Turn) -> None:
    """The group was told that somebody left: the bot hears that as a plain member, too."""
    message = turn.update.message
    if message is not None and message.left_chat_member is not None:
        turn.desk.admins.forget(turn.chat_id)
        await _hand_over(turn, message.left_chat_member.id)
        await _gone(turn, message.left_chat_member.id)


async def group_moved(turn: Turn) -> None:
    """It became a supergroup, and has another number now."""
    message = turn.update.message
    if message is None:
        return
    if message.migrate_to_chat_id is not None:
        await turn.run(moved, turn.chat_id, message.migrate_to_chat_id)
    elif message.migrate_from_chat_id is not None:
        await turn.run(moved, message.migrate_from_chat_id, turn.chat_id)


async def renamed(turn: Turn) -> None:
    """The group has another name: its clinic is called so from now on."""
    message = turn.update.message
    if message is not None and message.new_chat_title is not None:
        await turn.run(rename, turn.chat_id, message.new_chat_title)


async def topic_changed(turn: Turn) -> None:
    """A topic was closed or opened again; only the one that the bot writes in matters."""
    message = turn.update.message
    clinic = await turn.run(clinic_in, turn.chat_id)
    if not isinstance(message, Message) or clinic is None:
        return
    if clinic.group.thread_id != message.message_thread_id:
        return
    if message.forum_topic_closed is not None:
        await close_place(turn.bot, turn.desk.database, turn.chat_id, Pause.TOPIC, turn.now)
    else:
        await turn.run(resume, turn.chat_id, turn.desk.plan, turn.now)


def _is_out(member: ChatMember) -> bool:
    """Whoever goes while they are muted stays restricted, and is no member."""
    if isinstance(member, ChatMemberRestricted):
        return not member.is_member
    return member.status in _OUT


async def _hand_over(turn: Turn, user_id: int) -> None:
    """If it was the one who is told when something is wrong, another admin is from now on."""
    clinic = await turn.run(clinic_in, turn.chat_id)
    if clinic is None or clinic.admin_id != user_id:
        return
    try:
        admins = await turn.bot.get_chat_administrators(turn.chat_id)
    except TelegramError:
        return
    heirs = [one.user.id for one in admins if not one.user.is_bot and one.user.id != user_id]
    if heirs:
        await turn.run(hand_over, clinic.id, heirs[0])
        await sending.try_to_send(turn.bot, heirs[0], views.handed_over(clinic))


async def _gone(turn: Turn, user_id: int) -> None:
    title = await turn.run(leave_group, user_id, turn.chat_id, turn.now)
    if title is not None:
        await sending.try_to_send(turn.bot, user_id, privacy.left(title))
