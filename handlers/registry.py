"""Every handler, in the order in which they are asked."""

import re
from collections.abc import Sequence
from typing import Any

from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from handlers import history, inline, log, reach, talk, text, topics, undo
from handlers.taps import tap
from handlers.turn import Conversation, Desk, Turn, conversation


def all_handlers(desk: Desk) -> Sequence[BaseHandler[Any, Any, Any]]:
    """The bot's conversations. Whatever a person sends, one of these answers."""
    new = filters.UpdateType.MESSAGE
    private = filters.ChatType.PRIVATE
    words = filters.TEXT | filters.CAPTION  # a live location is edited every few seconds

    # By the text: not every Bot API server marks commands as such.
    any_command = filters.Regex(r"^/[A-Za-z]")

    def message(which: filters.BaseFilter, answer: Conversation) -> MessageHandler[Any, Any]:
        return MessageHandler(which, conversation(desk, answer))

    def command(name: str, ours: Conversation) -> MessageHandler[Any, Any]:
        async def addressed(turn: Turn) -> None:
            await (talk.unknown_command if turn.is_for_another_bot else ours)(turn)

        named = filters.Regex(re.compile(rf"^/{name}(@\w+)?(?!\S)", re.IGNORECASE))
        return message(new & private & named, addressed)

    return (
        CallbackQueryHandler(conversation(desk, tap)),
        InlineQueryHandler(conversation(desk, inline.inline)),
        ChatMemberHandler(conversation(desk, reach.changed), ChatMemberHandler.MY_CHAT_MEMBER),
        message(filters.UpdateType.EDITED_MESSAGE & private & words, talk.edited),
        message(new & private & filters.FORWARDED, talk.forwarded),
        command("start", talk.start),
        command("help", talk.help_),
        command("log", log.log),
        command("history", history.history),
        command("faq", topics.faq),
        command("undo", undo.undo),
        command("timezone", talk.time_zone),
        command("cancel", talk.cancel),
        message(new & private & any_command, talk.unknown_command),
        message(new & private & filters.TEXT, text.text),
        message(new & private, talk.not_text),
        message(new & any_command, talk.in_group),
    )
