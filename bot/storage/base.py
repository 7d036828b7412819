"""What all tables have in common."""

from typing import Any, cast

from sqlalchemy import ForeignKey, MetaData, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from bot.storage.types import Id

# autoincrement: the number of a removed row is never given out again, so that an old button can
# not come to mean somebody else's check-in. strict: SQLite keeps to the column types.
SQLITE = {"sqlite_strict": True, "sqlite_autoincrement": True}


class Base(DeclarativeBase):
    """All constraints are named, so that a migration can find them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def table_of(entity: type[Base]) -> Table:
    """The table behind an entity, for statements that should not pay for tracked objects."""
    return cast(Table, entity.__table__)


def row_id() -> Mapped[int]:
    """A row's own number."""
    return mapped_column(Id, primary_key=True)


def parent(column: Any, **options: Any) -> Mapped[Any]:
    """A row that this one goes away with."""
    return mapped_column(Id, ForeignKey(column, ondelete="CASCADE"), **options)
