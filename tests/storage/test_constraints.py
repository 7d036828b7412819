"""What must never be false is refused by the database itself, not only by the code."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, MetaData, Table, func, insert, select, update
from sqlalchemy.exc import DBAPIError, StatementError

from bot.storage.database import Database
from bot.storage.tables import Answer, Athlete, Base, CheckIn, Workout
from tests.storage.sample import NOW, Sample, write_sample, write_shared

EARLIER = "earlier than due"

WRONG: dict[str, list[Mapping[str, Any]]] = {
    "answer": [
        {"score": -1},
        {"score": 11},
        {"score": "x"},
        {"score": None},
        {"check_in_id": 999},
        {"answered_at": None},
        {"answered_at": "soonish"},
    ],
    "workout": [
        {"minutes": 0},
        {"minutes": -1},
        {"minutes": 1441},
        {"minutes": float("inf")},
        {"distance_km": 0},
        {"distance_km": -5},
        {"rpe": -1},
        {"rpe": 11},
        {"before": -1},
        {"before": 11},
        {"activity": "yoga"},
        {"activity": None},
        {"source": "rumour"},
        {"ended_at": None},
        {"ended_at": "soonish"},
        {"athlete_id": 999},
    ],
    "check_in": [
        {"moment": "at_lunch"},
        {"state": "bored"},
        {"closes_at": EARLIER},
        {"asked_at": None},
        {"message_id": None},
        {"state": "closed", "asked_at": None},
        {"due_at": None},
        {"workout_id": 999},
    ],
    "job": [
        {"kind": "dance"},
        {"run_at": None},
        {"run_at": "soonish"},
        {"check_in_id": 999},
        {"attempts": None},
    ],
    "prompt": [
        {"step": "nap"},
        {"draft": None},
    ],
    "incoming_update": [
        {"body": None},
        {"handled_at": NOW},
        {"handled_at": NOW, "body": None, "leased_by": "somebody"},
        {"chat_id": None},
        {"received_at": None},
    ],
    "replica": [
        {"alive_at": None},
        {"alive_at": "soonish"},
    ],
    "athlete": [
        {"telegram_id": None},
        {"telegram_id": "Ana"},
        {"time_zone": None},
    ],
}


@pytest.fixture
def sample(database: Database) -> Sample:
    database.call(write_shared)
    return database.call(write_sample)


def as_stored(database: Database, table: str) -> Table:
    """The table as the database describes it: none of the code's own checks come first."""
    tables = MetaData()
    tables.reflect(database.engine, only=[table])
    return tables.tables[table]


def change(connection: Connection, table: Table, changes: Mapping[str, Any]) -> None:
    value = {
        name: table.c.due_at - (1 if connection.dialect.name == "sqlite" else timedelta(seconds=1))
        if to is EARLIER
        else to
        for name, to in changes.items()
    }
    connection.execute(update(table).values(value))


@pytest.mark.parametrize("table", WRONG)
def test_a_row_that_must_not_be_is_refused(database: Database, sample: Sample, table: str) -> None:
    stored = as_stored(database, table)
    before = rows(database, stored)
    taken = []
    for changes in WRONG[table]:
        try:
            with database.engine.begin() as connection:
                change(connection, stored, changes)
        except StatementError:
            continue
        taken.append(changes)
    assert taken == []
    assert rows(database, stored) == before


@pytest.mark.parametrize(
    ("table", "changes"),
    [
        ("answer", {"score": 0}),
        ("answer", {"score": 10}),
        ("workout", {"minutes": 1440, "rpe": 0, "before": 10}),
        ("workout", {"minutes": None, "distance_km": None, "rpe": None, "before": None}),
        ("workout", {"minutes": 0.5, "distance_km": 0.1}),
        ("check_in", {"state": "planned", "asked_at": None, "message_id": None}),
        ("check_in", {"state": "missed", "asked_at": None, "message_id": None}),
        ("athlete", {"telegram_id": 2**52}),
    ],
    ids=str,
)
def test_a_row_at_the_edge_of_what_may_be_is_taken(
    database: Database, sample: Sample, table: str, changes: Mapping[str, Any]
) -> None:
    stored = as_stored(database, table)
    with database.engine.begin() as connection:
        change(connection, stored, changes)
    (row,) = rows(database, stored)
    assert {name: row[name] for name in changes} == changes


@pytest.mark.parametrize("table", ["athlete", "workout", "check_in", "job", "prompt"])
def test_what_there_is_one_of_can_not_be_written_twice(
    database: Database, sample: Sample, table: str
) -> None:
    """One check-in a workout and moment, one job a check-in and kind, one workout a message."""
    stored = as_stored(database, table)
    (row,) = rows(database, stored)
    again = {name: value for name, value in row.items() if name != "id"}
    with pytest.raises(DBAPIError), database.engine.begin() as connection:
        connection.execute(insert(stored).values(again))
    assert len(rows(database, stored)) == 1


def test_a_score_of_three_and_a_half_is_never_held(database: Database, sample: Sample) -> None:
    answers = as_stored(database, "answer")
    try:
        with database.engine.begin() as connection:
            connection.execute(update(answers).values(score=3.5))
    except DBAPIError:
        assert database.engine.dialect.name == "sqlite"
    (row,) = rows(database, answers)
    assert isinstance(row["score"], int)


def test_a_moment_without_a_zone_is_refused(database: Database, sample: Sample) -> None:
    naive = NOW.replace(tzinfo=None)
    for column in (Workout.ended_at, CheckIn.due_at, Answer.answered_at, Athlete.created_at):
        with pytest.raises(StatementError, match="zone"), database.engine.begin() as connection:
            connection.execute(update(column.class_).values({column.key: naive}))


def test_what_belongs_to_an_athlete_goes_with_them(database: Database, sample: Sample) -> None:
    other = database.call(write_sample, telegram_id=7002)
    athletes = as_stored(database, "athlete")
    with database.engine.begin() as connection:
        connection.execute(athletes.delete().where(athletes.c.id == sample.athlete))
    left = {name: rows(database, table) for name, table in Base.metadata.tables.items()}
    assert {name: len(of) for name, of in left.items()} == dict.fromkeys(left, 1)
    assert left["job"][0]["id"] == other.job


def test_the_number_of_a_removed_row_is_not_given_out_again(
    database: Database, sample: Sample
) -> None:
    athletes = as_stored(database, "athlete")
    with database.engine.begin() as connection:
        connection.execute(athletes.delete())
    again = database.call(write_sample)
    assert again.check_in > sample.check_in
    assert again.workout > sample.workout


def rows(database: Database, table: Table) -> list[dict[str, Any]]:
    with database.engine.connect() as connection:
        found = [dict(row) for row in connection.execute(select(table)).mappings()]
        assert len(found) == connection.scalar(select(func.count()).select_from(table))
    return found
