"""The end of a completion window that nobody answered in."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot.domain.check_in import CheckInState
from bot.domain.record import WorkoutRecord
from bot.services import clinic_news
from bot.services.records import locked_check_in, workout_record
from bot.storage import jobs
from bot.storage.tables import CheckIn


@dataclass(frozen=True)
class Closing:
    """A question that stays answerable, but late: its message, if the private chat has one, and its
    nudge, which goes."""

    telegram_id: int
    zone: ZoneInfo
    record: WorkoutRecord
    check_in_id: int
    message_id: int | None
    extra_message_id: int | None


def what_to_close(session: Session, check_in_id: int) -> Closing | None:
    """The question whose window closes, or None if it was answered or is gone."""
    check_in = session.get(CheckIn, check_in_id)
    if check_in is None or check_in.state is not CheckInState.ASKED:
        return None
    assert check_in.message_id is not None
    athlete = check_in.workout.athlete
    return Closing(
        athlete.telegram_id,
        ZoneInfo(athlete.time_zone),
        workout_record(session, check_in.workout_id),
        check_in_id,
        check_in.message_id or None,
        check_in.extra_message_id,
    )


def record_closed(
    session: Session, job_id: int, holder: str, check_in_id: int, now: datetime
) -> None:
    """The message says so: the window is closed. Raises LostLeaseError if the job is not held any
    more."""
    check_in = locked_check_in(session, check_in_id)
    jobs.complete(session, job_id, holder)
    if check_in.state is CheckInState.ASKED:
        check_in.state, check_in.extra_message_id = CheckInState.CLOSED, None
        clinic_news.closed(session, check_in.workout.athlete_id, now)
