"""The limits hold, people go first, and what is paused is what Telegram complained about."""

import asyncio

import pytest
from telegram.error import RetryAfter, TimedOut

from bot.telegram.failures import MustWait
from bot.telegram.limiter import CHAT, OVERALL, Limit, RateLimiter
from tests.telegram.limited_chats import ANA, BEN, CLINIC, SCHEDULED, Chats, most_in
from tests.telegram.skipping_time import now, run


def test_a_private_chat_gets_a_short_burst_and_then_one_a_second_on_average() -> None:
    async def scenario() -> list[float]:
        chats = Chats()
        await asyncio.gather(*(chats.call(ANA) for _ in range(7)))
        return chats.times()

    assert run(scenario()) == [0, 0, 0, 3, 3, 3, 6]


def test_a_group_gets_twenty_a_minute() -> None:
    async def scenario() -> list[float]:
        chats = Chats(RateLimiter(chat=None))
        await asyncio.gather(*(chats.call(CLINIC) for _ in range(41)))
        return chats.times()

    assert run(scenario()) == [0] * 20 + [60] * 20 + [120]


def test_a_group_is_known_by_its_number_or_its_name() -> None:
    async def scenario(chat_id: object) -> float:
        limiter = RateLimiter(chat=None, group=Limit(1, 60))

        async def telegram() -> bool:
            return True

        for _ in range(2):
            data = {"chat_id": chat_id}
            await limiter.process_request(telegram, (), {}, "sendMessage", data, None)
        return now()

    assert [run(scenario(chat)) for chat in (-5, "-5", "@clinic", 5, "5")] == [60, 60, 60, 0, 0]


def test_all_chats_together_get_thirty_a_second() -> None:
    async def scenario() -> list[float]:
        chats = Chats()
        await asyncio.gather(*(chats.call(chat) for chat in range(1, 76)))
        return chats.times()

    assert run(scenario()) == [0] * 30 + [1] * 30 + [2] * 15


def test_replies_to_a_chat_keep_their_order() -> None:
    async def scenario() -> list[str]:
        chats = Chats()
        await asyncio.gather(*(chats.call(ANA, str(number)) for number in range(20)))
        return [text for _, _, text in chats.sent]

    assert run(scenario()) == [str(number) for number in range(20)]


def test_one_busy_chat_does_not_hold_up_another() -> None:
    async def scenario() -> list[float]:
        chats = Chats()
        await asyncio.gather(*(chats.call(ANA) for _ in range(50)), chats.call(BEN))
        return chats.times(BEN)

    assert run(scenario()) == [0]


def test_a_scheduled_message_goes_at_once_when_nothing_is_in_the_way() -> None:
    async def scenario() -> list[float]:
        chats = Chats()
        await chats.call(ANA, urgency=SCHEDULED)
        return chats.times()

    assert run(scenario()) == [0]


def test_a_scheduled_message_is_sent_back_with_the_seconds_until_its_chat_is_free() -> None:
    async def scenario() -> float:
        chats = Chats()
        for _ in range(3):
            await chats.call(ANA)
        await asyncio.sleep(1)
        with pytest.raises(MustWait) as refused:
            await chats.call(ANA, urgency=SCHEDULED)
        await asyncio.sleep(refused.value.seconds)
        await chats.call(ANA, urgency=SCHEDULED)
        assert now() == chats.times()[-1]
        return refused.value.seconds

    assert run(scenario()) == 2


def test_a_scheduled_message_does_not_overtake_a_reply_that_waits() -> None:
    async def scenario() -> list[str]:
        chats = Chats(RateLimiter(chat=None, overall=Limit(1, 1)))
        await chats.call(BEN, "first")
        reply = asyncio.create_task(chats.call(ANA, "reply"))
        await asyncio.sleep(0.9999999)
        for chat in (ANA, BEN):
            with pytest.raises(MustWait):
                await chats.call(chat, "job", SCHEDULED)
        await reply
        return [text for _, _, text in chats.sent]

    assert run(scenario()) == ["first", "reply"]


