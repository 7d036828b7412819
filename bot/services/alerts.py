"""Flares that the staff hear of, if the athlete agreed to that."""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.domain.check_in import Moment
from bot.domain.clinic import Consent
from bot.domain.pain import HIGHEST, Band, band
from bot.domain.post import Flare, PostKind
from bot.domain.record import WorkoutRecord
from bot.domain.safety import RedFlag
from bot.services import posts
from bot.services.clinics import choices_of
from bot.services.records import last_workouts, workout_record
from bot.storage.clinic_tables import Agreement, Clinic, Membership, Post
from bot.storage.tables import CheckIn

ONCE_IN = timedelta(hours=24)
RED_FLAG = HIGHEST + 1
"""Worse than any score."""
TREND = 5
"""So many workouts, this one included, make up the trend."""


def alert_of_flare(
    session: Session, clinic: Clinic, athlete_id: int, check_in_id: int, score: int, now: datetime
) -> None:
    """Too much the next day, by the clinic's marks, is a flare."""
    check_in = session.get(CheckIn, check_in_id)
    if check_in is None or check_in.moment is not Moment.NEXT_DAY:
        return
    if band(score, choices_of(clinic).marks) is Band.TOO_MUCH:
        _alert(session, clinic, athlete_id, Post(check_in_id=check_in_id, severity=score), now)


def alert_of_red_flag(session: Session, athlete_id: int, flag: RedFlag, now: datetime) -> None:
    """The athlete told of a sign that calls for more than a diary: their clinics' staff hear of
    it."""
    clinics = session.scalars(
        select(Clinic)
        .join(Membership, Membership.clinic_id == Clinic.id)
        .where(Membership.athlete_id == athlete_id, Membership.left_at.is_(None))
    ).all()
    for clinic in clinics:
        _alert(session, clinic, athlete_id, Post(red_flag=flag, severity=RED_FLAG), now)


def flare_of(session: Session, post: Post) -> Flare | None:
    """What the alert says; None if there is nobody to tell any more, or no consent."""
    assert post.athlete_id is not None
    member = _agreed(session, post.clinic_id, post.athlete_id)
    if member is None or post.clinic.staff_chat_id is None:
        return None
    check_in = session.get(CheckIn, post.check_in_id) if post.check_in_id else None
    record = workout_record(session, check_in.workout_id) if check_in else None
    if record is None and post.red_flag is None:
        return None
    choices = choices_of(post.clinic)
    return Flare(
        post.id,
        post.clinic.title,
        choices.zone,
        member.name or "",
        record,
        post.check_in_id,
        post.red_flag,
        _trend(session, post.athlete_id, record),
        tuple(last_workouts(session, post.athlete_id, TREND * 2)),
        choices.marks,
        post.seen_by,
    )


def take(session: Session, post_id: int, chat_id: int, name: str) -> Flare | None:
    """Somebody in the staff chat has seen the alert; the first one counts. None if it is gone or
    was posted elsewhere."""
    post = session.get(Post, post_id, with_for_update=True)
    if post is None or post.kind is not PostKind.ALERT:
        return None
    # It may be in the chat without a record of it, if the process died.
    if (post.posted_in or post.clinic.staff_chat_id) != chat_id:
        return None
    post.seen_by = post.seen_by or name
    return flare_of(session, post)


def _alert(session: Session, clinic: Clinic, athlete_id: int, post: Post, now: datetime) -> None:
    """Unless the staff heard of this athlete within a day, and it is no worse now."""
    if clinic.staff_chat_id is None or _agreed(session, clinic.id, athlete_id) is None:
        return
    worst = session.scalar(
        select(func.max(Post.severity)).where(
            Post.clinic_id == clinic.id,
            Post.athlete_id == athlete_id,
            Post.due_at > now - ONCE_IN,
        )
    )
    assert post.severity is not None
    if worst is not None and post.severity <= worst:
        return
    post.clinic_id, post.athlete_id = clinic.id, athlete_id
    post.kind, post.due_at = PostKind.ALERT, now
    posts.add(session, post)


def _agreed(session: Session, clinic_id: int, athlete_id: int) -> Membership | None:
    return session.scalar(
        select(Membership)
        .join(Agreement, Agreement.membership_id == Membership.id)
        .where(
            Membership.clinic_id == clinic_id,
            Membership.athlete_id == athlete_id,
            Membership.left_at.is_(None),
            Agreement.consent == Consent.ALERTS,
            Agreement.withdrawn_at.is_(None),
        )
    )


def _trend(session: Session, athlete_id: int, record: WorkoutRecord | None) -> tuple[int, ...]:
    known = [
        one
        for one in last_workouts(session, athlete_id, TREND * 2)
        if record is None or one.workout.ended_at <= record.workout.ended_at
    ]
    scores = [
        check_in.answer.score
        for one in reversed(known)
        for check_in in one.check_ins
        if check_in.moment is Moment.NEXT_DAY and check_in.answer is not None
    ]
    return tuple(scores[-TREND:])
