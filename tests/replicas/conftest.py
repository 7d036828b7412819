"""Databases that replicas share."""

from tests.databases import (  # noqa: F401
    database,
    database_url,
    postgresql,
    postgresql_url,
    sqlite_template,
)
