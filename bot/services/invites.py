"""The link that athletes join a clinic with, and the code that links a staff chat to it. Both are
random, and only their hash is kept."""

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.domain.clinic import ClinicRecord, Place
from bot.services.clinics import plan_digest, record_of
from bot.storage.clinic_tables import Clinic, StaffCode

CODE_GOOD_FOR = timedelta(hours=1)


def renew_invite(session: Session, clinic_id: int, token: str) -> ClinicRecord | None:
    """From now on this token opens the clinic, and no other. None if the clinic is gone."""
    clinic = session.get(Clinic, clinic_id)
    if clinic is None:
        return None
    clinic.invite_hash = hashed(token)
    return record_of(clinic)


def is_invite(session: Session, clinic_id: int, token: str) -> bool:
    """Whether this token opens the clinic now."""
    clinic = session.get(Clinic, clinic_id)
    return clinic is not None and clinic.invite_hash == hashed(token)


def end_invite(session: Session, clinic_id: int) -> ClinicRecord | None:
    """From now on nobody can join. None if the clinic is gone."""
    clinic = session.get(Clinic, clinic_id)
    if clinic is None:
        return None
    clinic.invite_hash = None
    return record_of(clinic)


def offer_staff_chat(session: Session, place: Place, code: str, now: datetime) -> None:
    """This chat becomes the staff chat of the clinic that the code is sent in, if that is soon."""
    session.execute(
        delete(StaffCode)
        .where((StaffCode.chat_id == place.chat_id) | (StaffCode.expires_at <= now))
        .execution_options(synchronize_session=False)
    )
    session.add(
        StaffCode(
            code_hash=hashed(code),
            chat_id=place.chat_id,
            thread_id=place.thread_id,
            expires_at=now + CODE_GOOD_FOR,
        )
    )


def link_staff_chat(
    session: Session, clinic_id: int, code: str, now: datetime
) -> ClinicRecord | None:
    """The chat that the code was given out in is the clinic's staff chat from now on. None if the
    code is wrong or too old, or was given out in the clinic's own group."""
    offered = session.get(StaffCode, hashed(code))
    clinic = session.get(Clinic, clinic_id)
    if offered is None or clinic is None or offered.expires_at <= now:
        return None
    if offered.chat_id == clinic.chat_id:
        return None
    clinic.staff_chat_id, clinic.staff_thread_id = offered.chat_id, offered.thread_id
    session.delete(offered)
    return record_of(clinic)


def unlink_staff_chat(
    session: Session, chat_id: int, now: datetime, clinic_id: int | None = None
) -> tuple[ClinicRecord, ...]:
    """Nothing of this clinic, or of any if none is named, goes to this staff chat any more. The
    clinics that it was linked to."""
    linked = select(Clinic).where(Clinic.staff_chat_id == chat_id)
    if clinic_id is not None:
        linked = linked.where(Clinic.id == clinic_id)
    rows = session.scalars(linked).all()
    for clinic in rows:
        clinic.staff_chat_id = clinic.staff_thread_id = None
        plan_digest(session, clinic, now)
    return tuple(record_of(clinic) for clinic in rows)


def hashed(secret: str) -> str:
    """What is kept of a random secret: too long a one to be guessed from it."""
    return hashlib.sha256(secret.encode()).hexdigest()
