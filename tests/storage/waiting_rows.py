"""Jobs by the dozen or by the hundred thousand, each asking a check-in of its own."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Interval, case, insert, literal, select, text, true
from sqlalchemy.orm import Session

from bot.domain.check_in import CheckInState, Moment
from bot.domain.job import JobKind
from bot.domain.workout import Activity, Source
from bot.storage.tables import Athlete, Base, CheckIn, Job, Workout
from bot.storage.types import Instant
from tests.storage.sample import NOW


def write_jobs(session: Session, run_at: Sequence[datetime]) -> list[int]:
    """A job at each of these times, in this order; returns their numbers."""
    athlete = Athlete(telegram_id=7001, language="en", time_zone="UTC", created_at=NOW)
    session.add(athlete)
    session.flush()
    jobs = []
    for origin, at in enumerate(run_at):
        workout = Workout(
            athlete_id=athlete.id,
            origin=origin,
            activity=Activity.RUN,
            ended_at=at,
            source=Source.TYPED,
            logged_at=NOW,
        )
        workout.check_ins = [
            CheckIn(
                moment=Moment.RIGHT_AFTER,
                state=CheckInState.PLANNED,
                due_at=at,
                nudge_at=at + timedelta(minutes=15),
                closes_at=at + timedelta(hours=1),
            )
        ]
        session.add(workout)
        session.flush()
        jobs.append(Job(kind=JobKind.ASK, check_in_id=workout.check_ins[0].id, run_at=at))
    session.add_all(jobs)
    session.flush()
    return [job.id for job in jobs]


def write_crowd(session: Session, count: int) -> None:
    """So many jobs (a multiple of 3), the first at NOW, then one a second."""
    (first,) = write_jobs(session, [NOW])
    assert first == 1
    n = select(literal(1).label("i")).cte(recursive=True)
    n = n.union_all(select(n.c.i + 1).where(n.c.i < count))
    at: ColumnElement[Any]
    if session.get_bind().dialect.name == "sqlite":
        at = literal(int(NOW.timestamp()) * 1_000_000) + n.c.i * 1_000_000
    else:
        at = literal(NOW, Instant) + n.c.i * literal(timedelta(seconds=1), Interval)
        # Foreign keys are not looked up one by one: what refers to what is plain to see below.
        session.execute(text("SET LOCAL session_replication_role = replica"))
    third = n.c.i % 3

    def fill(entity: type[Base], which: ColumnElement[bool], **values: Any) -> None:
        columns = [literal(v) if isinstance(v, str | int) else v for v in values.values()]
        session.execute(insert(entity).from_select(list(values), select(*columns).where(which)))

    given = {"athlete_id": 1, "activity": "run", "source": "typed"}
    fill(Workout, third == 0, origin=n.c.i, ended_at=at, logged_at=at, **given)
    moment = case((third == 0, "right_after"), (third == 1, "one_hour"), else_="next_day")
    plan = {"due_at": at, "nudge_at": at, "closes_at": at, "state": "planned"}
    fill(CheckIn, true(), workout_id=(n.c.i + 2) // 3 + 1, moment=moment, **plan)
    fill(Job, n.c.i < count, kind="ask", check_in_id=n.c.i + 1, run_at=at, attempts=0)
