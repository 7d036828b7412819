"""An athlete logged a workout: it, its check-ins and their jobs are written together."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.domain.check_in import CheckInState, Plan, plan_check_ins
from bot.domain.declined import DeclinedError, Reason
from bot.domain.record import WorkoutRecord
from bot.domain.workout import Source, is_beyond_memory, refusal
from bot.domain.workout import Workout as WorkoutValue
from bot.services import schedule
from bot.services.records import workout_record
from bot.storage.jobs import Lease
from bot.storage.tables import CheckIn, RemovedWorkout, Workout


@dataclass(frozen=True)
class AskHere:
    """The check-in to ask in the very message that confirms the workout. Its job is leased to
    whoever asked for it, who completes it with `record_asked`."""

    check_in_id: int
    job_id: int


@dataclass(frozen=True)
class Logged:
    """The workout as recorded. `repeated`: it had been logged before, by the same message."""

    record: WorkoutRecord
    ask_here: AskHere | None
    repeated: bool


def log_workout(
    session: Session,
    athlete_id: int,
    workout: WorkoutValue,
    *,
    origin: int,
    source: Source,
    plan: Plan,
    lease: Lease | None,
    now: datetime,
) -> Logged:
    """Record a workout that message `origin` tells of, once, however often it is told. Raises
    DeclinedError for an end in the future or an absurd duration, and for a workout that was logged
    by this message and removed since."""
    known = session.scalar(
        select(Workout.id).where(Workout.athlete_id == athlete_id, Workout.origin == origin)
    )
    if known is not None:
        return Logged(workout_record(session, known), None, repeated=True)
    if session.get(RemovedWorkout, (athlete_id, origin)):
        raise DeclinedError(Reason.GONE)
    if reason := refusal(workout, now):
        raise DeclinedError(Reason(reason.value))
    row = Workout(
        athlete_id=athlete_id, origin=origin, source=source, logged_at=now, **workout.model_dump()
    )
    session.add(row)
    ask_here: AskHere | None = None
    if not is_beyond_memory(workout.ended_at, now):
        row.check_ins = [
            CheckIn(state=CheckInState.PLANNED, **planned.model_dump())
            for planned in plan_check_ins(workout.ended_at, plan)
        ]
        session.flush()
        for check_in in row.check_ins:
            askable = ask_here is None and check_in.due_at <= now < check_in.closes_at
            job = schedule.jobs_for(session, check_in, lease if askable else None)
            if askable and job:
                session.flush()
                ask_here = AskHere(check_in.id, job.id)
    session.flush()
    return Logged(workout_record(session, row.id), ask_here, repeated=False)
