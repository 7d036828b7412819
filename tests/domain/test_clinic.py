"""Quiet hours, digest times and local times, also when the clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.clinic import DigestEvery, DigestTime, QuietHours
from bot.domain.local_time import moment, moments_after
from bot.domain.session import SessionPlan
from bot.domain.workout import Activity

BERLIN = ZoneInfo("Europe/Berlin")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "free"),
    [
        ("2026-03-02 21:59", "2026-03-02 21:59"),
        ("2026-03-02 22:00", "2026-03-03 07:00"),
        ("2026-03-03 06:59", "2026-03-03 07:00"),
        ("2026-03-03 07:00", "2026-03-03 07:00"),
        ("2026-03-28 23:00", "2026-03-29 07:00"),
    ],
)
def test_quiet_hours_go_over_midnight(now: str, free: str) -> None:
    quiet = QuietHours(time(22), time(7))
    assert quiet.over_at(at(now), BERLIN) == at(free)


def test_quiet_hours_of_no_length_are_none() -> None:
    assert QuietHours(time(0), time(0)).over_at(at("2026-03-02 00:00"), BERLIN) == at(
        "2026-03-02 00:00"
    )


@given(
    st.times(),
    st.times(),
    st.integers(0, 365 * 24 * 60).map(
        lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    ),
)
def test_after_the_quiet_hours_it_is_never_quiet(start: time, end: time, here: datetime) -> None:
    start, end = start.replace(second=0, microsecond=0), end.replace(second=0, microsecond=0)
    quiet = QuietHours(start, end)
    free = quiet.over_at(here, ZoneInfo("UTC"))
    assert free >= here
    assert quiet.over_at(free, ZoneInfo("UTC")) == free


def test_a_digest_comes_at_the_same_local_time_in_summer_and_winter() -> None:
    weekly = DigestTime(DigestEvery.WEEK, 0, time(8))
    assert weekly.next_after(at("2026-03-23 08:00"), BERLIN) == at("2026-03-30 08:00")
    daily = DigestTime(DigestEvery.DAY, 0, time(8))
    assert daily.next_after(at("2026-03-28 08:00"), BERLIN) == at("2026-03-29 08:00")
    never = DigestTime(DigestEvery.NEVER, 0, time(8))
    assert never.next_after(at("2026-03-28 08:00"), BERLIN) is None


def test_a_time_that_is_left_out_or_doubled_comes_once_a_day() -> None:
    found = list(islice(moments_after(at("2026-03-28 12:00"), time(2, 30), BERLIN), 3))
    assert all(later - earlier > timedelta(hours=20) for earlier, later in pairwise(found))
    assert moment(date(2026, 10, 25), time(2, 30), BERLIN) == datetime(
        2026, 10, 25, 0, 30, tzinfo=UTC
    )


def test_a_session_recurs_on_its_days() -> None:
    plan = SessionPlan(Activity.LUNGES, 60, time(18), frozenset({1, 3}))
    starts = islice(plan.starts_after(at("2026-03-02 12:00"), BERLIN), 3)
    assert [f"{start.astimezone(BERLIN):%a %H:%M}" for start in starts] == [
        "Tue 18:00",
        "Thu 18:00",
        "Tue 18:00",
    ]
