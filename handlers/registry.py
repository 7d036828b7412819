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

from handlers import (
    clinic,
    consent,
    group_answers,
    group_log,
    history,
    inline,
    log,
    membership,
    sessions,
    staff,
    start,
    talk,
    text,
    topics,
    undo,
)
from handlers.taps import tap
from handlers.turn import Conversation, Desk, Turn, conversation


def all_handlers(desk: Desk) -> Sequence[BaseHandler[Any, Any, Any]]:
    """The bot's conversations. Whatever a person sends, one of these answers."""
    new = filters.UpdateType.MESSAGE
    private = filters.ChatType.PRIVATE
    group = filters.ChatType.GROUPS
    words = filters.TEXT | filters.CAPTION  # a live location is edited every few seconds

    # By the text: not every Bot API server marks commands as such.
    any_command = filters.Regex(r"^/[A-Za-z]")

    def message(which: filters.BaseFilter, answer: Conversation) -> MessageHandler[Any, Any]:
        return MessageHandler(which, conversation(desk, answer))

    def command(name: str, ours: Conversation) -> MessageHandler[Any, Any]:
        async def addressed(turn: Turn) -> None:
            await (talk.unknown_command if turn.is_for_another_bot else ours)(turn)

        return message(new & private & filters.Regex(_named(name)), addressed)

    def group_command(name: str, ours: Conversation) -> MessageHandler[Any, Any]:
        async def addressed(turn: Turn) -> None:
            if not turn.is_for_another_bot:
                await ours(turn)

        return message(new & group & filters.Regex(_named(name)), addressed)

    happenings = filters.StatusUpdate
    forum = happenings.FORUM_TOPIC_CLOSED | happenings.FORUM_TOPIC_REOPENED
    return (
        CallbackQueryHandler(conversation(desk, tap)),
        InlineQueryHandler(conversation(desk, inline.inline)),
        ChatMemberHandler(
            conversation(desk, membership.bot_changed), ChatMemberHandler.MY_CHAT_MEMBER
        ),
        ChatMemberHandler(
            conversation(desk, membership.member_changed), ChatMemberHandler.CHAT_MEMBER
        ),
        message(new & group & happenings.LEFT_CHAT_MEMBER, membership.left),
        message(new & group & happenings.MIGRATE, membership.group_moved),
        message(new & group & happenings.NEW_CHAT_TITLE, membership.renamed),
        message(new & group & forum, membership.topic_changed),
        group_command("clinic", clinic.clinic),
        group_command("here", clinic.here),
        group_command("staff", staff.staff),
        group_command("digest", staff.digest),
        group_command("session", sessions.session),
        group_command("sessions", sessions.sessions),
        group_command("pain", group_answers.pain),
        group_command("log", group_log.log),
        message(filters.UpdateType.EDITED_MESSAGE & private & words, talk.edited),
        message(new & private & filters.FORWARDED, talk.forwarded),
        command("start", start.start),
        command("help", talk.help_),
        command("log", log.log),
        command("history", history.history),
        command("faq", topics.faq),
        command("undo", undo.undo),
        command("privacy", consent.privacy),
        command("leave", consent.leave_command),
        command("timezone", talk.time_zone),
        command("cancel", talk.cancel),
        message(new & private & any_command, talk.unknown_command),
        message(new & private & filters.TEXT, text.text),
        message(new & private, talk.not_text),
        message(new & any_command, talk.in_group),
        message(new & group & filters.TEXT, group_answers.number),
        message(filters.UpdateType.EDITED_MESSAGE & group & filters.TEXT, group_answers.number),
    )


def _named(name: str) -> re.Pattern[str]:
    return re.compile(rf"^/{name}(@\w+)?(?!\S)", re.IGNORECASE)
