"""A clinic of thousands costs no more look-ups than a small one."""

from datetime import timedelta
from typing import Any

from sqlalchemy import event, insert
from sqlalchemy.orm import Session

from bot.domain.check_in import CheckInState, Moment
from bot.domain.clinic import Consent, Place
from bot.domain.workout import Activity, Source
from bot.services.clinics import set_up
from bot.services.digest import digest_of
from bot.services.group_reminder import open_check_ins
from bot.storage.clinic_tables import Agreement, Clinic, Membership
from bot.storage.database import Database
from bot.storage.tables import Athlete, CheckIn, Workout
from tests.services.diary import NOW

DAY = timedelta(days=1)


def fill(session: Session, first: int, members: int) -> int:
    """A clinic where each has a workout with one question open since yesterday."""
    clinic = set_up(session, Place(-first), "Clinic", 9, "UTC", NOW).id
    people = range(first, first + members)

    def rows(table: Any, **columns: Any) -> None:
        session.execute(
            insert(table),
            [{k: v(n) if callable(v) else v for k, v in columns.items()} for n in people],
        )

    own = lambda n: n  # noqa: E731
    rows(Athlete, id=own, telegram_id=own, language="en", time_zone="UTC", created_at=NOW - DAY)
    rows(Membership, id=own, clinic_id=clinic, athlete_id=own, joined_at=NOW - 2 * DAY)
    rows(Agreement, membership_id=own, consent=Consent.SCORES, given_at=NOW - 2 * DAY)
    rows(
        Workout,
        id=own,
        athlete_id=own,
        origin=1,
        activity=Activity.RUN,
        ended_at=NOW - DAY,
        source=Source.TYPED,
        logged_at=NOW - DAY,
    )
    rows(
        CheckIn,
        workout_id=own,
        moment=Moment.NEXT_DAY,
        due_at=NOW - timedelta(hours=4),
        nudge_at=NOW - timedelta(hours=1),
        closes_at=NOW + timedelta(hours=8),
        state=CheckInState.ASKED,
        asked_at=NOW - timedelta(hours=4),
        message_id=7,
        nudged_at=NOW - timedelta(hours=1),
    )
    return clinic


def statements(database: Database, first: int, members: int) -> int:
    """So many does it take to say what the group and the staff of such a clinic read."""
    clinic_id = database.call(fill, first, members)
    asked: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        asked.append(statement)

    def read(session: Session) -> None:
        clinic = session.get_one(Clinic, clinic_id)
        found = open_check_ins(session, clinic, NOW)
        assert found is not None
        assert found.unnamed == members
        digest_of(session, clinic, NOW + DAY, for_staff=True)

    event.listen(database.engine, "before_cursor_execute", note)
    database.call(read)
    event.remove(database.engine, "before_cursor_execute", note)
    return len(asked)


def test_five_thousand_members_take_as_many_statements_as_five(database: Database) -> None:
    assert statements(database, 10, 5000) == statements(database, 10_000, 5)
