"""Column types that hold on SQLite and PostgreSQL alike what the domain promises."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import REAL, BigInteger, DateTime, Dialect, Double, Integer, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

W = TypeVar("W", bound=StrEnum)

Id = BigInteger().with_variant(Integer, "sqlite")
"""A row's number, or one of Telegram's, which do not fit in 32 bits."""


Number: TypeEngine[float] = Double().with_variant(REAL, "sqlite")
"""A number with a fraction."""


class Instant(TypeDecorator[datetime]):
    """A moment in time: `timestamptz` on PostgreSQL, whole microseconds since 1970 UTC in SQLite's
    strict tables, so that neither can hold a time without a zone. Naive datetimes are refused."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "sqlite":
            return dialect.type_descriptor(Integer())
        return dialect.type_descriptor(DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment in time needs a zone")
        return (value - _EPOCH) // _MICROSECOND if dialect.name == "sqlite" else value

    def result_processor(self, dialect: Dialect, coltype: Any) -> Callable[[Any], datetime | None]:
        """Not `process_result_value`, which costs a call more: one tap reads thirty such values."""
        return _of_microseconds if dialect.name == "sqlite" else _in_utc


def _of_microseconds(value: int | None) -> datetime | None:
    return None if value is None else _EPOCH + timedelta(microseconds=value)


def _in_utc(value: datetime | None) -> datetime | None:
    return None if value is None else value.astimezone(UTC)


class Word(TypeDecorator[W]):
    """One word of a closed list, stored as text; the table's CHECK holds the list."""

    impl = Text
    cache_ok = True

    def __init__(self, words: type[W]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: W | None, dialect: Dialect) -> str | None:
        return None if value is None else self.words(value).value

    def result_processor(self, dialect: Dialect, coltype: Any) -> Callable[[Any], W | None]:
        """Not `process_result_value`, as above."""
        words = {word.value: word for word in self.words}
        return lambda text: None if text is None else words[text]


def one_of(column: str, words: type[StrEnum]) -> str:
    """The condition of a CHECK constraint: the column holds one of these words."""
    return f"{column} IN ({', '.join(repr(word.value) for word in words)})"
