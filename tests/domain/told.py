"""Workouts with their answers, as short as a table tells them."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from bot.domain.check_in import DEFAULT_PLAN, CheckInState, plan_check_ins
from bot.domain.record import CheckInRecord, GivenAnswer, WorkoutRecord
from bot.domain.workout import Activity, Workout

ENDED = datetime(2026, 3, 20, 17, tzinfo=UTC)
Told = int | str | None
"""A score, `3 late`, or None for no answer."""


def told(
    activity: Activity,
    scores: Sequence[Told],
    *,
    id_: int = 1,
    before: int | None = None,
    days: float = 0,
) -> WorkoutRecord:
    """A workout so many days before ENDED; its check-ins have the numbers 10 * id_ + 0, 1, 2."""
    workout = Workout(activity=activity, ended_at=ENDED - timedelta(days=days), before=before)
    check_ins = []
    for number, (plan, score) in enumerate(
        zip(plan_check_ins(workout.ended_at, DEFAULT_PLAN), scores, strict=True)
    ):
        answers: tuple[GivenAnswer, ...] = ()
        if score is not None:
            value, _, late = str(score).partition(" ")
            given_at = plan.closes_at if late else plan.due_at
            answers = (GivenAnswer(int(value), given_at),)
        state = CheckInState.ANSWERED if answers else CheckInState.PLANNED
        check_ins.append(
            CheckInRecord(
                10 * id_ + number, plan.moment, state, plan.due_at, plan.closes_at, answers
            )
        )
    return WorkoutRecord(id_, workout, workout.ended_at, tuple(check_ins))
