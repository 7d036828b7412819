"""The job table as APScheduler sees it: due by the bot's clock, never dropped, never removed."""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from apscheduler.job import Job as ApsJob
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from bot.clock import MovableClock, SystemClock
from bot.storage import jobs
from bot.storage.database import Database
from scheduler.job_store import LONGEST_SLEEP, JobStore
from tests.storage.waiting_rows import write_jobs

SECOND = timedelta(seconds=1)
WALL = SystemClock()


class Places:
    """As many as a test says."""

    def __init__(self, free: int = 10) -> None:
        self.free = free

    def take_free_places(self) -> int:
        taken, self.free = self.free, 0
        return taken

    def give_back(self, places: int) -> None:
        self.free += places


@pytest.fixture
def places() -> Places:
    return Places()


@pytest.fixture
def store(database: Database, clock: MovableClock, places: Places) -> JobStore:
    return JobStore(database, clock, "first", places)


def ids(due: list[ApsJob]) -> list[int]:
    return [int(job.id) for job in due]


def test_due_jobs_are_claimed_earliest_first_and_as_many_as_there_are_places(
    store: JobStore, database: Database, clock: MovableClock, places: Places
) -> None:
    written = database.call(write_jobs, [clock.now() - n * SECOND for n in range(25)])[::-1]
    assert ids(store.get_due_jobs(WALL.now())) == written[:10]
    assert places.free == 0
    assert store.get_due_jobs(WALL.now()) == []
    places.free = 64
    assert ids(store.get_due_jobs(WALL.now())) == written[10:]
    assert places.free == 64 - 15


def test_what_is_due_is_for_the_clock_of_the_bot_to_say(
    store: JobStore, database: Database, clock: MovableClock
) -> None:
    database.call(write_jobs, [clock.now() + timedelta(days=400)])
    assert store.get_due_jobs(WALL.now()) == []
    clock.move(timedelta(days=400))
    assert len(store.get_due_jobs(WALL.now())) == 1


def test_a_job_that_is_years_late_is_no_misfire(
    store: JobStore, database: Database, clock: MovableClock
) -> None:
    database.call(write_jobs, [clock.now()])
    clock.move(timedelta(days=800))
    now = WALL.now()
    (job,) = store.get_due_jobs(now)
    assert job.misfire_grace_time is None
    assert job._get_run_times(now) == [now]


def test_removing_a_job_leaves_its_row(
    store: JobStore, database: Database, clock: MovableClock
) -> None:
    """APScheduler does so as soon as a job was submitted: long before it is done."""
    database.call(write_jobs, [clock.now()])
    (job,) = store.get_due_jobs(WALL.now())
    store.remove_job(job.id)
    assert [row.id for row in database.call(jobs.waiting, 10)] == [int(job.id)]


def test_jobs_are_written_by_services_only(
    store: JobStore, database: Database, clock: MovableClock
) -> None:
    database.call(write_jobs, [clock.now()])
    (job,) = store.get_due_jobs(WALL.now())
    for forbidden in (store.add_job, store.update_job):
        with pytest.raises(TypeError):
            forbidden(job)
    with pytest.raises(TypeError):
        store.remove_all_jobs()
    assert len(database.call(jobs.waiting, 10)) == 1


def test_jobs_can_be_looked_at_without_claiming_them(
    store: JobStore, database: Database, clock: MovableClock
) -> None:
    first, second = database.call(write_jobs, [clock.now(), clock.now() + SECOND])
    assert ids(store.get_all_jobs()) == [first, second]
    found = store.lookup_job(str(second))
    assert found is not None
    assert found.next_run_time == clock.now() + SECOND
    assert store.lookup_job("4711") is None
    assert ids(store.get_due_jobs(WALL.now())) == [first]


def seconds_until_the_next_look(store: JobStore) -> float:
    before = WALL.now()
    at = store.get_next_run_time()
    assert at - LONGEST_SLEEP <= WALL.now()
    return (at - before).total_seconds()


