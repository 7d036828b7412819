"""Brings the tables to the shape that this version of the code expects."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

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
        command.upgrade(_config(connection), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Go back to an earlier revision."""
    from alembic import command

    with engine.begin() as connection:
        command.downgrade(_config(connection), revision)


def is_current(engine: Engine) -> bool:
    """Whether the database has exactly the migrations that this version of the code knows. Does
    without Alembic, which would cost every start 10 MB and a tenth of a second."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return False
        applied = connection.scalars(text("SELECT version_num FROM alembic_version")).all()
    return list(applied) == [newest_revision()]


def newest_revision() -> str:
    """The revision that the last file among the migrations leads to; files are numbered."""
    files = (Path(__file__).parent / "migrations" / "versions").glob("[0-9]*_*.py")
    return max(file.name.partition("_")[0] for file in files)


def _config(connection: Connection):  # type: ignore[no-untyped-def]  # alembic is imported late
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "bot.storage:migrations")
    config.attributes["connection"] = connection
    return config
