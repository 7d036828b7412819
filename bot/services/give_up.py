"""A job that can not be done, however often it is tried."""

from sqlalchemy.orm import Session

from bot.domain.check_in import CheckInState
from bot.storage import jobs
from bot.storage.tables import CheckIn


def give_up(session: Session, job_id: int, holder: str, check_in_id: int) -> None:
    """End the job. A check-in that was never asked is missed, which its athlete's history shows.
    Raises LostLeaseError if the job is not held any more."""
    jobs.complete(session, job_id, holder)
    check_in = session.get_one(CheckIn, check_in_id)
    if check_in.state is CheckInState.PLANNED:
        check_in.state = CheckInState.MISSED
