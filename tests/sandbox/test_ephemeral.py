"""Messages that one member of a group sees: who may send them, when, and who sees them."""

from datetime import timedelta
from typing import Any

import pytest

from bot.clock import MovableClock
from bot.sandbox.errors import RefusedError
from bot.sandbox.log import MessageDeleted, MessageEdited, MessageSent
from bot.sandbox.members import MEMBER, Standing
from bot.sandbox.state import Era
from bot.sandbox.values import User
from bot.sandbox.world import Sandbox
from tests.sandbox.clubs import ADMIN, Club, club
from tests.sandbox.judge import Judge

KEYS = {"inline_keyboard": [[{"text": "3", "callback_data": "score:3"}]]}


@pytest.fixture
async def here(sandbox: Sandbox, ana: User) -> Club:
    return await club(sandbox, ana)


async def _tap(here: Club, user: User) -> tuple[str, int]:
    """Of a message to all; the query's id and the message's."""
    sent = await here.call("sendMessage", text="Answer here", reply_markup=KEYS)
    message_id = int(sent["message_id"])
    return here.sandbox.tap(user, message_id, "open", group=here.group), message_id


def _only_to(user: User, **more: Any) -> dict[str, Any]:
    return {"ephemeral_message_parameters": {"receiver_user_id": user.id, **more}}


async def test_a_tap_is_answered_so_that_nobody_else_sees_it(here: Club) -> None:
    judge = Judge()
    here.sandbox.watchers.append(judge)
    query_id, _ = await _tap(here, here.ben)
    await here.sandbox.call("answerCallbackQuery", {"callback_query_id": query_id})
    given = _only_to(here.ben, callback_query_id=query_id)
    sent = await here.call("sendMessage", text="Score?", reply_markup=KEYS, **given)
    assert (sent["message_id"], sent["ephemeral_message_id"]) == (0, 1)
    assert sent["receiver_user"]["id"] == here.ben.id
    texts = {
        user.first_name: [one.text for one in here.sandbox.messages(user, here.group)]
        for user in (here.ana, here.ben)
    }
    assert texts == {"Ana": ["Answer here"], "Ben": ["Answer here", "Score?"]}

    await here.updates()
    here.sandbox.tap(here.ben, -1, "score:3", group=here.group)
    [tapped] = await here.sandbox.call("getUpdates", {})
    assert tapped["callback_query"]["message"]["message_id"] == 0
    assert tapped["callback_query"]["message"]["ephemeral_message_id"] == 1
    with pytest.raises(RefusedError, match="Ana does not see that message"):
        here.sandbox.tap(here.ana, -1, "score:3", group=here.group)

    named = {"receiver_user_id": here.ben.id, "ephemeral_message_id": 1}
    assert await here.call("editEphemeralMessageText", text="3 of 10", **named) is True
    same = await here.refusal("editEphemeralMessageText", text="3 of 10", **named)
    assert "message is not modified" in same.description
    keyed = await here.call("editEphemeralMessageReplyMarkup", reply_markup=KEYS, **named)
    assert keyed is True
    assert await here.call("deleteEphemeralMessage", **named) is True
    assert [one.text for one in here.sandbox.messages(here.ben, here.group)] == ["Answer here"]
    deeds = [type(deed) for deed in here.sandbox.log]
    assert deeds.count(MessageSent) == 2
    assert MessageEdited in deeds
    assert deeds[-1] is MessageDeleted
    assert judge.problems == []


async def test_the_older_way_to_name_the_receiver_works_too(here: Club) -> None:
    query_id, _ = await _tap(here, here.ben)
    sent = await here.call(
        "sendMessage", text="x", receiver_user_id=here.ben.id, callback_query_id=query_id
    )
    assert sent["ephemeral_message_id"] == 1


async def test_it_may_stand_in_place_of_the_message_that_was_tapped(here: Club) -> None:
    query_id, message_id = await _tap(here, here.ben)
    given = _only_to(here.ben, callback_query_id=query_id, replace_callback_query_message=True)
    await here.call("sendMessage", text="Score?", **given)
    seen = [[m.key for m in here.sandbox.messages(u, here.group)] for u in (here.ana, here.ben)]
    assert seen == [[message_id], [-1]]


@pytest.mark.parametrize(("bot", "may"), [(MEMBER, False), (ADMIN, True)])
async def test_only_an_admin_bot_writes_so_unasked(
    sandbox: Sandbox, ana: User, bot: Standing, may: bool
) -> None:
    here = await club(sandbox, ana, bot=bot)
    if may:
        await here.call("sendMessage", text="x", **_only_to(here.ben))
    else:
        refused = await here.refusal("sendMessage", text="x", **_only_to(here.ben))
        assert "not enough rights" in refused.description


