"""A club's history: what its members logged and answered, and what was asked in their group."""

from datetime import datetime, timedelta
from itertools import product
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from bot.domain.check_in import DEFAULT_PLAN, CheckInState, plan_check_ins
from bot.domain.clinic import Consent
from bot.domain.post import PostKind, PostState
from bot.domain.workout import Activity, Source
from bot.storage.clinic_tables import (
    Agreement,
    Attendance,
    ClinicSession,
    Membership,
    Occurrence,
    Post,
)
from bot.storage.database import Database
from bot.storage.tables import Answer, Athlete, CheckIn, Workout
from tests.storage.clinic_sample import some_clinic

FIRST_MEMBER = 7001
CLINIC = 1
WEEKLY = 4
"""Workouts a member. The first of a week is the club's session."""


def write_club(database: Database, members: int, weeks: int, now: datetime) -> None:
    """The club, and what there is of it in the weeks before `now`; everything is answered."""
    database.call(_write_people, members, now - timedelta(weeks=weeks))
    for week in range(weeks):
        database.call(_write_week, members, week, now - timedelta(weeks=weeks - week))


def _write_people(session: Session, members: int, began: datetime) -> None:
    session.add(some_clinic(id=CLINIC, chat_id=-1, staff_chat_id=-2, created_at=began))
    session.add(
        ClinicSession(
            id=1, clinic_id=CLINIC, activity=Activity.SQUATS, minutes=45, weekdays="1", starts=1080
        )
    )
    session.flush()
    for number in range(1, members + 1):
        athlete = Athlete(
            id=number,
            telegram_id=FIRST_MEMBER + number - 1,
            language="en",
            time_zone="UTC",
            created_at=began,
        )
        session.add(athlete)
        session.flush()
        session.add(
            Membership(
                id=number,
                clinic_id=CLINIC,
                athlete_id=number,
                name=f"Member {number}",
                joined_at=began,
            )
        )
        session.flush()
        session.add_all(
            Agreement(membership_id=number, consent=consent, given_at=began) for consent in Consent
        )


def _write_week(session: Session, members: int, week: int, began: datetime) -> None:
    ends_at = began + timedelta(hours=1)
    occurrence = Occurrence(session_id=1, starts_at=began, ends_at=ends_at)
    session.add(occurrence)
    session.flush()
    session.add_all(
        Post(
            clinic_id=CLINIC,
            kind=PostKind.SESSION,
            state=PostState.OVER,
            due_at=planned.due_at,
            posted_at=planned.due_at,
            posted_in=-1,
            message_id=week + 1,
            occurrence_id=occurrence.id,
            moment=planned.moment,
        )
        for planned in plan_check_ins(ends_at, DEFAULT_PLAN)
    )
    workouts, attended = list[dict[str, Any]](), list[dict[str, Any]]()
    check_ins, answers = list[dict[str, Any]](), list[dict[str, Any]]()
    for number, nth in product(range(1, members + 1), range(WEEKLY)):
        workout = week * members * WEEKLY + len(workouts) + 1
        ended_at = ends_at + timedelta(hours=36 * nth)
        workouts.append(
            {
                "id": workout,
                "athlete_id": number,
                "origin": workout,
                "activity": (Activity.SQUATS, Activity.RUN)[nth % 2],
                "ended_at": ended_at,
                "minutes": 45,
                "rpe": 6,
                "source": Source.TYPED,
                "logged_at": ended_at,
            }
        )
        if not nth:
            came = {"athlete_id": number, "workout_id": workout}
            attended.append(came | {"occurrence_id": occurrence.id})
        for planned in plan_check_ins(ended_at, DEFAULT_PLAN):
            check_in = week * members * WEEKLY * len(DEFAULT_PLAN) + len(check_ins) + 1
            asked = {"asked_at": planned.due_at, "message_id": check_in}
            known = {"id": check_in, "workout_id": workout, "state": CheckInState.ANSWERED}
            check_ins.append(planned.model_dump() | known | asked)
            given = {"score": (workout + check_in) % 6, "answered_at": planned.due_at}
            answers.append({"check_in_id": check_in} | given)
    for table, rows in (
        (Workout, workouts),
        (Attendance, attended),
        (CheckIn, check_ins),
        (Answer, answers),
    ):
        session.execute(insert(table), rows)
