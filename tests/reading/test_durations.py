"""Answers to "how long was it?"."""

import pytest

from bot.reading.answers import read_duration


@pytest.mark.parametrize(
    ("answer", "minutes"),
    [
        ("40", 40),
        ("40 min", 40),
        ("1h30", 90),
        ("1:30h", 90),
        ("an hour", 60),
        ("hour", 60),
        ("hour and a half", 90),
        ("1 hour 20", 80),
        ("one hour thirty", 90),
        ("two hours and ten minutes", 130),
        ("45'", 45),
        ("28'30\"", 28.5),
        ("90m", 90),
        ("2h15m", 135),
        ("1.5 hours", 90),
        ("1,5h", 90),
        ("1½h", 90),
        ("1 3/4 hours", 105),
        ("half an hour", 30),
        ("three quarters of an hour", 45),
        ("a couple of hours", 120),
        ("28:30", 28.5),
        ("1:15", 75),
        ("1:05:00", 65),
        ("1h05m20s", 65.33),
        ("90 seconds", 1.5),
        ("forty five minutes", 45),
        ("20 mintues", 20),
        ("30-40 min", 35),
        ("17:00-17:40", 40),
        ("from 5 to 6", 60),
        ("0", 0),
        ("25h", 1500),
    ],
)
def test_a_duration_is_read_in_minutes(answer: str, minutes: float) -> None:
    assert read_duration(answer) == minutes


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "no idea",
        "all day",
        "-5",
        "about -5 min",
        "minus 5",
        "-1:30",
        "3 or 4",
        "squats",
        "skip",
        "no",
        "-",
    ],
)
def test_what_is_no_duration_is_none(answer: str) -> None:
    assert read_duration(answer) is None
