"""A replica among others uses its part of the limits, and hands over what it had."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack

import pytest

from bot.clock import SystemClock
from bot.services import replicas
from bot.storage.database import Database
from bot.telegram.limiter import RateLimiter
from scheduler import membership
from scheduler.membership import Membership

Join = Callable[[str], Awaitable[tuple[Membership, RateLimiter]]]


@pytest.fixture
async def join(database: Database, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Join]:
    """Makes a replica that beats quickly and has joined."""
    monkeypatch.setattr(membership, "BEAT_S", 0.02)
    async with AsyncExitStack() as last:

        async def joined(holder: str) -> tuple[Membership, RateLimiter]:
            limiter = RateLimiter()
            member = Membership(database, SystemClock(), holder, limiter, nothing)
            await member.join()
            last.push_async_callback(member.leave)
            return member, limiter

        yield joined


async def nothing() -> None: ...


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not holds():  # noqa: ASYNC110 (beats come by the clock)
            await asyncio.sleep(0.01)


async def test_the_first_may_use_everything_at_once(join: Join) -> None:
    member, limiter = await join("first")
    assert member.is_ready
    assert limiter.messages_per_second == 30


async def test_the_second_sends_nothing_before_the_first_has_noticed_it(join: Join) -> None:
    _, first = await join("first")
    second, limiter = await join("second")
    assert not second.is_ready
    assert limiter.messages_per_second == 0
    await until(lambda: second.is_ready)
    await until(lambda: first.messages_per_second == limiter.messages_per_second == 15)


async def test_one_that_leaves_gives_its_part_to_the_others(join: Join, database: Database) -> None:
    _, first = await join("first")
    second, _ = await join("second")
    await until(lambda: first.messages_per_second == 15)
    await second.leave()
    await until(lambda: first.messages_per_second == 30)
    assert await database.run(replicas.known) == ["first"]


async def test_what_goes_to_one_chat_is_counted_over_all_of_them(join: Join) -> None:
    _, first = await join("first")
    _, second = await join("second")
    limits = ((3, 3.0),)
    assert first.ledger is not None
    assert second.ledger is not None
    waits = [await limiter.ledger(1, limits) for limiter in (first, second, first)]  # type: ignore[misc]
    assert waits == [0, 0, 0]
    assert await second.ledger(1, limits) > 2
