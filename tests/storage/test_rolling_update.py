"""While replicas are replaced one by one, old and new code work on the same tables."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, MetaData, Table, insert, inspect, select, text

from bot.services.answer_check_in import answer_check_in
from bot.storage import jobs, migrate
from bot.storage.database import Database
from bot.storage.jobs import Lease
from tests.storage.sample import NOW, write_sample


@pytest.fixture
def bare(bare_url: str) -> Iterator[Database]:
    with closing(Database(bare_url)) as database:
        yield database


def previous(engine: Engine) -> str:
    """The oldest release that may still run beside this one."""
    revision = migrate.works_from(engine)
    assert revision is not None
    return revision


def described(engine: Engine) -> MetaData:
    """The tables as the database knows them, without the code's own idea of them."""
    tables = MetaData()
    tables.reflect(engine)
    return tables


def rows(engine: Engine, table: Table) -> list[dict[str, Any]]:
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(select(table)).mappings()]


def test_code_that_is_older_goes_on_as_long_as_nothing_it_needs_was_taken(
    bare: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrate.upgrade(bare.engine)
    works_from = migrate.works_from(bare.engine)
    assert works_from is not None
    monkeypatch.setattr(migrate, "newest_revision", lambda: works_from)
    assert migrate.is_current(bare.engine)
    monkeypatch.setattr(migrate, "newest_revision", lambda: f"{int(works_from) - 1:04}")
    assert not migrate.is_current(bare.engine)


def test_tables_that_come_to_need_newer_code_say_so(bare: Database) -> None:
    migrate.upgrade(bare.engine)
    known = migrate.newest_revision()
    with bare.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9998'"))
        connection.execute(text("UPDATE works_from SET revision = :known"), {"known": known})
    assert migrate.is_current(bare.engine)
    with bare.engine.begin() as connection:
        connection.execute(text("UPDATE works_from SET revision = '9998'"))
    assert not migrate.is_current(bare.engine)


EMPTY_ONLY_IN_NEW_WORK = {("job", "check_in_id")}
"""May be empty now, but only in rows of kinds that older code leaves alone, as the last test here
shows."""


def test_whatever_the_previous_release_reads_is_still_there(bare: Database) -> None:
    migrate.upgrade(bare.engine)
    start = previous(bare.engine)
    migrate.downgrade(bare.engine, start)
    before = described(bare.engine)
    migrate.upgrade(bare.engine)
    after = described(bare.engine)
    for table in before.sorted_tables:
        for column in table.columns:
            kept = after.tables[table.name].columns[column.name]
            assert str(kept.type) == str(column.type)
            if (table.name, column.name) not in EMPTY_ONLY_IN_NEW_WORK:
                assert kept.nullable == column.nullable


def test_what_the_previous_release_writes_is_taken_and_understood(bare: Database) -> None:
    """It names the columns that it knows and no other."""
    migrate.upgrade(bare.engine)
    migrate.downgrade(bare.engine, previous(bare.engine))
    old = described(bare.engine)
    with closing(Database("sqlite://")) as elsewhere:
        migrate.upgrade(elsewhere.engine)
        sample = elsewhere.call(write_sample)
        written = {
            name: rows(elsewhere.engine, table)
            for name, table in described(elsewhere.engine).tables.items()
            if name in old.tables and name not in ("alembic_version", "works_from")
        }
    migrate.upgrade(bare.engine)
    with bare.engine.begin() as connection:
        for table in old.sorted_tables:
            for row in written.get(table.name, ()):
                known = {name: row[name] for name in row if name in table.columns}
                connection.execute(insert(table).values(stored(table, known)))
    answered = bare.call(answer_check_in, 7001, sample.check_in, 4, NOW)
    (check_in,) = answered.record.check_ins
    assert check_in.answer is not None
    assert check_in.answer.score == 4
    assert bare.call(jobs.waiting, 10) == []


def stored(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    """SQLite keeps moments as microseconds; PostgreSQL wants them as moments."""
    moments = {c.name for c in table.columns if "TIMESTAMP" in str(c.type)}
    epoch = NOW.replace(year=1970, month=1, day=1, hour=0)
    return {
        name: epoch + timedelta(microseconds=value) if name in moments and value else value
        for name, value in row.items()
    }


@pytest.mark.parametrize("bare_url", ["postgresql"], indirect=True)
@pytest.mark.parametrize("about_a_check_in", [True, False])
def test_work_that_only_newer_code_knows_is_left_to_it(
    bare: Database, about_a_check_in: bool
) -> None:
    migrate.upgrade(bare.engine)
    sample = bare.call(write_sample)
    with bare.engine.begin() as connection:
        for rule in inspect(connection).get_check_constraints("job"):
            connection.execute(text(f"ALTER TABLE job DROP CONSTRAINT {rule['name']}"))
        connection.execute(
            text(
                "INSERT INTO job (kind, check_in_id, run_at, attempts) VALUES ('sing', :c, :t, 0)"
            ),
            {"c": sample.check_in if about_a_check_in else None, "t": NOW},
        )
    later = NOW + timedelta(hours=2)
    assert bare.call(jobs.next_run_time) == NOW + timedelta(hours=1)
    claimed = bare.call(jobs.claim_due, later, Lease.taken("old", later), 10)
    assert [job.id for job in claimed] == [sample.job]
