"""The messages to one chat, however many replicas write to it, keep within Telegram's limits."""

from datetime import timedelta

import pytest

from bot.services import pace
from bot.storage.database import Database
from tests.services.diary import NOW

CHAT = ((3, 3.0),)
GROUP = ((3, 3.0), (20, 60.0))


def take(database: Database, seconds: float, limits: tuple[tuple[int, float], ...] = CHAT) -> float:
    return database.call(pace.take_place, 1, limits, NOW + timedelta(seconds=seconds))


def test_what_is_within_the_limit_goes_and_the_next_one_waits(database: Database) -> None:
    assert [take(database, at) for at in (0, 0.5, 1)] == [0, 0, 0]
    assert take(database, 1) == 2
    assert take(database, 2.9) == pytest.approx(0.1)
    assert take(database, 3) == 0
    assert take(database, 3) == 0.5


def test_in_no_minute_a_group_gets_more_than_twenty(database: Database) -> None:
    went = [at for at in range(180) if take(database, at, GROUP) == 0]
    assert len(went) == 60
    for start in range(120):
        assert sum(start <= at < start + 60 for at in went) <= 20


def test_a_clock_that_is_behind_the_last_writers_gains_nothing(database: Database) -> None:
    assert [take(database, at) for at in (10, 10, 10)] == [0, 0, 0]
    assert take(database, 5) == 3


def test_a_chat_that_is_quiet_is_forgotten_and_no_other(database: Database) -> None:
    for at in (0, 1, 2):
        take(database, at)
    database.call(pace.forget, NOW + pace.REMEMBERED_FOR)
    assert take(database, 2) == 1
    database.call(pace.forget, NOW + pace.REMEMBERED_FOR + timedelta(minutes=1))
    assert take(database, 2) == 0
