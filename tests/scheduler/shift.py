"""One process's scheduler at work: the real one, against a sandbox, on a clock that is moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.clock import MovableClock
from bot.domain.check_in import DEFAULT_PLAN, CheckInState, Moment
from bot.domain.job import JobKind
from bot.domain.record import CheckInRecord, WorkoutRecord
from bot.domain.workout import Activity, Source
from bot.domain.workout import Workout as WorkoutValue
from bot.sandbox.in_process import SandboxRequest
from bot.sandbox.log import MessageSent
from bot.sandbox.values import User
from bot.sandbox.world import Sandbox
from bot.services.athletes import meet
from bot.services.log_workout import log_workout
from bot.services.records import workout_record
from bot.storage import jobs
from bot.storage.database import Database
from bot.storage.jobs import JobRow, Lease
from bot.storage.tables import CheckIn, Job
from bot.telegram.bot import Bot
from bot.telegram.limiter import RateLimiter
from bot.telegram.order import InOrder
from bot.views.taps import FillIn, Score, read
from scheduler.executor import PLACES
from scheduler.service import Scheduler
from scheduler.work import Work


@dataclass(frozen=True)
class Waiting:
    """A job in the table, as a test speaks of it."""

    kind: JobKind
    moment: Moment
    run_at: datetime
    attempts: int = 0
    last_error: str | None = None
    leased_by: str | None = None


@dataclass(frozen=True)
class Asked:
    """A message with the scale of a check-in."""

    at: datetime
    chat_id: int
    check_in_id: int


class Shift:
    """`holder` is this process's name on leases. Several may work on one database."""

    def __init__(
        self, url: str, clock: MovableClock, sandbox: Sandbox, holder: str = "first"
    ) -> None:
        self.database = Database(url)
        self.clock = clock
        self.sandbox = sandbox
        self.holder = holder
        self.bot = Bot(
            sandbox.token,
            request=SandboxRequest(sandbox),
            get_updates_request=SandboxRequest(sandbox),
            rate_limiter=RateLimiter(overall=None, chat=None, group=None),
        )
        self.desk = Work(self.bot, self.database, clock, InOrder(), holder)
        self._running: Scheduler | None = None

    async def open(self) -> None:
        await self.bot.initialize()

    async def close(self) -> None:
        await self.stop()
        await self.bot.shutdown()
        self.database.close()

    @property
    def scheduler(self) -> Scheduler:
        assert self._running is not None
        return self._running

    def start(self, places: int = PLACES) -> None:
        self._running = Scheduler(self.desk, places)
        self._running.start()

    async def stop(self) -> None:
        if self._running is not None:
            running, self._running = self._running, None
            await running.stop()

    async def settled(self) -> None:
        await self.scheduler.settled()

    async def work(self) -> None:
        """Start, and do what is due."""
        self.start()
        await self.settled()

    async def move(self, by: timedelta) -> None:
        """Move the clock, stopping at every moment when something is due."""
        until = self.clock.now() + by
        await self.settled()
        while (due := await self.database.run(jobs.next_run_time)) is not None and due <= until:
            await self._move_to(due)
        await self._move_to(until)

    async def _move_to(self, moment: datetime) -> None:
        self.clock.move(max(moment - self.clock.now(), timedelta(0)))
        self.scheduler.wake()
        await self.settled()

    def claim(self, limit: int) -> list[JobRow]:
        """Claim without running anything."""
        now = self.clock.now()
        return self.database.call(jobs.claim_due, now, Lease.taken(self.holder, now), limit)

    # Athletes.

    def add_athlete(self, name: str = "Ana") -> User:
        """Somebody who has talked to the bot."""
        user = self.sandbox.add_user(name)
        self.sandbox.send_text(user, "/start")
        self.meet(user)
        return user

    def meet(self, user: User) -> int:
        """They wrote something; returns the athlete's number."""
        now = self.clock.now()
        return self.database.call(meet, user.id, "en", "Europe/Berlin", now).id

    def log(self, user: User, ended: timedelta = timedelta(0), origin: int = 1) -> WorkoutRecord:
        """A workout that ended so long ago; nobody holds its jobs."""
        now = self.clock.now()
        workout = WorkoutValue(activity=Activity.SQUATS, ended_at=now - ended, minutes=40)
        logged = self.database.call(
            log_workout,
            self.meet(user),
            workout,
            origin=origin,
            source=Source.TYPED,
            plan=DEFAULT_PLAN,
            lease=Lease("nobody", now),
            now=now,
        )
        return logged.record

    # What can be seen.

    def waiting(self) -> list[Waiting]:
        """The whole job table, earliest first."""

        def rows(session: Session) -> list[Waiting]:
            found = session.execute(
                select(Job, CheckIn.moment)
                .join(CheckIn, Job.check_in_id == CheckIn.id)
                .order_by(Job.run_at, Job.id)
            )
            return [
                Waiting(j.kind, moment, j.run_at, j.attempts, j.last_error, j.leased_by)
                for j, moment in found
            ]

        return self.database.call(rows)

    def check_in(self, record: WorkoutRecord, moment: Moment) -> CheckInRecord:
        """As it stands now."""
        now = self.database.call(workout_record, record.id)
        return next(c for c in now.check_ins if c.moment is moment)

    def states(self, record: WorkoutRecord) -> tuple[CheckInState, ...]:
        return tuple(c.state for c in self.database.call(workout_record, record.id).check_ins)

    def asked(self) -> list[Asked]:
        """Every question and nudge that was sent, in order."""
        return asked(self.sandbox)

    def sent(self, user: User) -> list[str]:
        """The texts that were sent to this athlete, in order."""
        return [
            deed.message.text
            for deed in self.sandbox.log
            if isinstance(deed, MessageSent) and deed.chat_id == user.id
        ]


def asked(sandbox: Sandbox) -> list[Asked]:
    return [
        Asked(deed.at, deed.chat_id, tap.check_in_id)
        for deed in sandbox.log
        if isinstance(deed, MessageSent)
        for tap in taps_of(deed)[:1]
        if isinstance(tap, Score)
    ]


def missed(sandbox: Sandbox) -> list[Sequence[int]]:
    """For every message that tells what was missed: the check-ins that it offers to fill in."""
    offers = [
        [tap.check_in_id for tap in taps_of(deed) if isinstance(tap, FillIn)]
        for deed in sandbox.log
        if isinstance(deed, MessageSent)
    ]
    return [offer for offer in offers if offer]


def taps_of(deed: MessageSent) -> list[object]:
    return [read(button.data or "") for button in deed.message.buttons]
