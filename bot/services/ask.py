"""Asking a check-in: what its job is to say, and recording that it was said."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from bot.domain.check_in import CheckInState
from bot.domain.job import JobKind
from bot.domain.record import WorkoutRecord
from bot.services import schedule
from bot.services.records import locked_check_in, workout_record
from bot.storage import jobs
from bot.storage.tables import CheckIn, Job, Workout


@dataclass(frozen=True)
class Question:
    """A check-in to ask now, of the athlete with this Telegram id."""

    telegram_id: int
    zone: ZoneInfo
    record: WorkoutRecord
    check_in_id: int


@dataclass(frozen=True)
class Missed:
    """Check-ins that could not be asked in time, oldest first, all of one athlete."""

    telegram_id: int
    zone: ZoneInfo
    check_ins: tuple[tuple[WorkoutRecord, int], ...]

    @property
    def ids(self) -> tuple[int, ...]:
        return tuple(check_in_id for _, check_in_id in self.check_ins)


@dataclass(frozen=True)
class Behind:
    """An earlier job of this athlete tells of everything missed, maybe in another process. This
    one waits, in case it can not."""


def what_to_ask(
    session: Session, check_in_id: int, now: datetime
) -> Question | Missed | Behind | None:
    """What the job of this check-in is to say: its question; if its window has closed, everything
    that this athlete missed, for one message; or nothing, if it was asked before or is gone."""
    check_in = session.get(CheckIn, check_in_id)
    if check_in is None or check_in.state is not CheckInState.PLANNED:
        return None
    athlete = check_in.workout.athlete
    zone = ZoneInfo(athlete.time_zone)
    if now < check_in.closes_at:
        record = workout_record(session, check_in.workout_id)
        return Question(athlete.telegram_id, zone, record, check_in_id)
    rows = session.execute(
        select(CheckIn.workout_id, CheckIn.id)
        .join(Workout)
        .where(
            Workout.athlete_id == athlete.id,
            CheckIn.state == CheckInState.PLANNED,
            CheckIn.closes_at <= now,
        )
        .order_by(CheckIn.due_at, CheckIn.id)
    ).all()
    missed = [id_ for _, id_ in rows]
    first = session.scalar(
        select(func.min(Job.id)).where(Job.kind == JobKind.ASK, Job.check_in_id.in_(missed))
    )
    own = session.scalar(
        select(Job.id).where(Job.kind == JobKind.ASK, Job.check_in_id == check_in_id)
    )
    if own is None:
        return None  # told by another process since
    if own != first:
        return Behind()
    records = {id_: workout_record(session, id_) for id_ in dict.fromkeys(w for w, _ in rows)}
    return Missed(athlete.telegram_id, zone, tuple((records[w], id_) for w, id_ in rows))


def record_asked(
    session: Session, job_id: int, holder: str, check_in_id: int, message_id: int, now: datetime
) -> tuple[int, ...]:
    """The question is in the chat, as this message: complete its job and schedule its nudge and
    its close. It replaces the nudges of the same workout's earlier check-ins; their messages are
    returned, to be deleted. Raises LostLeaseError if the job is not held any more."""
    check_in = locked_check_in(session, check_in_id)
    jobs.complete(session, job_id, holder)
    check_in.state, check_in.asked_at, check_in.message_id = CheckInState.ASKED, now, message_id
    schedule.jobs_for(session, check_in)
    earlier = session.scalars(
        select(CheckIn).where(
            CheckIn.workout_id == check_in.workout_id,
            CheckIn.due_at <= check_in.due_at,
            CheckIn.id != check_in.id,
            CheckIn.state.in_((CheckInState.ASKED, CheckInState.CLOSED)),
        )
    ).all()
    replaced = []
    for other in earlier:
        schedule.drop_jobs(session, other.id, JobKind.NUDGE)
        if other.extra_message_id is not None:
            replaced.append(other.extra_message_id)
            other.extra_message_id = None
    return tuple(replaced)


def record_missed(session: Session, check_in_ids: tuple[int, ...]) -> None:
    """The athlete has been told of these: they are missed, and their jobs are done."""
    session.execute(
        update(CheckIn)
        .where(CheckIn.id.in_(check_in_ids), CheckIn.state == CheckInState.PLANNED)
        .values(state=CheckInState.MISSED)
    )
    for check_in_id in check_in_ids:
        schedule.drop_jobs(session, check_in_id)
