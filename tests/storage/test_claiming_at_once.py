"""Several holders claim from one table at the same time and never hold the same job."""

import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import pytest

from bot.storage import jobs
from bot.storage.database import Database
from bot.storage.jobs import LEASE, Lease
from tests.storage.sample import NOW
from tests.storage.waiting_rows import write_jobs

HOLDERS, JOBS, LIMIT = 8, 240, 7


@pytest.fixture
def another(database_url: str) -> Iterator[Database]:
    """A second process's way to the same database."""
    with closing(Database(database_url)) as opened:
        yield opened


def claim_all(databases: list[Database], at: timedelta) -> dict[str, list[list[int]]]:
    """Every holder claims batch after batch until there is nothing left; they start at once."""
    start = threading.Barrier(HOLDERS, timeout=20)
    batches: dict[str, list[list[int]]] = {f"holder {n}": [] for n in range(HOLDERS)}

    def work(holder: str, database: Database) -> None:
        start.wait()
        now = NOW + at
        while claimed := database.call(jobs.claim_due, now, Lease.taken(holder, now), LIMIT):
            batches[holder].append([job.id for job in claimed])

    threads = [
        threading.Thread(target=work, args=(holder, databases[n % len(databases)]))
        for n, holder in enumerate(batches)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return batches


def test_no_job_is_held_twice_and_none_is_left_out(database: Database, another: Database) -> None:
    written = database.call(write_jobs, [NOW - timedelta(seconds=n % 5) for n in range(JOBS)])
    claimed = claim_all([database, another], timedelta(0))
    batches = [batch for of_one in claimed.values() for batch in of_one]
    assert sorted(job for batch in batches for job in batch) == sorted(written)
    assert max(len(batch) for batch in batches) <= LIMIT


def test_the_jobs_of_holders_that_died_are_shared_out_again(
    database: Database, another: Database
) -> None:
    written = database.call(write_jobs, [NOW] * JOBS)
    dead = database.call(jobs.claim_due, NOW, Lease.taken("dead", NOW), JOBS)
    assert len(dead) == JOBS
    too_early = claim_all([database, another], LEASE - timedelta(seconds=1))
    assert not any(too_early.values())
    claimed = claim_all([database, another], LEASE)
    jobs_again = [job for of_one in claimed.values() for batch in of_one for job in batch]
    assert sorted(jobs_again) == sorted(written)


def test_who_claims_does_not_wait_for_who_is_claiming(postgresql_url: str) -> None:
    with closing(Database(postgresql_url)) as database:
        first, second = database.call(write_jobs, [NOW, NOW])
        with database.engine.begin() as connection:
            held = connection.exec_driver_sql("SELECT id FROM job ORDER BY id LIMIT 1 FOR UPDATE")
            assert held.scalar() == first
            claimed = database.call(jobs.claim_due, NOW, Lease.taken("other", NOW), 5)
        assert [job.id for job in claimed] == [second]
