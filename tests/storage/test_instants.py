"""A moment is the same moment when it comes back, to the microsecond, in UTC."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from bot.storage.database import Database
from bot.storage.tables import Workout
from tests.storage.sample import NOW, write_sample

BERLIN = ZoneInfo("Europe/Berlin")


def write_and_read(session: Session, at: datetime) -> datetime | None:
    session.execute(update(Workout).values(ended_at=at))
    return session.scalar(select(Workout.ended_at))


@pytest.mark.parametrize(
    "at",
    [
        NOW,
        NOW + timedelta(microseconds=1),
        datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=0),
        datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=1),
        datetime(2026, 3, 2, tzinfo=timezone(timedelta(hours=-11, minutes=-30))),
        datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
        datetime(9999, 12, 31, tzinfo=UTC),
    ],
    ids=str,
)
def test_a_moment_comes_back_as_it_was(database: Database, at: datetime) -> None:
    database.call(write_sample)
    back = database.call(write_and_read, at)
    assert back is not None
    assert back.timestamp() == at.timestamp()
    assert back.tzinfo is UTC


def test_the_zone_of_the_database_does_not_matter(postgresql_url: str) -> None:
    database = Database(postgresql_url)
    try:
        database.call(write_sample)
        with Session(database.engine) as session:
            session.execute(text("SET TIME ZONE 'Asia/Kolkata'"))
            assert session.scalar(select(Workout.ended_at)) == NOW
    finally:
        database.close()
