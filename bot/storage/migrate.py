"""Brings the tables to the shape that this version of the code expects."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, insert, inspect, text

from bot.storage.tables import Base, WorksFrom

if TYPE_CHECKING:
    from alembic.config import Config

OLDEST = "0005"
"""The oldest code that can work with the newest tables, as `works_from` says in the end."""
_ADVISORY_LOCK = 5_653_2437  # "KNEECHECK" has no meaning to PostgreSQL; any fixed number does


def upgrade(engine: Engine) -> None:
    """Apply every migration that is missing. Several processes may do so at once: on PostgreSQL
    they take turns under an advisory lock, on SQLite under its write lock.

    An empty database gets its tables at once, without Alembic, which would cost the very first
    start 10 MB and a third of a second."""
    with _in_turn(engine) as connection:
        if inspect(connection).get_table_names():
            _migrate(connection, "head")
        else:
            _make(connection)


def upgrade_to(engine: Engine, revision: str) -> None:
    """Apply the migrations that lead to a revision, one by one."""
    with _in_turn(engine) as connection:
        _migrate(connection, revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Go back to an earlier revision."""
    from alembic import command

    with engine.begin() as connection:
        config = _config(connection)
        command.downgrade(config, revision)
        _note_works_from(connection, config)


def is_current(engine: Engine) -> bool:
    """Whether this version of the code can work with the tables: they have every migration that it
    knows, and of later ones only such as leave it what it needs. Does without Alembic, which would
    cost every start 10 MB and a tenth of a second."""
    with engine.connect() as connection:
        return fits(connection)


def fits(connection: Connection) -> bool:
    """The same, of the database behind this connection."""
    known = newest_revision()
    if not inspect(connection).has_table("alembic_version"):
        return False
    applied = connection.scalar(text("SELECT version_num FROM alembic_version")) or ""
    if applied <= known:
        return bool(applied == known)
    works_from = connection.scalar(text("SELECT revision FROM works_from"))
    return works_from is not None and works_from <= known


def is_newer(engine: Engine) -> bool:
    """Whether the tables have migrations that this version of the code does not know."""
    with engine.connect() as connection:
        applied = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return (applied or "") > newest_revision()


def works_from(engine: Engine) -> str | None:
    """The oldest code that can work with the tables, as the number of its newest migration."""
    with engine.connect() as connection:
        revision: str | None = connection.scalar(text("SELECT revision FROM works_from"))
    return revision


def newest_revision() -> str:
    """The revision that the last file among the migrations leads to; files are numbered."""
    files = (Path(__file__).parent / "migrations" / "versions").glob("[0-9]*_*.py")
    return max(file.name.partition("_")[0] for file in files)


@contextmanager
def _in_turn(engine: Engine) -> Iterator[Connection]:
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            lock = text("SELECT pg_advisory_xact_lock(:key)")
            connection.execute(lock, {"key": _ADVISORY_LOCK})
        yield connection


def _make(connection: Connection) -> None:
    """What all migrations together come to; none of them writes rows."""
    Base.metadata.create_all(connection)
    connection.execute(
        text(
            "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
            "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
        )
    )
    newest = {"revision": newest_revision()}
    connection.execute(text("INSERT INTO alembic_version VALUES (:revision)"), newest)
    connection.execute(insert(WorksFrom).values(revision=OLDEST))


def _migrate(connection: Connection, revision: str) -> None:
    from alembic import command

    config = _config(connection)
    command.upgrade(config, revision)
    _note_works_from(connection, config)


def _note_works_from(connection: Connection, config: "Config") -> None:
    """Write down which older code can go on working: a migration that only adds names the oldest
    as its `works_from`; one without it needs code that knows it."""
    from alembic.script import ScriptDirectory

    if not inspect(connection).has_table("works_from"):
        return
    applied = connection.scalar(text("SELECT version_num FROM alembic_version"))
    script = ScriptDirectory.from_config(config)
    oldest = max(
        getattr(each.module, "works_from", each.revision)
        for each in script.iterate_revisions(applied, "base")
    )
    connection.execute(text("DELETE FROM works_from"))
    connection.execute(text("INSERT INTO works_from VALUES (:oldest)"), {"oldest": oldest})


def _config(connection: Connection) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "bot.storage:migrations")
    config.attributes["connection"] = connection
    return config
