"""The one reminder of an unanswered check-in."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot.domain.check_in import CheckInState
from bot.services import clinic_news
from bot.services.ask import Question
from bot.services.records import locked_check_in, workout_record
from bot.storage import jobs
from bot.storage.tables import ASKED_ELSEWHERE, CheckIn


def what_to_nudge(session: Session, check_in_id: int, now: datetime) -> Question | None:
    """The question to remind of, or None if it was answered, reminded of, or its window closed."""
    check_in = session.get(CheckIn, check_in_id)
    if (
        check_in is None
        or check_in.state is not CheckInState.ASKED
        or check_in.nudged_at is not None
        or now >= check_in.closes_at
    ):
        return None
    athlete = check_in.workout.athlete
    record = workout_record(session, check_in.workout_id)
    return Question(athlete.telegram_id, ZoneInfo(athlete.time_zone), record, check_in_id)


def record_nudged(
    session: Session, job_id: int, holder: str, check_in_id: int, message_id: int, now: datetime
) -> int | None:
    """The reminder is in the chat, as this message. Returns an earlier repetition of the question
    that it replaces, to be deleted. Raises LostLeaseError if the job is not held any more."""
    check_in = locked_check_in(session, check_in_id)
    jobs.complete(session, job_id, holder)
    if check_in.message_id == ASKED_ELSEWHERE:
        # The first that the private chat hears of it.
        check_in.message_id, check_in.nudged_at = message_id, now
        replaced = None
    else:
        replaced = record_extra(session, check_in_id, message_id, nudged_at=now)
    clinic_news.nudged(session, check_in.workout.athlete_id, now)
    return replaced


def record_extra(
    session: Session, check_in_id: int, message_id: int, nudged_at: datetime | None = None
) -> int | None:
    """The question is in the chat once more, as this message. Returns the one it replaces."""
    check_in = session.get(CheckIn, check_in_id)
    if check_in is None:
        return None
    replaced, check_in.extra_message_id = check_in.extra_message_id, message_id
    check_in.nudged_at = nudged_at or check_in.nudged_at
    return replaced
