"""Databases to test with, and a scheduler at work."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bot.clock import MovableClock
from bot.sandbox.world import Sandbox
from tests.databases import (  # noqa: F401
    database,
    database_url,
    postgresql,
    sqlite_template,
    sqlite_url,
)
from tests.scheduler.shift import Shift


@pytest.fixture
def clock() -> MovableClock:
    """Stands still until it is moved."""
    return MovableClock(datetime(2026, 3, 2, 17, 0, tzinfo=UTC))


@pytest.fixture
def sandbox(clock: MovableClock) -> Sandbox:
    return Sandbox(clock)


@pytest.fixture
async def shift(database_url: str, clock: MovableClock, sandbox: Sandbox) -> AsyncIterator[Shift]:  # noqa: F811
    """A scheduler that has not been started yet; it is stopped after the test."""
    shift = Shift(database_url, clock, sandbox)
    await shift.open()
    yield shift
    await shift.close()
