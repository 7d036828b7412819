"""getUpdates: nothing is lost, nothing comes twice unless asked to, a poll waits."""

import asyncio
from typing import Any

import pytest

from bot.sandbox.errors import ApiError
from bot.sandbox.updates import UpdateQueue
from bot.sandbox.values import User
from bot.sandbox.world import Sandbox


async def _poll(sandbox: Sandbox, **params: Any) -> list[int]:
    return [update["update_id"] for update in await sandbox.call("getUpdates", params)]


async def test_updates_come_again_until_a_later_offset_confirms_them(
    sandbox: Sandbox, ana: User
) -> None:
    sandbox.send_text(ana, "two")
    sandbox.send_text(ana, "three")
    assert await _poll(sandbox, limit=2) == [1001, 1002]
    assert await _poll(sandbox, offset=1002) == [1002, 1003]
    assert await _poll(sandbox, offset=-1) == [1003]
    assert await _poll(sandbox, offset=1004) == []


async def test_a_waiting_poll_ends_with_the_update(sandbox: Sandbox, ana: User) -> None:
    poll = asyncio.create_task(_poll(sandbox, offset=1002, timeout=60))
    await sandbox.updates_confirmed()
    assert not poll.done()
    sandbox.send_text(ana, "hello")
    assert await poll == [1002]


async def test_a_poll_gives_up_in_real_time_though_the_clock_stands_still() -> None:
    assert await UpdateQueue().poll(timeout=0.01) == []


async def test_a_second_poll_ends_the_first_with_a_conflict(sandbox: Sandbox, ana: User) -> None:
    first = asyncio.create_task(_poll(sandbox, offset=1002, timeout=60))
    await sandbox.updates_confirmed()
    second = asyncio.create_task(_poll(sandbox, offset=1002, timeout=60))
    with pytest.raises(ApiError, match="terminated by other getUpdates") as raised:
        await first
    assert raised.value.code == 409
    sandbox.send_text(ana, "hello")
    assert await second == [1002]


async def test_updates_confirmed_waits_for_the_offset_not_for_the_delivery(
    sandbox: Sandbox, ana: User
) -> None:
    confirmed = asyncio.create_task(sandbox.updates_confirmed())
    await _poll(sandbox)
    assert not confirmed.done()
    await _poll(sandbox, offset=1002)
    await confirmed


async def test_only_the_kinds_that_are_asked_for(sandbox: Sandbox, ana: User) -> None:
    await _poll(sandbox, offset=1002, allowed_updates='["callback_query"]')
    sandbox.send_text(ana, "unheard")
    sandbox.tap(ana, 1, "heard")
    assert [list(each)[1] for each in await sandbox.call("getUpdates", {})] == ["callback_query"]
    await _poll(sandbox, allowed_updates=[])
    sandbox.edit_text(ana, 1, "heard too")
    assert await _poll(sandbox) == [1002, 1003]


async def test_a_repeated_update_comes_once_more_after_it_was_confirmed(
    sandbox: Sandbox, ana: User
) -> None:
    sandbox.faults.repeat_updates(1)
    sandbox.send_text(ana, "again")
    sandbox.send_text(ana, "once")
    assert await _poll(sandbox) == [1001, 1002, 1003]
    confirmed = asyncio.create_task(sandbox.updates_confirmed())
    assert await _poll(sandbox, offset=1004) == [1002]
    assert not confirmed.done()
    assert await _poll(sandbox, offset=1004) == []
    await confirmed


async def test_late_updates_come_when_they_are_released(sandbox: Sandbox, ana: User) -> None:
    sandbox.faults.hold_updates()
    sandbox.send_text(ana, "late")
    assert await _poll(sandbox) == [1001]
    assert await _poll(sandbox, offset=1002) == []
    await sandbox.updates_confirmed()
    assert (await sandbox.call("getWebhookInfo", {}))["pending_update_count"] == 1
    poll = asyncio.create_task(_poll(sandbox, offset=1002, timeout=60))
    sandbox.faults.release_updates()
    assert await poll == [1002]


async def test_pending_updates_can_be_dropped(sandbox: Sandbox, ana: User) -> None:
    await sandbox.call("deleteWebhook", {"drop_pending_updates": True})
    assert await _poll(sandbox) == []
