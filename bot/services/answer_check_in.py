"""An athlete gave a pain score, by a button or in words."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Row, Select, bindparam, func, insert, or_, select, update
from sqlalchemy.orm import Session

from bot.domain.check_in import CheckInState, Moment
from bot.domain.course import RECENT
from bot.domain.declined import DeclinedError, Reason
from bot.domain.pain import ARTICLE, Marks
from bot.domain.record import CheckInRecord, GivenAnswer, WorkoutRecord
from bot.services import clinic_news, schedule
from bot.services.athletes import resume
from bot.services.records import ROWS, WITHIN, records, workout_record, workouts_between
from bot.storage.database import do_what_was_put_off, put_off
from bot.storage.tables import Answer, Athlete, CheckIn, Workout, table_of

Found = tuple[Row[Any], WorkoutRecord]
"""A check-in's row and its workout."""

OPEN_FOR_TYPING = timedelta(hours=48)
"""How long after a question a typed number is taken for its answer."""


# Tables, not entities, and statements made once: the path that an athlete waits for.
_answers, _check_ins, _athletes = table_of(Answer), table_of(CheckIn), table_of(Athlete)
_WITH_ATHLETE = select(
    _check_ins,
    _athletes.c.id.label("athlete_id"),
    _athletes.c.telegram_id,
    _athletes.c.time_zone,
    _athletes.c.paused_since,
).select_from(_check_ins.join(table_of(Workout)).join(_athletes))
_asked = _check_ins.alias("asked")
# Everything in one look-up, for all that are answered at the same moment. Locked, so that two taps
# at that moment are recorded one after the other.
_TO_ANSWER = (
    ROWS.add_columns(
        _asked.c.id.label("asked_id"),
        _asked.c.message_id,
        _asked.c.extra_message_id,
        func.coalesce(_asked.c.nudged_at, _asked.c.asked_at).label("shown_at"),
        _athletes.c.id.label("athlete_id"),
        _athletes.c.telegram_id,
        _athletes.c.time_zone,
        _athletes.c.paused_since,
        clinic_news.is_in_a_clinic(_athletes.c.id).label("in_a_clinic"),
    )
    .join(_asked, _asked.c.workout_id == table_of(Workout).c.id)
    .join(_athletes, _athletes.c.id == table_of(Workout).c.athlete_id)
    .where(_asked.c.id.in_(bindparam("check_ins", expanding=True)))
    .order_by(_asked.c.id, *WITHIN)
    .with_for_update(of=_asked)
)
_NEW_ANSWER = insert(_answers)
_IS_ANSWERED = (
    update(_check_ins)
    .where(_check_ins.c.id == bindparam("check_in"))
    .values(state=CheckInState.ANSWERED)
)

_SHOWN_AT = func.coalesce(_check_ins.c.nudged_at, _check_ins.c.asked_at)


@dataclass(frozen=True)
class Given:
    """A score that somebody typed in message `origin`, or tapped."""

    telegram_id: int
    check_in_id: int
    score: int
    at: datetime
    origin: int | None = None


@dataclass(frozen=True)
class Answered:
    """The workout with the new answer, the athlete's other recent workouts where the advice needs
    them, and the messages that show this check-in."""

    zone: ZoneInfo
    record: WorkoutRecord
    history: tuple[WorkoutRecord, ...]
    check_in_id: int
    message_ids: tuple[int, ...]
    marks: Marks = ARTICLE


@dataclass(frozen=True)
class OpenQuestion:
    """A check-in that waits for an answer, and since when its message has been in the chat; that
    is None while a missed one has no message yet. `history` is filled when it is repeated."""

    zone: ZoneInfo
    record: WorkoutRecord
    check_in_id: int
    shown_at: datetime | None
    history: tuple[WorkoutRecord, ...] = ()
    marks: Marks = ARTICLE


def answer_check_in(
    session: Session,
    telegram_id: int,
    check_in_id: int,
    score: int,
    now: datetime,
    origin: int | None = None,
) -> Answered:
    """`answer_check_ins` for one score; raises DeclinedError."""
    (answered,) = answer_check_ins(session, [Given(telegram_id, check_in_id, score, now, origin)])
    if isinstance(answered, DeclinedError):
        raise answered
    return answered


def answer_check_ins(session: Session, given: Sequence[Given]) -> list[Answered | DeclinedError]:
    """Record scores; the last one of a check-in counts, the earlier ones stay. A message counts
    once, however often it comes. DeclinedError for a check-in that is somebody else's, was removed
    or is not due yet."""
    found = _look_up(session, {each.check_in_id for each in given})
    answered: list[Answered | DeclinedError] = []
    for each in given:
        try:
            answered.append(_answer(session, each, found))
        except DeclinedError as declined:
            answered.append(declined)
    return answered


def _answer(session: Session, given: Given, found: dict[int, Found]) -> Answered:
    id_, now = given.check_in_id, given.at
    mine, record = _own(session, given.telegram_id, found.get(id_))
    check_in = record.check_in(id_)
    if check_in.state is CheckInState.PLANNED and now < check_in.due_at:
        raise DeclinedError(Reason.NOT_ASKED_YET)
    # One that is due may be in the chat without a record of it: Telegram's reply was lost, or the
    # process died. An answer shows that it is.
    if given.origin is None or not session.execute(_typed_in(given.origin, id_)).first():
        put_off(session, _write_answers, given)
        record = record.answered(id_, GivenAnswer(given.score, now))
        for other, (row, known) in found.items():
            if known.id == record.id:
                found[other] = (row, record)
    if check_in.state is not CheckInState.ANSWERED:
        put_off(session, _end_questions, {"check_in": id_})
    if mine.in_a_clinic:
        do_what_was_put_off(session)
        clinic_news.answered(session, mine.athlete_id, id_, given.score, now)
    shown_in = (mine.message_id, mine.extra_message_id)
    return Answered(
        ZoneInfo(mine.time_zone),
        record,
        _history(session, mine.athlete_id, check_in),
        id_,
        tuple(message_id for message_id in shown_in if message_id),
        _marks(session, mine),
    )


