"""Activities, amounts and times as people say them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.check_in import Moment
from bot.domain.workout import Activity, Workout
from bot.views import words

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 2, 18, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "0 min"),
        (0.5, "0:30 min"),
        (1, "1 min"),
        (28.5, "28:30 min"),
        (40, "40 min"),
        (59.999, "1 h"),
        (60, "1 h"),
        (65 + 20 / 60, "1 h 05:20 min"),
        (60.5, "1 h 00:30 min"),
        (90, "1 h 30 min"),
        (1440, "24 h"),
    ],
)
def test_a_duration(minutes: float, said: str) -> None:
    assert words.duration(minutes) == said


@pytest.mark.parametrize(
    ("km", "said"),
    [
        (0.003, "3 m"),
        (0.4, "400 m"),
        (0.9999, "1 km"),
        (1, "1 km"),
        (1.609344, "1.61 km"),
        (5, "5 km"),
        (10, "10 km"),
        (21.0975, "21.1 km"),
        (100, "100 km"),
        (1000, "1000 km"),
    ],
)
def test_a_distance(km: float, said: str) -> None:
    assert words.distance(km) == said


@pytest.mark.parametrize(
    ("minutes", "km", "said"),
    [
        (None, None, "run"),
        (28.5, None, "run, 28:30 min"),
        (None, 5, "run, 5 km"),
        (28.5, 5, "run, 5 km, 28:30 min"),
    ],
)
def test_an_amount(minutes: float | None, km: float | None, said: str) -> None:
    workout = Workout(activity=Activity.RUN, ended_at=NOW, minutes=minutes, distance_km=km)
    assert words.amount(workout) == said


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (NOW, "today at 18:00"),
        (NOW.replace(hour=0), "today at 00:00"),
        (NOW - timedelta(days=1), "yesterday at 18:00"),
        (NOW + timedelta(days=1), "tomorrow at 18:00"),
        (NOW - timedelta(days=2), "on Sat 28 February at 18:00"),
        (NOW + timedelta(days=2), "on Wed 4 March at 18:00"),
        (NOW - timedelta(days=400), "on Sun 26 January 2025 at 18:00"),
        (datetime(1970, 1, 1, tzinfo=UTC), "on Thu 1 January 1970 at 01:00"),
        (datetime(2286, 11, 20, 17, 46, 39, tzinfo=UTC), "on Sat 20 November 2286 at 18:46"),
    ],
)
def test_a_time_is_told_from_where_the_athlete_stands(at: datetime, said: str) -> None:
    assert words.when(at.astimezone(UTC), NOW.astimezone(UTC), BERLIN) == said


@pytest.mark.parametrize(
    ("zone", "said"),
    [("Europe/Berlin", "yesterday at 23:30"), ("America/New_York", "today at 17:30")],
)
def test_the_day_is_the_athletes_day(zone: str, said: str) -> None:
    at = datetime(2026, 3, 1, 22, 30, tzinfo=UTC)
    assert words.when(at, at + timedelta(hours=3), ZoneInfo(zone)) == said


def test_after_the_clocks_changed_a_time_is_as_it_was_on_the_wall() -> None:
    before = datetime(2026, 3, 28, 18, tzinfo=BERLIN)
    assert words.when(before, before + timedelta(hours=24), BERLIN) == "yesterday at 18:00"


def test_everything_has_a_name() -> None:
    assert set(words.ACTIVITIES) == set(Activity)
    assert set(words.MOMENTS) == set(Moment)
