"""Athletes in clinics: joining, what each agrees to, and leaving."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from bot.domain.clinic import Consent, MembershipRecord
from bot.domain.declined import DeclinedError, Reason
from bot.services import posts
from bot.services.invites import hashed
from bot.storage.clinic_tables import Agreement, Clinic, Membership
from bot.storage.tables import Athlete


def join(session: Session, athlete_id: int, token: str, now: datetime) -> MembershipRecord:
    """The athlete takes part from now on, with every switch off; one who does already stays as
    they are. Raises DeclinedError for a token that opens nothing."""
    clinic = session.scalar(select(Clinic).where(Clinic.invite_hash == hashed(token)))
    if clinic is None:
        raise DeclinedError(Reason.NO_SUCH_INVITE)
    current = _current(athlete_id).where(Membership.clinic_id == clinic.id)
    membership = session.scalar(current)
    if membership is None:
        membership = Membership(clinic=clinic, athlete_id=athlete_id, joined_at=now)
        session.add(membership)
        session.flush()
    return _record(session, membership)


def memberships(session: Session, athlete_id: int) -> tuple[MembershipRecord, ...]:
    """Every clinic that the athlete is in, the first that they joined first."""
    rows = session.scalars(_current(athlete_id).order_by(Membership.id)).all()
    return tuple(_record(session, row) for row in rows)


def agree(
    session: Session,
    athlete_id: int,
    membership_id: int,
    consent: Consent,
    name: str,
    now: datetime,
) -> MembershipRecord:
    """Switch it on; on record from now. Raises DeclinedError if the athlete is not there."""
    membership = _own(session, athlete_id, membership_id)
    if consent not in given(session, membership_id):
        session.add(Agreement(membership_id=membership_id, consent=consent, given_at=now))
    if consent is not Consent.SCORES:
        membership.name = name
    return _record(session, membership)


def withdraw(
    session: Session, athlete_id: int, membership_id: int, consent: Consent, now: datetime
) -> MembershipRecord:
    """Switch it off; what was agreed to, from when to when, stays on record. Raises DeclinedError
    if the athlete is not there."""
    membership = _own(session, athlete_id, membership_id)
    _withdraw(session, (membership_id,), now, consent)
    if not given(session, membership_id) & {Consent.NAME, Consent.ALERTS}:
        membership.name = None
    posts.refresh_all(session, membership.clinic_id, now)
    return _record(session, membership)


def leave(session: Session, athlete_id: int, membership_id: int, now: datetime) -> MembershipRecord:
    """The athlete is out, and everything that they agreed to ends. Raises DeclinedError if they
    were not there."""
    membership = _own(session, athlete_id, membership_id)
    record = _record(session, membership)
    _leave(session, (membership,), now)
    return record


def leave_group(session: Session, telegram_id: int, chat_id: int, now: datetime) -> str | None:
    """Somebody left a group; if it is their clinic's they are out of that. Returns its name."""
    membership = session.scalar(
        select(Membership)
        .join(Athlete, Membership.athlete_id == Athlete.id)
        .join(Clinic, Membership.clinic_id == Clinic.id)
        .where(
            Athlete.telegram_id == telegram_id,
            Clinic.chat_id == chat_id,
            Membership.left_at.is_(None),
        )
    )
    if membership is None:
        return None
    _leave(session, (membership,), now)
    return membership.clinic.title


def given(session: Session, membership_id: int) -> frozenset[Consent]:
    """What is agreed to now."""
    return frozenset(
        session.scalars(
            select(Agreement.consent).where(
                Agreement.membership_id == membership_id, Agreement.withdrawn_at.is_(None)
            )
        )
    )


def _record(session: Session, membership: Membership) -> MembershipRecord:
    clinic = membership.clinic
    return MembershipRecord(
        membership.id,
        clinic.title,
        clinic.staff_chat_id is not None,
        given(session, membership.id),
    )


def _own(session: Session, athlete_id: int, membership_id: int) -> Membership:
    # Locked, so that two taps at the same moment do not agree twice.
    membership = session.get(Membership, membership_id, with_for_update=True)
    if membership is None or membership.athlete_id != athlete_id or membership.left_at is not None:
        raise DeclinedError(Reason.NOT_A_MEMBER)
    return membership


def _leave(session: Session, those: Sequence[Membership], now: datetime) -> None:
    _withdraw(session, tuple(membership.id for membership in those), now)
    for membership in those:
        membership.left_at, membership.name = now, None
        posts.refresh_all(session, membership.clinic_id, now)


def _withdraw(
    session: Session, membership_ids: Sequence[int], now: datetime, *consents: Consent
) -> None:
    taken_back = update(Agreement).where(
        Agreement.membership_id.in_(membership_ids),
        Agreement.withdrawn_at.is_(None),
        Agreement.consent.in_(consents or tuple(Consent)),
    )
    session.execute(
        taken_back.values(withdrawn_at=now).execution_options(synchronize_session="fetch")
    )


def _current(athlete_id: int) -> Select[Membership]:
    return select(Membership).where(
        Membership.athlete_id == athlete_id, Membership.left_at.is_(None)
    )
