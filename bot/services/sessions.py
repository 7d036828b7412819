"""A clinic's sessions: planned, listed, changed, skipped, cancelled."""

from collections.abc import Sequence
from datetime import datetime
from itertools import islice
from zoneinfo import ZoneInfo

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from bot.domain.check_in import Plan
from bot.domain.declined import DeclinedError, Reason
from bot.domain.local_time import minutes_of, time_of
from bot.domain.post import PostKind, PostState
from bot.domain.session import SessionPlan, SessionRecord
from bot.services import posts
from bot.storage.clinic_tables import Clinic, ClinicSession, Occurrence, Post

DATES_SHOWN = 4


def plan_session(
    session: Session, clinic_id: int, wanted: SessionPlan, plan: Plan, now: datetime
) -> SessionRecord:
    """The clinic has this session from now on, and its group is asked after each. Raises
    DeclinedError if it lies in the past or the clinic is gone."""
    clinic = session.get(Clinic, clinic_id)
    if clinic is None:
        raise DeclinedError(Reason.GONE)
    row = ClinicSession(clinic=clinic)
    _write(row, wanted)
    session.add(row)
    session.flush()
    if wanted.on is not None:
        _require_future(wanted, now)
        _add_date(session, row, wanted.on, plan)
    plan_next(session, row, plan, now)
    return _record(session, row, now)


def change_session(
    session: Session,
    clinic_id: int,
    session_id: int,
    wanted: SessionPlan,
    plan: Plan,
    now: datetime,
) -> SessionRecord:
    """From now on it is like this; dates that have begun stay. Raises DeclinedError if it is gone
    or another clinic's, or would lie in the past."""
    row = _own(session, clinic_id, session_id)
    if wanted.on is not None:
        _require_future(wanted, now)
    _drop_dates_to_come(session, row, now)
    _write(row, wanted)
    if wanted.on is not None:
        _add_date(session, row, wanted.on, plan)
    plan_next(session, row, plan, now)
    return _record(session, row, now)


def cancel_session(
    session: Session, clinic_id: int, session_id: int, now: datetime
) -> SessionRecord:
    """It does not happen any more. Raises DeclinedError if it is gone or another clinic's."""
    row = _own(session, clinic_id, session_id)
    record = _record(session, row, now)
    _drop_dates_to_come(session, row, now)
    row.cancelled_at = now
    return record


def skip_date(
    session: Session,
    clinic_id: int,
    session_id: int,
    starts_at: datetime,
    plan: Plan,
    now: datetime,
) -> SessionRecord:
    """It does not happen on this date; on a skipped one, it does after all. Raises DeclinedError if
    the session is gone or another clinic's, or has no such date."""
    row = _own(session, clinic_id, session_id)
    record = _record(session, row, now)
    if starts_at not in record.dates:
        raise DeclinedError(Reason.GONE)
    date = session.scalar(_dates(row.id).where(Occurrence.starts_at == starts_at))
    if date is not None and date.skipped_at is not None:
        session.delete(date)
        session.flush()
        _add_date(session, row, starts_at, plan)
    else:
        if date is None:
            date = Occurrence(
                session=row, starts_at=starts_at, ends_at=starts_at + record.plan.length
            )
            session.add(date)
            session.flush()
        date.skipped_at = now
        session.execute(delete(Post).where(Post.occurrence_id == date.id))
    plan_next(session, row, plan, now)
    return _record(session, row, now)


def sessions_of(session: Session, clinic_id: int, now: datetime) -> tuple[SessionRecord, ...]:
    """Those that still have a date ahead of them."""
    rows = session.scalars(
        select(ClinicSession)
        .where(ClinicSession.clinic_id == clinic_id, ClinicSession.cancelled_at.is_(None))
        .order_by(ClinicSession.id)
    ).all()
    records = [_record(session, row, now) for row in rows]
    return tuple(record for record in records if record.dates)