async def test_who_can_not_get_one(here: Club, clock: MovableClock) -> None:
    stranger = here.sandbox.add_user("Cleo")
    bens, _ = await _tap(here, here.ben)

    async def refusal(user: User, **more: Any) -> str:
        return (await here.refusal("sendMessage", text="x", **_only_to(user, **more))).description

    assert await refusal(stranger) == "Bad Request: user not found"
    assert await refusal(here.sandbox.bot) == "Bad Request: user not found"
    assert "another user" in await refusal(here.ana, callback_query_id=bens)
    clock.move(timedelta(seconds=16))
    assert "query is too old" in await refusal(here.ben, callback_query_id=bens)
    in_private = {"chat_id": here.ana.id, "text": "x", **_only_to(here.ana)}
    assert "only to groups" in (await here.refusal("sendMessage", **in_private)).description
    nobody = await here.refusal("sendMessage", text="x", ephemeral_message_parameters={"a": 1})
    assert "no receiver_user_id" in nobody.description


async def test_a_command_of_the_menu_can_be_ephemeral(here: Club, clock: MovableClock) -> None:
    commands = [{"command": "log", "description": "Log", "is_ephemeral": True}]
    scope = {"type": "all_group_chats"}
    await here.call("setMyCommands", commands=commands, scope=scope)
    assert await here.call("getMyCommands", scope=scope) == commands
    typed = here.sandbox.send_text(here.ben, "/log squats 40 min", group=here.group)
    assert here.sandbox.messages(here.ana, here.group) == ()
    assert here.sandbox.messages(here.ben, here.group) == (typed,)
    [told] = await here.sandbox.call("getUpdates", {})
    assert told["message"]["message_id"] == 0
    answered = {
        "reply_parameters": {"ephemeral_message_id": told["message"]["ephemeral_message_id"]}
    }
    sent = await here.call("sendMessage", text="Logged", **_only_to(here.ben), **answered)
    assert sent["ephemeral_message_id"] == 2
    here.sandbox.send_text(here.ben, "thanks", group=here.group, reply_to=-2)
    assert here.sandbox.messages(here.ana, here.group) == ()
    clock.move(timedelta(seconds=16))
    late = await here.refusal("sendMessage", text="Logged", **_only_to(here.ben), **answered)
    assert "not enough rights" in late.description
    here.sandbox.send_text(here.ben, "/help", group=here.group)
    assert len(here.sandbox.messages(here.ana, here.group)) == 1


async def test_what_cannot_be_found_cannot_be_changed(here: Club) -> None:
    query_id, _ = await _tap(here, here.ben)
    await here.call("sendMessage", text="x", **_only_to(here.ben, callback_query_id=query_id))
    for receiver, number in ((here.ana, 1), (here.ben, 2), (here.ben, 0)):
        named = {"receiver_user_id": receiver.id, "ephemeral_message_id": number}
        edit = await here.refusal("editEphemeralMessageText", text="y", **named)
        assert edit.description == "Bad Request: message to edit not found"
        delete = await here.refusal("deleteEphemeralMessage", **named)
        assert delete.description == "Bad Request: message to delete not found"
    refused = await here.refusal("editMessageText", message_id=-1, text="y")
    assert refused.description == "Bad Request: message to edit not found"


async def test_a_server_may_refuse_them(here: Club) -> None:
    here.sandbox.set_era(Era.REFUSING)
    query_id, _ = await _tap(here, here.ben)
    given = _only_to(here.ben, callback_query_id=query_id)
    refused = await here.refusal("sendMessage", text="x", **given)
    assert refused.code == 400
    named = {"receiver_user_id": here.ben.id, "ephemeral_message_id": 1}
    assert (await here.refusal("editEphemeralMessageText", text="x", **named)).code == 400


async def test_an_older_server_shows_them_to_all(here: Club) -> None:
    here.sandbox.set_era(Era.UNAWARE)
    query_id, _ = await _tap(here, here.ben)
    given = _only_to(here.ben, callback_query_id=query_id)
    sent = await here.call("sendMessage", text="Score?", **given)
    assert sent["message_id"] > 0
    assert here.sandbox.messages(here.ana, here.group)[-1].text == "Score?"
    named = {"receiver_user_id": here.ben.id, "ephemeral_message_id": 1}
    refused = await here.refusal("deleteEphemeralMessage", **named)
    assert (refused.code, refused.description) == (404, "Not Found: method not found")
