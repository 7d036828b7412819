"""Moving a database: every row, every number, from each kind to each, or nothing at all."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, delete, insert, select, text, update
from sqlalchemy.orm import Session

from bot.domain.check_in import CheckInState, Moment
from bot.storage import migrate
from bot.storage import move as moving
from bot.storage.database import Database
from bot.storage.engine import open_engine
from bot.storage.move import Moved, MoveError, move
from bot.storage.tables import Athlete, Base, Workout
from tests.databases import Cluster, migrated
from tests.services.diary import Diary, check_in_of
from tests.storage.sample import NOW, write_sample, write_shared

BATCH = 20
ATHLETES = 2 * BATCH + 3
"""More than one batch of each table."""
KINDS = [
    (source, target) for source in ("sqlite", "postgresql") for target in ("sqlite", "postgresql")
]

New = Callable[[str], str]


@pytest.fixture
def new(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[New]:
    """The address of a database of this kind that nobody has used."""
    made: list[tuple[Cluster, str]] = []
    numbers = count()

    def new(kind: str) -> str:
        name = f"moving_{next(numbers)}"
        if kind == "sqlite":
            return f"sqlite:///{tmp_path / name}.sqlite"
        cluster: Cluster = request.getfixturevalue("postgresql")
        cluster.create(name)
        made.append((cluster, name))
        return cluster.url_of(name)

    yield new
    for cluster, name in made:
        cluster.drop(name)


def fill(url: str, athletes: int = 3) -> None:
    with closing(Database(migrated(url))) as database:

        def write(session: Session) -> None:
            for number in range(athletes):
                write_sample(session, telegram_id=7_000_000_000 + number)
            write_shared(session)

        database.call(write)


def rows(url: str) -> dict[str, list[tuple[Any, ...]]]:
    engine = open_engine(url, connections=1)
    try:
        with engine.connect() as connection:
            return {
                name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
                for name, table in Base.metadata.tables.items()
                if name != "works_from"  # it is a part of the migrations
            }
    finally:
        engine.dispose()


@pytest.mark.parametrize(("source", "target"), KINDS)
def test_every_row_of_every_table_arrives_as_it_was(
    new: New, source: str, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving, "BATCH", BATCH)
    there, here = new(source), new(target)
    fill(there, ATHLETES)
    before = rows(there)
    moved = move(there, here)
    assert rows(here) == before
    assert rows(there) == before
    assert {table.table: table.rows for table in moved} == {
        name: len(found) for name, found in before.items()
    }
    assert all(before.values()), "the sample lacks a table"
    assert all(len(before[name]) == ATHLETES for name in ("athlete", "prompt", "answer", "job"))


@pytest.mark.parametrize(("source", "target"), KINDS)
def test_the_number_of_a_removed_row_is_not_given_out_again(
    new: New, source: str, target: str
) -> None:
    there, here = new(source), new(target)
    fill(there)
    with closing(Database(there)) as database:
        database.call(lambda session: session.execute(delete(Workout).where(Workout.id > 1)))
    move(there, here)
    with closing(Database(here)) as database:
        sample = database.call(write_sample)
    assert (sample.athlete, sample.workout, sample.check_in, sample.job) == (4, 4, 4, 4)


@pytest.mark.parametrize(("source", "target"), KINDS)
def test_a_table_without_rows_goes_on_counting_too(new: New, source: str, target: str) -> None:
    there, here = new(source), new(target)
    fill(there)
    with closing(Database(there)) as database:
        database.call(lambda session: session.execute(delete(Athlete)))
    assert Moved("athlete", 0) in move(there, here)
    with closing(Database(here)) as database:
        assert database.call(write_sample).athlete == 4


def test_a_diary_goes_on_where_it_was(new: New) -> None:
    there, here = new("sqlite"), new("postgresql")
    with closing(Database(migrated(there))) as database:
        diary = Diary(database)
        logged = diary.log()
        diary.asked(check_in_of(logged, Moment.RIGHT_AFTER), timedelta(0))
        waiting = diary.jobs()
    move(there, here)
    with closing(Database(here)) as database:
        diary = Diary(database)
        assert diary.jobs() == waiting
        diary.answer(check_in_of(logged, Moment.RIGHT_AFTER), 3)
        assert diary.states(logged.record)[0] is CheckInState.ANSWERED
        assert diary.log(origin=2).record.id == logged.record.id + 1


def test_an_empty_database_can_be_moved(new: New) -> None:
    there, here = migrated(new("sqlite")), new("postgresql")
    tables = {table.name for table in Base.metadata.sorted_tables} - {"works_from"}
    assert set(move(there, here)) == {Moved(name, 0) for name in tables}


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_target_that_holds_a_row_is_refused_and_left_alone(new: New, kind: str) -> None:
    there, here = new("sqlite"), new(kind)
    fill(there)
    fill(here, athletes=1)
    before = rows(here)
    with pytest.raises(MoveError, match="target is not empty: there are rows in athlete"):
        move(there, here)
    assert rows(here) == before


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_target_of_an_earlier_version_is_refused_before_it_is_migrated(
    new: New, kind: str
) -> None:
    there, here = new("sqlite"), new(kind)
    fill(there)
    engine = open_engine(here, connections=1)
    migrate.upgrade_to(engine, "0001")
    with engine.begin() as connection:
        given = {"telegram_id": 1, "language": "en", "time_zone": "UTC", "created_at": NOW}
        connection.execute(insert(Base.metadata.tables["athlete"]), given)
    engine.dispose()
    with pytest.raises(MoveError, match="not empty"):
        move(there, here)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "0001"
    engine.dispose()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_source_of_an_earlier_version_is_refused(new: New, kind: str) -> None:
    there = new(kind)
    engine = open_engine(there, connections=1)
    migrate.upgrade_to(engine, "0001")
    engine.dispose()
    with pytest.raises(MoveError, match="not the tables of this version"):
        move(there, new("sqlite"))


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
@pytest.mark.parametrize("which", ["source", "target"])
def test_a_database_that_a_bot_has_open_is_refused(new: New, kind: str, which: str) -> None:
    used, other = migrated(new(kind)), new("sqlite")
    pair = (used, other) if which == "source" else (migrated(other), used)
    with closing(Database(used)) as running:
        running.call(lambda session: session.scalar(select(Athlete.id)))
        with pytest.raises(MoveError, match=f"the {which} is in use.*: stop the bot"):
            move(*pair)
    move(*pair)


def test_a_bot_can_not_start_on_a_file_that_is_being_moved(
    new: New, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = new("sqlite")
    fill(there)
    refused: list[str] = []
    upgrade = migrate.upgrade

    def look(engine: Engine) -> None:
        with closing(sqlite3.connect(there.removeprefix("sqlite:///"), timeout=0)) as late:
            try:
                late.execute("SELECT count(*) FROM athlete")
            except sqlite3.OperationalError as error:
                refused.append(error.sqlite_errorname)
        upgrade(engine)

    monkeypatch.setattr(migrate, "upgrade", look)
    move(there, new("sqlite"))
    assert refused == ["SQLITE_BUSY"]


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_move_that_fails_half_way_leaves_no_row(
    new: New, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    there, here = new("sqlite"), new(kind)
    fill(there)

    def fail(*_: object) -> Moved:
        raise OSError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(moving, "_compare", fail)
        with pytest.raises(OSError, match="full"):
            move(there, here)
    assert not any(rows(here).values())
    move(there, here)
    assert rows(here) == rows(there)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE answer SET score = 4 WHERE id = 2",
        "UPDATE check_in SET due_at = due_at - 1 WHERE id = 3",
        "DELETE FROM answer WHERE id = 1",
        "INSERT INTO answer (check_in_id, score, answered_at) VALUES (1, 9, 0)",
    ],
)
def test_one_row_that_is_not_the_same_is_found(
    new: New, statement: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    there, here = new("sqlite"), new("sqlite")
    fill(there)
    copy = moving._copy

    def spoil(table: Any, source: Any, target: Any) -> None:
        copy(table, source, target)
        if table is Base.metadata.sorted_tables[-1]:
            target.execute(text(statement))

    monkeypatch.setattr(moving, "_copy", spoil)
    with pytest.raises(MoveError, match=r"answer|check_in"):
        move(there, here)
    assert not any(rows(here).values())


def test_what_postgresql_can_not_keep_is_said_without_showing_it(new: New) -> None:
    there, here = new("sqlite"), new("postgresql")
    fill(there)
    with closing(Database(there)) as database:
        database.call(lambda session: session.execute(update(Athlete).values(language="s\0s")))
    with pytest.raises(MoveError, match="the target refuses a row of athlete") as refused:
        move(there, here)
    assert "s\0s" not in str(refused.value)
    assert refused.value.__suppress_context__
    assert not any(rows(here).values())
