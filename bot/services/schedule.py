"""Which jobs a check-in needs, given where it stands."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from bot.domain.check_in import CheckInState
from bot.domain.job import JobKind
from bot.storage import jobs
from bot.storage.tables import CheckIn, Job


def jobs_for(session: Session, check_in: CheckIn, lease: jobs.Lease | None = None) -> Job | None:
    """Schedule what is still to come for this check-in. Returns the job that asks it, if that is
    to come; with a lease that one starts out claimed (see `jobs.add`)."""
    if check_in.state is CheckInState.PLANNED:
        return jobs.add(session, JobKind.ASK, check_in.id, check_in.due_at, lease)
    if check_in.state is CheckInState.ASKED:
        assert check_in.asked_at is not None
        # A question that came late is not followed by its nudge at once.
        patience = check_in.nudge_at - check_in.due_at
        nudge_at = max(check_in.nudge_at, check_in.asked_at + patience)
        if check_in.nudged_at is None and nudge_at < check_in.closes_at:
            jobs.add(session, JobKind.NUDGE, check_in.id, nudge_at)
        jobs.add(session, JobKind.CLOSE, check_in.id, check_in.closes_at)
    return None


def drop_jobs(session: Session, check_in_id: int, *kinds: JobKind) -> None:
    """Remove this check-in's jobs of these kinds, held or not; all of them if no kind is named."""
    these = delete(Job).where(Job.check_in_id == check_in_id)
    if kinds:
        these = these.where(Job.kind.in_(kinds))
    session.execute(these.execution_options(synchronize_session=False))
