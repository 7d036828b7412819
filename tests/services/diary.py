"""An athlete's doings as a test tells them, one transaction each, at times after NOW."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.domain.check_in import DEFAULT_PLAN, CheckInState, Moment
from bot.domain.job import JobKind
from bot.domain.record import CheckInRecord, WorkoutRecord
from bot.domain.workout import Activity, Source, Workout
from bot.services.answer_check_in import Answered, answer_check_in
from bot.services.ask import record_asked
from bot.services.athletes import meet
from bot.services.log_workout import Logged, log_workout
from bot.services.records import workout_record
from bot.storage import jobs
from bot.storage.database import Database
from bot.storage.jobs import Lease
from bot.storage.tables import Base, CheckIn, Job

NOW = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
NOTHING = timedelta(0)
HOLDER = "this process"

ANA, BEN = 7001, 7002


class Diary:
    """`athlete` is hers; `at` is how long after NOW something happens."""

    def __init__(self, database: Database, telegram_id: int = ANA) -> None:
        self.database = database
        self.telegram_id = telegram_id
        self.athlete = self.write()
        self._messages = 100

    def of(self, telegram_id: int) -> "Diary":
        """Somebody else's."""
        return Diary(self.database, telegram_id)

    def write(self, at: timedelta = NOTHING) -> int:
        """She writes to the bot."""
        return self.database.call(meet, self.telegram_id, "en", "Europe/Berlin", NOW + at).id

    def log(
        self,
        ended: timedelta = NOTHING,
        *,
        at: timedelta = NOTHING,
        origin: int = 1,
        **details: Any,
    ) -> Logged:
        """A workout that ended so long after NOW (or before), logged `at`."""
        given: dict[str, Any] = {"activity": Activity.SQUATS, "minutes": 40} | details
        return self.database.call(
            log_workout,
            self.athlete,
            Workout(ended_at=NOW + ended, **given),
            origin=origin,
            source=Source.TYPED,
            plan=DEFAULT_PLAN,
            lease=Lease.taken(HOLDER, NOW + at),
            now=NOW + at,
        )

    def asked(self, check_in: CheckInRecord, at: timedelta) -> tuple[int, ...]:
        """The question is in the chat; returns the messages that it replaces."""
        self._messages += 1
        job = self.claim(check_in, JobKind.ASK)
        return self.database.call(record_asked, job, HOLDER, check_in.id, self._messages, NOW + at)

    def claim(self, check_in: CheckInRecord, kind: JobKind) -> int:
        """The job, now held by HOLDER."""

        def hold(session: Session) -> int:
            job = session.scalars(
                select(Job).where(Job.check_in_id == check_in.id, Job.kind == kind)
            ).one()
            job.leased_by, job.leased_until = HOLDER, job.run_at + jobs.LEASE
            return job.id

        return self.database.call(hold)

    def answer(self, check_in: CheckInRecord, score: int, at: timedelta = NOTHING) -> Answered:
        return self.database.call(answer_check_in, self.telegram_id, check_in.id, score, NOW + at)

    def record(self, record: WorkoutRecord) -> WorkoutRecord:
        """As it stands now."""
        return self.database.call(workout_record, record.id)

    def states(self, record: WorkoutRecord) -> tuple[CheckInState, ...]:
        return tuple(check_in.state for check_in in self.record(record).check_ins)

    def row(self, check_in: CheckInRecord) -> CheckIn:
        return self.database.call(lambda session: session.get_one(CheckIn, check_in.id))

    def jobs(self) -> list[tuple[JobKind, Moment, timedelta]]:
        """Every job: its kind, its moment and when it runs after NOW; earliest first."""
        rows = (
            select(Job.kind, CheckIn.moment, Job.run_at)
            .join(CheckIn, Job.check_in_id == CheckIn.id)
            .order_by(Job.run_at, Job.id)
        )
        found = self.database.call(lambda session: session.execute(rows).all())
        return [(kind, moment, run_at - NOW) for kind, moment, run_at in found]

    def counts(self) -> dict[str, int]:
        """How many rows each table has that services write."""

        def count(session: Session) -> dict[str, int]:
            return {
                name: session.scalar(select(func.count()).select_from(table)) or 0
                for name, table in Base.metadata.tables.items()
                if name != "works_from"
            }

        return self.database.call(count)


def check_in_of(logged: Logged, moment: Moment) -> CheckInRecord:
    return next(c for c in logged.record.check_ins if c.moment is moment)
