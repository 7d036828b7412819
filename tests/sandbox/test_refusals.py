"""The bot is refused what Telegram refuses, in Telegram's words."""

from datetime import timedelta
from typing import Any

import pytest

from bot.clock import MovableClock
from bot.sandbox.errors import ApiError, RefusedError
from bot.sandbox.files import Upload
from bot.sandbox.values import User
from bot.sandbox.world import Sandbox


def _keys(*rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"inline_keyboard": list(rows)}


KEY = {"text": "3", "callback_data": "score:3"}


async def _refusal(
    sandbox: Sandbox, method: str, upload: Upload | None = None, **params: Any
) -> str:
    with pytest.raises(ApiError) as raised:
        await sandbox.call(method, params, {"photo": upload} if upload else None)
    return raised.value.description.removeprefix("Bad Request: ")


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \n "}, "message text is empty"),
        ({"text": "<b></b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"text": "a" * 4097}, "message is too long"),
        ({"text": "\ud800"}, "strings must be encoded in UTF-8"),
        ({"text": "a", "parse_mode": "BBCode"}, "unsupported parse_mode"),
        ({"text": "a", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
        ({"text": "a", "reply_markup": "{"}, "can't parse reply markup JSON object"),
        ({"text": "a", "reply_markup": [KEY]}, "object expected as reply markup"),
        ({"text": "a", "reply_markup": _keys([KEY] * 9)}, "REPLY_MARKUP_TOO_LONG"),
        ({"text": "a", "reply_markup": _keys(*[[KEY] * 8] * 13)}, "REPLY_MARKUP_TOO_LONG"),
        (
            {"text": "a", "reply_markup": _keys([{"text": "3", "callback_data": "é" * 33}])},
            "BUTTON_DATA_INVALID",
        ),
        (
            {"text": "a", "reply_markup": _keys([{"text": "3"}])},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"text": "a", "reply_markup": _keys([{"callback_data": "3"}])},
            "can't parse inline keyboard button: Can't find field \"text\"",
        ),
        (
            {"text": "a", "reply_markup": _keys([{"text": "x", "url": "ftp://a.org"}])},
            "inline keyboard button URL 'ftp://a.org' is invalid: Unsupported URL protocol",
        ),
        ({"text": "a", "chat_id": ""}, "chat_id is empty"),
        ({"text": "a", "chat_id": 5}, "chat not found"),
        ({"text": "a", "chat_id": "@somebody"}, "chat not found"),
    ],
)
async def test_messages(sandbox: Sandbox, ana: User, params: dict[str, Any], reason: str) -> None:
    assert await _refusal(sandbox, "sendMessage", **{"chat_id": ana.id, **params}) == reason


async def test_the_length_counts_after_the_tags_are_gone(sandbox: Sandbox, ana: User) -> None:
    text = f"<b>{'&lt;' * 4000}</b>{'🦵' * 96}"
    sent = await sandbox.call(
        "sendMessage", {"chat_id": ana.id, "text": text, "parse_mode": "HTML"}
    )
    assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 4000}]


async def test_edits(sandbox: Sandbox, ana: User, clock: MovableClock) -> None:
    target: dict[str, Any] = {"chat_id": ana.id, "message_id": 2}
    markup = _keys([KEY])
    sent = await sandbox.call(
        "sendMessage", {"chat_id": ana.id, "text": "Score?", "reply_markup": markup}
    )
    clock.move(timedelta(minutes=1))
    same = await _refusal(
        sandbox, "editMessageText", **target, text=" Score? ", reply_markup=markup
    )
    assert same.startswith("message is not modified: specified new message content")
    again = await _refusal(sandbox, "editMessageReplyMarkup", **target, reply_markup=markup)
    assert again.startswith("message is not modified")

    edited = await sandbox.call("editMessageText", {**target, "text": "Saved"})
    assert edited["edit_date"] == sent["date"] + 60
    assert "reply_markup" not in edited

    edit = "editMessageText"
    assert await _refusal(sandbox, edit, **target, text="a" * 4097) == "MESSAGE_TOO_LONG"
    assert await _refusal(sandbox, edit, **target, text="") == "message text is empty"
    gone = await _refusal(sandbox, edit, chat_id=ana.id, message_id=9, text="a")
    assert gone == "message to edit not found"
    theirs = await _refusal(sandbox, edit, chat_id=ana.id, message_id=1, text="a")
    assert theirs == "message can't be edited"


