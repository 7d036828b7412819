"""A job that can not be done, however often it is tried."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.storage import jobs
from bot.storage.tables import CheckIn


def is_over(session: Session, check_in_id: int, now: datetime) -> bool:
    """Whether the completion window has closed, or the check-in is gone."""
    check_in = session.get(CheckIn, check_in_id)
    return check_in is None or now >= check_in.closes_at


def give_up(session: Session, job_id: int, holder: str, check_in_id: int, now: datetime) -> None:
    """End the job; `athletes.meet` takes the check-in up again when its athlete next writes, and
    tells them then what was missed. Raises LostLeaseError if the job is not held any more."""
    jobs.remove(session, job_id, holder)
    # The lock keeps `athletes.meet` from looking for jobs to take up before this one is gone.
    athlete = session.get_one(CheckIn, check_in_id).workout.athlete
    session.refresh(athlete, with_for_update=True)
    athlete.paused_since = athlete.paused_since or now
