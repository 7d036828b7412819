"""Whatever comes in whatever number: no limit is passed, no reply is lost or overtaken."""

import asyncio
from collections import defaultdict
from dataclasses import dataclass
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.telegram.failures import MustWait
from bot.telegram.limiter import CHAT, GROUP, OVERALL, Limit, RateLimiter, Urgency
from tests.effort import calls
from tests.telegram.limited_chats import ANA, BEN, CLINIC, Chats, most_in
from tests.telegram.skipping_time import now, run


def everybody_is_sent_something(chats_waiting: int) -> None:
    async def scenario() -> None:
        chats = Chats()
        await asyncio.gather(*(chats.call(chat) for chat in range(1, chats_waiting + 1)))
        assert now() == pytest.approx(chats_waiting / 30, abs=1)

    run(scenario())


def test_many_chats_waiting_cost_no_more_each_than_a_few() -> None:
    """Looking at every waiting chat each time would be 16 times the work for 4 times the chats."""
    few, many = (calls(partial(everybody_is_sent_something, n)) for n in (1000, 4000))
    assert many < 6 * few


@dataclass(frozen=True)
class Arrival:
    after: float
    chat: int
    urgency: Urgency


arrivals = st.lists(
    st.builds(
        Arrival,
        after=st.floats(0, 2),
        chat=st.sampled_from([ANA, BEN, 3, 4, CLINIC, -101]),
        urgency=st.sampled_from(Urgency),
    ),
    max_size=120,
)


@settings(deadline=None, max_examples=60)
@given(arrivals, st.sampled_from([OVERALL, Limit(4, 1, for_replies=1)]))
def test_whatever_arrives_no_limit_is_passed_and_no_reply_is_lost(
    traffic: list[Arrival], overall: Limit
) -> None:
    pauses: list[float] = []

    async def one(chats: Chats, number: int, arrival: Arrival) -> None:
        try:
            await chats.call(arrival.chat, f"{arrival.urgency.name} {number}", arrival.urgency)
        except MustWait as refused:
            pauses.append(refused.seconds)

    async def scenario() -> Chats:
        chats = Chats(RateLimiter(overall=overall))
        async with asyncio.TaskGroup() as tasks:
            for number, arrival in enumerate(traffic):
                await asyncio.sleep(arrival.after)
                tasks.create_task(one(chats, number, arrival))
        return chats

    chats = run(scenario())
    assert len(chats.sent) + len(pauses) == len(traffic)
    assert all(seconds > 0 for seconds in pauses)
    by_chat: defaultdict[int, list[int]] = defaultdict(list)
    for _, chat, text in chats.sent:
        urgency, number = text.split()
        if urgency == "REPLY":
            by_chat[chat].append(int(number))
    assert most_in(overall.seconds, chats.times()) <= overall.messages
    for chat in {arrival.chat for arrival in traffic}:
        assert most_in(CHAT.seconds, chats.times(chat)) <= CHAT.messages
        if chat < 0:
            assert most_in(GROUP.seconds, chats.times(chat)) <= GROUP.messages
        replies = [n for n, a in enumerate(traffic) if (a.chat, a.urgency) == (chat, Urgency.REPLY)]
        assert by_chat[chat] == replies
