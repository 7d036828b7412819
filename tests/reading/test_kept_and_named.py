"""A line with more than one workout holds: one is kept whole, and what is not kept is named."""

import pytest

from bot.domain.workout import Activity
from bot.reading.reader import read_log
from bot.reading.values import Reading
from tests.reading.judging import NOW, ZONE

RUN, WALK, SQUATS, LUNGES = Activity.RUN, Activity.WALK, Activity.SQUATS, Activity.LUNGES


def logged(arguments: str) -> Reading:
    return read_log(arguments, NOW, ZONE)


@pytest.mark.parametrize(
    ("line", "activity", "minutes", "km", "named"),
    [
        ("squats 20 min, lunges 10 min", SQUATS, 20, None, "lunges 10 min"),
        ("squats 40 min\nran 5k", SQUATS, 40, None, "ran 5k"),
        ("ran 5k then walked 3k", RUN, None, 5, "walked 3k"),
        ("Ran 5km and then 20 min of squats", RUN, None, 5, "20 min of squats"),
        ("run 5k and squats 20 min", RUN, None, 5, "squats 20 min"),
        ("run 5k, bike 20 min", RUN, None, 5, "bike 20 min"),
        ("30 min run / 10 min walk", RUN, 30, None, "10 min walk"),
        ("squats and lunges 40 min", SQUATS, 40, None, "lunges"),
        ("walk the dog then run 3k", WALK, None, None, "run 3k"),
    ],
)
def test_another_workout_gives_nothing_to_the_first_and_is_named(
    line: str, activity: Activity, minutes: float | None, km: float | None, named: str
) -> None:
    reading = logged(line)
    assert (reading.activity, reading.minutes, reading.distance_km) == (activity, minutes, km)
    assert reading.not_understood == (named,)


@pytest.mark.parametrize(
    "line",
    [
        "gym, squats 40 min",
        "strength: squats 40 min",
        "treadmill run 30 min",
        "10 min warm up walk, run 5k",
        "ran 5k, 3.1 miles, 28:30",
        "run walk 5k",
        "squats and more squats 40 min",
    ],
)
def test_more_words_for_one_workout_are_no_other(line: str) -> None:
    assert logged(line).not_understood == ()


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("squats 40 min and my knee is a 4", "knee is a 4"),
        ("run 5k rpe 6 rpe 7", "rpe 7"),
        ("run 5k before 2 before 3", "before 3"),
        ("squats 40 min 20 min", "20 min"),
        ("run 5k 8k", "8k"),
        ("run 5k ended at 25:00", "25:00"),
    ],
)
def test_what_is_told_twice_or_kept_nowhere_is_named(line: str, named: str) -> None:
    assert logged(line).not_understood == (named,)


def test_a_time_that_no_clock_shows_is_no_duration() -> None:
    assert logged("run 5k ended at 25:00").minutes is None
    assert logged("run 5k finished in 25:00").minutes == 25


@pytest.mark.parametrize(
    ("line", "minutes"),
    [
        ("run 5.2km / 29:40 / avg 5:42", 29.67),
        ("run 5k avg 5:42", None),
        ("run 5k average pace 5:42", None),
        ("5.2km, 29:40 (5:42)", 29.67),
        ("run 5k 28:30 (9:10)", 28.5),
    ],
)
def test_a_pace_is_no_time_of_day(line: str, minutes: float | None) -> None:
    reading = logged(line)
    assert (reading.activity, reading.minutes) == (RUN, minutes)
    assert reading.ended_at is None
    assert reading.not_understood == ()


def test_a_time_that_is_no_pace_is_the_end() -> None:
    ended_at = logged("run 5k 28:30 17:05").ended_at
    assert ended_at is not None
    assert ended_at.hour == 17


@pytest.mark.parametrize(
    ("line", "activity", "minutes"),
    [
        ("squats 3 sets 20 min", SQUATS, 20),
        ("lunges 4 sets 15 minutes", LUNGES, 15),
        ("squats 3 sets of 12, 20 min", SQUATS, 20),
        ("squats 3 sets of 12 reps 20 min", SQUATS, 20),
        ("squats 3 sets of 5 min", SQUATS, None),
    ],
)
def test_sets_leave_the_duration_alone(
    line: str, activity: Activity, minutes: float | None
) -> None:
    assert (logged(line).activity, logged(line).minutes) == (activity, minutes)


@pytest.mark.parametrize(
    ("line", "km"), [("run 1/2 marathon", 21.1), ("run ½ marathon", 21.1), ("run marathon", 42.2)]
)
def test_half_a_marathon_is_half_as_long(line: str, km: float) -> None:
    reading = logged(line)
    assert (reading.activity, reading.distance_km, reading.not_understood) == (RUN, km, ())


@pytest.mark.parametrize(
    ("line", "activity"),
    [
        ("5k 28:30", RUN),
        ("10k", RUN),
        ("21 km 1h50", RUN),
        ("25 km", None),
        ("40 km 1h20", None),
        ("10 km 20 min", None),
        ("ran 40 km", RUN),
    ],
)
def test_a_distance_alone_is_a_run_only_where_hardly_anything_else_is_likely(
    line: str, activity: Activity | None
) -> None:
    assert logged(line).activity is activity
