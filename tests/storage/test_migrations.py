"""Every migration goes up, down and up again, and they end where the tables are."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, event, inspect

from bot.storage import migrate
from bot.storage.database import Database
from bot.storage.tables import Base
from tests.storage.sample import write_sample


def _revisions() -> list[str]:
    config = Config()
    config.set_main_option("script_location", "bot.storage:migrations")
    script = ScriptDirectory.from_config(config)
    assert len(script.get_heads()) == 1
    return [revision.revision for revision in reversed(list(script.walk_revisions()))]


REVISIONS = _revisions()


@pytest.fixture
def bare(bare_url: str) -> Iterator[Database]:
    with closing(Database(bare_url)) as database:
        yield database


def shape(engine: Engine, *, alembic: bool = False) -> dict[str, Any]:
    """Everything that the database knows about its tables, in an order that does not matter; of
    the one that is Alembic's own if asked to."""
    inspector = inspect(engine)
    return {
        table: {
            "columns": {
                column["name"]: (str(column["type"]), column["nullable"])
                for column in inspector.get_columns(table)
            },
            "primary key": inspector.get_pk_constraint(table)["constrained_columns"],
            "checks": {
                check["name"]: " ".join(check["sqltext"].split())
                for check in inspector.get_check_constraints(table)
            },
            "unique": {
                unique["name"]: unique["column_names"]
                for unique in inspector.get_unique_constraints(table)
            },
            "indexes": {
                index["name"]: (index["column_names"], index["unique"])
                for index in inspector.get_indexes(table)
            },
            "foreign keys": {
                key["name"]: (
                    key["constrained_columns"],
                    key["referred_table"],
                    key["referred_columns"],
                    key["options"],
                )
                for key in inspector.get_foreign_keys(table)
            },
            "options": inspector.get_table_options(table),
        }
        for table in inspector.get_table_names()
        if alembic or table != "alembic_version"
    }


def notes(engine: Engine) -> list[str]:
    """What the database says of its own version."""
    with engine.connect() as connection:
        return [
            connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one(),
            connection.exec_driver_sql("SELECT revision FROM works_from").scalar_one(),
        ]


def test_every_migration_goes_up_down_and_up_again(bare: Database) -> None:
    for before, revision in zip([None, *REVISIONS], REVISIONS, strict=False):
        earlier = shape(bare.engine)
        migrate.upgrade_to(bare.engine, revision)
        later = shape(bare.engine)
        assert later != earlier
        migrate.downgrade(bare.engine, before or "base")
        assert shape(bare.engine) == earlier
        migrate.upgrade_to(bare.engine, revision)
        assert shape(bare.engine) == later


def test_the_migrations_end_where_the_tables_are(bare: Database) -> None:
    migrate.upgrade_to(bare.engine, "head")
    with bare.engine.connect() as connection:
        # The type comparison that `env.py` leaves to this module's own, below.
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, Base.metadata) == []


def test_an_empty_database_gets_at_once_what_all_migrations_come_to(bare: Database) -> None:
    """Checks, indexes and types too, of which Alembic's comparison knows nothing."""
    migrate.upgrade(bare.engine)
    made, noted = shape(bare.engine, alembic=True), notes(bare.engine)
    assert noted == [REVISIONS[-1], migrate.OLDEST]
    migrate.downgrade(bare.engine, "base")
    with bare.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE alembic_version")
    migrate.upgrade_to(bare.engine, "head")
    assert shape(bare.engine, alembic=True) == made
    assert notes(bare.engine) == noted
    assert all(made[table]["checks"] for table in ("answer", "check_in", "job", "workout"))


def test_a_database_with_tables_of_others_is_migrated_step_by_step(bare: Database) -> None:
    with bare.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE of_somebody_else (id INTEGER)")
    migrate.upgrade(bare.engine)
    assert migrate.is_current(bare.engine)
    assert "of_somebody_else" in shape(bare.engine)


def test_sqlite_keeps_to_the_types_of_its_columns(sqlite_url: str) -> None:
    with closing(Database(sqlite_url)) as database:
        tables = shape(database.engine)
    strict = {name for name, table in tables.items() if table["options"].get("sqlite_strict")}
    assert strict == set(Base.metadata.tables)


def test_rows_outlive_a_migration_that_is_there_already(bare: Database) -> None:
    migrate.upgrade(bare.engine)
    bare.call(write_sample)
    migrate.upgrade(bare.engine)
    assert migrate.is_current(bare.engine)
    with bare.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM workout").scalar() == 1


def test_a_database_is_current_from_the_last_migration_on(bare: Database) -> None:
    assert not migrate.is_current(bare.engine)
    migrate.upgrade(bare.engine)
    assert migrate.is_current(bare.engine)
    migrate.downgrade(bare.engine, "-1")
    assert not migrate.is_current(bare.engine)


@pytest.mark.parametrize(
    "start", [migrate.upgrade, lambda engine: migrate.upgrade_to(engine, "head")]
)
def test_a_migration_that_fails_half_way_leaves_nothing(
    bare: Database, start: Callable[[Engine], None]
) -> None:
    def fail(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "CREATE TABLE job" in statement:
            raise RuntimeError("the power is gone")

    event.listen(bare.engine, "before_cursor_execute", fail)
    with pytest.raises(RuntimeError, match="power"):
        start(bare.engine)
    event.remove(bare.engine, "before_cursor_execute", fail)
    assert inspect(bare.engine).get_table_names() == []
    start(bare.engine)
    assert migrate.is_current(bare.engine)


def test_several_processes_may_migrate_at_once(bare_url: str) -> None:
    databases = [Database(bare_url) for _ in range(4)]
    start = threading.Barrier(len(databases), timeout=20)
    failures: list[Exception] = []

    def upgrade(database: Database) -> None:
        start.wait()
        try:
            migrate.upgrade(database.engine)
        except Exception as error:  # noqa: BLE001
            failures.append(error)

    threads = [threading.Thread(target=upgrade, args=(database,)) for database in databases]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert all(migrate.is_current(database.engine) for database in databases)
    for database in databases:
        database.close()
