"""The job table as a queue: claimed under a lease, removed when the effect is recorded."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, case, delete, func, or_, select, update
from sqlalchemy.orm import Session

from bot.domain.job import ABOUT_CHECK_INS, JobKind
from bot.storage.clinic_tables import Clinic, Post
from bot.storage.database import note_new_jobs, put_off
from bot.storage.tables import Athlete, CheckIn, Job, Workout, table_of

LEASE = timedelta(seconds=60)
"""How long a claimed job stays with its holder: well over the time limit of a Telegram call."""

# Tables, not entities, and statements made once: on a path that every job takes, making the
# statement costs more than running it.
_jobs, _check_ins, _workouts = table_of(Job), table_of(CheckIn), table_of(Workout)
_athletes, _posts, _clinics = table_of(Athlete), table_of(Post), table_of(Clinic)
# During a rolling update the table may hold work that only the newer code knows.
_KNOWN = _jobs.c.kind.in_(list(JobKind))
# Few of millions, which the index on it finds.
_LEASED = _jobs.c.leased_until.is_not(None)
_FREE = _jobs.c.leased_until.is_(None)
_FREE_AGAIN = case(
    (_jobs.c.run_at > _jobs.c.leased_until, _jobs.c.run_at), else_=_jobs.c.leased_until
)
_DONE = delete(_jobs).where(
    _jobs.c.id.in_(bindparam("ids", expanding=True)), _jobs.c.leased_by == bindparam("holder")
)
_DUE = (
    select(_jobs.c.id)
    .where(
        _jobs.c.run_at <= bindparam("at"),
        or_(_FREE, _jobs.c.leased_until <= bindparam("at")),
        _KNOWN,
    )
    .order_by(_jobs.c.run_at, _jobs.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_CLAIM = (
    update(_jobs)
    .where(_jobs.c.id.in_(_DUE.scalar_subquery()))
    .values(leased_by=bindparam("holder"), leased_until=bindparam("until"))
    .returning(_jobs.c.id)
)
_ROWS = (
    select(
        _jobs.c.id,
        _jobs.c.kind,
        func.coalesce(_jobs.c.check_in_id, _jobs.c.post_id),
        func.coalesce(_athletes.c.telegram_id, _clinics.c.chat_id),
        _jobs.c.run_at,
        _jobs.c.attempts,
        _jobs.c.leased_until,
    )
    .outerjoin(_check_ins, _jobs.c.check_in_id == _check_ins.c.id)
    .outerjoin(_workouts, _check_ins.c.workout_id == _workouts.c.id)
    .outerjoin(_athletes, _workouts.c.athlete_id == _athletes.c.id)
    .outerjoin(_posts, _jobs.c.post_id == _posts.c.id)
    .outerjoin(_clinics, _posts.c.clinic_id == _clinics.c.id)
    .order_by(_jobs.c.run_at, _jobs.c.id)
)
_CLAIMED = _ROWS.where(
    _jobs.c.leased_by == bindparam("holder"), _jobs.c.leased_until == bindparam("until")
)
_NEXT = select(
    select(func.min(_jobs.c.run_at)).where(_FREE, _KNOWN).scalar_subquery(),
    # Compared, not just "is not null": only so SQLite finds the few leased ones by the index.
    select(func.min(_FREE_AGAIN))
    .where(_jobs.c.leased_until > datetime.fromtimestamp(0, UTC), _KNOWN)
    .scalar_subquery(),
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


class JobRow(NamedTuple):
    """A job as it stands in the table: `subject_id` is its check-in or its post, `chat_id` the
    athlete's private chat or the clinic's group."""

    id: int
    kind: JobKind
    subject_id: int
    chat_id: int
    run_at: datetime
    attempts: int
    leased_until: datetime | None


def add(
    session: Session,
    kind: JobKind,
    subject_id: int,
    run_at: datetime,
    lease: Lease | None = None,
) -> Job:
    """Schedule a job on a check-in or a post, as its kind has it. With a lease it starts out
    claimed by somebody who is about to do the work; should they fail, the job runs when the lease
    ends."""
    job = Job(kind=kind, run_at=run_at, attempts=0)
    if kind in ABOUT_CHECK_INS:
        job.check_in_id = subject_id
    else:
        job.post_id = subject_id
    if lease is not None:
        job.leased_by, job.leased_until = lease.holder, lease.until
    session.add(job)
    note_new_jobs(session)
    return job


def claim_due(session: Session, now: datetime, lease: Lease, limit: int) -> list[JobRow]:
    """At most `limit` due jobs that nobody holds, earliest first, now under this lease. Several
    holders may claim at once and never get the same job."""
    leased = {"at": now, "most": limit, "holder": lease.holder, "until": lease.until}
    claimed = {id_ for (id_,) in session.execute(_CLAIM, leased).all()}
    if not claimed:
        return []
    held = _rows(session, _CLAIMED, {"holder": lease.holder, "until": lease.until})
    # Where the clock stands still, what was claimed before has the same lease.
    return [job for job in held if job.id in claimed]


def next_run_time(session: Session) -> datetime | None:
    """When the next job can be claimed: the earliest run time of a free one, or end of
    a lease, unless the job was put off beyond that."""
    return min((at for at in session.execute(_NEXT).one() if at is not None), default=None)


def complete(session: Session, job_id: int, holder: str) -> None:
    """Remove a job that is done, when the transaction ends. LostLeaseError, and so a roll-back, if
    it is not held any more."""
    put_off(session, _remove, (holder, job_id))


def remove(session: Session, job_id: int, holder: str) -> None:
    """The same at once, before something else in the transaction may remove it."""
    _remove(session, [(holder, job_id)])


def _remove(session: Session, done: list[tuple[str, int]]) -> None:
    held: dict[str, list[int]] = {}
    for holder, job_id in done:
        held.setdefault(holder, []).append(job_id)
    for holder, ids in held.items():
        removed = session.connection().execute(_DONE, {"ids": ids, "holder": holder})
        if removed.rowcount != len(ids):
            raise LostLeaseError(*ids)


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
    held = select(Job.leased_by).where(_LEASED, Job.leased_by.is_not(None)).distinct()
    return [holder for holder in session.scalars(held) if holder]


def release_all(session: Session, holder: str) -> None:
    """Give back whatever this holder still holds, as it was."""
    session.execute(
        update(Job)
        .where(_LEASED, Job.leased_by == holder)
        .values(leased_by=None, leased_until=None)
        .execution_options(synchronize_session=False)
    )


def waiting(session: Session, limit: int) -> list[JobRow]:
    """The next jobs, held or not, earliest first."""
    return _rows(session, _ROWS.limit(limit), {})


def _rows(session: Session, rows: Select[*tuple[Any, ...]], given: dict[str, Any]) -> list[JobRow]:
    return [JobRow._make(row) for row in session.execute(rows, given).all()]
