"""What is scheduled, for people to look at."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.domain.check_in import Moment
from bot.domain.job import JobKind
from bot.domain.post import PostKind
from bot.domain.workout import Activity
from bot.storage.clinic_tables import Clinic, ClinicSession, Occurrence, Post
from bot.storage.tables import CheckIn, Job, Workout


@dataclass(frozen=True)
class WaitingRow:
    """One job and what it is about: a check-in, or a post in the group of a clinic."""

    kind: JobKind
    moment: Moment | None
    activity: Activity | None
    post: PostKind | None
    clinic: str | None
    run_at: datetime


def waiting_jobs(session: Session, limit: int) -> list[WaitingRow]:
    """The next jobs, earliest first."""
    rows = (
        select(
            Job.kind,
            func.coalesce(CheckIn.moment, Post.moment),
            func.coalesce(Workout.activity, ClinicSession.activity),
            Post.kind,
            Clinic.title,
            Job.run_at,
        )
        .outerjoin(CheckIn, Job.check_in_id == CheckIn.id)
        .outerjoin(Workout, CheckIn.workout_id == Workout.id)
        .outerjoin(Post, Job.post_id == Post.id)
        .outerjoin(Clinic, Post.clinic_id == Clinic.id)
        .outerjoin(Occurrence, Post.occurrence_id == Occurrence.id)
        .outerjoin(ClinicSession, Occurrence.session_id == ClinicSession.id)
        .order_by(Job.run_at, Job.id)
        .limit(limit)
    )
    return [WaitingRow(*row) for row in session.execute(rows)]
