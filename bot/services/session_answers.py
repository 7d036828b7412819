"""A member answers in their clinic's group, or in private, how the knee was after a session."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.domain.check_in import CheckInState, Plan
from bot.domain.declined import DeclinedError, Reason
from bot.domain.post import PostKind, PostState, SessionAsked
from bot.domain.workout import Source, Workout
from bot.services.answer_check_in import Answered, answer_check_in
from bot.services.log_workout import log_workout
from bot.services.session_posts import hand_to_group, session_asked
from bot.storage.clinic_tables import (
    Attendance,
    Clinic,
    ClinicSession,
    Membership,
    Occurrence,
    Post,
)
from bot.storage.tables import Athlete, CheckIn


def question_of(
    session: Session, telegram_id: int, post_id: int, plan: Plan, now: datetime
) -> SessionAsked:
    """What this post asks. Raises DeclinedError for somebody who is not in the clinic, and for a
    post that is gone or is not due yet."""
    post, _ = _open_to(session, telegram_id, post_id, now)
    return session_asked(session, post, plan)


def answer_session(
    session: Session, telegram_id: int, post_id: int, score: int, plan: Plan, now: datetime
) -> Answered:
    """Record the score in the member's own record, with the workout if this is their first answer
    about it. Raises DeclinedError as `question_of` does, and if the workout was removed since."""
    post, athlete_id = _open_to(session, telegram_id, post_id, now)
    assert post.occurrence is not None
    workout_id = _workout(session, post.occurrence, athlete_id, plan, now)
    check_in_id = session.scalar(
        select(CheckIn.id).where(CheckIn.workout_id == workout_id, CheckIn.moment == post.moment)
    )
    if check_in_id is None:
        raise DeclinedError(Reason.TOO_LONG_AGO)
    return answer_check_in(session, telegram_id, check_in_id, score, now)


def open_post(session: Session, telegram_id: int, chat_id: int | None) -> int | None:
    """The post that asks this member something, still unanswered: in that group, or in any of
    their clinics; the latest if there are several."""
    rows = (
        select(Post.id, Post.occurrence_id, Post.moment, Athlete.id)
        .join(Clinic, Post.clinic_id == Clinic.id)
        .join(Membership, Membership.clinic_id == Clinic.id)
        .join(Athlete, Membership.athlete_id == Athlete.id)
        .where(
            Post.kind == PostKind.SESSION,
            Post.state == PostState.POSTED,
            Athlete.telegram_id == telegram_id,
            Membership.left_at.is_(None),
        )
        .order_by(Post.posted_at.desc(), Post.id.desc())
    )
    if chat_id is not None:
        rows = rows.where(Clinic.chat_id == chat_id)
    for post_id, occurrence_id, moment, athlete_id in session.execute(rows):
        attended = session.get(Attendance, (occurrence_id, athlete_id))
        answered = attended is not None and session.scalar(
            select(CheckIn.id).where(
                CheckIn.workout_id == attended.workout_id,
                CheckIn.moment == moment,
                CheckIn.state == CheckInState.ANSWERED,
            )
        )
        if not answered:
            found: int = post_id
            return found
    return None


def post_of(session: Session, check_in_id: int) -> int | None:
    """The post that asks what this check-in asks, if it came of a session."""
    return session.scalar(
        select(Post.id)
        .join(Attendance, Attendance.occurrence_id == Post.occurrence_id)
        .join(CheckIn, CheckIn.workout_id == Attendance.workout_id)
        .where(CheckIn.id == check_in_id, Post.moment == CheckIn.moment)
    )


def _workout(
    session: Session, meeting: Occurrence, athlete_id: int, plan: Plan, now: datetime
) -> int:
    attended = session.get(Attendance, (meeting.id, athlete_id))
    if attended is not None:
        return attended.workout_id
    group: ClinicSession = meeting.session
    logged = log_workout(
        session,
        athlete_id,
        Workout(activity=group.activity, ended_at=meeting.ends_at, minutes=group.minutes),
        # Below all of Telegram's numbers for messages.
        origin=-meeting.id,
        source=Source.BUTTONS,
        plan=plan,
        lease=None,
        now=now,
    )
    session.add(
        Attendance(occurrence_id=meeting.id, athlete_id=athlete_id, workout_id=logged.record.id)
    )
    session.flush()
    hand_to_group(session, meeting.id, logged.record.id, now)
    session.flush()
    return logged.record.id


def _open_to(session: Session, telegram_id: int, post_id: int, now: datetime) -> tuple[Post, int]:
    post = session.get(Post, post_id)
    if post is None or post.kind is not PostKind.SESSION:
        raise DeclinedError(Reason.GONE)
    # One that is due may be in the group without a record of it: Telegram's reply was lost, or the
    # process died. A tap shows that it is.
    if post.state is PostState.PLANNED and now < post.due_at:
        raise DeclinedError(Reason.GONE)
    athlete_id = session.scalar(
        select(Athlete.id)
        .join(Membership, Membership.athlete_id == Athlete.id)
        .where(
            Athlete.telegram_id == telegram_id,
            Membership.clinic_id == post.clinic_id,
            Membership.left_at.is_(None),
        )
        # Two taps of one athlete at the same moment make one workout.
        .with_for_update(of=Membership)
    )
    if athlete_id is None:
        raise DeclinedError(Reason.NOT_A_MEMBER)
    return post, athlete_id
