"""An update is confirmed once it is handled, comes to the handlers once, and holds nobody up."""

import asyncio
from typing import Any

import pytest

from bot.telegram.in_hand import MOST_KEPT, InHand


def updates(*ids: int) -> list[dict[str, Any]]:
    return [{"update_id": each} for each in ids]


def ids(taken: list[dict[str, Any]]) -> list[int]:
    return [each["update_id"] for each in taken]


async def test_what_is_handled_is_confirmed() -> None:
    in_hand = InHand()
    in_hand.take(updates(7, 8))
    in_hand.handled(8)
    in_hand.handled(7)
    assert await in_hand.offset(9) == 9


async def test_what_is_not_handled_is_kept_with_all_that_came_later() -> None:
    in_hand = InHand()
    in_hand.take(updates(6, 7, 8))
    in_hand.handled(6)
    in_hand.handled(8)
    assert await in_hand.offset(9) == 7


async def test_a_poll_waits_for_what_is_nearly_handled() -> None:
    in_hand = InHand()
    in_hand.take(updates(7))
    poll = asyncio.create_task(in_hand.offset(8))
    await asyncio.sleep(0)
    assert not poll.done()
    in_hand.handled(7)
    assert await poll == 8


async def test_what_is_handled_just_when_the_poll_stops_waiting_is_confirmed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.telegram.in_hand.SETTLES_S", 0)
    in_hand = InHand()
    in_hand.take(updates(7))
    poll = asyncio.create_task(in_hand.offset(8))
    await asyncio.sleep(0)
    # After the end of its time, before it goes on.
    asyncio.get_running_loop().call_soon(in_hand.handled, 7)
    assert await poll == 8


async def test_what_comes_again_is_not_handled_again() -> None:
    in_hand = InHand()
    in_hand.take(updates(7, 8))
    in_hand.handled(8)
    await in_hand.offset(9)
    assert ids(in_hand.take(updates(7, 8, 9))) == [9]
    in_hand.handled(7)
    assert await in_hand.offset(10) == 9
    in_hand.handled(9)
    assert await in_hand.offset(10) == 10


async def test_telegram_is_free_to_number_from_below_when_nothing_is_in_hand() -> None:
    """After a week without updates it starts anywhere."""
    in_hand = InHand()
    in_hand.take(updates(900))
    in_hand.handled(900)
    await in_hand.offset(901)
    assert ids(in_hand.take(updates(12))) == [12]


async def test_a_chat_that_waits_for_itself_leaves_room_for_the_others() -> None:
    """A poll gives 100 updates at most: those that are kept must not fill it."""
    in_hand = InHand()
    in_hand.take(updates(*range(1, 101)))
    offset = await in_hand.offset(101)
    assert offset == 101 - MOST_KEPT
    assert ids(in_hand.take(updates(*range(offset, offset + 100)))) == [*range(101, 151)]


async def test_the_first_poll_asks_for_what_python_telegram_bot_asks_for() -> None:
    assert await InHand().offset(0) == 0
    assert await InHand().offset(None) is None
