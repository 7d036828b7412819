"""Several replicas keep the limits together."""

import asyncio
from collections.abc import Sequence

import pytest
from telegram.error import TelegramError

from bot.telegram.failures import MustWait
from bot.telegram.limiter import OVERALL, PAID, Limit, RateLimiter
from tests.telegram.limited_chats import ANA, SCHEDULED, Chats, most_in
from tests.telegram.skipping_time import run

LONG = 1000.0


@pytest.mark.parametrize("replicas", [1, 2, 3, 7, 29, 30, 31, 100])
@pytest.mark.parametrize("limit", [OVERALL, PAID])
def test_the_parts_add_up_to_no_more_than_the_whole(limit: Limit, replicas: int) -> None:
    part = limit.among(replicas)
    assert part.messages >= 1
    assert part.for_replies < part.messages
    assert replicas * part.messages / part.seconds <= limit.messages / limit.seconds


def test_three_replicas_together_send_thirty_a_second_and_no_more() -> None:
    async def scenario() -> list[float]:
        replicas = [Chats() for _ in range(3)]
        for each in replicas:
            each.limiter.share(3, LONG)
        calls = [each.call(chat) for each in replicas for chat in range(1, 41)]
        await asyncio.gather(*calls)
        return [at for each in replicas for at in each.times()]

    times = run(scenario())
    assert len(times) == 120
    assert most_in(1.0, times) == 30


def test_what_passed_before_the_share_changed_counts() -> None:
    async def scenario() -> list[float]:
        chats = Chats()
        await asyncio.gather(*(chats.call(chat) for chat in range(1, 31)))
        chats.limiter.share(2, LONG)
        await asyncio.gather(*(chats.call(chat) for chat in range(31, 51)))
        return chats.times()

    assert run(scenario()) == [0] * 30 + [1] * 15 + [2] * 5


def test_without_a_share_that_holds_a_job_goes_back_and_a_reply_waits_for_the_next_one() -> None:
    async def scenario() -> tuple[float, list[float], float]:
        chats = Chats()
        chats.limiter.share(2, 0.5)
        await asyncio.sleep(0.6)
        none_at_all = chats.limiter.messages_per_second
        with pytest.raises(MustWait):
            await chats.call(ANA, urgency=SCHEDULED)
        waiting = asyncio.create_task(chats.call(ANA))
        await asyncio.sleep(5)
        assert chats.times() == []
        chats.limiter.share(2, 6)
        await waiting
        return none_at_all, chats.times(), chats.limiter.messages_per_second

    none_at_all, times, rate = run(scenario())
    assert none_at_all == 0
    assert times == [pytest.approx(5.6)]
    assert rate == 15


def test_a_reply_does_not_wait_for_a_share_for_ever() -> None:
    async def scenario() -> None:
        chats = Chats()
        chats.limiter.share(2, 1)
        await chats.call(ANA)
        await asyncio.sleep(2)
        await chats.call(ANA)

    with pytest.raises(TelegramError):
        run(scenario())


def test_what_others_wrote_to_a_chat_counts() -> None:
    """The ledger has the chat full for two seconds."""

    async def scenario() -> tuple[list[float], list[tuple[int, object]]]:
        chats, asked = Chats(), list[tuple[int, object]]()
        full_until = 2.0

        async def ledger(chat_id: int, limits: Sequence[tuple[int, float]]) -> float:
            asked.append((chat_id, limits))
            return max(full_until - asyncio.get_running_loop().time(), 0)

        chats.limiter.ledger = ledger
        with pytest.raises(MustWait) as held_back:
            await chats.call(ANA, urgency=SCHEDULED)
        assert held_back.value.seconds == 2
        await chats.call(ANA)
        await chats.call(ANA, urgency=SCHEDULED)
        return chats.times(), asked

    times, asked = run(scenario())
    assert times == [2, 2]
    assert asked[0] == (ANA, [(3, 3.0)])


def test_a_limiter_without_limits_has_nothing_to_share() -> None:
    async def scenario() -> list[float]:
        chats = Chats(RateLimiter(overall=None, chat=None))
        chats.limiter.share(3, LONG)
        await asyncio.gather(*(chats.call(ANA) for _ in range(50)))
        return chats.times()

    assert run(scenario()) == [0] * 50
