"""An update is confirmed once it is handled, comes to the handlers once, and holds nobody up."""

import asyncio
from typing import Any

import pytest

from bot.telegram.polled import LONGEST_S, MOST_KEPT, SETTLES_S, Polled


def updates(*ids: int) -> list[dict[str, Any]]:
    return [{"update_id": each} for each in ids]


def ids(taken: list[dict[str, Any]]) -> list[int]:
    return [each["update_id"] for each in taken]


async def test_what_is_handled_is_confirmed() -> None:
    polled = Polled()
    polled.take(updates(7, 8))
    polled.handled(8)
    polled.handled(7)
    assert await polled.offset(9) == 9


async def test_what_is_not_handled_is_kept_with_all_that_came_later() -> None:
    polled = Polled()
    polled.take(updates(6, 7, 8))
    polled.handled(6)
    polled.handled(8)
    assert await polled.offset(9) == 7


async def test_a_poll_waits_for_what_is_nearly_handled() -> None:
    polled = Polled()
    polled.take(updates(7))
    poll = asyncio.create_task(polled.offset(8))
    await asyncio.sleep(0)
    assert not poll.done()
    polled.handled(7)
    assert await poll == 8


async def test_what_is_handled_just_when_the_poll_stops_waiting_is_confirmed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.telegram.polled.SETTLES_S", 0)
    polled = Polled()
    polled.take(updates(7))
    poll = asyncio.create_task(polled.offset(8))
    await asyncio.sleep(0)
    # After the end of its time, before it goes on.
    asyncio.get_running_loop().call_soon(polled.handled, 7)
    assert await poll == 8


async def test_what_comes_again_is_not_handled_again() -> None:
    polled = Polled()
    polled.take(updates(7, 8))
    polled.handled(8)
    await polled.offset(9)
    assert ids(polled.take(updates(7, 8, 9))) == [9]
    polled.handled(7)
    assert await polled.offset(10) == 9
    polled.handled(9)
    assert await polled.offset(10) == 10


async def test_telegram_is_free_to_number_from_below_when_nothing_is_in_hand() -> None:
    """After a week without updates it starts anywhere."""
    polled = Polled()
    polled.take(updates(900))
    polled.handled(900)
    await polled.offset(901)
    assert ids(polled.take(updates(12))) == [12]


async def test_a_chat_that_waits_for_itself_leaves_room_for_the_others() -> None:
    """A poll gives 100 updates at most: those that are kept must not fill it."""
    polled = Polled()
    polled.take(updates(*range(1, 101)))
    offset = await polled.offset(101)
    assert offset == 101 - MOST_KEPT
    assert ids(polled.take(updates(*range(offset, offset + 100)))) == [*range(101, 151)]


async def test_the_first_poll_asks_for_what_python_telegram_bot_asks_for() -> None:
    assert await Polled().offset(0) == 0
    assert await Polled().offset(None) is None


def test_the_longer_nothing_new_comes_the_longer_a_poll_waits_up_to_a_second() -> None:
    polled = Polled()
    polled.take(updates(7))
    waits = [SETTLES_S]
    for _ in range(6):
        assert polled.take(updates(7)) == []
        waits.append(polled._patience)
    assert waits == sorted(waits)
    assert waits[-1] == LONGEST_S
    polled.take(updates(7, 8))
    assert polled._patience == SETTLES_S
