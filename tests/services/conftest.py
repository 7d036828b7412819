"""A database, an athlete, and what services do."""

import pytest

from bot.storage.database import Database
from tests.databases import (  # noqa: F401
    database,
    database_url,
    postgresql,
    postgresql_url,
    sqlite_template,
    sqlite_url,
)
from tests.services.diary import Diary


@pytest.fixture
def diary(database: Database) -> Diary:  # noqa: F811
    """Ana, whom the bot has just met."""
    return Diary(database)
