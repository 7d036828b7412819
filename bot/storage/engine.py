"""Opens the database: SQLite set up for one writer and durable commits, or PostgreSQL."""

import sqlite3
from typing import Any

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.pool import StaticPool

BUSY_TIMEOUT_S = 10
SYNCHRONOUS = "FULL"
"""In WAL mode this makes a commit outlive a power cut; a confirmed workout must."""
_TURNS = 10


def open_engine(url: str, connections: int) -> Engine:
    """An engine for `sqlite:///file`, `sqlite://` (in memory) or `postgresql://…`; at most
    `connections` are open at once."""
    target = make_url(url)
    if target.drivername == "postgresql":
        target = target.set(drivername="postgresql+psycopg")
    if target.get_backend_name() != "sqlite":
        return create_engine(target, pool_size=connections, max_overflow=0)
    in_memory = target.database in (None, "", ":memory:")
    engine = create_engine(
        target,
        connect_args={"check_same_thread": False, "timeout": BUSY_TIMEOUT_S},
        **({"poolclass": StaticPool} if in_memory else {"pool_size": connections}),
    )
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def _set_up_sqlite(connection: Any, _record: object) -> None:
    # The driver's own transactions start too late; `_begin_immediate` starts ours.
    connection.isolation_level = None
    _write_ahead(connection)
    connection.execute(f"PRAGMA synchronous = {SYNCHRONOUS}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")


def _write_ahead(connection: Any) -> None:
    for _ in range(_TURNS):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
        else:
            return
        # A new file that several processes open at once: SQLite does not wait for the others
        # here, but it does for the write lock.
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
    connection.execute("PRAGMA journal_mode = WAL")


def _begin_immediate(connection: Any) -> None:
    # Taking the write lock at once avoids the deadlock of two readers that both want to write.
    connection.exec_driver_sql("BEGIN IMMEDIATE")
