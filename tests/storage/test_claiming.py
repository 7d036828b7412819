"""Due jobs are claimed in batches, earliest first, and belong to one holder until it is done."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from bot.domain.job import JobKind
from bot.storage import jobs
from bot.storage.database import Database
from bot.storage.jobs import LEASE, Lease, LostLeaseError
from bot.storage.tables import Job
from tests.storage.sample import NOW
from tests.storage.waiting_rows import write_jobs

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


def claim(
    database: Database, holder: str = "first", limit: int = 10, at: timedelta = 0 * SECOND
) -> list[int]:
    """The numbers of the jobs that `holder` gets, `at` after NOW."""
    now = NOW + at
    claimed = database.call(jobs.claim_due, now, Lease.taken(holder, now), limit)
    return [job.id for job in claimed]


def row(database: Database, job_id: int) -> Job:
    def read(session: Session) -> Job:
        return session.get_one(Job, job_id)

    return database.call(read)


def test_due_jobs_come_earliest_first(database: Database) -> None:
    late, early, middle = database.call(
        write_jobs, [NOW - SECOND, NOW - 3 * SECOND, NOW - 2 * SECOND]
    )
    assert claim(database) == [early, middle, late]


def test_jobs_of_the_same_moment_come_in_the_order_they_were_written(database: Database) -> None:
    written = database.call(write_jobs, [NOW] * 7)
    assert claim(database) == written


def test_a_job_is_due_at_its_moment_and_not_a_microsecond_before(database: Database) -> None:
    (job,) = database.call(write_jobs, [NOW])
    assert claim(database, at=-timedelta(microseconds=1)) == []
    assert claim(database) == [job]


def test_no_more_are_claimed_than_asked_for_and_the_earliest_go_first(database: Database) -> None:
    written = database.call(write_jobs, [NOW - n * SECOND for n in range(9)])
    earliest_first = written[::-1]
    assert claim(database, limit=4) == earliest_first[:4]
    assert claim(database, limit=4) == earliest_first[4:8]
    assert claim(database, limit=4) == earliest_first[8:]
    assert claim(database, limit=4) == []


def test_a_claimed_job_is_nobody_elses_until_its_lease_ends(database: Database) -> None:
    (job,) = database.call(write_jobs, [NOW])
    assert claim(database, "first") == [job]
    assert claim(database, "second", at=LEASE - timedelta(microseconds=1)) == []
    assert claim(database, "second", at=LEASE) == [job]
    assert claim(database, "first", at=LEASE) == []


def test_a_claimed_row_says_what_is_to_be_done(database: Database) -> None:
    (job,) = database.call(write_jobs, [NOW])
    (claimed,) = database.call(jobs.claim_due, NOW, Lease.taken("first", NOW), 5)
    stored = row(database, job)
    assert (claimed.id, claimed.kind, claimed.subject_id) == (job, stored.kind, stored.check_in_id)
    assert (claimed.run_at, claimed.attempts) == (NOW, 0)
    assert (stored.leased_by, stored.leased_until) == ("first", NOW + LEASE)


def test_a_job_is_removed_by_its_holder_only(database: Database) -> None:
    (job,) = database.call(write_jobs, [NOW])
    with pytest.raises(LostLeaseError):
        database.call(jobs.complete, job, "first")
    claim(database, "first")
    with pytest.raises(LostLeaseError):
        database.call(jobs.complete, job, "second")
    database.call(jobs.complete, job, "first")
    with pytest.raises(LostLeaseError):
        database.call(jobs.complete, job, "first")
    assert database.call(jobs.waiting, 10) == []


def test_who_lost_the_lease_changes_nothing_any_more(database: Database) -> None:
    """A send that took longer than the lease: somebody else has the job by now."""
    (job,) = database.call(write_jobs, [NOW])
    claim(database, "slow")
    claim(database, "second", at=LEASE)
    database.call(jobs.put_back, job, "slow", NOW + MINUTE, "TimedOut")
    database.call(jobs.release_all, "slow")
    with pytest.raises(LostLeaseError):
        database.call(jobs.complete, job, "slow")
    stored = row(database, job)
    assert (stored.leased_by, stored.run_at, stored.attempts) == ("second", NOW, 0)


def test_a_lease_that_ran_out_still_counts_until_somebody_takes_the_job(database: Database) -> None:
    (job,) = database.call(write_jobs, [NOW])
    claim(database, "slow")
    database.call(jobs.complete, job, "slow")
    assert claim(database, "second", at=LEASE) == []


def test_a_job_that_is_put_back_waits_for_its_next_time(database: Database) -> None:
    failing, other = database.call(write_jobs, [NOW, NOW])
    claim(database)
    database.call(jobs.put_back, failing, "first", NOW + MINUTE, "TimedOut")
    stored = row(database, failing)
    assert (stored.attempts, stored.last_error, stored.leased_by) == (1, "TimedOut", None)
    assert claim(database, at=MINUTE - SECOND) == []
    assert claim(database, at=MINUTE) == [other, failing]
    database.call(jobs.put_back, failing, "first", NOW + 2 * MINUTE, "NetworkError")
    stored = row(database, failing)
    assert (stored.attempts, stored.last_error) == (2, "NetworkError")


def test_a_job_that_is_gone_is_not_put_back(database: Database) -> None:
    (job,) = database.call(write_jobs, [NOW])
    claim(database)
    database.call(jobs.complete, job, "first")
    database.call(jobs.put_back, job, "first", NOW + MINUTE, "TimedOut")
    assert database.call(jobs.waiting, 10) == []


def test_giving_everything_back_leaves_other_holders_alone(database: Database) -> None:
    mine, theirs, free = database.call(write_jobs, [NOW, NOW + SECOND, NOW + 2 * SECOND])
    assert claim(database, "first", limit=1) == [mine]
    assert claim(database, "second", limit=1, at=SECOND) == [theirs]
    database.call(jobs.release_all, "first")
    assert [row(database, job).leased_by for job in (mine, theirs, free)] == [None, "second", None]
    assert row(database, mine).run_at == NOW
    assert row(database, mine).attempts == 0


def test_the_next_time_is_the_earliest_run_time_or_end_of_a_lease(database: Database) -> None:
    assert database.call(jobs.next_run_time) is None
    database.call(write_jobs, [NOW, NOW + 2 * MINUTE])
    assert database.call(jobs.next_run_time) == NOW
    (first,) = claim(database)
    assert database.call(jobs.next_run_time) == NOW + LEASE
    database.call(jobs.complete, first, "first")
    assert database.call(jobs.next_run_time) == NOW + 2 * MINUTE


def test_the_next_time_of_a_held_job_that_is_put_off_is_no_earlier_than_that(
    database: Database,
) -> None:
    """Its holder died: from the end of its lease, everybody would look for it without a pause."""
    (job,) = database.call(write_jobs, [NOW])
    assert claim(database) == [job]

    def put_off(session: Session) -> None:
        session.get_one(Job, job).run_at = NOW + 2 * LEASE

    database.call(put_off)
    assert database.call(jobs.next_run_time) == NOW + 2 * LEASE
    assert claim(database, "second", at=LEASE) == []
    assert claim(database, "second", at=2 * LEASE) == [job]


def test_a_job_may_start_out_claimed(database: Database) -> None:
    (job,) = database.call(write_jobs, [NOW])
    check_in_id = row(database, job).check_in_id
    assert check_in_id is not None
    database.call(lambda s: s.delete(s.get_one(Job, job)))
    database.call(jobs.add, JobKind.ASK, check_in_id, NOW, Lease.taken("first", NOW))
    assert claim(database, "second") == []
    assert len(claim(database, "second", at=LEASE)) == 1


def test_waiting_jobs_are_listed_held_or_not_earliest_first(database: Database) -> None:
    later, now = database.call(write_jobs, [NOW + MINUTE, NOW])
    claim(database)
    assert [job.id for job in database.call(jobs.waiting, 10)] == [now, later]
    assert [job.id for job in database.call(jobs.waiting, 1)] == [now]
