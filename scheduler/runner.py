"""Runs one claimed job, and decides what becomes of one that failed."""

import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from enum import Enum

from sqlalchemy.exc import SQLAlchemyError
from structlog.contextvars import bound_contextvars
from telegram.error import TelegramError

from bot.domain.job import JobKind
from bot.metrics import meter
from bot.services.athletes import part
from bot.services.give_up import give_up, is_over
from bot.storage import jobs
from bot.storage.jobs import JobRow, LostLeaseError
from bot.telegram.failures import MustWait, TryLater, Unreachable, failure_of
from scheduler.ask import ask
from scheduler.close import close
from scheduler.nudge import nudge
from scheduler.work import Work

log = logging.getLogger(__name__)

_KINDS: dict[JobKind, Callable[[Work, JobRow], Awaitable[None]]] = {
    JobKind.ASK: ask,
    JobKind.NUDGE: nudge,
    JobKind.CLOSE: close,
}

FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=10)
FEWEST_TRIES = 5
"""A job that fails through our own fault is tried at least so often, even past its window."""


def pause_after(attempts: int) -> timedelta:
    """How long to wait after so many failures: doubling from 5 s to 10 min."""
    doublings: int = 2 ** min(attempts, 10)
    return min(FIRST_PAUSE * doublings, LONGEST_PAUSE)


class Result(Enum):
    """How one try of a job ended."""

    DONE = "done"
    FAILED = "failed"
    POSTPONED = "postponed"
    GONE = "gone"


class Runner:
    """Runs jobs; never raises."""

    def __init__(self, work: Work) -> None:
        self._work = work

    async def run(self, job: JobRow) -> None:
        """Do the job in its chat's turn. If it fails its row stays, to be tried again later."""
        # Nothing is awaited before: jobs of one athlete stand in line as they were claimed. What
        # follows a failure belongs to the turn, too: the athlete may be next in line, and be back.
        async with self._work.order.in_turn(job.telegram_id):
            with bound_contextvars(job=job.id, check_in=job.check_in_id):
                meter().job_ended(job.kind.value, (await self._run(job)).value)

    async def _run(self, job: JobRow) -> Result:
        if job.leased_until is not None and self._work.clock.now() >= job.leased_until:
            # It stood in line for so long that somebody else may have it by now.
            log.info("job.gone kind=%s id=%d", job.kind.value, job.id)
            return Result.GONE
        try:
            await _KINDS[job.kind](self._work, job)
        except LostLeaseError:
            # Undone, or taken over after a long stall. What was sent stays answerable.
            log.info("job.gone kind=%s id=%d", job.kind.value, job.id)
            return Result.GONE
        except MustWait as held_back:
            await self._safely(self._postpone, job, held_back.seconds)
            return Result.POSTPONED
        except TelegramError as error:
            await self._safely(self._after_failure, job, error)
        except SQLAlchemyError as error:
            name = type(error).__name__
            log.error("job.failed kind=%s id=%d error=%s", job.kind.value, job.id, name)
            await self._safely(self._try_later, job, name)
        except Exception as error:
            log.error("job.failed kind=%s id=%d", job.kind.value, job.id, exc_info=error)
            await self._safely(self._after_mistake, job, type(error).__name__)
        else:
            return Result.DONE
        return Result.FAILED

    async def _safely(self, action: Callable[..., Awaitable[None]], *args: object) -> None:
        try:
            await action(*args)
        except (SQLAlchemyError, LostLeaseError) as error:
            # The lease will end and the job run again.
            log.error("job.not_put_back error=%s", type(error).__name__)

    async def _after_failure(self, job: JobRow, error: TelegramError) -> None:
        match failure_of(error):
            case TryLater(seconds):
                await self._try_later(job, type(error).__name__, seconds)
            case Unreachable(reason):
                log.info("athlete.unreachable reason=%s", reason.name)
                now = self._work.clock.now()
                await self._work.database.run(part, job.telegram_id, now)
            case _:
                log.error("job.refused kind=%s id=%d", job.kind.value, job.id, exc_info=error)
                await self._after_mistake(job, type(error).__name__)

    async def _after_mistake(self, job: JobRow, error: str) -> None:
        """What we did wrong may be mended by an update, so it is tried until the window closes."""
        now, database = self._work.clock.now(), self._work.database
        tried_enough = job.attempts + 1 >= FEWEST_TRIES
        if tried_enough and await database.run(is_over, job.check_in_id, now):
            log.error("job.given_up kind=%s id=%d", job.kind.value, job.id)
            await database.run(give_up, job.id, self._work.holder, job.check_in_id, now)
        else:
            await self._try_later(job, error)

    async def _try_later(self, job: JobRow, error: str, seconds: float | None = None) -> None:
        pause = pause_after(job.attempts) if seconds is None else timedelta(seconds=seconds)
        run_at = self._work.clock.now() + pause
        log.info("job.put_back kind=%s id=%d error=%s", job.kind.value, job.id, error)
        await self._work.database.run(jobs.put_back, job.id, self._work.holder, run_at, error)

    async def _postpone(self, job: JobRow, seconds: float) -> None:
        """Our own limiter had it wait for its turn, which is no failure of the job."""
        run_at = self._work.clock.now() + timedelta(seconds=seconds)
        log.info("job.postponed kind=%s id=%d", job.kind.value, job.id)
        await self._work.database.run(jobs.postpone, job.id, self._work.holder, run_at)
