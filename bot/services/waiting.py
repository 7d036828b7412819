"""What is scheduled, for people to look at."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.domain.check_in import Moment
from bot.domain.job import JobKind
from bot.domain.workout import Activity
from bot.storage.tables import CheckIn, Job, Workout


@dataclass(frozen=True)
class WaitingRow:
    """One job and what it is about."""

    kind: JobKind
    moment: Moment
    activity: Activity
    run_at: datetime


def waiting_jobs(session: Session, limit: int) -> list[WaitingRow]:
    """The next jobs, earliest first."""
    rows = (
        select(Job.kind, CheckIn.moment, Workout.activity, Job.run_at)
        .join(CheckIn, Job.check_in_id == CheckIn.id)
        .join(Workout, CheckIn.workout_id == Workout.id)
        .order_by(Job.run_at, Job.id)
        .limit(limit)
    )
    return [WaitingRow(*row) for row in session.execute(rows)]
