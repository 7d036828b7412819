"""Athletes who stopped answering, or stopped training, as far as the diary shows."""

from datetime import datetime, timedelta

from sqlalchemy import Select, Subquery, case, func, select
from sqlalchemy.orm import Session

from bot.domain.check_in import LONGEST_DELAY, CheckInState
from bot.domain.clinic import Consent
from bot.storage.clinic_tables import Agreement, Clinic, Membership
from bot.storage.tables import CheckIn, Workout

WORKOUTS = 3
"""So many in a row without an answer, once their questions are closed, is silence."""
DAYS = timedelta(days=14)
"""So long without a workout is silence, too."""
LOOKED_AT = LONGEST_DELAY + timedelta(weeks=26)
"""What is older tells nothing about somebody who trains, and there may be years of it."""


def silent_members(session: Session, clinic: Clinic, now: datetime) -> frozenset[int]:
    """Of those who agreed to show their scores, and by nothing from before they did."""
    showing = (
        select(Membership.id, Membership.athlete_id, Agreement.given_at)
        .join(Agreement, Agreement.membership_id == Membership.id)
        .where(
            Membership.clinic_id == clinic.id,
            Membership.left_at.is_(None),
            Agreement.consent == Consent.SCORES,
            Agreement.withdrawn_at.is_(None),
        )
    )
    last = select(func.max(Workout.ended_at)).where(Workout.athlete_id == Membership.athlete_id)
    members = session.execute(showing.add_columns(last.scalar_subquery())).all()
    mute = set(session.scalars(_mute(showing.subquery(), now - LOOKED_AT)))
    return frozenset(
        member
        for member, athlete, given_at, trained_at in members
        if athlete in mute or max(given_at, trained_at or given_at) <= now - DAYS
    )


def _mute(showing: Subquery, since: datetime) -> Select[int]:
    """Those whose last workouts, all of whose questions are closed, got no answer at all."""
    check_ins = select(CheckIn.id).where(CheckIn.workout_id == Workout.id)
    is_open = CheckIn.state.in_((CheckInState.PLANNED, CheckInState.ASKED))
    is_answered = CheckIn.state == CheckInState.ANSWERED
    place = func.row_number().over(
        partition_by=Workout.athlete_id, order_by=(Workout.ended_at.desc(), Workout.id.desc())
    )
    over = (
        select(
            Workout.athlete_id,
            check_ins.where(is_answered).exists().label("answered"),
            place.label("place"),
        )
        .join(showing, showing.c.athlete_id == Workout.athlete_id)
        .where(
            Workout.ended_at >= showing.c.given_at,
            Workout.ended_at >= since,
            check_ins.exists(),
            ~check_ins.where(is_open).exists(),
        )
        .subquery()
    )
    unanswered = func.sum(case((over.c.answered, 0), else_=1))
    return (
        select(over.c.athlete_id)
        .where(over.c.place <= WORKOUTS)
        .group_by(over.c.athlete_id)
        .having(unanswered == WORKOUTS)
    )
