"""About to stop, the limiter paces nobody any more, and soon calls nobody any more."""

import asyncio

import pytest
from telegram.error import TimedOut

from bot.telegram.limiter import RateLimiter
from tests.telegram.limited_chats import ANA, BEN, Chats
from tests.telegram.skipping_time import now, run


def test_in_a_hurry_a_chat_is_not_paced_any_more() -> None:
    async def scenario() -> list[float]:
        chats = Chats()
        calls = [asyncio.create_task(chats.call(ANA, str(n))) for n in range(20)]
        await asyncio.sleep(1)
        chats.limiter.hurry(5)
        await asyncio.gather(*calls)
        await chats.call(BEN)
        return chats.times()

    assert run(scenario()) == [0] * 3 + [1] * 18


def test_in_a_hurry_all_chats_together_keep_their_limit() -> None:
    async def scenario() -> list[float]:
        chats = Chats()
        chats.limiter.hurry(5)
        await asyncio.gather(*(chats.call(ANA) for _ in range(75)))
        return chats.times()

    assert run(scenario()) == [0] * 30 + [1] * 30 + [2] * 15


def test_a_hurry_ends_and_what_was_not_sent_by_then_never_is() -> None:
    async def scenario() -> tuple[list[float], list[type[BaseException]], float]:
        chats = Chats()
        calls = [asyncio.create_task(chats.call(ANA)) for _ in range(300)]
        await asyncio.sleep(1)
        chats.limiter.hurry(5)
        failures = [each for each in await asyncio.gather(*calls, return_exceptions=True) if each]
        ended = now()
        with pytest.raises(TimedOut):
            await chats.call(BEN)
        return chats.times(), [type(each) for each in failures], ended

    times, failures, ended = run(scenario())
    assert max(times) < 6
    assert failures == [TimedOut] * (300 - len(times))
    assert ended == 6


def test_a_hurry_does_not_wait_for_an_answer_that_does_not_come() -> None:
    async def scenario() -> float:
        limiter = RateLimiter()

        async def nobody() -> bool:
            never: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
            return await never

        data = {"chat_id": ANA}
        call = limiter.process_request(nobody, (), {}, "sendMessage", data, None)
        calling = asyncio.create_task(call)
        await asyncio.sleep(1)
        limiter.hurry(5)
        with pytest.raises(TimedOut):
            await calling
        return now()

    assert run(scenario()) == 6
