"""What an athlete's clinics have to hear: of an answer, a nudge, the end of a window. Most athletes
are in no clinic, and then this is one look-up."""

from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, select
from sqlalchemy.orm import Session

from bot.domain.pain import ARTICLE, Marks
from bot.domain.post import PostKind
from bot.services import posts
from bot.services.alerts import alert_of_flare
from bot.services.clinics import choices_of
from bot.services.group_reminder import plan_reminder
from bot.services.session_posts import posts_about
from bot.storage.base import table_of
from bot.storage.clinic_tables import Clinic, Membership

_members = table_of(Membership)
_CLINICS = select(_members.c.clinic_id).where(
    _members.c.athlete_id == bindparam("athlete"), _members.c.left_at.is_(None)
)


def is_in_a_clinic(athlete_id: ColumnElement[int]) -> ColumnElement[bool]:
    """The condition that an athlete, as part of a larger question, is in a clinic: most are in
    none, and then nothing else here need be asked."""
    return (
        select(_members.c.id)
        .where(_members.c.athlete_id == athlete_id, _members.c.left_at.is_(None))
        .exists()
    )


def answered(
    session: Session, athlete_id: int, check_in_id: int, score: int, now: datetime
) -> None:
    """A score was given, or changed: what stands in the groups changes with it, and the staff hear
    of a flare if the athlete agreed to that."""
    clinics = _clinics_of(session, athlete_id)
    for clinic in clinics:
        _refresh_reminders(session, clinic, now)
        alert_of_flare(session, clinic, athlete_id, check_in_id, score, now)
    if clinics:
        for post_id in posts_about(session, check_in_id):
            posts.refresh_soon(session, post_id, now)


def marks_of(session: Session, athlete_id: int) -> Marks:
    """What counts as tolerable and as too much for this athlete: as their clinic has it, the most
    careful one if they are in several; else as the article has it."""
    chosen = [choices_of(clinic).marks for clinic in _clinics_of(session, athlete_id)]
    return min(chosen, key=lambda marks: (marks.too_much, marks.tolerable), default=ARTICLE)


def nudged(session: Session, athlete_id: int, now: datetime) -> None:
    """A check-in stays open even after its nudge."""
    for clinic in _clinics_of(session, athlete_id):
        plan_reminder(session, clinic, now)


def closed(session: Session, athlete_id: int, now: datetime) -> None:
    """A check-in is not open any more."""
    for clinic in _clinics_of(session, athlete_id):
        _refresh_reminders(session, clinic, now)


def _refresh_reminders(session: Session, clinic: Clinic, now: datetime) -> None:
    for post in session.scalars(posts.posted(clinic.id, PostKind.REMINDER)):
        posts.refresh_soon(session, post.id, now)


def _clinics_of(session: Session, athlete_id: int) -> list[Clinic]:
    ids = session.scalars(_CLINICS, {"athlete": athlete_id}).all()
    found = (session.get(Clinic, clinic_id) for clinic_id in sorted(ids))
    return [clinic for clinic in found if clinic is not None]
