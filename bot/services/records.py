"""Reads rows into the values of `bot.domain.record`."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from bot.domain.record import CheckInRecord, GivenAnswer, WorkoutRecord
from bot.domain.workout import Workout as WorkoutValue
from bot.storage.tables import CheckIn, Workout

_WITH_ANSWERS = selectinload(Workout.check_ins).selectinload(CheckIn.answers)


def workout_record(session: Session, workout_id: int) -> WorkoutRecord:
    """Everything on record about one workout."""
    session.flush()
    row = session.scalars(
        select(Workout)
        .where(Workout.id == workout_id)
        .options(_WITH_ANSWERS)
        .execution_options(populate_existing=True)
    ).one()
    return _record(row)


def last_workouts(session: Session, athlete_id: int, limit: int) -> Sequence[WorkoutRecord]:
    """The athlete's last workouts, latest end first."""
    rows = session.scalars(
        select(Workout)
        .where(Workout.athlete_id == athlete_id)
        .order_by(Workout.ended_at.desc(), Workout.id.desc())
        .limit(limit)
        .options(_WITH_ANSWERS)
    )
    return [_record(row) for row in rows]


def last_logged(session: Session, athlete_id: int) -> WorkoutRecord | None:
    """The workout that the athlete logged last, whenever it was."""
    row = session.scalars(
        select(Workout)
        .where(Workout.athlete_id == athlete_id)
        .order_by(Workout.logged_at.desc(), Workout.id.desc())
        .limit(1)
        .options(_WITH_ANSWERS)
    ).first()
    return _record(row) if row else None


def _record(row: Workout) -> WorkoutRecord:
    return WorkoutRecord(
        id=row.id,
        logged_at=row.logged_at,
        workout=WorkoutValue(
            activity=row.activity,
            ended_at=row.ended_at,
            minutes=row.minutes,
            distance_km=row.distance_km,
            rpe=row.rpe,
            before=row.before,
        ),
        check_ins=tuple(
            CheckInRecord(
                id=check_in.id,
                moment=check_in.moment,
                state=check_in.state,
                due_at=check_in.due_at,
                closes_at=check_in.closes_at,
                answers=tuple(GivenAnswer(a.score, a.answered_at) for a in check_in.answers),
            )
            for check_in in row.check_ins
        ),
    )
