"""The whole bot on a standing clock, with an in-memory database and two athletes."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from pydantic import SecretStr

from bot.app import Kneecheck
from bot.clock import MovableClock
from bot.config import Settings
from bot.sandbox.in_process import SandboxRequest
from bot.sandbox.world import DEFAULT_TOKEN, Sandbox
from bot.stage import BotOnStage
from bot.storage.tables import Base
from bot.telegram.limiter import RateLimiter
from tests.handlers.phone import Phone

SETTINGS = Settings(
    token=SecretStr(DEFAULT_TOKEN), database_url="sqlite://", time_zone="Europe/Berlin"
)


@pytest.fixture
def clock() -> MovableClock:
    """Monday, 18:00 in Berlin."""
    return MovableClock(datetime(2026, 3, 2, 17, tzinfo=UTC))


@pytest.fixture
def sandbox(clock: MovableClock) -> Sandbox:
    return Sandbox(clock)


@pytest.fixture
async def bot(sandbox: Sandbox, clock: MovableClock) -> AsyncIterator[Kneecheck]:
    """Running, on an empty database."""
    bot = Kneecheck(
        SETTINGS,
        limiter=RateLimiter(overall=None, chat=None, group=None),
        clock=clock,
        request=lambda: SandboxRequest(sandbox),
    )
    Base.metadata.create_all(bot.database.engine)
    await bot.start()
    yield bot
    await bot.stop()


@pytest.fixture
def stage(bot: Kneecheck, sandbox: Sandbox, clock: MovableClock) -> BotOnStage:
    return BotOnStage(bot, sandbox, clock)


@pytest.fixture
def ana(sandbox: Sandbox, stage: BotOnStage) -> Phone:
    return Phone(sandbox, stage, "Ana")


@pytest.fixture
def ben(sandbox: Sandbox, stage: BotOnStage) -> Phone:
    return Phone(sandbox, stage, "Ben")
