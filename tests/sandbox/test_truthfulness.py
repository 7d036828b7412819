"""Every object that the sandbox sends is one that Telegram could send, in aiogram's eyes."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import pytest

from bot.sandbox.files import Upload
from bot.sandbox.group_life import Founding
from bot.sandbox.media import PIXEL, MediaKind
from bot.sandbox.members import OWNER, Standing, Status
from bot.sandbox.methods import METHODS
from bot.sandbox.values import User
from bot.sandbox.world import Sandbox
from tests.sandbox.judge import Judge, judge_result


def _send_media(kind: MediaKind, sandbox: Sandbox, person: User) -> None:
    sandbox.send_media(person, kind, "look")


def _block_and_unblock(sandbox: Sandbox, person: User) -> None:
    sandbox.block(person)
    sandbox.unblock(person)


KEYBOARD = {
    "inline_keyboard": [
        [{"text": "3", "callback_data": "score:3"}, {"text": "why", "url": "https://example.org"}]
    ]
}
SENT_BY_PEOPLE: Mapping[str, Callable[[Sandbox, User], object]] = {
    "a command": lambda sandbox, ana: sandbox.send_text(ana, "/log squats 40 min"),
    "text with all that Telegram finds in it": lambda sandbox, ana: sandbox.send_text(
        ana, "see https://example.org, @somebody, #knee, me@example.org 🦵"
    ),
    "a reply": lambda sandbox, ana: sandbox.send_text(ana, "3", reply_to=1),
    "a forwarded command": lambda sandbox, ana: sandbox.send_text(
        ana, "/log run", forwarded_from="Coach"
    ),
    "an edited text": lambda sandbox, ana: sandbox.edit_text(ana, 1, "/start again"),
    "a file": lambda sandbox, ana: sandbox.send_document(ana, "run.gpx", b"<gpx/>"),
    "a tap": lambda sandbox, ana: sandbox.tap(ana, 2, "score:3"),
    "a forged tap": lambda sandbox, ana: sandbox.tap(ana, 2, "\U0001f9b5" * 16),
    "a tap on a deleted message": lambda sandbox, ana: sandbox.tap(ana, 3, "score:3"),
    "a tap in somebody else's chat": lambda sandbox, ana: sandbox.tap(
        sandbox.add_user("Ben"), 2, "score:3", chat_of=ana
    ),
    "a word behind the bot's name": lambda sandbox, ana: sandbox.look_up(ana, "squats"),
    "blocking": lambda sandbox, ana: sandbox.block(ana),
    "blocking and coming back": lambda sandbox, ana: _block_and_unblock(sandbox, ana),
    **{f"a {kind}": partial(_send_media, kind) for kind in MediaKind},
}
CALLS: Mapping[str, Mapping[str, Any]] = {
    "getMe": {},
    "getUpdates": {},
    "sendMessage": {
        "text": "<b>Hi</b> <pre><code class='language-py'>x</code></pre> <a href='https://a.org'>a</a>",
        "parse_mode": "HTML",
        "reply_markup": KEYBOARD,
        "reply_parameters": {"message_id": 1},
        "link_preview_options": {"is_disabled": True},
        "disable_notification": True,
    },
    "sendPhoto": {"caption": "Your week"},
    "sendDocument": {"document": "attach://file"},
    "sendChatAction": {"action": "typing"},
    "editMessageText": {"message_id": 2, "text": "Saved"},
    "editMessageReplyMarkup": {"message_id": 2},
    "deleteMessage": {"message_id": 2},
    "deleteMessages": {"message_ids": [1, 2]},
    "setMessageReaction": {"message_id": 1, "reaction": [{"type": "emoji", "emoji": "👍"}]},
    "answerCallbackQuery": {"callback_query_id": "tap", "text": "Saved"},
    "answerInlineQuery": {
        "inline_query_id": "query",
        "results": [
            {
                "type": "article",
                "id": "squats",
                "title": "Squats",
                "description": "Fine",
                "input_message_content": {"message_text": "<b>Fine</b>", "parse_mode": "HTML"},
            }
        ],
        "cache_time": 300,
    },
    "getChat": {},
    "getChatMember": {"user_id": "ana"},
    "getChatAdministrators": {},
    "getChatMemberCount": {},
    "leaveChat": {},
    "editEphemeralMessageText": {
        "receiver_user_id": "ana",
        "ephemeral_message_id": 1,
        "text": "Saved",
        "reply_markup": KEYBOARD,
    },
    "editEphemeralMessageReplyMarkup": {"receiver_user_id": "ana", "ephemeral_message_id": 1},
    "deleteEphemeralMessage": {"receiver_user_id": "ana", "ephemeral_message_id": 1},
    "getFile": {"file_id": "SandboxFile000001"},
    "setMyCommands": {"commands": [{"command": "log", "description": "Log a workout"}]},
    "getMyCommands": {},
    "deleteMyCommands": {"scope": {"type": "all_private_chats"}},
    "setMyDescription": {"description": "Asks about knees"},
    "getMyDescription": {},
    "setMyShortDescription": {"short_description": "Knees"},
    "getMyShortDescription": {},
    "setChatMenuButton": {"menu_button": {"type": "commands"}},
    "getChatMenuButton": {},
    "setWebhook": {"url": ""},
    "deleteWebhook": {"drop_pending_updates": True},
    "getWebhookInfo": {},
    "close": {},
    "logOut": {},
}
ABOUT_A_CHAT = {"sendMessage", "sendPhoto", "sendDocument", "sendChatAction", "editMessageText"} | {
    "editMessageReplyMarkup",
    "deleteMessage",
    "deleteMessages",
    "setMessageReaction",
    "getChat",
    "getChatMember",
    "setChatMenuButton",
    "getChatMenuButton",
}

IN_A_GROUP = {
    "getChatAdministrators",
    "getChatMemberCount",
    "leaveChat",
    "editEphemeralMessageText",
    "editEphemeralMessageReplyMarkup",
    "deleteEphemeralMessage",
}


@pytest.fixture
async def asked(sandbox: Sandbox, ana: User) -> Sandbox:
    """A chat with a file, a message 2 with buttons and a message 3 that was deleted."""
    target = {"chat_id": ana.id}
    await sandbox.call("sendMessage", {**target, "text": "Score?", "reply_markup": KEYBOARD})
    await sandbox.call("sendMessage", {**target, "text": "Oops"})
    await sandbox.call("deleteMessage", {**target, "message_id": 3})
    return sandbox


async def _group_with_an_answer(sandbox: Sandbox, ana: User) -> int:
    """The bot is an admin and has shown Ana something that only she sees."""
    standings = {ana: OWNER, sandbox.bot: Standing(Status.ADMIN)}
    group = sandbox.groups.found(Founding("Knee group", standings, channel="News"))
    params = {
        "chat_id": group.chat.id,
        "text": "Only you see this",
        "ephemeral_message_parameters": {"receiver_user_id": ana.id},
        "reply_markup": KEYBOARD,
    }
    judge = Judge()
    sandbox.watchers.append(judge)
    await sandbox.call("sendMessage", params)
    assert judge.problems == []
    sandbox.watchers.remove(judge)
    return group.chat.id


@pytest.mark.parametrize("name", SENT_BY_PEOPLE)
async def test_updates_are_telegrams(asked: Sandbox, ana: User, name: str) -> None:
    before = len(await asked.call("getUpdates", {}))
    SENT_BY_PEOPLE[name](asked, ana)
    updates = await asked.call("getUpdates", {"offset": 0})
    assert len(updates) > before
    assert judge_result("getUpdates", updates) == []


@pytest.mark.parametrize("method", CALLS)
async def test_results_are_telegrams(asked: Sandbox, ana: User, method: str) -> None:
    asked.send_document(ana, "run.gpx", b"<gpx/>")
    query_id = asked.tap(ana, 2, "score:3")
    replaced = {"tap": query_id, "ana": ana.id, "query": asked.look_up(ana, "squats")}
    params = {
        key: replaced.get(value, value) if isinstance(value, str) else value
        for key, value in CALLS[method].items()
    }
    if method in ABOUT_A_CHAT:
        params["chat_id"] = ana.id
    if method in IN_A_GROUP:
        params["chat_id"] = await _group_with_an_answer(asked, ana)
    files = {
        "sendPhoto": {"photo": Upload("week.png", PIXEL)},
        "sendDocument": {"file": Upload("all.csv", b"a,b")},
    }.get(method)
    judge = Judge()
    asked.watchers.append(judge)
    result = await asked.call(method, params, files)
    assert result is not None
    assert judge.seen == {method}
    assert judge.problems == []


ASYNCHRONOUS = ("getupdates", "setwebhook", "deletewebhook")


def test_every_method_is_judged() -> None:
    assert {name.lower() for name in CALLS} == {*METHODS, *ASYNCHRONOUS}
