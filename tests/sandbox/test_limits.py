"""Telegram's flood limits, by the sandbox's clock."""

from datetime import timedelta

import pytest

from bot.clock import MovableClock
from bot.sandbox.errors import ApiError
from bot.sandbox.limits import FloodLimits


def _retry_after(limits: FloodLimits, chat: int, clock: MovableClock) -> int:
    try:
        limits.spend(chat, clock.now())
    except ApiError as error:
        return int(error.parameters["retry_after"])
    return 0


def test_one_message_a_second_to_a_chat_after_a_burst_of_five(clock: MovableClock) -> None:
    limits = FloodLimits()
    assert [_retry_after(limits, 7, clock) for _ in range(6)] == [0, 0, 0, 0, 0, 1]
    clock.move(timedelta(seconds=1))
    assert [_retry_after(limits, 7, clock) for _ in range(2)] == [0, 1]


def test_thirty_messages_a_second_overall(clock: MovableClock) -> None:
    limits = FloodLimits()
    outcomes = [_retry_after(limits, chat, clock) for chat in range(1, 32)]
    assert outcomes == [0] * 30 + [1]
    clock.move(timedelta(seconds=0.5))
    assert sum(_retry_after(limits, chat, clock) == 0 for chat in range(100, 120)) == 15


def test_twenty_messages_a_minute_to_a_group(clock: MovableClock) -> None:
    limits = FloodLimits()
    assert [_retry_after(limits, -7, clock) for _ in range(21)] == [0] * 20 + [3]


@pytest.mark.parametrize("chat", [7, -7])
def test_a_refused_message_costs_nothing(clock: MovableClock, chat: int) -> None:
    limits = FloodLimits()
    for _ in range(50):
        _retry_after(limits, chat, clock)
    clock.move(timedelta(seconds=3))
    assert _retry_after(limits, chat, clock) == 0