def test_the_schedule_leaves_room_for_people_in_every_second() -> None:
    async def scenario() -> tuple[int, list[float]]:
        chats = Chats()
        jobs = [chats.call(chat, urgency=SCHEDULED) for chat in range(1, 101)]
        outcomes = await asyncio.gather(*jobs, return_exceptions=True)
        await asyncio.gather(*(chats.call(chat) for chat in range(201, 206)))
        return sum(outcome is None for outcome in outcomes), chats.times()[-5:]

    assert run(scenario()) == (OVERALL.messages - OVERALL.for_replies, [0] * 5)


def test_a_crowd_of_refused_jobs_comes_back_spread_out_and_each_is_refused_once() -> None:
    refusals: list[float] = []

    async def job(chats: Chats, chat: int) -> None:
        try:
            await chats.call(chat, urgency=SCHEDULED)
        except MustWait as refused:
            refusals.append(refused.seconds)
            await asyncio.sleep(refused.seconds + 0.001)
            await job(chats, chat)

    async def scenario() -> list[float]:
        chats = Chats()
        await asyncio.gather(*(job(chats, chat) for chat in range(1, 1001)))
        return chats.times()

    times = run(scenario())
    assert len(times) == 1000
    assert most_in(1, times) <= 25
    assert max(times) < 1000 / 25 + 2
    assert len(refusals) < 1.1 * 1000


def test_a_flood_error_pauses_its_chat_alone_and_the_reply_is_sent_after_it() -> None:
    async def scenario() -> list[tuple[float, int, str]]:
        chats = Chats(floods=[7])
        first = asyncio.create_task(chats.call(ANA, "reply"))
        await asyncio.sleep(0)
        with pytest.raises(MustWait) as refused:
            await chats.call(ANA, "job", SCHEDULED)
        assert refused.value.seconds == pytest.approx(7)
        await asyncio.gather(chats.call(BEN, "hello"), first)
        return chats.sent

    assert run(scenario()) == [(0, BEN, "hello"), (7, ANA, "reply")]


def test_a_scheduled_message_that_hits_a_flood_error_is_sent_back() -> None:
    async def scenario() -> float:
        chats = Chats(floods=[7])
        with pytest.raises(RetryAfter):
            await chats.call(ANA, urgency=SCHEDULED)
        await chats.call(ANA)
        return now()

    assert run(scenario()) == 7


def test_a_flood_error_about_no_chat_pauses_everything() -> None:
    async def scenario() -> list[tuple[float, int, str]]:
        chats = Chats(floods=[4])
        await asyncio.gather(
            chats.call(None, "commands", endpoint="setMyCommands"),
            *(chats.call(chat, "hello") for chat in (ANA, BEN)),
        )
        return chats.sent

    assert {(at, text) for at, _, text in run(scenario())} == {(4, "hello"), (4, "commands")}


def test_a_reply_gives_up_on_a_pause_nobody_would_wait_for() -> None:
    async def scenario() -> float:
        chats = Chats(floods=[300])
        with pytest.raises(RetryAfter):
            await chats.call(ANA)
        with pytest.raises(MustWait) as refused:
            await chats.call(ANA)
        assert refused.value.seconds == pytest.approx(300)
        await chats.call(BEN)
        return now()

    assert run(scenario()) == 0


def test_a_reply_is_tried_three_times_at_most() -> None:
    async def scenario() -> list[int]:
        chats = Chats(floods=[1, 1, 1, 1])
        with pytest.raises(RetryAfter):
            await chats.call(ANA)
        return chats.floods

    assert run(scenario()) == [1]


@pytest.mark.parametrize(
    "endpoint", ["answerCallbackQuery", "getMe", "setMyCommands", "sendChatAction", "deleteMessage"]
)
def test_calls_that_are_no_messages_are_not_limited(endpoint: str) -> None:
    async def scenario() -> float:
        chats = Chats()
        for _ in range(200):
            await chats.call(ANA, endpoint=endpoint)
        return now()

    assert run(scenario()) == 0


