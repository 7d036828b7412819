"""`kneecheck move`: from one database to another, as an operator asks for it."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError

from bot.config import DatabaseUrl, SettingError, without_password
from bot.storage.move import MoveError, move

_ADDRESS: TypeAdapter[str] = TypeAdapter(DatabaseUrl)


def moved(source: str, target: str) -> Iterator[str]:
    """Move, and what to tell the operator, line by line. SettingError if it can not be done; then
    the target holds no row and the source is as it was."""
    for name, url in (("SOURCE", source), ("TARGET", target)):
        _check(name, url)
    if make_url(source) == make_url(target):
        raise SettingError("SOURCE and TARGET are the same database, but they must be two.")
    try:
        tables = move(source, target)
    except MoveError as error:
        raise SettingError(f"Nothing was moved: {error}.") from None
    except SQLAlchemyError as error:
        cause = type(getattr(error, "orig", None) or error).__name__
        raise SettingError(
            f"Nothing was moved: a database can not be used ({cause}); both must be databases that "
            "run, or files that can be written."
        ) from None
    for table in tables:
        yield f"{table.table}: {table.rows}"
    yield f"Moved {sum(table.rows for table in tables)} rows, each read again and found equal."
    yield "Start the bot on the new database only, and keep the old one until it has run for a day."


def _check(name: str, url: str) -> None:
    try:
        _ADDRESS.validate_python(url)
    except ValidationError as invalid:
        allowed = invalid.errors()[0]["ctx"]["error"]
        raise SettingError(
            f"{name} is {without_password(url)!r}, but it must be {allowed}."
        ) from None
    there = make_url(url)
    if there.get_backend_name() != "sqlite":
        return
    if not there.database:
        raise SettingError(f"{name} is a database in memory, but it must be one that stays.")
    if name == "SOURCE" and not Path(there.database).is_file():
        # Opening it would make an empty one.
        raise SettingError(f"SOURCE is {url!r}, but there is no such file.")
