"""A group becomes a clinic, is set up, moves and ends."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session

from bot.domain.check_in import Plan
from bot.domain.clinic import Choices, ClinicRecord, DigestTime, Place, QuietHours
from bot.domain.local_time import minutes_of, time_of
from bot.domain.pain import Marks
from bot.domain.post import PostKind
from bot.services import posts
from bot.services.sessions import replan
from bot.storage.clinic_tables import Clinic, Post, StaffCode


def set_up(
    session: Session, place: Place, title: str, admin_id: int, zone: str, now: datetime
) -> ClinicRecord:
    """Make the group a clinic, with what most clinics want; one that is a clinic stays as it is.
    The one who sets it up is told when something is wrong."""
    clinic = _in_chat(session, place.chat_id)
    if clinic is None:
        clinic = Clinic(chat_id=place.chat_id, thread_id=place.thread_id, created_at=now)
        _write(clinic, Choices(ZoneInfo(zone)))
        session.add(clinic)
    clinic.title, clinic.admin_id = title, admin_id
    session.flush()
    plan_digest(session, clinic, now)
    return record_of(clinic)


def clinic_in(session: Session, chat_id: int) -> ClinicRecord | None:
    """The clinic whose group this is."""
    clinic = _in_chat(session, chat_id)
    return record_of(clinic) if clinic else None


def clinics_of_staff(session: Session, chat_id: int) -> tuple[ClinicRecord, ...]:
    """The clinics whose staff chat this is, in the order in which they were set up."""
    rows = select(Clinic).where(Clinic.staff_chat_id == chat_id).order_by(Clinic.id)
    return tuple(record_of(clinic) for clinic in session.scalars(rows))


def choose(
    session: Session, clinic_id: int, choices: Choices, plan: Plan, now: datetime
) -> ClinicRecord | None:
    """These are the clinic's settings from now on. None if it is gone."""
    clinic = session.get(Clinic, clinic_id)
    if clinic is None:
        return None
    moves, names = clinic.time_zone != choices.zone.key, clinic.reminders
    _write(clinic, choices)
    if clinic.reminders is not names:
        posts.refresh_all(session, clinic.id, now)
    if moves:
        replan(session, clinic, plan, now)
    plan_digest(session, clinic, now)
    return record_of(clinic)


def write_here(session: Session, place: Place) -> tuple[ClinicRecord, ...]:
    """From now on everything for this chat goes to this topic of it."""
    found = []
    for clinic in session.scalars(select(Clinic).where(_uses(place.chat_id))):
        if clinic.chat_id == place.chat_id:
            clinic.thread_id = place.thread_id
        else:
            clinic.staff_thread_id = place.thread_id
        found.append(record_of(clinic))
    return tuple(found)


def rename(session: Session, chat_id: int, title: str) -> None:
    """The group has another name now, and so has the clinic."""
    if (clinic := _in_chat(session, chat_id)) is not None:
        clinic.title = title


def hand_over(session: Session, clinic_id: int, admin_id: int) -> None:
    """Somebody else is told from now on when something is wrong."""
    if (clinic := session.get(Clinic, clinic_id)) is not None:
        clinic.admin_id = admin_id


def moved(session: Session, old_chat_id: int, new_chat_id: int) -> None:
    """The group became a supergroup. Its old messages stayed behind with the old number."""
    for column in (Clinic.chat_id, Clinic.staff_chat_id, StaffCode.chat_id):
        session.execute(
            update(column.class_)
            .where(column == old_chat_id)
            .values({column.key: new_chat_id})
            .execution_options(synchronize_session=False)
        )


def end_clinic(session: Session, clinic_id: int) -> ClinicRecord | None:
    """Remove the clinic with everything that is about it. Workouts and check-ins are the
    athletes' own and stay; what the group would have been asked comes in private."""
    clinic = session.get(Clinic, clinic_id)
    if clinic is None:
        return None
    record = record_of(clinic)
    session.execute(delete(Clinic).where(Clinic.id == clinic_id))
    return record


def standing_reminders(session: Session, clinic_id: int) -> tuple[tuple[int, int], ...]:
    """The chat and the number of each reminder that stands in the clinic's group."""
    rows = session.scalars(posts.posted(clinic_id, PostKind.REMINDER)).all()
    return tuple(
        (post.posted_in, post.message_id)
        for post in rows
        if post.posted_in is not None and post.message_id is not None
    )


def plan_digest(session: Session, clinic: Clinic, now: datetime) -> None:
    """The one planned digest is at the next time that was chosen, or there is none."""
    choices = choices_of(clinic)
    at = choices.digest.next_after(now, choices.zone)
    planned = session.scalars(posts.planned(clinic.id, PostKind.DIGEST)).first()
    can_be_read = clinic.pause is None or clinic.staff_chat_id is not None
    if planned is None:
        if at is not None and can_be_read:
            posts.add(session, Post(clinic_id=clinic.id, kind=PostKind.DIGEST, due_at=at))
    elif at is None:
        session.delete(planned)
    elif planned.due_at != at:
        posts.put_off(session, planned, at)


def record_of(clinic: Clinic) -> ClinicRecord:
    """The row as a value."""
    staff = Place(clinic.staff_chat_id, clinic.staff_thread_id) if clinic.staff_chat_id else None
    return ClinicRecord(
        clinic.id,
        clinic.title,
        Place(clinic.chat_id, clinic.thread_id),
        staff,
        choices_of(clinic),
        clinic.admin_id,
        clinic.pause,
        clinic.invite_hash is not None,
    )


def choices_of(clinic: Clinic) -> Choices:
    """The settings in the row."""
    return Choices(
        ZoneInfo(clinic.time_zone),
        QuietHours(time_of(clinic.quiet_from), time_of(clinic.quiet_until)),
        clinic.reminders,
        DigestTime(clinic.digest, clinic.digest_weekday, time_of(clinic.digest_at)),
        Marks(clinic.tolerable_up_to, clinic.too_much_from),
        clinic.language,
    )


def _write(clinic: Clinic, choices: Choices) -> None:
    clinic.time_zone, clinic.language = choices.zone.key, choices.language
    clinic.quiet_from = minutes_of(choices.quiet.start)
    clinic.quiet_until = minutes_of(choices.quiet.end)
    clinic.reminders = choices.reminders
    clinic.digest, clinic.digest_weekday = choices.digest.every, choices.digest.weekday
    clinic.digest_at = minutes_of(choices.digest.at)
    clinic.tolerable_up_to = choices.marks.tolerable
    clinic.too_much_from = choices.marks.too_much


def _in_chat(session: Session, chat_id: int) -> Clinic | None:
    return session.scalar(select(Clinic).where(Clinic.chat_id == chat_id))


def _uses(chat_id: int) -> ColumnElement[bool]:
    return (Clinic.chat_id == chat_id) | (Clinic.staff_chat_id == chat_id)
