"""Faults strike the requests they are meant for, and no others."""

from typing import Any

import pytest

from bot.sandbox.errors import ApiError, ConnectionCutError, NetworkDownError
from bot.sandbox.faults import FaultKind
from bot.sandbox.values import User
from bot.sandbox.world import Sandbox
from tests.sandbox.clubs import club


async def _fails(sandbox: Sandbox, method: str, **params: Any) -> bool:
    try:
        await sandbox.call(method, params)
    except ApiError as error:
        return error.code == 500
    return False


async def test_a_fault_of_one_method_leaves_the_others_alone(sandbox: Sandbox, ana: User) -> None:
    sandbox.faults.add(FaultKind.SERVER_ERROR, method="sendMessage", times=2)
    assert not await _fails(sandbox, "getMe")
    outcomes = [await _fails(sandbox, "sendMessage", chat_id=ana.id, text="a") for _ in range(3)]
    assert outcomes == [True, True, False]


async def test_a_fault_of_every_method_spares_polling(sandbox: Sandbox) -> None:
    sandbox.faults.add(FaultKind.SERVER_ERROR)
    assert not await _fails(sandbox, "getUpdates")
    assert await _fails(sandbox, "getMe")
    sandbox.faults.add(FaultKind.SERVER_ERROR, method="getUpdates")
    assert await _fails(sandbox, "getUpdates")


async def test_a_fault_of_one_chat_leaves_the_others_alone(sandbox: Sandbox, ana: User) -> None:
    ben = sandbox.add_user("Ben")
    sandbox.send_text(ben, "/start")
    sandbox.faults.add(FaultKind.SERVER_ERROR, chat=ben.id)
    assert not await _fails(sandbox, "sendMessage", chat_id=ana.id, text="a")
    assert await _fails(sandbox, "sendMessage", chat_id=str(ben.id), text="a")


async def test_retry_after_is_what_was_asked_for(sandbox: Sandbox) -> None:
    sandbox.faults.add(FaultKind.TOO_MANY_REQUESTS, retry_after=37)
    with pytest.raises(ApiError, match="retry after 37") as raised:
        await sandbox.call("getMe", {})
    assert raised.value.parameters == {"retry_after": 37}


async def test_a_lost_answer_hides_a_refusal_too(sandbox: Sandbox) -> None:
    sandbox.faults.add(FaultKind.CUT_AFTER)
    with pytest.raises(ConnectionCutError):
        await sandbox.call("sendMessage", {"chat_id": 5, "text": "nobody there"})


async def test_clear_ends_all_of_it(sandbox: Sandbox, ana: User) -> None:
    sandbox.faults.add(FaultKind.SERVER_ERROR, times=99)
    sandbox.faults.hold_updates()
    sandbox.faults.drop_network()
    with pytest.raises(NetworkDownError):
        await sandbox.call("getMe", {})
    sandbox.faults.clear()
    sandbox.send_text(ana, "still here?")
    assert not await _fails(sandbox, "getMe")
    assert len(await sandbox.call("getUpdates", {})) == 2


async def test_a_closed_chat_is_told_in_the_words_for_its_kind(sandbox: Sandbox, ana: User) -> None:
    here = await club(sandbox, ana)
    told = []
    for chat_id in (ana.id, here.id):
        sandbox.faults.add(FaultKind.FORBIDDEN)
        with pytest.raises(ApiError) as raised:
            await sandbox.call("sendMessage", {"chat_id": chat_id, "text": "a"})
        told.append(raised.value.description)
    assert told == [
        "Forbidden: bot was blocked by the user",
        "Forbidden: bot was kicked from the supergroup chat",
    ]
