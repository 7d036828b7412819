"""Backups: taken while the bot writes, and tried by restoring them."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from signal import SIGTERM

import pytest
from sqlalchemy import select, text

from bot import backup as module
from bot.backup import back_up, restore
from bot.clock import SystemClock
from bot.config import SettingError, Settings
from bot.sandbox.server import serving
from bot.sandbox.world import Sandbox
from bot.storage import migrate
from bot.storage.database import Database
from bot.storage.tables import Athlete
from tests.process import output
from tests.storage.sample import write_sample
from tests.test_run import running, until_said


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kneecheck.sqlite"


@pytest.fixture
def settings(file: Path) -> Settings:
    return Settings(database_url=f"sqlite:///{file}")


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    """Migrated, with one athlete and a workout."""
    with closing(Database(settings.database_url)) as database:
        migrate.upgrade(database.engine)
        database.call(write_sample)
        yield database


def content(path: Path) -> list[str]:
    """Every row of every table."""
    with closing(sqlite3.connect(path)) as database:
        return list(database.iterdump())


def move_away(file: Path) -> None:
    for beside in file.parent.glob(f"{file.name}*"):
        beside.unlink()


def test_what_is_restored_is_what_was_there(
    database: Database, settings: Settings, file: Path, tmp_path: Path
) -> None:
    target = tmp_path / "backup"
    back_up(settings, target)
    before = content(file)
    database.close()
    move_away(file)
    restore(settings, target)
    assert content(file) == before
    assert any('INSERT INTO "workout"' in line for line in before)


def test_a_backup_is_whole_though_the_bot_writes_meanwhile(
    database: Database, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Athletes and their workouts are written together, and are together in every backup."""
    monkeypatch.setattr(module, "_PAGES", 1)
    over = threading.Event()

    def write() -> None:
        number = 8000
        while not over.is_set():
            number += 1
            database.call(write_sample, number)

    writing = threading.Thread(target=write)
    writing.start()
    try:
        for number in range(5):
            back_up(settings, tmp_path / f"{number}")
    finally:
        over.set()
        writing.join()
    for number in range(5):
        with closing(sqlite3.connect(tmp_path / f"{number}")) as copy:
            counts = [
                copy.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
                for table in ("athlete", "workout", "check_in", "job")
            ]
        assert len(set(counts)) == 1
        assert counts[0] > 0


def test_nobody_else_can_read_a_backup(
    database: Database, settings: Settings, tmp_path: Path
) -> None:
    back_up(settings, tmp_path / "backup")
    assert (tmp_path / "backup").stat().st_mode & 0o777 == 0o600


def test_a_backup_that_fails_leaves_the_last_one_alone(
    database: Database, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(settings, tmp_path / "backup")
    before = (tmp_path / "backup").read_bytes()

    def fail(_: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "_sync", fail)
    with pytest.raises(SettingError, match="No space left"):
        back_up(settings, tmp_path / "backup")
    assert (tmp_path / "backup").read_bytes() == before
    assert not list(tmp_path.glob(".*"))


def test_an_older_backup_is_brought_up_to_date(
    database: Database, settings: Settings, file: Path, tmp_path: Path
) -> None:
    migrate.downgrade(database.engine, "0002")
    back_up(settings, tmp_path / "backup")
    database.close()
    move_away(file)
    restore(settings, tmp_path / "backup")
    with closing(Database(settings.database_url)) as restored:
        assert migrate.is_current(restored.engine)
        assert restored.call(lambda session: session.scalar(select(Athlete.telegram_id))) == 7001


def test_a_database_that_is_there_is_not_overwritten(
    database: Database, settings: Settings, file: Path, tmp_path: Path
) -> None:
    back_up(settings, tmp_path / "backup")
    before = content(file)
    with pytest.raises(SettingError, match="is there already"):
        restore(settings, tmp_path / "backup")
    assert content(file) == before


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda path: path.unlink(), "No such file"),
        (lambda path: path.write_bytes(b"These are notes. " * 500), "not a database"),
        (lambda path: path.write_bytes(path.read_bytes()[:9000]), "malformed|damaged"),
        (lambda path: sqlite3.connect(path).execute("DROP TABLE alembic_version"), "no such table"),
    ],
    ids=["gone", "something else", "cut off", "another database"],
)
def test_what_is_no_backup_is_refused_and_makes_no_database(
    database: Database, settings: Settings, file: Path, tmp_path: Path, spoil: object, why: str
) -> None:
    backup = tmp_path / "backup"
    back_up(settings, backup)
    database.close()
    move_away(file)
    assert callable(spoil)
    spoil(backup)
    with pytest.raises(SettingError, match=why):
        restore(settings, backup)
    assert not file.exists()
    assert not list(tmp_path.glob(".*"))


def test_a_backup_of_a_newer_version_is_refused(
    database: Database, settings: Settings, file: Path, tmp_path: Path
) -> None:
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.execute(text("UPDATE works_from SET revision = '9999'"))
    back_up(settings, tmp_path / "backup")
    database.close()
    move_away(file)
    with pytest.raises(SettingError, match="newer version"):
        restore(settings, tmp_path / "backup")


@pytest.mark.parametrize(("command", "tool"), [("backup", "pg_dump"), ("restore", "pg_restore")])
async def test_on_postgresql_it_says_what_does_it_and_no_password(
    tmp_path: Path, command: str, tool: str
) -> None:
    address = "postgresql://knee:s3cret@127.0.0.1/knee"
    code, _, err = await output(tmp_path, command, "my-file", database_url=address)
    assert code == 2
    assert tool in err
    assert "postgresql://knee@127.0.0.1/knee" in err
    assert "s3cret" not in err


async def test_a_running_bot_is_backed_up_and_another_one_goes_on_from_there(
    tmp_path: Path,
) -> None:
    sandbox = Sandbox(SystemClock())
    ana = sandbox.add_user("Ana")
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    database = {"database_url": "sqlite:///kneecheck.sqlite"}
    async with serving(sandbox) as root:
        async with running(here, root, check_in_offsets="0s,1h,24h") as bot:
            sandbox.send_text(ana, "/log squats 40 min")
            await until_said(sandbox, ana, "Logged")
            code, out, err = await output(here, "backup", str(tmp_path / "backup"), **database)
            assert (code, err) == (0, "")
            assert "The database is in" in out
            assert await bot.ends(SIGTERM) == 0
        code, _, err = await output(there, "restore", str(tmp_path / "backup"), **database)
        assert (code, err) == (0, "")
        async with running(there, root) as bot:
            sandbox.send_text(ana, "/history")
            await until_said(sandbox, ana, "right after:")
            assert await bot.ends(SIGTERM) == 0
