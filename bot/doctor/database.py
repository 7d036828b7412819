"""Whether the database can be opened, fits this version, has room, and what its user may do."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, make_url, text
from sqlalchemy.exc import SQLAlchemyError

from bot.config import PREFIX
from bot.doctor.finding import Finding
from bot.storage import migrate
from bot.storage.engine import open_engine
from bot.storage.tables import Base

ROOM = 200 * 1024 * 1024
"""Free bytes below which a disk is nearly full."""


def examine_database(address: str) -> Iterator[Finding]:
    """Nothing is changed, and no file is made."""
    url = make_url(address)
    name = f"Database {url.render_as_string(hide_password=True)}"
    file = Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None
    if file is not None and not file.exists():
        # Opening it would make an empty one.
        yield _place_for(file, name)
    else:
        yield from _examine_tables(address, name)
    if file is not None and file.absolute().parent.is_dir():
        yield _examine_disk(file)


def _place_for(file: Path, name: str) -> Finding:
    folder = file.absolute().parent
    if folder.is_dir() and os.access(folder, os.W_OK | os.X_OK):
        return Finding(name, "is not there yet; `kneecheck run` makes it")
    remedy = f"Make the folder {folder}, writable for this user, or set {PREFIX}DATABASE_URL."
    return Finding(name, "is not there, and can not be made there", remedy)


def _examine_tables(address: str, name: str) -> Iterator[Finding]:
    engine = open_engine(address, connections=1)
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
        yield Finding(name, "can be opened")
        if not migrate.is_current(engine):
            remedy = "Run `kneecheck migrate`."
            yield Finding("Tables", "are not those of this version", remedy)
            return
        yield Finding("Tables", "are those of this version")
        if engine.dialect.name == "postgresql":
            with engine.connect() as connection:
                yield _examine_rights(connection)
    except SQLAlchemyError as error:
        cause = type(getattr(error, "orig", None) or error).__name__
        remedy = f"Check {PREFIX}DATABASE_URL, and that the server runs and lets you in."
        yield Finding(name, f"can not be opened ({cause})", remedy)
    finally:
        engine.dispose()


def _examine_rights(connection: Connection) -> Finding:
    user = connection.scalar(text("SELECT current_user"))
    subject = f"Rights of {user}"
    lacking = [
        table
        for table in sorted(Base.metadata.tables)
        if not _may(connection, "has_table_privilege(:what, 'SELECT')", table)
        or not _may(connection, "has_table_privilege(:what, 'INSERT')", table)
        or not _may(connection, "has_table_privilege(:what, 'UPDATE')", table)
        or not _may(connection, "has_table_privilege(:what, 'DELETE')", table)
    ]
    if lacking:
        remedy = "See deploy/postgresql/roles.sql; tables must be made by kneecheck_migrate."
        return Finding(subject, f"are too few for {', '.join(lacking)}", remedy)
    if _may(connection, "has_schema_privilege(:what, 'CREATE')", "public"):
        more = "suffice, and are more than running needs; see deploy/postgresql/roles.sql"
        return Finding(subject, more)
    return Finding(subject, "suffice, and are no more than that")


def _may(connection: Connection, what: str, subject: str) -> bool:
    return bool(connection.scalar(text(f"SELECT {what}"), {"what": subject}))


def _examine_disk(file: Path) -> Finding:
    folder = file.absolute().parent
    subject = f"Disk of {folder}"
    free = shutil.disk_usage(folder).free
    shown = f"has {free // 1024**2} MB left"
    return Finding(subject, shown, "" if free >= ROOM else "Free some: nothing can be logged soon.")
