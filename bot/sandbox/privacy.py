"""Which messages of a group reach the bot (https://core.telegram.org/bots/features#privacy-mode)."""

from bot.sandbox.places import Group
from bot.sandbox.service_messages import in_words
from bot.sandbox.values import Message, User


def reaches_bot(message: Message, group: Group, bot: User, *, privacy_mode: bool) -> bool:
    """In privacy mode a bot that is no admin gets service messages, commands that name no other
    bot, replies to it and mentions of it. The sandbox has no other bots, so that a command without
    a name is meant for this one."""
    if not group.bots.is_inside:
        return False
    if group.bots.is_admin or not privacy_mode or message.ephemeral_id or in_words(message):
        return True
    replied_to = message.reply_to
    if replied_to and replied_to.sender == bot and replied_to.message_id != message.topic_id:
        return True
    return is_command_for(bot, message) or _mentions(bot, message)


def is_command_for(bot: User, message: Message) -> bool:
    """Whether it begins with a command, and none that names another bot."""
    first = next(iter(message.entities), None)
    if first is None or first.type != "bot_command" or first.offset:
        return False
    named = message.text[: first.length].partition("@")[2]
    return not named or named.casefold() == str(bot.username).casefold()


def _mentions(bot: User, message: Message) -> bool:
    mentions = (entity for entity in message.entities if entity.type == "mention")
    encoded = message.text.encode("utf-16-le")
    named = (encoded[2 * one.offset : 2 * one.end].decode("utf-16-le") for one in mentions)
    return any(name.casefold() == f"@{bot.username}".casefold() for name in named)
