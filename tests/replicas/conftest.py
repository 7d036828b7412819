"""PostgreSQL, which replicas share."""

from tests.databases import postgresql, postgresql_url  # noqa: F401
