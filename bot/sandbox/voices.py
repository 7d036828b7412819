"""How somebody speaks in a group: in their own name, the group's or its channel's, and to whom."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from bot.sandbox.errors import RefusedError
from bot.sandbox.places import Group
from bot.sandbox.privacy import is_command_for
from bot.sandbox.profile import Command
from bot.sandbox.values import Message, User


class Voice(StrEnum):
    """An admin who is anonymous always speaks as the group."""

    OWN = "own"
    GROUP = "the group"
    CHANNEL = "the channel"


# Telegram puts these accounts in place of the real sender.
ANONYMOUS_ADMIN = User(1087968824, "Group", username="GroupAnonymousBot", is_bot=True)
CHANNEL_SPEAKER = User(136817688, "Channel", username="Channel_Bot", is_bot=True)


def speaking(message: Message, group: Group, topic_name: str, voice: Voice) -> Message:
    """The message as the group sees it; raises RefusedError if its sender may not write so."""
    user, standing = message.sender, group.standing(message.sender)
    if group.moved_to or group.is_deleted:
        raise RefusedError(f"{group.chat.name} is there no more")
    if not standing.may_write:
        raise RefusedError(f"{user.first_name} cannot write in {group.chat.name}")
    if voice is not Voice.OWN and not standing.is_admin:
        raise RefusedError(f"only an admin speaks as {voice}, and {user.first_name} is none")
    if topic_name:
        topic = group.topic(topic_name)
        if topic is None:
            raise RefusedError(f"{group.chat.name} has no topic {topic_name}")
        if topic.is_closed and not standing.is_admin:
            raise RefusedError(f"the topic {topic_name} is closed")
        opening = group.find(topic.id)
        message = replace(message, topic_id=topic.id, reply_to=message.reply_to or opening)
    if voice is Voice.CHANNEL:
        if group.channel is None:
            raise RefusedError(f"{group.chat.name} has no channel")
        return replace(message, sender=CHANNEL_SPEAKER, sender_chat=group.channel)
    if voice is Voice.GROUP or standing.is_anonymous:
        return replace(message, sender=ANONYMOUS_ADMIN, sender_chat=group.chat)
    return message


def whispered(message: Message, group: Group, menu: Sequence[Command]) -> Message:
    """Commands that the bot's menu calls ephemeral, and replies to ephemeral messages, are seen by
    their sender and the bot alone; everything else stays as it is."""
    if not group.bots.is_inside or message.sender_chat:
        return message
    name = message.text.partition(" ")[0].partition("@")[0].removeprefix("/").lower()
    is_ephemeral = is_command_for(group.bot, message) and any(
        each.command == name and each.is_ephemeral for each in menu
    )
    if not is_ephemeral and not (message.reply_to and message.reply_to.ephemeral_id):
        return message
    number = group.last_ephemeral_id + 1
    return replace(message, message_id=0, receiver=group.bot, ephemeral_id=number)
