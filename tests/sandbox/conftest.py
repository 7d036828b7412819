"""A sandbox on a standing clock, with one person in it."""

from datetime import UTC, datetime

import pytest

from bot.clock import MovableClock
from bot.sandbox.values import User
from bot.sandbox.world import Sandbox


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(datetime(2026, 3, 2, 17, tzinfo=UTC))


@pytest.fixture
def sandbox(clock: MovableClock) -> Sandbox:
    return Sandbox(clock)


@pytest.fixture
def ana(sandbox: Sandbox) -> User:
    """Ana has pressed Start; the bot has not looked yet."""
    ana = sandbox.add_user("Ana")
    sandbox.send_text(ana, "/start")
    return ana
