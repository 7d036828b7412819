"""A clinic's consented data, a workout a row, for the staff's own files."""

from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.domain.clinic import FEWEST, Consent
from bot.domain.digest import Export, Exported, ExportRow
from bot.services.records import last_workouts
from bot.storage.clinic_tables import Agreement, Clinic, Membership

WORKOUTS = 1000
"""At most so many of each athlete's last workouts."""


def export_of(session: Session, clinic_id: int) -> Export | None:
    """Whose workouts the staff may have; None if the clinic is gone."""
    clinic = session.get(Clinic, clinic_id)
    if clinic is None:
        return None
    members = session.execute(
        select(Membership.id, Membership.athlete_id, Membership.name, Agreement.given_at)
        .join(Agreement, Agreement.membership_id == Membership.id)
        .where(
            Membership.clinic_id == clinic_id,
            Membership.left_at.is_(None),
            Agreement.consent == Consent.SCORES,
            Agreement.withdrawn_at.is_(None),
        )
        .order_by(Membership.id)
    ).all()
    named = set(
        session.scalars(
            select(Agreement.membership_id).where(
                Agreement.membership_id.in_([member for member, *_ in members]),
                Agreement.consent == Consent.NAME,
                Agreement.withdrawn_at.is_(None),
            )
        )
    )
    unnamed = {member for member, *_ in members} - named
    kept_back = 0 < len(unnamed) < FEWEST
    athletes = tuple(
        Exported(athlete_id, name if member in named and name else f"athlete {member}", given_at)
        for member, athlete_id, name, given_at in members
        if member in named or not kept_back
    )
    return Export(clinic.title, ZoneInfo(clinic.time_zone), athletes, kept_back)


def exported_rows(session: Session, athlete: Exported) -> list[ExportRow]:
    """One athlete's rows. All athletes at once would keep everybody else waiting for seconds."""
    rows = []
    for record in last_workouts(session, athlete.athlete_id, WORKOUTS):
        moments = frozenset(c.moment for c in record.check_ins if c.due_at >= athlete.since)
        if moments:
            rows.append(ExportRow(athlete.shown_as, record, moments))
    return rows
