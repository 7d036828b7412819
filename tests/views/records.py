"""Workouts on record, ready to be shown."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.check_in import DEFAULT_PLAN, CheckInState, plan_check_ins
from bot.domain.record import CheckInRecord, GivenAnswer, WorkoutRecord
from bot.domain.workout import Activity, Workout

BERLIN = ZoneInfo("Europe/Berlin")
ENDED = datetime(2026, 3, 2, 17, tzinfo=UTC)
"""18:00 in Berlin, a Monday."""
HOUR = timedelta(hours=1)
PLANNED = (CheckInState.PLANNED,) * 3


def workout_record(
    states: Sequence[CheckInState] = PLANNED,
    *,
    scores: Sequence[int | None] = (None, None, None),
    answered_after: timedelta = timedelta(0),
    workout: Workout | None = None,
    logged_at: datetime | None = None,
    id_: int = 7,
) -> WorkoutRecord:
    """Squats in Berlin with check-ins 1, 2 and 3, or none if no state is given; a score is given
    so long after it was due."""
    workout = workout or Workout(activity=Activity.SQUATS, ended_at=ENDED, minutes=40)
    planned = plan_check_ins(workout.ended_at, DEFAULT_PLAN)
    return WorkoutRecord(
        id=id_,
        workout=workout,
        logged_at=logged_at or workout.ended_at,
        check_ins=tuple(
            CheckInRecord(
                number,
                plan.moment,
                state if score is None else CheckInState.ANSWERED,
                plan.due_at,
                plan.closes_at,
                () if score is None else (GivenAnswer(score, plan.due_at + answered_after),),
            )
            for number, (plan, state, score) in enumerate(
                zip(planned, states, scores, strict=False), start=1
            )
        ),
    )
