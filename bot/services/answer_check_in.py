"""An athlete gave a pain score, by a button or in words."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from bot.domain.check_in import CheckInState
from bot.domain.declined import DeclinedError, Reason
from bot.domain.record import WorkoutRecord
from bot.services import schedule
from bot.services.records import workout_record
from bot.storage.tables import Answer, Athlete, CheckIn, Workout

OPEN_FOR_TYPING = timedelta(hours=48)
"""How long after a question a typed number is taken for its answer."""


@dataclass(frozen=True)
class Answered:
    """The workout with the new answer, and the messages that show this check-in."""

    zone: ZoneInfo
    record: WorkoutRecord
    check_in_id: int
    message_ids: tuple[int, ...]


@dataclass(frozen=True)
class OpenQuestion:
    """A check-in that waits for an answer."""

    zone: ZoneInfo
    record: WorkoutRecord
    check_in_id: int
    asked_at: datetime


def answer_check_in(
    session: Session, telegram_id: int, check_in_id: int, score: int, now: datetime
) -> Answered:
    """Record a score; the last one counts, the earlier ones stay. Raises DeclinedError if the
    check-in is somebody else's, was removed or has not been asked."""
    check_in, athlete = _own(session, telegram_id, check_in_id)
    if check_in.state is CheckInState.PLANNED:
        raise DeclinedError(Reason.NOT_ASKED_YET)
    session.add(Answer(check_in_id=check_in_id, score=score, answered_at=now))
    if check_in.state is not CheckInState.ANSWERED:
        check_in.state = CheckInState.ANSWERED
        schedule.drop_jobs(session, check_in_id)
    shown_in = (check_in.message_id, check_in.extra_message_id)
    return Answered(
        ZoneInfo(athlete.time_zone),
        workout_record(session, check_in.workout_id),
        check_in_id,
        tuple(message_id for message_id in shown_in if message_id is not None),
    )


def question_to_repeat(session: Session, telegram_id: int, check_in_id: int) -> OpenQuestion:
    """A check-in to ask again or to fill in from memory. Raises DeclinedError as
    `answer_check_in` does."""
    check_in, athlete = _own(session, telegram_id, check_in_id)
    if check_in.state is CheckInState.PLANNED:
        raise DeclinedError(Reason.NOT_ASKED_YET)
    return _open(session, check_in, athlete)


def record_filled_in(session: Session, check_in_id: int, message_id: int, now: datetime) -> None:
    """A missed check-in is in the chat after all, as this message."""
    check_in = session.get(CheckIn, check_in_id)
    if check_in is not None:
        check_in.message_id, check_in.asked_at = message_id, now


def open_question(
    session: Session, telegram_id: int, replied_to: int | None, now: datetime
) -> OpenQuestion | None:
    """The check-in that a typed answer belongs to: the one whose message it replies to, else the
    one asked last that still has no answer."""
    mine = (
        select(CheckIn, Athlete)
        .join(Workout, CheckIn.workout_id == Workout.id)
        .join(Athlete, Workout.athlete_id == Athlete.id)
        .where(Athlete.telegram_id == telegram_id, CheckIn.asked_at.is_not(None))
    )
    if replied_to is not None:
        shown = or_(CheckIn.message_id == replied_to, CheckIn.extra_message_id == replied_to)
        if found := session.execute(mine.where(shown)).first():
            return _open(session, *found)
    unanswered = mine.where(
        CheckIn.state.in_((CheckInState.ASKED, CheckInState.CLOSED, CheckInState.MISSED)),
        CheckIn.asked_at > now - OPEN_FOR_TYPING,
    ).order_by(CheckIn.asked_at.desc(), CheckIn.id.desc())
    found = session.execute(unanswered.limit(1)).first()
    return _open(session, *found) if found else None


def _open(session: Session, check_in: CheckIn, athlete: Athlete) -> OpenQuestion:
    record = workout_record(session, check_in.workout_id)
    asked_at = check_in.asked_at or check_in.due_at
    return OpenQuestion(ZoneInfo(athlete.time_zone), record, check_in.id, asked_at)


def _own(session: Session, telegram_id: int, check_in_id: int) -> tuple[CheckIn, Athlete]:
    # Locked, so that two taps at the same moment are recorded one after the other.
    found = session.execute(
        select(CheckIn, Athlete)
        .join(Workout, CheckIn.workout_id == Workout.id)
        .join(Athlete, Workout.athlete_id == Athlete.id)
        .where(CheckIn.id == check_in_id)
        .with_for_update(of=CheckIn)
    ).first()
    if found is None:
        raise DeclinedError(Reason.GONE)
    check_in, athlete = found
    if athlete.telegram_id != telegram_id:
        raise DeclinedError(Reason.NOT_YOURS)
    return check_in, athlete
