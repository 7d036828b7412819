"""What the staff of a club read costs the same after years."""

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from bot.services.digest import digest_now
from bot.services.silence import silent_members
from bot.storage.clinic_tables import Clinic
from bot.storage.database import Database
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