def test_an_edit_counts_as_a_message() -> None:
    async def scenario() -> float:
        chats = Chats()
        for _ in range(4):
            await chats.call(ANA, endpoint="editMessageText")
        return now()

    assert run(scenario()) == 3


def test_every_limit_can_be_turned_off() -> None:
    async def scenario() -> float:
        chats = Chats(RateLimiter(overall=None, chat=None, group=None))
        await asyncio.gather(*(chats.call(CLINIC) for _ in range(500)))
        await asyncio.gather(*(chats.call(chat, "", SCHEDULED) for chat in range(1, 500)))
        return now()

    assert run(scenario()) == 0


def test_a_reply_that_is_cancelled_while_it_waits_costs_nobody_their_turn() -> None:
    async def scenario() -> list[float]:
        chats = Chats()
        calls = [asyncio.create_task(chats.call(ANA)) for _ in range(6)]
        await asyncio.sleep(1)
        calls[3].cancel()
        calls[4].cancel()
        await asyncio.gather(*calls, return_exceptions=True)
        return chats.times()

    assert run(scenario()) == [0, 0, 0, 3]


def test_chats_that_are_idle_are_forgotten() -> None:
    async def scenario() -> tuple[int, int]:
        chats = Chats(RateLimiter(overall=None))
        for chat in range(1, 2001):
            await chats.call(chat)
        before = chats.limiter.chats_remembered
        await asyncio.sleep(CHAT.seconds)
        for _ in range(1000):
            await chats.call(1, endpoint="sendMessage")
        return before, chats.limiter.chats_remembered

    assert run(scenario()) == (2000, 1)


async def many_other_chats(chats: Chats) -> None:
    """Enough traffic elsewhere to make the limiter forget what it may forget."""
    await asyncio.gather(*(chats.call(chat) for chat in range(10, 30)))


def test_a_chat_with_someone_waiting_is_never_forgotten() -> None:
    async def scenario() -> list[float]:
        chats = Chats(RateLimiter(overall=Limit(1, 1), chat=Limit(1, 50)))
        others = asyncio.create_task(many_other_chats(chats))
        await asyncio.sleep(0)
        first = asyncio.create_task(chats.call(ANA))
        more = asyncio.create_task(many_other_chats(chats))
        await asyncio.sleep(0)
        second = asyncio.create_task(chats.call(ANA))
        await asyncio.gather(others, first, more, second)
        return chats.times(ANA)

    first, second = run(scenario())
    assert second - first >= 50


def test_a_chat_that_is_paused_is_never_forgotten() -> None:
    async def scenario() -> float:
        chats = Chats(floods=[7])
        with pytest.raises(RetryAfter):
            await chats.call(ANA, urgency=SCHEDULED)
        await asyncio.sleep(5)
        await many_other_chats(chats)
        await chats.call(ANA)
        return now()

    assert run(scenario()) == 7


@pytest.mark.parametrize("shared", ["chat", "overall"])
def test_a_job_that_keeps_asking_does_not_slip_in_between_waiting_replies(shared: str) -> None:
    three = Limit(3, 3)

    async def persistent_job(chats: Chats) -> None:
        while True:
            try:
                return await chats.call(ANA, "job", SCHEDULED)
            except MustWait:
                await asyncio.sleep(0 if now() % 3 == 0 and len(chats.sent) % 3 else 0.25)

    async def scenario() -> list[str]:
        if shared == "chat":
            chats = Chats(RateLimiter(overall=None, chat=three))
        else:
            chats = Chats(RateLimiter(overall=three, chat=None))
        people = [ANA] * 8 if shared == "chat" else range(10, 18)
        replies = [asyncio.create_task(chats.call(chat, "reply")) for chat in people]
        await asyncio.sleep(0)
        await asyncio.gather(persistent_job(chats), *replies)
        return [text for _, _, text in chats.sent]

    assert run(scenario()) == ["reply"] * 8 + ["job"]


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
