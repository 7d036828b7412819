"""Removing a workout."""

from sqlalchemy.orm import Session

from bot.domain.declined import DeclinedError, Reason
from bot.domain.record import WorkoutRecord
from bot.services.records import workout_record
from bot.storage.tables import RemovedWorkout, Workout


def undo_workout(session: Session, athlete_id: int, workout_id: int) -> WorkoutRecord:
    """Remove a workout with its check-ins, answers and jobs; returns what it was. Raises
    DeclinedError if it is gone or somebody else's."""
    row = session.get(Workout, workout_id, with_for_update=True)
    if row is None:
        raise DeclinedError(Reason.GONE)
    if row.athlete_id != athlete_id:
        raise DeclinedError(Reason.NOT_YOURS)
    record = workout_record(session, workout_id)
    session.delete(row)
    session.add(RemovedWorkout(athlete_id=athlete_id, origin=row.origin))
    return record
