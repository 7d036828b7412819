"""What the staff of a club read costs the same after years."""

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from bot.services.digest import WEEKS, counted_check_ins, digest_now
from bot.services.silence import silent_members
from bot.storage.clinic_tables import Clinic
from bot.storage.database import Database
from bot.storage.tables import Workout
from tests.benchmarks.years import CLINIC, write_club
from tests.databases import migrated

NOW = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
STEPS = 100


def digest(session: Session) -> object:
    return digest_now(session, CLINIC, True, NOW)


def silence(session: Session) -> object:
    return silent_members(session, session.get_one(Clinic, CLINIC), NOW)


def work(path: Path, weeks: int, service: Callable[[Session], object]) -> int:
    """How many hundreds of its own small steps SQLite takes."""
    taken = 0

    def step() -> None:
        nonlocal taken
        taken += 1

    def counted(session: Session) -> None:
        connection = session.connection().connection.dbapi_connection
        assert connection is not None
        connection.set_progress_handler(step, STEPS)
        service(session)
        connection.set_progress_handler(None, STEPS)

    with closing(Database(migrated(f"sqlite:///{path / str(weeks)}.sqlite"))) as database:
        write_club(database, 2, weeks, NOW)
        database.call(counted)
    return taken


@pytest.mark.parametrize("service", [digest, silence])
def test_it_is_read_from_the_last_years_alone(
    tmp_path: Path, service: Callable[[Session], object]
) -> None:
    assert 0 < work(tmp_path, 240, service) < 1.5 * work(tmp_path, 90, service)


def test_a_question_that_is_asked_months_after_its_workout_counts(tmp_path: Path) -> None:
    """The settings allow offsets of up to a year."""
    with closing(Database(migrated(f"sqlite:///{tmp_path / 'club.sqlite'}"))) as database:
        write_club(database, 4, 4, NOW)
        before = database.call(counted)
        database.call(lambda session: session.execute(LONG_AGO))
        assert database.call(counted) == before > 0


LONG_AGO = update(Workout).values(ended_at=NOW - timedelta(days=300))


def counted(session: Session) -> int:
    clinic = session.get_one(Clinic, CLINIC)
    return len(counted_check_ins(session, clinic, NOW - timedelta(weeks=WEEKS)))
