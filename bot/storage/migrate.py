"""Brings the tables to the shape that this version of the code expects."""

from sqlalchemy import Connection, Engine, text

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
    """Whether the database has exactly the migrations that this version of the code knows."""
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    with engine.connect() as connection:
        script = ScriptDirectory.from_config(_config(connection))
        current = MigrationContext.configure(connection).get_current_heads()
        return set(current) == set(script.get_heads())


def _config(connection: Connection):  # type: ignore[no-untyped-def]  # alembic is imported late
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "bot.storage:migrations")
    config.attributes["connection"] = connection
    return config
