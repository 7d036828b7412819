"""One row of each of a clinic's tables, as good as any."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from bot.domain.clinic import Consent, DigestEvery, Reminders
from bot.domain.post import PostKind, PostState
from bot.domain.workout import Activity
from bot.storage.clinic_tables import (
    Agreement,
    Attendance,
    Clinic,
    ClinicSession,
    Membership,
    Occurrence,
    Post,
    StaffCode,
)
from bot.storage.tables import CheckIn

KEPT = ("clinic", "staff_code", "session", "occurrence")
"""The tables with what is the clinic's and not an athlete's."""


def some_clinic(**given: Any) -> Clinic:
    """A clinic as good as any, but for what is given."""
    usual: dict[str, Any] = {
        "title": "Clinic",
        "time_zone": "UTC",
        "language": "en",
        "quiet_from": 0,
        "quiet_until": 1439,
        "reminders": Reminders.NAMED,
        "digest": DigestEvery.WEEK,
        "digest_weekday": 6,
        "digest_at": 480,
        "tolerable_up_to": 4,
        "too_much_from": 6,
        "admin_id": 9,
    }
    return Clinic(**usual | given)


def write_clinic(session: Session, check_in: CheckIn, now: datetime) -> None:
    """A clinic with a session that the check-in's athlete took part in, and an alert of theirs."""
    athlete = check_in.workout.athlete
    clinic = some_clinic(chat_id=-check_in.id, invite_hash=f"hash {check_in.id}", created_at=now)
    code = StaffCode(code_hash=f"hash {check_in.id}", chat_id=-9, expires_at=now)
    squats = ClinicSession(
        clinic=clinic, activity=Activity.SQUATS, minutes=45.0, weekdays="1", starts=1080
    )
    occurrence = Occurrence(
        session=squats, starts_at=now - timedelta(minutes=45), ends_at=now, skipped_at=None
    )
    membership = Membership(clinic=clinic, athlete_id=athlete.id, joined_at=now)
    session.add_all((code, occurrence, membership))
    session.flush()
    session.add_all(
        (
            Agreement(membership_id=membership.id, consent=Consent.ALERTS, given_at=now),
            Attendance(
                occurrence_id=occurrence.id,
                athlete_id=athlete.id,
                workout_id=check_in.workout_id,
            ),
            Post(
                clinic=clinic,
                kind=PostKind.ALERT,
                state=PostState.POSTED,
                due_at=now,
                message_id=5,
                athlete_id=athlete.id,
                severity=7,
            ),
        )
    )
