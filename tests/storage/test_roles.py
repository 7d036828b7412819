"""deploy/postgresql/roles.sql: the role that migrates, and the one that runs, and what each may."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from psycopg.errors import InsufficientPrivilege
from sqlalchemy import Engine, make_url

from bot.clock import SystemClock
from bot.doctor.database import examine_database
from bot.domain.check_in import Moment
from bot.sandbox.server import serving
from bot.sandbox.world import DEFAULT_TOKEN, Sandbox
from bot.storage import migrate
from bot.storage.database import Database
from bot.storage.engine import open_engine
from bot.storage.move import move
from tests.databases import Cluster
from tests.process import command, output
from tests.services.diary import Diary, check_in_of
from tests.storage.sample import write_sample, write_shared
from tests.test_run import said_to, until_said

ROLES = Path(__file__).parent.parent.parent / "deploy" / "postgresql" / "roles.sql"
_NAME = "with_roles"


@dataclass(frozen=True)
class Addresses:
    """Of one database, for each of its users."""

    superuser: str
    migrate: str
    run: str


@pytest.fixture
def addresses(postgresql: Cluster) -> Iterator[Addresses]:
    """A database as an operator sets it up: with roles, without tables."""
    postgresql.create(_NAME)
    superuser = postgresql.url_of(_NAME)
    with psycopg.connect(superuser, autocommit=True) as connection:
        connection.execute(ROLES.read_bytes())
    url = make_url(superuser)

    def of(role: str) -> str:
        return url.set(username=role).render_as_string(hide_password=False)

    yield Addresses(superuser, of("kneecheck_migrate"), of("kneecheck_run"))
    postgresql.drop(_NAME)
    for role in ("kneecheck_migrate", "kneecheck_run"):
        postgresql.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(role)))


@pytest.fixture
def migrated(addresses: Addresses) -> Addresses:
    engine = open_engine(addresses.migrate, connections=1)
    migrate.upgrade(engine)
    engine.dispose()
    return addresses


def refused(url: str, statement: sql.SQL) -> bool:
    with psycopg.connect(url, autocommit=True) as connection:
        try:
            connection.execute(statement)
        except InsufficientPrivilege:
            return True
    return False


def test_the_migration_role_takes_every_migration_up_and_down(addresses: Addresses) -> None:
    engine: Engine = open_engine(addresses.migrate, connections=1)
    migrate.upgrade(engine)
    migrate.downgrade(engine, "base")
    migrate.upgrade(engine)
    assert migrate.is_current(engine)
    engine.dispose()


def test_the_run_role_keeps_a_diary(migrated: Addresses) -> None:
    with closing(Database(migrated.run)) as database:
        assert migrate.is_current(database.engine)
        diary = Diary(database)
        logged = diary.log()
        diary.asked(check_in_of(logged, Moment.RIGHT_AFTER), timedelta(0))
        diary.answer(check_in_of(logged, Moment.RIGHT_AFTER), 3)
        database.call(write_shared)
        assert diary.counts()["answer"] == 1


async def test_the_whole_bot_runs_as_the_run_role(migrated: Addresses, tmp_path: Path) -> None:
    sandbox = Sandbox(SystemClock())
    ana = sandbox.add_user("Ana")
    async with (
        serving(sandbox) as root,
        command(
            tmp_path, "run", token=DEFAULT_TOKEN, api_url=root, database_url=migrated.run
        ) as bot,
    ):
        await bot.says("ready")
        sandbox.send_text(ana, "/log squats 40 min")
        await until_said(sandbox, ana, "Logged")
    assert "Error" not in bot.text
    assert said_to(sandbox, ana)


@pytest.mark.parametrize(
    "statement",
    [
        sql.SQL("CREATE TABLE mine (id integer)"),
        sql.SQL("CREATE TEMPORARY TABLE mine (id integer)"),
        sql.SQL("CREATE SCHEMA mine"),
        sql.SQL("CREATE ROLE mine"),
        sql.SQL("CREATE DATABASE mine"),
        sql.SQL("DROP TABLE answer"),
        sql.SQL("TRUNCATE answer"),
        sql.SQL("ALTER TABLE answer DROP CONSTRAINT ck_answer_score"),
        sql.SQL("CREATE INDEX mine ON answer (score)"),
        sql.SQL(
            "CREATE TRIGGER mine BEFORE UPDATE ON answer EXECUTE FUNCTION "
            "suppress_redundant_updates_trigger()"
        ),
        sql.SQL("SET ROLE kneecheck_migrate"),
        sql.SQL("COPY answer TO PROGRAM 'cat'"),
        sql.SQL("SELECT pg_read_file('/etc/passwd')"),
        sql.SQL("SELECT * FROM pg_authid"),
        sql.SQL("ALTER SYSTEM SET fsync = off"),
        sql.SQL("SELECT setval('athlete_id_seq', 1)"),
    ],
    ids=lambda statement: statement.as_string().split("(")[0][:40],
)
def test_the_run_role_may_do_nothing_but_read_and_write_rows(
    migrated: Addresses, statement: sql.SQL
) -> None:
    assert refused(migrated.run, statement)


def test_a_table_that_a_later_migration_makes_is_the_run_roles_to_use(migrated: Addresses) -> None:
    with psycopg.connect(migrated.migrate, autocommit=True) as connection:
        connection.execute("CREATE TABLE later (id bigserial PRIMARY KEY, word text)")
    with psycopg.connect(migrated.run, autocommit=True) as connection:
        connection.execute("INSERT INTO later (word) VALUES ('here')")
        assert connection.execute("SELECT id, word FROM later").fetchall() == [(1, "here")]


def test_the_migration_role_can_move_a_database_here(addresses: Addresses, sqlite_url: str) -> None:
    with closing(Database(sqlite_url)) as database:
        database.call(write_sample)
    move(sqlite_url, addresses.migrate)
    with closing(Database(addresses.run)) as database:
        assert database.call(write_sample, 7002).athlete == 2


def test_the_migration_role_is_no_superuser_either(migrated: Addresses) -> None:
    for statement in (
        sql.SQL("CREATE ROLE mine"),
        sql.SQL("CREATE DATABASE mine"),
        sql.SQL("COPY answer TO PROGRAM 'cat'"),
        sql.SQL("SELECT * FROM pg_authid"),
    ):
        assert refused(migrated.migrate, statement)


def test_the_doctor_tells_the_roles_apart(migrated: Addresses) -> None:
    told = {url: list(examine_database(url))[-1] for url in (migrated.run, migrated.migrate)}
    assert told[migrated.run].subject == "Rights of kneecheck_run"
    assert told[migrated.run].state == "suffice, and are no more than that"
    assert "more than running needs" in told[migrated.migrate].state
    with psycopg.connect(migrated.migrate, autocommit=True) as connection:
        connection.execute("REVOKE DELETE ON job FROM kneecheck_run")
    lacking = list(examine_database(migrated.run))[-1]
    assert lacking.state == "are too few for job"
    assert "roles.sql" in lacking.remedy


async def test_the_run_role_can_not_migrate_and_is_told_so(
    addresses: Addresses, tmp_path: Path
) -> None:
    code, _, err = await output(tmp_path, "migrate", database_url=addresses.run)
    assert code == 2
    assert err.count("\n") == 1
    assert "InsufficientPrivilege" in err