def plan_next(session: Session, row: ClinicSession, plan: Plan, now: datetime) -> None:
    """A session that recurs has its next date, with what the group will be asked."""
    recurs = bool(row.weekdays) and row.cancelled_at is None
    if not recurs or row.clinic.pause is not None:
        return
    taken = {date.starts_at: date for date in session.scalars(_dates(row.id))}
    wanted = plan_of(row)
    for starts_at in wanted.starts_after(now - wanted.length, _zone(row)):
        date = taken.get(starts_at)
        if date is None:
            _add_date(session, row, starts_at, plan)
            return
        if date.skipped_at is None and starts_at > now:
            return


def plan_of(row: ClinicSession) -> SessionPlan:
    """The row as a value, without the date of one that happens once."""
    days = frozenset(int(digit) for digit in row.weekdays)
    return SessionPlan(row.activity, row.minutes, time_of(row.starts), days)


def replan(session: Session, clinic: Clinic, plan: Plan, now: datetime) -> None:
    """The clinic's clock has changed: sessions that recur keep their time by it."""
    rows = session.scalars(
        select(ClinicSession).where(
            ClinicSession.clinic_id == clinic.id, ClinicSession.cancelled_at.is_(None)
        )
    )
    for row in rows:
        if row.weekdays:
            _drop_dates_to_come(session, row, now)
            plan_next(session, row, plan, now)


def _record(session: Session, row: ClinicSession, now: datetime) -> SessionRecord:
    wanted, zone = plan_of(row), _zone(row)
    begun = now - wanted.length
    known = session.scalars(_dates(row.id).where(Occurrence.starts_at > begun)).all()
    if wanted.weekdays:
        dates: Sequence[datetime] = list(islice(wanted.starts_after(begun, zone), DATES_SHOWN))
    else:
        dates = [date.starts_at for date in known]
    skipped = frozenset(date.starts_at for date in known if date.skipped_at is not None)
    return SessionRecord(row.id, row.clinic_id, zone, wanted, tuple(dates), skipped)


def _add_date(session: Session, row: ClinicSession, starts_at: datetime, plan: Plan) -> None:
    ends_at = starts_at + plan_of(row).length
    date = Occurrence(session=row, starts_at=starts_at, ends_at=ends_at)
    session.add(date)
    session.flush()
    for timing in plan:
        post = Post(
            clinic_id=row.clinic_id,
            kind=PostKind.SESSION,
            due_at=ends_at + timing.offset,
            occurrence_id=date.id,
            moment=timing.moment,
        )
        posts.add(session, post)


def _drop_dates_to_come(session: Session, row: ClinicSession, now: datetime) -> None:
    """With what the group would be asked; what was asked about stays."""
    asked = select(Post.occurrence_id).where(
        Post.occurrence_id.is_not(None), Post.state != PostState.PLANNED
    )
    session.execute(
        delete(Occurrence)
        .where(
            Occurrence.session_id == row.id,
            Occurrence.ends_at > now,
            Occurrence.id.not_in(asked),
        )
        .execution_options(synchronize_session="fetch")
    )


def _write(row: ClinicSession, wanted: SessionPlan) -> None:
    row.activity, row.minutes = wanted.activity, wanted.minutes
    row.weekdays = "".join(str(day) for day in sorted(wanted.weekdays))
    row.starts = minutes_of(wanted.at)


def _require_future(wanted: SessionPlan, now: datetime) -> None:
    assert wanted.on is not None
    if wanted.on + wanted.length <= now:
        raise DeclinedError(Reason.SESSION_IN_THE_PAST)


def _own(session: Session, clinic_id: int, session_id: int) -> ClinicSession:
    row = session.get(ClinicSession, session_id, with_for_update=True)
    if row is None or row.clinic_id != clinic_id or row.cancelled_at is not None:
        raise DeclinedError(Reason.NO_SUCH_SESSION)
    return row


def _dates(session_id: int) -> Select[Occurrence]:
    return select(Occurrence).where(Occurrence.session_id == session_id)


def _zone(row: ClinicSession) -> ZoneInfo:
    return ZoneInfo(row.clinic.time_zone)
