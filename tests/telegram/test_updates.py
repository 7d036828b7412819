"""Of a tap in private only what nobody reads is left out, and what can not be read stops nobody."""

import copy
from datetime import timedelta
from typing import Any

import pytest
from telegram import InaccessibleMessage, Message, Update

from bot.clock import MovableClock
from bot.sandbox.in_process import SandboxRequest
from bot.sandbox.world import Sandbox
from bot.telegram.bot import Bot
from bot.telegram.limiter import RateLimiter
from bot.telegram.updates import read_update

SOON = timedelta(seconds=1)


@pytest.fixture
def sandbox() -> Sandbox:
    return Sandbox(MovableClock())


@pytest.fixture
def bot(sandbox: Sandbox) -> Bot:
    return Bot(
        sandbox.token,
        request=SandboxRequest(sandbox),
        get_updates_request=SandboxRequest(sandbox),
        rate_limiter=RateLimiter(overall=None, chat=None, group=None),
    )


def tap(chat: dict[str, Any]) -> dict[str, Any]:
    return {
        "update_id": 1,
        "callback_query": {
            "id": "1",
            "from": {"id": 7, "is_bot": False, "first_name": "Ana", "language_code": "de"},
            "chat_instance": "1",
            "data": "s:1:3",
            "message": {"message_id": 5, "date": 1, "chat": chat, "text": "How is your knee?"},
        },
    }


def test_a_tap_in_private_keeps_its_place_and_all_else_about_it(bot: Bot) -> None:
    given = tap({"id": 7, "type": "private", "first_name": "Ana"})
    before = copy.deepcopy(given)
    update, whole = read_update(given, bot), Update.de_json(copy.deepcopy(given), bot)
    assert given == before
    query, usual = update.callback_query, whole.callback_query
    assert query
    assert usual
    assert isinstance(query.message, InaccessibleMessage)
    assert query.message.message_id == 5
    assert query.get_bot() is bot
    assert (query.id, query.data, query.chat_instance) == (usual.id, usual.data, "1")
    assert update.update_id == whole.update_id
    for name in ("effective_user", "effective_chat"):
        assert getattr(update, name).to_dict() == getattr(whole, name).to_dict()


@pytest.mark.parametrize("left_out", [None, "data", "message"])
def test_any_other_tap_is_read_as_a_whole(bot: Bot, left_out: str | None) -> None:
    """In a group its message says which topic it is in, and who sees it."""
    given = tap({"id": -7, "type": "supergroup", "title": "Knees"})
    given["callback_query"].pop(left_out, None)
    update = read_update(given, bot)
    assert update.to_dict() == Update.de_json(copy.deepcopy(given), bot).to_dict()
    assert update.callback_query
    assert (left_out == "message") or isinstance(update.callback_query.message, Message)


@pytest.mark.parametrize("message", ["x", {}, {"chat": "x"}, {"chat": {"type": "private"}}])
def test_what_is_no_update_is_an_error_of_the_usual_kinds(bot: Bot, message: Any) -> None:
    given = tap({})
    given["callback_query"]["message"] = message
    with pytest.raises((KeyError, TypeError, AttributeError)):
        read_update(given, bot)


async def test_an_update_that_can_not_be_read_is_confirmed_and_stops_no_other(
    sandbox: Sandbox, bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    ana = sandbox.add_user("Ana")
    sandbox._state.updates.put("message", {"chat": "nonsense of Ana's"})
    sandbox.send_text(ana, "/help")
    (read,) = await bot.get_updates(timeout=SOON)
    assert read.message
    assert read.message.text == "/help"
    assert caplog.messages == ["update.not_read error=KeyError"]
    bot.polled.handled(read.update_id)
    await bot.get_updates(read.update_id + 1, timeout=SOON)
    await sandbox.updates_confirmed()

    sandbox._state.updates.put("message", {"chat": "nonsense of Ana's"})
    assert await bot.get_updates(read.update_id + 1, timeout=SOON) == ()
    assert await bot.get_updates(read.update_id + 1, timeout=SOON) == ()
    await sandbox.updates_confirmed()


@pytest.mark.parametrize("in_hand", [0, 10, 60])
async def test_the_last_confirmation_takes_and_confirms_nothing_that_is_not_handled(
    sandbox: Sandbox, bot: Bot, in_hand: int
) -> None:
    ana = sandbox.add_user("Ana")
    for _ in range(in_hand):
        sandbox.send_text(ana, "/help")
    taken = await bot.get_updates(timeout=SOON) if in_hand else ()
    for _ in range(120):
        sandbox.send_text(ana, "/help")
    await bot.get_updates(in_hand and taken[-1].update_id + 1, timeout=timedelta())
    await bot.confirm_handled()
    assert sandbox._state.updates.pending == in_hand + 120
    for update in taken:
        bot.polled.handled(update.update_id)
    await bot.confirm_handled()
    assert sandbox._state.updates.pending == 120