@pytest.mark.parametrize(
    ("after", "seconds"),
    [
        (timedelta(days=-5), 0),
        (timedelta(0), 0),
        (timedelta(seconds=12), 12),
        (timedelta(hours=1), 30),
    ],
    ids=str,
)
def test_the_next_look_is_when_a_job_is_due_and_at_most_half_a_minute_away(
    store: JobStore, database: Database, clock: MovableClock, after: timedelta, seconds: int
) -> None:
    database.call(write_jobs, [clock.now() + after, clock.now() + timedelta(days=1)])
    assert seconds_until_the_next_look(store) == pytest.approx(seconds, abs=1)


def test_an_empty_table_is_looked_at_every_half_minute(store: JobStore) -> None:
    assert seconds_until_the_next_look(store) == pytest.approx(30, abs=1)


def test_the_next_look_may_be_for_the_job_of_a_process_that_died(
    store: JobStore, database: Database, clock: MovableClock
) -> None:
    database.call(write_jobs, [clock.now()])
    dead = jobs.Lease("dead", clock.now() + 17 * SECOND)
    database.call(jobs.claim_due, clock.now(), dead, 1)
    assert seconds_until_the_next_look(store) == pytest.approx(17, abs=1)
    clock.move(17 * SECOND)
    assert seconds_until_the_next_look(store) == pytest.approx(0, abs=1)
    assert len(store.get_due_jobs(WALL.now())) == 1


def test_what_becomes_due_just_after_a_look_is_looked_for_at_once(
    store: JobStore, database: Database, clock: MovableClock
) -> None:
    """APScheduler wakes a moment too soon, more often than not."""
    database.call(write_jobs, [clock.now() + SECOND])
    assert store.get_due_jobs(WALL.now()) == []
    clock.move(SECOND)
    assert seconds_until_the_next_look(store) == pytest.approx(0, abs=0.5)


def test_while_every_place_is_taken_the_table_is_left_alone(
    store: JobStore, database: Database, clock: MovableClock, places: Places
) -> None:
    database.call(write_jobs, [clock.now()])
    places.free = 0
    statements = count_statements(database)
    assert store.get_due_jobs(WALL.now()) == []
    assert seconds_until_the_next_look(store) == pytest.approx(1, abs=0.5)
    assert statements == []


def test_once_every_place_is_filled_the_table_is_left_alone_for_a_second(
    store: JobStore, database: Database, clock: MovableClock, places: Places
) -> None:
    """The executor tells before, if half are free. A look as soon as one is free would claim one
    job, then one more…"""
    database.call(write_jobs, [clock.now()] * 20)
    assert len(store.get_due_jobs(WALL.now())) == 10
    places.free = 1
    statements = count_statements(database)
    assert seconds_until_the_next_look(store) == pytest.approx(1, abs=0.5)
    assert statements == []
    places.free = 20
    assert len(store.get_due_jobs(WALL.now())) == 10
    assert seconds_until_the_next_look(store) == pytest.approx(30, abs=1)
    assert statements


def test_whatever_goes_wrong_with_a_look_ahead_does_not_end_the_scheduler(
    store: JobStore, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    """As APScheduler's thread would at any exception from there."""
    database.close()
    with caplog.at_level(logging.WARNING):
        assert 0 < seconds_until_the_next_look(store) < 10
    assert "jobs.unreadable error=RuntimeError" in caplog.text


@pytest.fixture
def broken(database: Database) -> Iterator[None]:
    """Every statement fails."""

    def fail(*_: object) -> None:
        raise OperationalError("SELECT", None, Exception("the disk is gone"))

    event.listen(database.engine, "before_cursor_execute", fail)
    yield
    event.remove(database.engine, "before_cursor_execute", fail)


def test_a_database_that_fails_is_looked_at_again_soon(
    store: JobStore, broken: None, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        assert 0 < seconds_until_the_next_look(store) < 10
    assert "jobs.unreadable" in caplog.text


def test_places_are_not_lost_to_a_database_that_fails(
    store: JobStore, broken: None, places: Places
) -> None:
    with pytest.raises(OperationalError):
        store.get_due_jobs(WALL.now())
    assert places.free == 10


def count_statements(database: Database) -> list[str]:
    statements: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    return statements


def test_the_machine_s_clock_is_told_in_utc(store: JobStore) -> None:
    at: datetime = store.get_next_run_time()
    assert at.utcoffset() == timedelta(0)
