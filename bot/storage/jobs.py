"""The job table as a queue: claimed under a lease, removed when the effect is recorded."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, bindparam, delete, func, or_, select, update
from sqlalchemy.orm import Session

from bot.domain.job import JobKind
from bot.storage.database import note_new_jobs
from bot.storage.tables import Athlete, CheckIn, Job, Workout, table_of

LEASE = timedelta(seconds=60)
"""How long a claimed job stays with its holder: well over the time limit of a Telegram call."""

_jobs = table_of(Job)
# During a rolling update the table may hold work that only the newer code knows.
_KNOWN = Job.kind.in_(list(JobKind))
# Made once: on a path that every job takes, making the statement costs more than running it.
_DONE = delete(_jobs).where(
    _jobs.c.id == bindparam("job_id"), _jobs.c.leased_by == bindparam("holder")
)


@dataclass(frozen=True)
class Lease:
    """Who holds a job, and until when nobody else may."""

    holder: str
    until: datetime

    @classmethod
    def taken(cls, holder: str, now: datetime) -> "Lease":
        return cls(holder, now + LEASE)


class LostLeaseError(Exception):
    """The job is no longer held: it was undone, or its lease ran out and somebody else has it."""


@dataclass(frozen=True)
class JobRow:
    """A job as it stands in the table, and the athlete whose check-in it is about."""

    id: int
    kind: JobKind
    check_in_id: int
    telegram_id: int
    run_at: datetime
    attempts: int
    leased_until: datetime | None


def add(
    session: Session,
    kind: JobKind,
    check_in_id: int,
    run_at: datetime,
    lease: Lease | None = None,
) -> Job:
    """Schedule a job. With a lease it starts out claimed by somebody who is about to do the work;
    should they fail, the job runs when the lease ends."""
    job = Job(kind=kind, check_in_id=check_in_id, run_at=run_at, attempts=0)
    if lease is not None:
        job.leased_by, job.leased_until = lease.holder, lease.until
    session.add(job)
    note_new_jobs(session)
    return job


def claim_due(session: Session, now: datetime, lease: Lease, limit: int) -> list[JobRow]:
    """At most `limit` due jobs that nobody holds, earliest first, now under this lease. Several
    holders may claim at once and never get the same job."""
    due = (
        select(Job.id)
        .where(Job.run_at <= now, or_(Job.leased_until.is_(None), Job.leased_until <= now), _KNOWN)
        .order_by(Job.run_at, Job.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    claimed = session.scalars(
        update(Job)
        .where(Job.id.in_(due.scalar_subquery()))
        .values(leased_by=lease.holder, leased_until=lease.until)
        .returning(Job.id)
        .execution_options(synchronize_session=False)
    ).all()
    return _rows(session, _ROWS.where(Job.id.in_(claimed))) if claimed else []


def next_run_time(session: Session) -> datetime | None:
    """When the next job can be claimed: the earliest run time of a free one, or end of a lease."""
    free = session.scalar(select(func.min(Job.run_at)).where(Job.leased_until.is_(None), _KNOWN))
    leased = session.scalar(select(func.min(Job.leased_until)).where(_KNOWN))
    return min((at for at in (free, leased) if at is not None), default=None)


def complete(session: Session, job_id: int, holder: str) -> None:
    """Remove a job that is done. LostLeaseError, and so a roll-back, if it is not held any more."""
    done = session.execute(_DONE, {"job_id": job_id, "holder": holder})
    if done.rowcount != 1:  # type: ignore[attr-defined]
        raise LostLeaseError(job_id)


def put_back(session: Session, job_id: int, holder: str, run_at: datetime, error: str) -> None:
    """Give a job that failed back, to be tried again at `run_at`. Nothing if it is gone."""
    _give_back(session, job_id, holder, run_at, attempts=Job.attempts + 1, last_error=error)


def postpone(session: Session, job_id: int, holder: str, run_at: datetime) -> None:
    """Give a job back that has to wait until `run_at`, without a mark of failure."""
    _give_back(session, job_id, holder, run_at)


def _give_back(
    session: Session, job_id: int, holder: str, run_at: datetime, **values: object
) -> None:
    session.execute(
        update(Job)
        .where(Job.id == job_id, Job.leased_by == holder)
        .values(run_at=run_at, leased_by=None, leased_until=None, **values)
        .execution_options(synchronize_session=False)
    )
    note_new_jobs(session)


def holders(session: Session) -> list[str]:
    """Everybody who holds jobs."""
    held = select(Job.leased_by).where(Job.leased_by.is_not(None)).distinct()
    return [holder for holder in session.scalars(held) if holder]


def release_all(session: Session, holder: str) -> None:
    """Give back whatever this holder still holds, as it was."""
    session.execute(
        update(Job).where(Job.leased_by == holder).values(leased_by=None, leased_until=None)
    )


def waiting(session: Session, limit: int) -> list[JobRow]:
    """The next jobs, held or not, earliest first."""
    return _rows(session, _ROWS.limit(limit))


_ROWS = (
    select(
        Job.id,
        Job.kind,
        Job.check_in_id,
        Athlete.telegram_id,
        Job.run_at,
        Job.attempts,
        Job.leased_until,
    )
    .join(CheckIn, Job.check_in_id == CheckIn.id)
    .join(Workout, CheckIn.workout_id == Workout.id)
    .join(Athlete, Workout.athlete_id == Athlete.id)
    .order_by(Job.run_at, Job.id)
)


def _rows(session: Session, rows: Select[*tuple[Any, ...]]) -> list[JobRow]:
    return [JobRow(*row) for row in session.execute(rows)]