async def test_deletions(sandbox: Sandbox, ana: User, clock: MovableClock) -> None:
    delete = "deleteMessage"
    await sandbox.call("sendMessage", {"chat_id": ana.id, "text": "old"})
    clock.move(timedelta(hours=48, seconds=1))
    await sandbox.call("sendMessage", {"chat_id": ana.id, "text": "new"})
    too_old = await _refusal(sandbox, delete, chat_id=ana.id, message_id=2)
    assert too_old == "message can't be deleted for everyone"
    await sandbox.call("deleteMessages", {"chat_id": ana.id, "message_ids": [2, 3, 77]})
    gone = await _refusal(sandbox, delete, chat_id=ana.id, message_id=3)
    assert gone == "message to delete not found"
    assert [message.message_id for message in sandbox.messages(ana)] == [1, 2]


async def test_a_tap_is_answered_once_and_soon(
    sandbox: Sandbox, ana: User, clock: MovableClock
) -> None:
    await sandbox.call(
        "sendMessage", {"chat_id": ana.id, "text": "?", "reply_markup": _keys([KEY])}
    )
    expired = "query is too old and response timeout expired or query ID is invalid"
    answer = "answerCallbackQuery"

    prompt = sandbox.tap(ana, 2, "score:3")
    assert await sandbox.call(answer, {"callback_query_id": prompt}) is True
    assert await _refusal(sandbox, answer, callback_query_id=prompt) == expired

    late = sandbox.tap(ana, 2, "score:3")
    clock.move(timedelta(minutes=1))
    assert await _refusal(sandbox, answer, callback_query_id=late) == expired
    assert await _refusal(sandbox, answer, callback_query_id="1", text="a" * 201) == (
        "MESSAGE_TOO_LONG"
    )


async def test_files(sandbox: Sandbox, ana: User) -> None:
    photo = "sendPhoto"
    assert await _refusal(sandbox, photo, chat_id=ana.id) == "there is no photo in the request"
    empty = await _refusal(sandbox, photo, Upload("a.png", b""), chat_id=ana.id)
    assert empty == "file must be non-empty"
    elsewhere = await _refusal(sandbox, photo, chat_id=ana.id, photo="https://a.org/a.png")
    assert elsewhere == "failed to get HTTP URL content"
    unknown = await _refusal(sandbox, "getFile", file_id="made-up")
    assert unknown == "wrong file_id or the file is temporarily unavailable"
    long = await _refusal(sandbox, photo, Upload("a.png", b"a"), chat_id=ana.id, caption="a" * 1025)
    assert long == "message caption is too long"


async def test_commands(sandbox: Sandbox) -> None:
    for commands, reason in [
        ([{"command": "log it", "description": "Log"}], "BOT_COMMAND_INVALID"),
        ([{"command": "log", "description": ""}], "BOT_COMMAND_DESCRIPTION_INVALID"),
        ([{"command": "log", "description": "Log"}] * 101, "BOT_COMMANDS_TOO_MUCH"),
    ]:
        assert await _refusal(sandbox, "setMyCommands", commands=commands) == reason


async def test_what_the_sandbox_does_not_do_is_refused_clearly(sandbox: Sandbox, ana: User) -> None:
    assert await _refusal(sandbox, "sendPoll", chat_id=ana.id) == "Not Found: method not found"
    assert "HTML" in await _refusal(
        sandbox, "sendMessage", chat_id=ana.id, text="*a*", parse_mode="MarkdownV2"
    )
    unknown = await _refusal(sandbox, "sendChatAction", chat_id=ana.id, action="dancing")
    assert unknown == "wrong parameter action in request"


async def test_a_person_who_never_wrote_cannot_be_written_to(sandbox: Sandbox) -> None:
    ben = sandbox.add_user("Ben")
    assert await _refusal(sandbox, "sendMessage", chat_id=ben.id, text="Hi") == "chat not found"


async def test_people_who_are_gone(sandbox: Sandbox, ana: User) -> None:
    send: dict[str, Any] = {"chat_id": ana.id, "text": "Hi"}
    sandbox.block(ana)
    blocked = "Forbidden: bot was blocked by the user"
    assert await _refusal(sandbox, "sendMessage", **send) == blocked
    with pytest.raises(RefusedError):
        sandbox.send_text(ana, "hello?")
    sandbox.unblock(ana)
    await sandbox.call("sendMessage", send)
    sandbox.forget_chat(ana)
    assert await _refusal(sandbox, "sendMessage", **send) == "chat not found"
    sandbox.send_text(ana, "me again")
    sandbox.delete_account(ana)
    assert await _refusal(sandbox, "sendMessage", **send) == "Forbidden: user is deactivated"


def test_people_send_what_their_app_lets_them_send(sandbox: Sandbox, ana: User) -> None:
    for text in ("", "  ", "a" * 4097):
        with pytest.raises(RefusedError):
            sandbox.send_text(ana, text)
    with pytest.raises(RefusedError):
        sandbox.tap(ana, 99, "score:3")
    with pytest.raises(RefusedError):
        sandbox.edit_text(sandbox.add_user("Ben"), 1, "not mine")
