"""Reads rows into the values of `bot.domain.record`: one query, whatever the number of workouts."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Row, bindparam, select
from sqlalchemy.orm import Session

from bot.domain.record import CheckInRecord, GivenAnswer, WorkoutRecord
from bot.domain.workout import Workout as WorkoutValue
from bot.storage.jobs import LostLeaseError
from bot.storage.tables import Answer, CheckIn, Workout, table_of

# Tables, not entities: making objects that track changes would cost five times the query itself.
_workouts, _check_ins, _answers = table_of(Workout), table_of(CheckIn), table_of(Answer)
_WORKOUT_COLUMNS = tuple(
    _workouts.c[name] for name in ("id", "logged_at", *WorkoutValue.model_fields)
)
ROWS = select(
    *_WORKOUT_COLUMNS,
    _check_ins.c.id.label("check_in_id"),
    _check_ins.c.moment,
    _check_ins.c.state,
    _check_ins.c.due_at,
    _check_ins.c.closes_at,
    _answers.c.score,
    _answers.c.answered_at,
).select_from(
    _workouts.outerjoin(_check_ins, _check_ins.c.workout_id == _workouts.c.id).outerjoin(
        _answers, _answers.c.check_in_id == _check_ins.c.id
    )
)
"""What `records` reads: a row for each answer, and for each check-in or workout without any."""
WITHIN = (_check_ins.c.due_at, _check_ins.c.id, _answers.c.id)
"""The order of a workout's rows."""
_OF_WORKOUT = ROWS.where(_workouts.c.id == bindparam("workout")).order_by(*WITHIN)


def workout_record(session: Session, workout_id: int) -> WorkoutRecord:
    """Everything on record about one workout."""
    session.flush()
    (record,) = records(session.execute(_OF_WORKOUT, {"workout": workout_id}))
    return record


def locked_check_in(session: Session, check_in_id: int) -> CheckIn:
    """The check-in of a job, locked before the job as everywhere. LostLeaseError if it was removed,
    and the job with it."""
    check_in = session.get(CheckIn, check_in_id, with_for_update=True)
    if check_in is None:
        raise LostLeaseError(check_in_id)
    return check_in


def last_workouts(session: Session, athlete_id: int, limit: int) -> Sequence[WorkoutRecord]:
    """The athlete's last workouts, latest end first."""
    return _latest(session, athlete_id, limit, _workouts.c.ended_at)


def last_logged(session: Session, athlete_id: int) -> WorkoutRecord | None:
    """The workout that the athlete logged last, whenever it was."""
    return next(iter(_latest(session, athlete_id, 1, _workouts.c.logged_at)), None)


def workouts_between(
    session: Session, athlete_id: int, since: datetime, until: datetime
) -> Sequence[WorkoutRecord]:
    """The athlete's workouts that ended from `since` until `until`, latest end first."""
    these = ROWS.where(
        _workouts.c.athlete_id == athlete_id, _workouts.c.ended_at.between(since, until)
    ).order_by(_workouts.c.ended_at.desc(), _workouts.c.id.desc(), *WITHIN)
    return records(session.execute(these))


def _latest(
    session: Session, athlete_id: int, limit: int, by: ColumnElement[Any]
) -> Sequence[WorkoutRecord]:
    order = (by.desc(), _workouts.c.id.desc())
    ids = select(_workouts.c.id).where(_workouts.c.athlete_id == athlete_id).order_by(*order)
    # Asked for on its own: not every database takes a LIMIT inside IN.
    wanted = session.scalars(ids.limit(limit)).all()
    rows = ROWS.where(_workouts.c.id.in_(wanted)).order_by(*order, *WITHIN)
    return records(session.execute(rows))


def records(rows: Iterable[Row[Any]]) -> list[WorkoutRecord]:
    """The workouts that these rows are about."""
    return [_record(list(group)) for _, group in groupby(rows, key=lambda row: row.id)]


def _record(rows: Sequence[Row[Any]]) -> WorkoutRecord:
    first = rows[0]
    workout = {name: getattr(first, name) for name in WorkoutValue.model_fields}
    by_check_in = groupby(
        (row for row in rows if row.check_in_id is not None), key=lambda row: row.check_in_id
    )
    return WorkoutRecord(
        id=first.id,
        logged_at=first.logged_at,
        workout=WorkoutValue(**workout),
        check_ins=tuple(_check_in(list(group)) for _, group in by_check_in),
    )


def _check_in(rows: Sequence[Row[Any]]) -> CheckInRecord:
    first = rows[0]
    return CheckInRecord(
        id=first.check_in_id,
        moment=first.moment,
        state=first.state,
        due_at=first.due_at,
        closes_at=first.closes_at,
        answers=tuple(
            GivenAnswer(row.score, row.answered_at) for row in rows if row.score is not None
        ),
    )
