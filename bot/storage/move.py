"""Copies a whole database to another one, of either kind, and compares every row."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, Row, Table, event, func, inspect, select, text, tuple_
from sqlalchemy.exc import DBAPIError, OperationalError

from bot.storage import migrate
from bot.storage.engine import open_engine
from bot.storage.tables import Base, WorksFrom, table_of

BATCH = 500
"""So many rows are in memory at once."""
_OF_THE_MIGRATIONS = {table_of(WorksFrom)}
_LOOKS = 10
"""They fill these themselves, and the same in every database of one version."""


class MoveError(Exception):
    """Nothing was moved; the text says why, without a value from any row."""


@dataclass(frozen=True)
class Moved:
    """A table, and how many rows of it were copied and found equal."""

    table: str
    rows: int


def move(source_url: str, target_url: str) -> tuple[Moved, ...]:
    """Copy everything in `source_url` to `target_url`, which is migrated first and must hold no
    row. All of it in one transaction: MoveError, or whatever else is raised, leaves the target
    without a row. Neither database may be in use meanwhile."""
    with _alone(source_url, "source") as source, _alone(target_url, "target") as target:
        if not migrate.is_current(source):
            raise MoveError("the source has not the tables of this version: migrate it first")
        with target.connect() as connection:
            _refuse_filled(connection)
        migrate.upgrade(target)
        with source.connect() as there, target.begin() as here:
            _refuse_filled(here)
            if there.dialect.name == "postgresql":
                # One picture of all the tables, whatever happens to them.
                there.execution_options(isolation_level="REPEATABLE READ")
            for table in _tables():
                _copy(table, there, here)
            return tuple(_compare(table, there, here) for table in _tables())


def _tables() -> list[Table]:
    """Each after those that it refers to."""
    return [table for table in Base.metadata.sorted_tables if table not in _OF_THE_MIGRATIONS]


@contextmanager
def _alone(url: str, which: str) -> Iterator[Engine]:
    """The database, when nobody else is connected to it. A file stays locked until the end, so
    that a bot can not start on it half way."""
    engine = open_engine(url, connections=1)
    try:
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _lock_for_oneself, insert=True)
        with engine.begin() as connection:
            others = _others(connection)
        if others:
            raise MoveError(f"the {which} is in use by {others} other connections: stop the bot")
        yield engine
    except OperationalError as error:
        if getattr(error.orig, "sqlite_errorname", "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise MoveError(f"the {which} is in use: stop the bot") from None
        raise
    finally:
        engine.dispose()


def _lock_for_oneself(connection: Any, _record: object) -> None:
    # Before the first look at the file: from then on a connection shares it or has it alone.
    connection.execute("PRAGMA busy_timeout = 0")
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")


def _others(connection: Connection) -> int:
    if connection.dialect.name == "sqlite":
        return 0  # this transaction would not have begun
    sessions = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
        "AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
    )
    # The server takes a moment to part from those who have just hung up.
    for _ in range(_LOOKS):
        if not (others := connection.scalar(sessions) or 0):
            break
        connection.execute(text("SELECT pg_sleep(0.1), pg_stat_clear_snapshot()"))
    return others


def _refuse_filled(target: Connection) -> None:
    there = inspect(target).get_table_names()
    for table in _tables():
        if table.name in there and target.execute(text(f"SELECT 1 FROM {table.name}")).first():  # noqa: S608
            raise MoveError(f"the target is not empty: there are rows in {table.name}")


def _copy(table: Table, source: Connection, target: Connection) -> None:
    for rows in _batches(table, source):
        try:
            target.execute(table.insert(), [dict(row._mapping) for row in rows])
        except DBAPIError as error:
            cause = type(error.orig).__name__
            raise MoveError(f"the target refuses a row of {table.name} ({cause})") from None
    _go_on_counting(table, source, target)


def _batches(table: Table, source: Connection) -> Iterable[Sequence[Row[Any]]]:
    with closing(source.execution_options(yield_per=BATCH).execute(select(table))) as result:
        yield from result.partitions()


def _compare(table: Table, source: Connection, target: Connection) -> Moved:
    keys = list(table.primary_key)
    places = [list(table.columns).index(key) for key in keys]
    compared = 0
    for rows in _batches(table, source):
        wanted = {tuple(row[place] for place in places): row for row in rows}
        same = select(table).where(tuple_(*keys).in_(wanted))
        found = {tuple(row[place] for place in places): row for row in target.execute(same)}
        if found != wanted:
            raise MoveError(f"a row of {table.name} is not the same in the target")
        compared += len(rows)
    if target.scalar(select(func.count()).select_from(table)) != compared:
        raise MoveError(f"the target has other rows in {table.name} than the source")
    return Moved(table.name, compared)


def _go_on_counting(table: Table, source: Connection, target: Connection) -> None:
    """The number of a removed row must not be given out again: an old button may name it."""
    if table.autoincrement_column is None:
        return
    last = _last_number(table, source)
    if last and target.dialect.name == "sqlite":
        target.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": table.name})
        row = {"name": table.name, "last": last}
        target.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)"), row)
    elif last:
        target.execute(
            text("SELECT setval(CAST(:sequence AS regclass), :last)"),
            {"sequence": _sequence(table, target), "last": last},
        )


def _last_number(table: Table, source: Connection) -> int | None:
    if source.dialect.name == "sqlite":
        counted = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
        last = source.scalar(counted, {"name": table.name})
    else:
        name = _sequence(table, source)
        last = source.scalar(text(f"SELECT last_value FROM {name} WHERE is_called"))  # noqa: S608
    return None if last is None else int(last)


def _sequence(table: Table, connection: Connection) -> str:
    assert table.autoincrement_column is not None
    name = func.pg_get_serial_sequence(table.name, table.autoincrement_column.name)
    found = connection.scalar(select(name))
    assert found is not None
    return str(found)
