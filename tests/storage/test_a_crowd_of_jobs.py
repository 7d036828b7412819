"""A hundred thousand waiting rows change nothing: the work of a look at the table does not grow
with them, and neither does the memory."""

import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from bot.storage import jobs
from bot.storage.database import Database
from bot.storage.jobs import Lease
from tests.databases import Cluster, migrated
from tests.storage.sample import NOW
from tests.storage.waiting_rows import write_crowd

FEW, MANY = 999, 99_999
PLACES = 64
ALL_DUE = NOW + timedelta(days=2)
NONE_DUE = NOW - timedelta(days=1)


@pytest.fixture(params=["sqlite", "postgresql"])
def crowds(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[int, Database]]:
    """The same table twice: with few rows and with many."""
    databases = {}
    for count in (FEW, MANY):
        if request.param == "postgresql":
            cluster: Cluster = request.getfixturevalue("postgresql")
            cluster.create(f"crowd_{count}")
            url = cluster.url_of(f"crowd_{count}")
        else:
            url = f"sqlite:///{tmp_path / str(count)}.sqlite"
        databases[count] = Database(migrated(url))
        databases[count].call(write_crowd, count)
        if request.param == "postgresql":
            with databases[count].engine.begin() as connection:
                connection.exec_driver_sql("ANALYZE")
    yield databases
    for count, database in databases.items():
        database.close()
        if request.param == "postgresql":
            cluster.drop(f"crowd_{count}")


def claim_none(session: Session) -> int:
    return len(jobs.claim_due(session, NONE_DUE, Lease("first", ALL_DUE), PLACES))


def claim_a_batch(session: Session) -> int:
    claimed = jobs.claim_due(session, ALL_DUE, Lease("first", ALL_DUE), PLACES)
    assert [job.id for job in claimed] == list(range(1, PLACES + 1))
    return len(claimed)


def claim_behind_others(session: Session) -> int:
    """Another process holds the first ones."""
    jobs.claim_due(session, ALL_DUE, Lease("other", ALL_DUE + timedelta(hours=1)), PLACES)
    claimed = jobs.claim_due(session, ALL_DUE, Lease("first", ALL_DUE), PLACES)
    assert [job.id for job in claimed] == list(range(PLACES + 1, 2 * PLACES + 1))
    return len(claimed)


def look_for_the_next(session: Session) -> int:
    assert jobs.next_run_time(session) == NOW
    return 1


def list_for_people(session: Session) -> int:
    return len(jobs.waiting(session, PLACES))


LOOKS = [claim_none, claim_a_batch, claim_behind_others, look_for_the_next, list_for_people]


def test_looks_at_the_table_cost_the_same_among_a_hundred_thousand(
    crowds: dict[int, Database],
) -> None:
    """One test, as the crowd takes seconds to gather."""
    for look in LOOKS:
        work = {count: work_of(database, look) for count, database in crowds.items()}
        assert work[FEW] > 0
        assert work[MANY] < 2 * work[FEW] + 10, (look.__name__, work)
        memory = {count: memory_of(database, look) for count, database in crowds.items()}
        assert memory[MANY] < memory[FEW] + 50_000, (look.__name__, memory)


def memory_of(database: Database, look: Callable[[Session], int]) -> int:
    """The most bytes that it takes at once, when everything is warm."""
    rolled_back(database, look)
    tracemalloc.start()
    rolled_back(database, look)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak


def rolled_back(database: Database, look: Callable[[Session], int]) -> int:
    with closing(Session(database.engine)) as session:
        return look(session)


def work_of(database: Database, look: Callable[[Session], int]) -> int:
    """How much the database does for it: instructions of SQLite's machine, pages of PostgreSQL."""
    measure = _instructions if database.engine.dialect.name == "sqlite" else _pages
    with closing(Session(database.engine)) as session:
        return measure(session, look)


def _instructions(session: Session, look: Callable[[Session], int]) -> int:
    connection: Any = session.connection().connection.driver_connection
    steps = 0

    def step() -> int:
        nonlocal steps
        steps += 1
        return 0

    connection.set_progress_handler(step, 1)
    try:
        look(session)
    finally:
        connection.set_progress_handler(None, 1)
    return steps


def _pages(session: Session, look: Callable[[Session], int]) -> int:
    """Every statement runs once more under EXPLAIN, in a transaction that is rolled back."""
    statements: list[tuple[str, Any]] = []

    def note(_c: object, _cursor: object, statement: str, given: Any, *_rest: object) -> None:
        statements.append((statement, given))

    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    look(session)
    event.remove(engine, "before_cursor_execute", note)
    session.rollback()
    connection = session.connection()
    pages = 0
    for statement, given in statements:
        explained = f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {statement}"
        (plan,) = connection.exec_driver_sql(explained, given).scalar_one()
        pages += plan["Plan"]["Shared Hit Blocks"] + plan["Plan"]["Shared Read Blocks"]
    return pages
