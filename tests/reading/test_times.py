"""Answers to "when did it end?", and moments around the changes of the clock."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.reading.answers import read_time_of_day

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY_EVENING = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)  # 18:00 in Berlin


def told(answer: str, now: datetime = MONDAY_EVENING) -> str | None:
    moment = read_time_of_day(answer, now, BERLIN)
    return moment.isoformat(timespec="minutes") if moment else None


@pytest.mark.parametrize(
    ("answer", "moment"),
    [
        ("14:30", "2026-03-02T14:30+01:00"),
        ("2.30pm", "2026-03-02T14:30+01:00"),
        ("3:15 p.m.", "2026-03-02T15:15+01:00"),
        ("half past 2", "2026-03-02T14:30+01:00"),
        ("quarter to 5", "2026-03-02T16:45+01:00"),
        ("ten to six", "2026-03-02T17:50+01:00"),
        ("5 past 4", "2026-03-02T16:05+01:00"),
        ("noon", "2026-03-02T12:00+01:00"),
        ("midnight", "2026-03-02T00:00+01:00"),
        ("1745", "2026-03-02T17:45+01:00"),
        ("17.45", "2026-03-02T17:45+01:00"),
        ("14h30", "2026-03-02T14:30+01:00"),
        ("15:30ish", "2026-03-02T15:30+01:00"),
        ("20 min ago", "2026-03-02T17:40+01:00"),
        ("45m ago", "2026-03-02T17:15+01:00"),
        ("an hour ago", "2026-03-02T17:00+01:00"),
        ("an hour and a half ago", "2026-03-02T16:30+01:00"),
        ("couple of hours ago", "2026-03-02T16:00+01:00"),
        ("ended 60 seconds ago", "2026-03-02T17:59+01:00"),
        ("seconds ago", "2026-03-02T18:00+01:00"),
        ("just now", "2026-03-02T18:00+01:00"),
        ("yesterday 20:00", "2026-03-01T20:00+01:00"),
        ("ystrday 8pm", "2026-03-01T20:00+01:00"),
        ("last night at 9", "2026-03-01T21:00+01:00"),
        ("last night at 1", "2026-03-02T01:00+01:00"),
        ("7 this morning", "2026-03-02T07:00+01:00"),
        ("saturday at 10", "2026-02-28T10:00+01:00"),
        ("monday 7am", "2026-03-02T07:00+01:00"),
        ("2 days ago at 7pm", "2026-02-28T19:00+01:00"),
        ("28.02. 19:30", "2026-02-28T19:30+01:00"),
        ("2026-03-01 20:00", "2026-03-01T20:00+01:00"),
        ("feb 28 10am", "2026-02-28T10:00+01:00"),
        ("between 2 and 3", "2026-03-02T15:00+01:00"),
    ],
)
def test_a_moment_is_read_however_it_is_put(answer: str, moment: str) -> None:
    assert told(answer) == moment


def test_an_hour_without_its_half_of_the_day_is_the_latest_such_hour() -> None:
    assert told("at 6") == "2026-03-02T18:00+01:00"
    assert told("at 7") == "2026-03-02T07:00+01:00"


def test_a_time_still_to_come_today_was_yesterdays_unless_that_is_long_ago() -> None:
    assert told("20:00") == "2026-03-02T20:00+01:00"
    in_the_morning = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
    assert told("20:00", in_the_morning) == "2026-03-01T20:00+01:00"


def test_a_time_written_as_on_a_clock_is_meant_so_on_an_earlier_day() -> None:
    assert told("yesterday 9:00") == "2026-03-01T09:00+01:00"
    assert told("yesterday at 9") == "2026-03-01T21:00+01:00"


def test_a_moment_said_to_be_ahead_stays_ahead_for_the_caller_to_refuse() -> None:
    assert told("in an hour") == "2026-03-02T19:00+01:00"
    assert told("23:59 today") == "2026-03-02T23:59+01:00"
    assert told("tomorrow 7am") == "2026-03-03T07:00+01:00"


@pytest.mark.parametrize(
    "answer",
    ["", "idk", "25:00", "99", "yesterday", "this morning", "a while ago", "40 min", "skip", "no"],
)
def test_no_moment_is_invented(answer: str) -> None:
    assert told(answer) is None


def test_a_time_that_the_clock_skipped_is_moved_on_by_an_hour() -> None:
    spring = datetime(2026, 3, 29, 10, 0, tzinfo=UTC)
    assert told("02:30", spring) == "2026-03-29T03:30+02:00"


def test_a_time_that_came_twice_is_the_latest_one_that_has_been() -> None:
    between = datetime(2026, 10, 25, 0, 45, tzinfo=UTC)  # 02:45, before the clock goes back
    assert told("02:30", between) == "2026-10-25T02:30+02:00"
    after = datetime(2026, 10, 25, 10, 0, tzinfo=UTC)
    assert told("02:30", after) == "2026-10-25T02:30+01:00"


def test_minutes_ago_are_elapsed_minutes_across_a_change_of_the_clock() -> None:
    after = datetime(2026, 10, 25, 1, 15, tzinfo=UTC)  # 02:15 the second time
    assert told("30 min ago", after) == "2026-10-25T02:45+02:00"


def test_the_day_is_the_athletes_own() -> None:
    now = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    moment = read_time_of_day("9am today", now, ZoneInfo("Pacific/Auckland"))
    assert moment is not None
    assert moment.isoformat() == "2026-03-03T09:00:00+13:00"
