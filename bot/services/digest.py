"""What the staff read once a day or week, counted over those who agreed to show their scores."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from bot.domain.check_in import LONGEST_DELAY, CheckInState, Moment
from bot.domain.clinic import FEWEST, Consent
from bot.domain.digest import Counted, Digest, People, answering, by_week
from bot.domain.pain import Band, band
from bot.services.clinics import choices_of
from bot.services.silence import silent_members
from bot.storage.clinic_tables import Agreement, Clinic, Membership
from bot.storage.tables import Answer, CheckIn, Workout

WEEKS = 8
"""So many weeks are in the picture."""


def digest_now(session: Session, clinic_id: int, for_staff: bool, now: datetime) -> Digest | None:
    """For whoever asks; None if the clinic is gone."""
    clinic = session.get(Clinic, clinic_id)
    return digest_of(session, clinic, now, for_staff) if clinic else None


def digest_of(session: Session, clinic: Clinic, now: datetime, for_staff: bool) -> Digest:
    """The last day's or week's digest, as of now. What is not for the staff has counts alone."""
    choices = choices_of(clinic)
    since = now - choices.digest.period
    counted = counted_check_ins(session, clinic, now - timedelta(weeks=WEEKS))
    period = [one for one in counted if since <= one.closes_at < now]
    flaring = {
        one.member
        for one in counted
        if one.moment is Moment.NEXT_DAY
        and one.score is not None
        and one.first_answer_at is not None
        and one.first_answer_at >= since
        and band(one.score, choices.marks) is Band.TOO_MUCH
    }
    silent = silent_members(session, clinic, now) if for_staff else frozenset()
    scored = _agreed(session, clinic, Consent.SCORES)
    return Digest(
        clinic.title,
        choices.zone,
        since,
        now,
        answering(period),
        _people(session, clinic, flaring if for_staff else set(), scored),
        _people(session, clinic, silent, scored),
        by_week(counted) if for_staff else (),
        choices.marks,
        for_staff,
    )


def counted_check_ins(session: Session, clinic: Clinic, since: datetime) -> Sequence[Counted]:
    """The check-ins of members who agreed to show their scores, from when they agreed on, that were
    asked or missed and due since then."""
    named = _agreed(session, clinic, Consent.NAME)
    # Looked up for each check-in: over all answers it would take longer with every year.
    given = select(Answer.id).where(Answer.check_in_id == CheckIn.id)
    first = given.with_only_columns(func.min(Answer.id)).correlate(CheckIn).scalar_subquery()
    last = given.with_only_columns(func.max(Answer.id)).correlate(CheckIn).scalar_subquery()
    earliest, latest = aliased(Answer), aliased(Answer)
    rows = session.execute(
        select(
            Membership.id,
            CheckIn.moment,
            CheckIn.state,
            CheckIn.due_at,
            CheckIn.asked_at,
            CheckIn.closes_at,
            earliest.answered_at,
            latest.score,
        )
        .join(Agreement, Agreement.membership_id == Membership.id)
        .join(Workout, Workout.athlete_id == Membership.athlete_id)
        .join(CheckIn, CheckIn.workout_id == Workout.id)
        .outerjoin(earliest, earliest.id == first)
        .outerjoin(latest, latest.id == last)
        .where(
            Membership.clinic_id == clinic.id,
            Membership.left_at.is_(None),
            Agreement.consent == Consent.SCORES,
            Agreement.withdrawn_at.is_(None),
            Workout.ended_at >= since - LONGEST_DELAY,  # implied, but there is an index for it
            CheckIn.due_at >= Agreement.given_at,
            CheckIn.due_at >= since,
            CheckIn.state != CheckInState.PLANNED,
        )
        .order_by(CheckIn.due_at, CheckIn.id)
    )
    return [
        Counted(member, member in named, moment, state, due, asked, closes, answered, score)
        for member, moment, state, due, asked, closes, answered, score in rows
    ]


def _people(
    session: Session, clinic: Clinic, those: set[int] | frozenset[int], of: frozenset[int]
) -> People:
    named = _agreed(session, clinic, Consent.NAME)
    names = session.scalars(
        select(Membership.name)
        .where(Membership.id.in_(those & named), Membership.name.is_not(None))
        .order_by(Membership.name)
    ).all()
    others = len(those - named)
    return People(
        tuple(name for name in names if name), others if len(of - named) >= FEWEST else None
    )


def _agreed(session: Session, clinic: Clinic, consent: Consent) -> frozenset[int]:
    return frozenset(
        session.scalars(
            select(Membership.id)
            .join(Agreement, Agreement.membership_id == Membership.id)
            .where(
                Membership.clinic_id == clinic.id,
                Membership.left_at.is_(None),
                Agreement.consent == consent,
                Agreement.withdrawn_at.is_(None),
            )
        )
    )
