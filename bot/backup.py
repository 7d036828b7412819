"""Copies the database to a file while the bot runs, and brings such a file back."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import make_url

from bot.config import PREFIX, SettingError, Settings
from bot.storage import migrate
from bot.storage.engine import open_engine

_PAGES = 1000
"""So many pages at once: the bot can write in between."""


def back_up(settings: Settings, target: Path) -> None:
    """Write a whole and checked copy to this file, which is replaced only then. Raises
    SettingError."""
    source = _sqlite_file(settings, f"pg_dump --format=custom --file={target}")
    if not source.exists():
        raise SettingError(f"There is nothing to back up: {str(source)!r} is not there.")
    unfinished = target.with_name(f".{target.name}.unfinished")
    try:
        unfinished.unlink(missing_ok=True)
        # Health data: nobody else may read it, from the first byte on.
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        _copy(source, unfinished)
        _check(unfinished)
        _sync(unfinished)
        unfinished.replace(target)
    except (OSError, sqlite3.Error) as error:
        unfinished.unlink(missing_ok=True)
        raise SettingError(f"{str(target)!r} could not be written ({_cause(error)}).") from None


def restore(settings: Settings, source: Path) -> None:
    """Make the database from a backup. Raises SettingError if there is a database already, or the
    file is no backup that this version can work with."""
    target = _sqlite_file(settings, f"pg_restore --clean --if-exists {source}")
    if target.exists():
        raise SettingError(
            f"{str(target)!r} is there already: stop the bot and move the file away first "
            "(with the files beside it that end in -wal and -shm), then restore again."
        )
    unfinished = target.with_name(f".{target.name}.unfinished")
    try:
        if not source.is_file():
            raise FileNotFoundError(2, os.strerror(2))
        _check(source)
        unfinished.unlink(missing_ok=True)
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        _copy(source, unfinished)
        _bring_up_to_date(unfinished)
        _sync(unfinished)
        unfinished.replace(target)
    except (OSError, sqlite3.Error) as error:
        unfinished.unlink(missing_ok=True)
        raise SettingError(f"{str(source)!r} can not be restored ({_cause(error)}).") from None


def _sqlite_file(settings: Settings, instead: str) -> Path:
    url = make_url(settings.database_url)
    if url.get_backend_name() != "sqlite":
        shown = url._replace(password=None).render_as_string()
        raise SettingError(
            f"{PREFIX}DATABASE_URL is a PostgreSQL database, which has its own tool for this: "
            f"{instead} --dbname={shown} (the password comes from PGPASSWORD or ~/.pgpass)."
        )
    if not url.database or url.database == ":memory:":
        raise SettingError(f"{PREFIX}DATABASE_URL is a database in memory; it must be a file.")
    return Path(url.database)


def _copy(source: Path, target: Path) -> None:
    with (
        closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as reading,
        closing(sqlite3.connect(target)) as writing,
    ):
        reading.backup(writing, pages=_PAGES)
        # One file that needs no others beside it.
        writing.execute("PRAGMA journal_mode = DELETE")


def _check(file: Path) -> None:
    """Raises sqlite3.Error unless the file is whole and has the bot's tables."""
    address = f"{file.absolute().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as database:
        (found,) = database.execute("PRAGMA quick_check").fetchone()
        if found != "ok":
            raise sqlite3.DatabaseError("it is damaged")
        revision = database.execute("SELECT version_num FROM alembic_version").fetchone()
        if revision is None:
            raise sqlite3.DatabaseError("it has no tables")
        database.execute("SELECT count(*) FROM athlete").fetchone()


def _bring_up_to_date(file: Path) -> None:
    engine = open_engine(f"sqlite:///{file}", connections=1)
    try:
        with engine.connect() as connection:
            fits = migrate.fits(connection)
        if not fits and migrate.is_newer(engine):
            raise sqlite3.DatabaseError("it is of a newer version of Kneecheck")
        if not fits:
            migrate.upgrade(engine)
        with engine.connect() as connection:
            connection.exec_driver_sql("ROLLBACK")
            connection.exec_driver_sql("PRAGMA journal_mode = DELETE")
    finally:
        engine.dispose()


def _sync(file: Path) -> None:
    """Return when the file is on the disk."""
    descriptor = os.open(file, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _cause(error: OSError | sqlite3.Error) -> str:
    return error.strerror or "" if isinstance(error, OSError) else str(error)
