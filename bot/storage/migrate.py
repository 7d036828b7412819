"""Brings the tables to the shape that this version of the code expects."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

if TYPE_CHECKING:
    from alembic.config import Config

_HEAD = "head"
_ADVISORY_LOCK = 5_653_2437  # "KNEECHECK" has no meaning to PostgreSQL; any fixed number does


def upgrade(engine: Engine, revision: str = _HEAD) -> None:
    """Apply every migration that is missing. Several processes may do so at once: on PostgreSQL
    they take turns under an advisory lock, on SQLite under its write lock."""
    from alembic import command

    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            lock = text("SELECT pg_advisory_xact_lock(:key)")
            connection.execute(lock, {"key": _ADVISORY_LOCK})
        config = _config(connection)
        command.upgrade(config, revision)
        _note_works_from(connection, config)


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
