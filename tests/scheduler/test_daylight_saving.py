"""The local clock changing moves nothing: offsets are elapsed time."""

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.clock import MovableClock
from bot.domain.job import JobKind
from tests.scheduler.shift import Shift

BERLIN = ZoneInfo("Europe/Berlin")

CHANGES = {
    "an hour before clocks go forward": datetime(2026, 3, 29, 1, 0, tzinfo=BERLIN),
    "the evening before clocks go forward": datetime(2026, 3, 28, 18, 0, tzinfo=BERLIN),
    "in the hour that comes twice, the first time": datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN),
    "in the hour that comes twice, the second time": datetime(
        2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=1
    ),
    "the evening before clocks go back": datetime(2026, 10, 24, 18, 0, tzinfo=BERLIN),
}


@pytest.fixture(autouse=True)
def machine_in_berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The machine's own zone changes its clock too."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture(params=CHANGES)
def clock(request: pytest.FixtureRequest) -> MovableClock:
    return MovableClock(CHANGES[request.param])


async def test_questions_come_by_elapsed_time(shift: Shift) -> None:
    ended = shift.clock.now()
    shift.log(shift.add_athlete())
    await shift.work()
    closes = {job.moment: job.run_at for job in shift.waiting() if job.kind is JobKind.CLOSE}
    await shift.move(timedelta(days=3))
    minutes = [(asked.at - ended).total_seconds() / 60 for asked in shift.asked()]
    assert minutes == [0, 15, 60, 90, 24 * 60, 27 * 60]
    assert [at - ended for at in closes.values()] == [timedelta(hours=1)]
