"""What the group is asked after a session, who was asked by that, and how many have answered."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import Session

from bot.domain.check_in import CheckInState, Moment, Plan
from bot.domain.job import JobKind
from bot.domain.post import PostState, SessionAsked, Turnout
from bot.services import schedule
from bot.services.sessions import plan_next
from bot.storage import jobs
from bot.storage.clinic_tables import Attendance, Membership, Post
from bot.storage.tables import ASKED_ELSEWHERE, CheckIn, Job

GROUP_HAS = timedelta(minutes=10)
"""How long a session's check-in waits for its group to be asked. If that does not happen, it is
asked in private like any other, so that a clinic's troubles are nobody's loss."""


def session_asked(session: Session, post: Post, plan: Plan) -> SessionAsked:
    """The post's content as it is now."""
    assert post.occurrence is not None
    assert post.moment is not None
    meeting = post.occurrence
    return SessionAsked(
        post.id,
        ZoneInfo(post.clinic.time_zone),
        meeting.session.activity,
        meeting.session.minutes,
        meeting.ends_at,
        post.moment,
        ends_at(post, plan),
        turnout(session, post),
    )


def turnout(session: Session, post: Post) -> Turnout:
    """Counted anew each time: athletes come, go and remove workouts."""
    members = select(Membership.athlete_id).where(
        Membership.clinic_id == post.clinic_id, Membership.left_at.is_(None)
    )
    answered = (
        select(func.count())
        .select_from(Attendance)
        .join(CheckIn, CheckIn.workout_id == Attendance.workout_id)
        .where(
            Attendance.occurrence_id == post.occurrence_id,
            Attendance.athlete_id.in_(members),
            CheckIn.moment == post.moment,
            CheckIn.state == CheckInState.ANSWERED,
        )
    )
    count = select(func.count()).select_from(members.subquery())
    return Turnout(session.scalar(answered) or 0, session.scalar(count) or 0)


def record_session_posted(session: Session, post: Post, plan: Plan, now: datetime) -> None:
    """The group has been asked: so have all who took part and are still in the clinic. A session
    that recurs gets its next date."""
    assert post.occurrence is not None
    assert post.moment is not None
    asked = session.scalars(_of_those_asked(post).with_for_update(of=CheckIn)).all()
    session.execute(
        delete(Job)
        .where(Job.kind == JobKind.ASK, Job.check_in_id.in_([row.id for row in asked]))
        .execution_options(synchronize_session=False)
    )
    for check_in in asked:
        _asked_in_group(session, check_in, now, now)
    jobs.add(session, JobKind.END, post.id, ends_at(post, plan))
    plan_next(session, post.occurrence.session, plan, now)


def hand_to_group(session: Session, occurrence_id: int, workout_id: int, now: datetime) -> None:
    """A workout that came of a session: what its group was asked already counts as asked, and what
    it will be asked is not asked in private unless the group is not asked in time."""
    posted = session.execute(
        select(Post.moment, Post.posted_at).where(
            Post.occurrence_id == occurrence_id, Post.state != PostState.PLANNED
        )
    ).all()
    asked_at = {moment: posted_at for moment, posted_at in posted}  # noqa: C416  for its types
    to_come = set(
        session.scalars(
            select(Post.moment).where(
                Post.occurrence_id == occurrence_id, Post.state == PostState.PLANNED
            )
        )
    )
    for check_in in session.scalars(select(CheckIn).where(CheckIn.workout_id == workout_id)):
        posted_at = asked_at.get(check_in.moment)
        if posted_at is not None:
            schedule.drop_jobs(session, check_in.id)
            _asked_in_group(session, check_in, posted_at, now)
        elif check_in.moment in to_come:
            schedule.put_off_asking(session, check_in.id, check_in.due_at + GROUP_HAS)


def posts_about(session: Session, check_in_id: int) -> Sequence[int]:
    """The posts in groups that count the answer to this check-in."""
    return session.scalars(
        select(Post.id)
        .join(Attendance, Attendance.occurrence_id == Post.occurrence_id)
        .join(CheckIn, CheckIn.workout_id == Attendance.workout_id)
        .where(
            CheckIn.id == check_in_id,
            Post.moment == CheckIn.moment,
            Post.state == PostState.POSTED,
        )
    ).all()


def ends_at(post: Post, plan: Plan) -> datetime:
    """When its window closes."""
    assert post.moment is not None
    return post.due_at + _window(post.moment, plan)


def is_too_late(post: Post, plan: Plan, now: datetime) -> bool:
    """Whether its window has closed, so that there is nothing left to ask."""
    return now >= ends_at(post, plan)


def _asked_in_group(session: Session, check_in: CheckIn, asked_at: datetime, now: datetime) -> None:
    is_open = now < check_in.closes_at
    check_in.state = CheckInState.ASKED if is_open else CheckInState.CLOSED
    check_in.asked_at, check_in.message_id = asked_at, ASKED_ELSEWHERE
    schedule.jobs_for(session, check_in)


def _of_those_asked(post: Post) -> Select[CheckIn]:
    return (
        select(CheckIn)
        .join(Attendance, Attendance.workout_id == CheckIn.workout_id)
        .join(Membership, Membership.athlete_id == Attendance.athlete_id)
        .where(
            Attendance.occurrence_id == post.occurrence_id,
            Membership.clinic_id == post.clinic_id,
            Membership.left_at.is_(None),
            CheckIn.moment == post.moment,
            CheckIn.state == CheckInState.PLANNED,
        )
    )


def _window(moment: Moment, plan: Plan) -> timedelta:
    return next(timing.window for timing in plan if timing.moment is moment)
