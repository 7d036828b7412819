"""Every handler, in the order in which they are asked."""

from collections.abc import Sequence
from typing import Any

from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    filters,
)

from handlers import history, log, reach, talk, text, undo
from handlers.taps import tap
from handlers.turn import Conversation, Desk, conversation


def all_handlers(desk: Desk) -> Sequence[BaseHandler[Any, Any, Any]]:
    """The bot's conversations. Whatever a person sends, one of these answers."""
    new = filters.UpdateType.MESSAGE
    private = filters.ChatType.PRIVATE
    words = filters.TEXT | filters.CAPTION  # a live location is edited every few seconds

    def command(name: str, talk: Conversation) -> CommandHandler[Any, Any]:
        return CommandHandler(name, conversation(desk, talk), filters=new & private)

    def message(which: filters.BaseFilter, talk: Conversation) -> MessageHandler[Any, Any]:
        return MessageHandler(which, conversation(desk, talk))

    return (
        CallbackQueryHandler(conversation(desk, tap)),
        ChatMemberHandler(conversation(desk, reach.changed), ChatMemberHandler.MY_CHAT_MEMBER),
        message(filters.UpdateType.EDITED_MESSAGE & private & words, talk.edited),
        message(new & private & filters.FORWARDED, talk.forwarded),
        command("start", talk.start),
        command("help", talk.help_),
        command("log", log.log),
        command("history", history.history),
        command("undo", undo.undo),
        command("timezone", talk.time_zone),
        command("cancel", talk.cancel),
        message(new & private & filters.COMMAND, talk.unknown_command),
        message(new & private & filters.TEXT, text.text),
        message(new & private, talk.not_text),
        message(new & filters.COMMAND, talk.in_group),
    )
