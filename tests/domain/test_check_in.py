"""The plan of the check-ins is elapsed time; late is what comes after the window."""

from datetime import UTC, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.check_in import DEFAULT_PLAN, Moment, is_late, plan_check_ins

BERLIN = ZoneInfo("Europe/Berlin")
ENDED = datetime(2026, 3, 2, 17, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def test_the_plan_is_the_articles_three_moments_with_their_windows_and_nudges() -> None:
    planned = plan_check_ins(ENDED, DEFAULT_PLAN)
    assert [check_in.moment for check_in in planned] == list(Moment)
    assert [(p.due_at - ENDED, p.nudge_at - p.due_at, p.closes_at - p.due_at) for p in planned] == [
        (0 * HOUR, 15 * MINUTE, 60 * MINUTE),
        (1 * HOUR, 30 * MINUTE, 3 * HOUR),
        (24 * HOUR, 3 * HOUR, 12 * HOUR),
    ]


@pytest.mark.parametrize(
    ("ended", "next_day"),
    [
        (datetime(2026, 3, 28, 18, tzinfo=BERLIN), datetime(2026, 3, 29, 19, tzinfo=BERLIN)),
        (datetime(2026, 10, 24, 18, tzinfo=BERLIN), datetime(2026, 10, 25, 17, tzinfo=BERLIN)),
    ],
    ids=["spring", "autumn"],
)
def test_24_hours_over_a_change_of_the_clocks_are_24_hours(
    ended: datetime, next_day: datetime
) -> None:
    check_in = plan_check_ins(ended.astimezone(UTC), DEFAULT_PLAN)[2]
    assert check_in.due_at == next_day


@given(later=st.timedeltas(timedelta(0), timedelta(days=36_500)))
def test_the_plan_is_the_same_whenever_a_workout_ends(later: timedelta) -> None:
    ended = ENDED + later
    for planned, timing in zip(plan_check_ins(ended, DEFAULT_PLAN), DEFAULT_PLAN, strict=True):
        assert planned.due_at - ended == timing.offset
        assert planned.closes_at - planned.due_at == timing.window


@pytest.mark.parametrize(
    ("answered", "late"),
    [
        (ENDED - MINUTE, False),
        (ENDED - timedelta(microseconds=1), False),
        (ENDED, True),
        (ENDED + timedelta(days=400), True),
    ],
)
def test_an_answer_is_late_from_the_moment_the_window_closes(
    answered: datetime, late: bool
) -> None:
    assert is_late(answered, closes_at=ENDED) is late


def test_late_is_a_matter_of_the_moment_and_not_of_the_zone() -> None:
    zones = (UTC, BERLIN, ZoneInfo("Pacific/Kiritimati"))
    for one, other in product(zones, zones):
        just_before = (ENDED - MINUTE).astimezone(one)
        assert not is_late(just_before, ENDED.astimezone(other))
