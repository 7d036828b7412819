"""Databases to test with."""

from tests.databases import (  # noqa: F401
    bare_url,
    database,
    database_url,
    postgresql,
    postgresql_url,
    sqlite_template,
    sqlite_url,
)
