"""Times in scripts, across daylight saving too."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.rehearsal.times import in_zone, read_local, read_span, read_start

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("15 min", timedelta(minutes=15)),
        ("1 h 30 min", timedelta(minutes=90)),
        ("1.5h", timedelta(minutes=90)),
        ("2s", timedelta(seconds=2)),
        ("3 d", timedelta(days=3)),
        ("1 hour", timedelta(hours=1)),
        ("24 hours", timedelta(days=1)),
        ("23h", timedelta(hours=23)),
        ("2 days", timedelta(days=2)),
        ("1 week", timedelta(days=7)),
        ("15 minutes", timedelta(minutes=15)),
        ("90 sec", timedelta(seconds=90)),
        ("1 second", timedelta(seconds=1)),
        ("1 d 2 h", timedelta(hours=26)),
        ("1 hour 30 minutes", timedelta(minutes=90)),
        ("1h30", timedelta(minutes=90)),
        ("1 h 05", timedelta(minutes=65)),
        ("1h30min", timedelta(minutes=90)),
    ],
)
def test_spans_are_read_as_people_write_them(text: str, span: timedelta) -> None:
    assert read_span(text) == span


@pytest.mark.parametrize(
    "text",
    ["", "1", "h", "1 m", "one hour", "-1 h", "0 h", "1 h later", "1h60", "1 d 30", "36526 d", 3],
)
def test_anything_else_is_no_span(text: object) -> None:
    with pytest.raises(ValueError, match="span of time"):
        read_span(text)


def test_a_start_has_its_zone() -> None:
    start = read_start("2026-03-02 18:00 Europe/Berlin")
    assert start.astimezone(UTC) == datetime(2026, 3, 2, 17, tzinfo=UTC)
    assert start.tzinfo == BERLIN


@pytest.mark.parametrize(
    "text", ["2026-03-02 18:00", "2026-03-02T18:00", "2026-03-02 18:00:00", "2026-03-02 18:00 UTC"]
)
def test_a_start_without_a_zone_is_in_utc(text: str) -> None:
    assert read_start(text) == datetime(2026, 3, 2, 18, tzinfo=UTC)
    assert read_start(text).tzinfo == ZoneInfo("UTC")


def test_the_letter_t_and_seconds_may_stand_in_any_time() -> None:
    assert read_start("2026-03-02T18:00:30 Europe/Berlin").second == 30
    assert read_local("2026-03-29T12:00") == read_local("2026-03-29 12:00:00")


@pytest.mark.parametrize("text", ["2026-13-02 18:00", "2026-03-02 25:00", "2026-02-30 12:00"])
def test_what_no_calendar_and_no_clock_shows_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no local time; write it like"):
        read_local(text)


def test_a_time_that_comes_twice_is_the_first_that_is_still_to_come() -> None:
    doubled = read_local("2026-10-25 02:30")
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert in_zone(doubled, BERLIN).astimezone(UTC) == first
    assert in_zone(doubled, BERLIN, not_before=first).astimezone(UTC) == first
    later = in_zone(doubled, BERLIN, not_before=first + timedelta(minutes=1))
    assert later.astimezone(UTC) == first + timedelta(hours=1)


def test_a_time_that_never_comes_is_refused() -> None:
    with pytest.raises(ValueError, match="ever shows 2026-03-29 02:30"):
        in_zone(read_local("2026-03-29 02:30"), BERLIN)
