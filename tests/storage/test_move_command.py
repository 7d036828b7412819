"""`kneecheck move`: what an operator reads, and what is refused."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.sandbox.server import serving
from bot.sandbox.world import DEFAULT_TOKEN, Sandbox
from bot.storage.database import Database
from tests.commands import Run
from tests.databases import migrated
from tests.process import command, output
from tests.storage.sample import write_sample


@pytest.fixture
def source(tmp_path: Path) -> str:
    """A database with one row of each table."""
    url = f"sqlite:///{tmp_path / 'knee.sqlite'}"
    with closing(Database(migrated(url))) as database:
        database.call(write_sample)
    return url


def test_it_says_how_many_rows_of_each_table_were_moved(
    run: Run, source: str, postgresql_url: str
) -> None:
    code, out, err = run("move", source, postgresql_url)
    assert (code, err) == (0, "")
    told = out.splitlines()
    assert "athlete: 1" in told
    assert "answer: 1" in told
    moved = sum(int(line.rpartition(" ")[2]) for line in told[:-2])
    assert told[-2] == f"Moved {moved} rows, each read again and found equal."
    assert "new database only" in told[-1]


def test_what_was_moved_is_refused_a_second_time(
    run: Run, source: str, postgresql_url: str
) -> None:
    run("move", source, postgresql_url)
    code, out, err = run("move", source, postgresql_url)
    assert (code, out) == (2, "")
    assert err.startswith("Nothing was moved: the target is not empty")


async def test_a_running_bot_keeps_its_database(tmp_path: Path, source: str) -> None:
    async with (
        serving(Sandbox(SystemClock())) as root,
        command(tmp_path, "run", token=DEFAULT_TOKEN, api_url=root, database_url=source) as bot,
    ):
        await bot.says("ready")
        code, out, err = await output(tmp_path, "move", source, "sqlite:///new.sqlite")
    assert (code, out) == (2, "")
    assert err == "Nothing was moved: the source is in use: stop the bot.\n"


@pytest.mark.parametrize(
    ("source", "target", "wrong"),
    [
        ("knee.sqlite", "sqlite:///new.sqlite", "SOURCE is 'knee.sqlite', but it must be sqlite:"),
        ("sqlite:///knee.sqlite", "mysql://knee:s3cret@host/new", "TARGET is 'mysql://knee:***@"),
        ("sqlite:///nowhere.sqlite", "sqlite:///new.sqlite", "there is no such file"),
        ("sqlite:///knee.sqlite", "sqlite:///knee.sqlite", "the same database"),
        ("sqlite:///knee.sqlite", "sqlite:///./knee.sqlite", "the target is in use"),
        ("sqlite://", "sqlite:///new.sqlite", "SOURCE is a database in memory"),
        ("sqlite:///knee.sqlite", "sqlite://", "TARGET is a database in memory"),
        ("sqlite:///knee.sqlite", "sqlite:///no/folder/new.sqlite", "can not be used"),
        ("sqlite:///knee.sqlite", "postgresql://k:s3cret@127.0.0.1:1/k", "can not be used"),
        ("sqlite:///notes", "sqlite:///new.sqlite", "can not be used"),
    ],
)
def test_what_can_not_be_moved_is_one_sentence(
    run: Run, tmp_path: Path, source: str, target: str, wrong: str
) -> None:
    migrated(f"sqlite:///{tmp_path / 'knee.sqlite'}")
    (tmp_path / "notes").write_text("These are the notes of somebody else. " * 100)
    code, out, err = run("move", source, target)
    assert (code, out) == (2, "")
    assert wrong in err
    assert err.count("\n") == 1
    assert "s3cret" not in err


def test_the_source_stays_as_it_was(run: Run, source: str) -> None:
    path = source.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path)) as opened:
        before = list(opened.iterdump())
    assert run("move", source, "sqlite:///new.sqlite")[0] == 0
    with closing(sqlite3.connect(path)) as opened:
        assert list(opened.iterdump()) == before