def question_to_repeat(
    session: Session, telegram_id: int, check_in_id: int, now: datetime
) -> OpenQuestion:
    """A check-in to ask again or to fill in from memory. Raises DeclinedError if it is somebody
    else's, was removed, or has its window still before it."""
    found = _look_up(session, [check_in_id])
    mine, record = _own(session, telegram_id, found.get(check_in_id))
    check_in = record.check_in(check_in_id)
    if check_in.state is CheckInState.PLANNED and now < check_in.closes_at:
        raise DeclinedError(Reason.NOT_ASKED_YET)
    return OpenQuestion(
        ZoneInfo(mine.time_zone),
        record,
        check_in_id,
        mine.shown_at,
        _history(session, mine.athlete_id, check_in),
        _marks(session, mine),
    )


def record_filled_in(
    session: Session, check_in_id: int, message_id: int, now: datetime
) -> int | None:
    """A missed check-in is in the chat after all, as this message. Returns the one it replaces."""
    check_in = session.get(CheckIn, check_in_id)
    if check_in is None:
        return None
    replaced, check_in.message_id = check_in.message_id, message_id
    check_in.asked_at = check_in.asked_at or now
    return replaced or None


def shows_another_check_in(
    session: Session, telegram_id: int, message_id: int, check_in_id: int
) -> bool:
    """Whether this message of the athlete's chat belongs to a check-in other than this one."""
    other = _WITH_ATHLETE.where(
        _athletes.c.telegram_id == telegram_id, _check_ins.c.id != check_in_id
    ).where(or_(_check_ins.c.message_id == message_id, _check_ins.c.extra_message_id == message_id))
    return session.execute(other.limit(1)).first() is not None


def open_question(
    session: Session, telegram_id: int, origin: int, replied_to: int | None, now: datetime
) -> OpenQuestion | None:
    """The check-in that message `origin` belongs to, if it is an answer: the one that it answered
    already, if it comes a second time; the one whose message it replies to; else the one that was
    asked or reminded of last and has no answer."""
    mine = _WITH_ATHLETE.where(
        _athletes.c.telegram_id == telegram_id, _check_ins.c.asked_at.is_not(None)
    )
    answered = mine.where(_check_ins.c.asked_at > now - OPEN_FOR_TYPING).where(
        _typed_in(origin, _check_ins.c.id).exists()
    )
    if found := session.execute(answered).first():
        return _open(session, found)
    if replied_to is not None:
        shown = or_(
            _check_ins.c.message_id == replied_to, _check_ins.c.extra_message_id == replied_to
        )
        if found := session.execute(mine.where(shown)).first():
            return _open(session, found)
    unanswered = mine.where(
        _check_ins.c.state.in_((CheckInState.ASKED, CheckInState.CLOSED, CheckInState.MISSED)),
        _check_ins.c.asked_at > now - OPEN_FOR_TYPING,
    ).order_by(_SHOWN_AT.desc(), _check_ins.c.id.desc())
    found = session.execute(unanswered.limit(1)).first()
    return _open(session, found) if found else None


def _open(session: Session, check_in: Row[Any]) -> OpenQuestion:
    record = workout_record(session, check_in.workout_id)
    shown_at = check_in.nudged_at or check_in.asked_at
    return OpenQuestion(ZoneInfo(check_in.time_zone), record, check_in.id, shown_at)


def _history(
    session: Session, athlete_id: int, check_in: CheckInRecord
) -> tuple[WorkoutRecord, ...]:
    """What the advice for the next day is weighed with; the moments before need none of it."""
    if check_in.moment is not Moment.NEXT_DAY:
        return ()
    since = check_in.due_at - 2 * RECENT
    return tuple(workouts_between(session, athlete_id, since, check_in.due_at))


def _typed_in(origin: int, check_in_id: int | ColumnElement[int]) -> Select[Any]:
    return select(_answers.c.id).where(
        _answers.c.check_in_id == check_in_id, _answers.c.origin == origin
    )


def _look_up(session: Session, check_ins: Collection[int]) -> dict[int, Found]:
    rows = session.execute(_TO_ANSWER, {"check_ins": check_ins}).all()
    found = {}
    for id_, group in groupby(rows, key=lambda row: row.asked_id):
        its_rows = list(group)
        (record,) = records(its_rows)
        found[id_] = (its_rows[0], record)
    return found


def _own(session: Session, telegram_id: int, found: Found | None) -> Found:
    if found is None:
        raise DeclinedError(Reason.GONE)
    mine, _ = found
    if mine.telegram_id != telegram_id:
        raise DeclinedError(Reason.NOT_YOURS)
    if mine.paused_since is not None:
        resume(session, telegram_id)
    return found


def _write_answers(session: Session, answers: list[Given]) -> None:
    rows = [
        {
            "check_in_id": answer.check_in_id,
            "origin": answer.origin,
            "score": answer.score,
            "answered_at": answer.at,
        }
        for answer in answers
    ]
    session.execute(_NEW_ANSWER, rows)


def _end_questions(session: Session, check_ins: list[dict[str, Any]]) -> None:
    session.execute(_IS_ANSWERED, check_ins)
    session.execute(schedule.OF_CHECK_IN, check_ins)


def _marks(session: Session, mine: Row[Any]) -> Marks:
    return clinic_news.marks_of(session, mine.athlete_id) if mine.in_a_clinic else ARTICLE
