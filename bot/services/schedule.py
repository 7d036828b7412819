"""Which jobs a check-in needs, given where it stands."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.orm import Session

from bot.domain.check_in import CheckInState
from bot.domain.job import JobKind
from bot.storage import jobs
from bot.storage.tables import CheckIn, Job, table_of

_jobs = table_of(Job)
OF_CHECK_IN = delete(_jobs).where(_jobs.c.check_in_id == bindparam("check_in"))
"""Removes all jobs of a check-in, held or not."""


def jobs_for(session: Session, check_in: CheckIn, lease: jobs.Lease | None = None) -> Job | None:
    """Schedule what is still to come for this check-in, which has no such jobs yet. Returns the
    job that asks it, if that is to come; with a lease it starts out claimed (see `jobs.add`)."""
    asking = None
    for kind, run_at in _to_come(check_in):
        job = jobs.add(session, kind, check_in.id, run_at, lease)
        asking = job if kind is JobKind.ASK else asking
    return asking


def missing_jobs_for(session: Session, check_in: CheckIn) -> None:
    """The same for a check-in that may have some of its jobs."""
    waiting = set(session.scalars(select(Job.kind).where(Job.check_in_id == check_in.id)))
    for kind, run_at in _to_come(check_in):
        if kind not in waiting:
            jobs.add(session, kind, check_in.id, run_at)


def _to_come(check_in: CheckIn) -> Iterator[tuple[JobKind, datetime]]:
    if check_in.state is CheckInState.PLANNED:
        yield JobKind.ASK, check_in.due_at
    elif check_in.state is CheckInState.ASKED:
        assert check_in.asked_at is not None
        # A question that came late is not followed by its nudge at once.
        patience = check_in.nudge_at - check_in.due_at
        nudge_at = max(check_in.nudge_at, check_in.asked_at + patience)
        if check_in.nudged_at is None and nudge_at < check_in.closes_at:
            yield JobKind.NUDGE, nudge_at
        yield JobKind.CLOSE, check_in.closes_at


def put_off_asking(session: Session, check_in_id: int, until: datetime) -> None:
    """The job that asks this check-in, if it is to come, runs only then."""
    session.execute(
        update(Job)
        .where(Job.check_in_id == check_in_id, Job.kind == JobKind.ASK)
        .values(run_at=until)
        .execution_options(synchronize_session=False)
    )


def drop_jobs(session: Session, check_in_id: int, *kinds: JobKind) -> None:
    """Remove this check-in's jobs of these kinds, held or not; all of them if no kind is named."""
    these = OF_CHECK_IN.where(_jobs.c.kind.in_(kinds)) if kinds else OF_CHECK_IN
    session.execute(these, {"check_in": check_in_id})
