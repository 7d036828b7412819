"""`settled` returns when no job is due, runs or is about to run: the demo's clock and the
conversation scripts stand on it."""

import asyncio
import threading
from datetime import datetime, timedelta
from typing import Any

import pytest

from scheduler.job_store import JobStore
from tests.scheduler.shift import Shift


async def test_a_claimed_job_that_has_not_begun_yet_is_waited_for(
    shift: Shift, monkeypatch: pytest.MonkeyPatch
) -> None:
    claimed, go_on = threading.Event(), threading.Event()
    told: list[bool] = []
    get_due_jobs = JobStore.get_due_jobs

    def slow_thread(store: JobStore, now: datetime) -> list[Any]:
        jobs = get_due_jobs(store, now)
        if jobs:
            claimed.set()
            # Nothing is raised here: APScheduler would lose what was claimed.
            told.append(go_on.wait(10))
        return jobs

    monkeypatch.setattr(JobStore, "get_due_jobs", slow_thread)
    shift.log(shift.add_athlete())
    shift.start()
    await asyncio.to_thread(claimed.wait)
    settled = asyncio.create_task(shift.settled())
    for _ in range(20):
        await shift.database.run(lambda _session: None)
    too_early = settled.done()
    go_on.set()
    await settled
    assert not too_early
    assert all(told)
    assert len(shift.asked()) == 1


async def test_what_a_job_brings_about_at_once_is_waited_for(shift: Shift) -> None:
    """Logged five hours late: one question is missed, the other is asked, both by now."""
    user = shift.add_athlete()
    for origin in range(30):
        shift.log(user, timedelta(hours=2), origin)
    await shift.work()
    assert len(shift.asked()) == 30
    assert all(job.run_at > shift.clock.now() for job in shift.waiting())


async def test_nothing_to_do_is_settled_at_once(shift: Shift) -> None:
    await shift.work()
    await shift.settled()
    assert shift.asked() == []


async def test_the_clock_is_never_moved_past_a_job_that_runs(shift: Shift) -> None:
    """A hundred times the question, the nudge and the close, each at its own moment."""
    user = shift.add_athlete()
    shift.log(user)
    await shift.work()
    began = shift.clock.now()
    await shift.move(timedelta(days=3))
    minutes = [(asked.at - began).total_seconds() / 60 for asked in shift.asked()]
    assert minutes == [0, 15, 60, 90, 24 * 60, 27 * 60]
