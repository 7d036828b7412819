"""Rows for benchmarks: athletes who were asked something, and check-ins that are due."""

from contextlib import closing
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.domain.check_in import DEFAULT_PLAN, CheckInState, Moment, plan_check_ins
from bot.domain.workout import Activity, Source
from bot.services import schedule
from bot.storage import migrate
from bot.storage.database import Database
from bot.storage.tables import Athlete, CheckIn, Workout

CHAT = 1000
"""The first athlete's; the next ones follow."""


def write_asked(url: str, athletes: int, now: datetime) -> list[int]:
    """So many athletes, each with a workout that they were just asked about; returns the numbers
    of the check-ins, in the order of their chats."""
    return _write(url, athletes, ended_at=now, asked=True)


def write_due(url: str, check_ins: int, now: datetime) -> None:
    """So many check-ins, all of them due; no multiple of three is rounded up to one."""
    _write(url, -(-check_ins // len(Moment)), ended_at=now - timedelta(hours=25), asked=False)


def _write(url: str, athletes: int, ended_at: datetime, asked: bool) -> list[int]:
    with closing(Database(url)) as database:
        migrate.upgrade(database.engine)
        return database.call(_rows, athletes, ended_at, asked)


def _rows(session: Session, athletes: int, ended_at: datetime, asked: bool) -> list[int]:
    workouts = [
        Workout(
            athlete=Athlete(
                telegram_id=CHAT + number, language="en", time_zone="UTC", created_at=ended_at
            ),
            origin=1,
            activity=Activity.SQUATS,
            minutes=40,
            ended_at=ended_at,
            source=Source.TYPED,
            logged_at=ended_at,
            check_ins=[
                CheckIn(state=CheckInState.PLANNED, **planned.model_dump())
                for planned in plan_check_ins(ended_at, DEFAULT_PLAN)
            ],
        )
        for number in range(athletes)
    ]
    for workout in workouts if asked else ():
        first = workout.check_ins[0]
        first.state, first.asked_at, first.message_id = CheckInState.ASKED, ended_at, 1
    session.add_all(workouts)
    session.flush()
    for workout in workouts:
        for check_in in workout.check_ins:
            schedule.jobs_for(session, check_in)
    return [workout.check_ins[0].id for workout in workouts]
