"""An APScheduler job store on the job table: claims due jobs under a lease, loses none."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar, Protocol

from apscheduler.job import Job
from apscheduler.jobstores.base import BaseJobStore
from apscheduler.schedulers.base import BaseScheduler
from apscheduler.triggers.date import DateTrigger

from bot.clock import Clock, SystemClock
from bot.metrics import Timer
from bot.storage import jobs
from bot.storage.database import Database
from bot.storage.jobs import JobRow, Lease

log = logging.getLogger(__name__)

LONGEST_SLEEP = timedelta(seconds=30)
"""The scheduler looks at the table at least this often, so that the jobs of a process that died
are found by another one."""
SLEEP_WHEN_FULL = timedelta(seconds=1)
"""So long it sleeps after it has filled every place. The executor wakes it before, once half of
them are free, but more than half of the jobs may hang."""


class Places(Protocol):
    """Where claimed jobs run: `scheduler.executor.LoopExecutor`."""

    def take_free_places(self) -> int: ...
    def give_back(self, places: int) -> None: ...


class JobStore(BaseJobStore):  # type: ignore[misc]  # APScheduler has no types
    """Rows are written by services, in the transaction of what they belong to, and removed by the
    job itself, in the transaction that records its effect. So `remove_job` leaves the row
    alone.

    Due is what `clock` says; APScheduler, which goes by the machine's clock, is told that a due
    job is due now.
    """

    def __init__(self, database: Database, clock: Clock, holder: str, places: Places) -> None:
        super().__init__()
        self._database = database
        self._clock = clock
        self._holder = holder
        self._places = places
        self._wall = SystemClock()
        self._looked = Timer()
        self._filled = False

    @property
    def seconds_since_look(self) -> float:
        """How long ago APScheduler last asked when to come back, or was given this store."""
        return self._looked.seconds

    def get_due_jobs(self, now: datetime) -> list[Job]:
        """Claim due jobs, earliest first, as many as the executor has places for."""
        at = self._clock.now()
        lease = Lease.taken(self._holder, at)
        free, claimed = self._places.take_free_places(), list[JobRow]()
        try:
            if free:
                claimed = self._database.call(jobs.claim_due, at, lease, free)
        finally:
            self._places.give_back(free - len(claimed))
        self._filled = len(claimed) == free
        return [self._as_job(job, now) for job in claimed]

    def get_next_run_time(self) -> datetime:
        """When to look again, on the machine's clock."""
        now = self._wall.now()
        self._looked = Timer()
        if self._filled:
            # Whatever few are free before half are would be filled with as few jobs, and at that
            # pace it would stay.
            return now + SLEEP_WHEN_FULL
        try:
            due = self._database.call(jobs.next_run_time)
        except Exception as error:  # noqa: BLE001
            # Raised from here, it would end APScheduler's thread for good.
            log.warning("jobs.unreadable error=%s", type(error).__name__)
            return now + LONGEST_SLEEP / 10
        if due is None:
            return now + LONGEST_SLEEP
        wait = min(max(due - self._clock.now(), timedelta(0)), LONGEST_SLEEP)
        return now + wait

    def lookup_job(self, job_id: str) -> Job | None:
        return next((job for job in self.get_all_jobs() if job.id == job_id), None)

    def get_all_jobs(self) -> list[Job]:
        """The jobs that wait, at most a thousand, for looking at."""
        waiting = self._database.call(jobs.waiting, 1000)
        return [self._as_job(job, job.run_at) for job in waiting]

    def add_job(self, job: Job) -> None:
        raise TypeError("jobs are written with what they belong to, by bot.services.schedule")

    def update_job(self, job: Job) -> None:
        raise TypeError("every job runs once; recurring work writes its successor")

    def remove_job(self, job_id: str) -> None:
        """Nothing: the row goes when the job's effect is recorded."""

    def remove_all_jobs(self) -> None:
        raise TypeError("jobs end with what they belong to")

    def _as_job(self, row: JobRow, next_run_time: datetime) -> Job:
        return ClaimedJob(row, next_run_time, self._scheduler, self._alias)


class ClaimedJob(Job):  # type: ignore[misc]  # APScheduler has no types
    """A row as APScheduler's job. What is the same for all belongs to the class: set for each of
    them, and with the checks of `Job.__init__`, it would take a third of a millisecond a job."""

    executor = "default"
    func = None
    func_ref = None
    kwargs: ClassVar[dict[str, Any]] = {}
    trigger = DateTrigger(SystemClock().now())  # it has been due, and will never be again
    # APScheduler's default of one second would drop every job that is later than that.
    misfire_grace_time = None
    coalesce = True
    max_instances = 1

    def __init__(
        self, row: JobRow, next_run_time: datetime, scheduler: BaseScheduler, alias: str
    ) -> None:
        self.id = str(row.id)
        self.args = (row,)
        self.next_run_time = next_run_time
        self._scheduler = scheduler
        self._jobstore_alias = alias

    @property
    def row(self) -> JobRow:
        """What it is made of."""
        args: Sequence[JobRow] = self.args
        return args[0]

    @property
    def name(self) -> str:
        """What APScheduler calls it."""
        return f"{self.row.kind.value} {self.row.subject_id}"
