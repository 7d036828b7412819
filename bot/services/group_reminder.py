"""The group's reminder of open check-ins: one message for all, and nothing in it that tells whose
they are unless they agreed to that."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.domain.check_in import CheckInState
from bot.domain.clinic import FEWEST, Consent, Reminders
from bot.domain.job import JobKind
from bot.domain.post import OpenCheckIns, PostKind
from bot.services import posts
from bot.services.clinics import choices_of
from bot.storage import jobs
from bot.storage.clinic_tables import Agreement, Clinic, Membership, Post
from bot.storage.tables import CheckIn, Workout

PATIENCE = timedelta(minutes=15)
"""After the nudge, before the group is asked to help."""
APART = timedelta(minutes=30)
"""A group gets at most one reminder in this time."""


def plan_reminder(session: Session, clinic: Clinic, now: datetime) -> None:
    """A check-in stayed open: the next reminder is about it, too, and comes outside of the quiet
    hours and not too soon after the one before."""
    if clinic.pause is not None:
        return
    if session.scalars(posts.planned(clinic.id, PostKind.REMINDER)).first() is not None:
        return
    last = session.scalar(
        select(func.max(Post.posted_at)).where(
            Post.clinic_id == clinic.id, Post.kind == PostKind.REMINDER
        )
    )
    earliest = max(now + PATIENCE, last + APART) if last is not None else now + PATIENCE
    choices = choices_of(clinic)
    due_at = choices.quiet.over_at(earliest, choices.zone)
    posts.add(session, Post(clinic_id=clinic.id, kind=PostKind.REMINDER, due_at=due_at))


def open_check_ins(session: Session, clinic: Clinic, now: datetime) -> OpenCheckIns | None:
    """What the reminder says now; None for nothing at all."""
    named = _named(session, clinic)
    rows = session.execute(
        select(CheckIn.id, CheckIn.closes_at, Membership.id)
        .join(Workout, CheckIn.workout_id == Workout.id)
        .join(Membership, Membership.athlete_id == Workout.athlete_id)
        .where(
            Membership.clinic_id == clinic.id,
            Membership.left_at.is_(None),
            CheckIn.state == CheckInState.ASKED,
            CheckIn.nudged_at.is_not(None),
            CheckIn.closes_at > now,
        )
        .order_by(CheckIn.due_at, CheckIn.id)
    ).all()
    by_member = Counter(member for _, _, member in rows)
    names = tuple(named[member] for member in by_member if member in named)
    unnamed: int | None = sum(n for member, n in by_member.items() if member not in named)
    if _members(session, clinic) - len(named) < FEWEST:
        unnamed = None
    if not names and not unnamed:
        return None
    return OpenCheckIns(names, unnamed, max(closes_at for _, closes_at, _ in rows))


def record_reminded(session: Session, post: Post, shown: OpenCheckIns) -> Sequence[int]:
    """The reminder is in the group, in the place of the one before, whose message is returned to
    be deleted. It goes when the last check-in that it is about has closed."""
    before = session.scalars(
        posts.posted(post.clinic_id, PostKind.REMINDER).where(Post.id != post.id)
    ).all()
    for other in before:
        posts.end(session, other)
    jobs.add(session, JobKind.END, post.id, shown.last_closes_at)
    return [other.message_id for other in before if other.message_id is not None]


def _members(session: Session, clinic: Clinic) -> int:
    count = select(func.count()).select_from(Membership)
    return (
        session.scalar(count.where(Membership.clinic_id == clinic.id, Membership.left_at.is_(None)))
        or 0
    )


def _named(session: Session, clinic: Clinic) -> dict[int, str]:
    """The members who are shown by name, and their names."""
    if clinic.reminders is not Reminders.NAMED:
        return {}
    rows = session.execute(
        select(Membership.id, Membership.name)
        .join(Agreement, Agreement.membership_id == Membership.id)
        .where(
            Membership.clinic_id == clinic.id,
            Membership.left_at.is_(None),
            Agreement.consent == Consent.NAME,
            Agreement.withdrawn_at.is_(None),
        )
    )
    return {member: name for member, name in rows if name}
