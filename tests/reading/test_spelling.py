"""Slips are mended, other words left alone."""

import pytest

from bot.reading.spelling import correct


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("sqauts", "squats"),
        ("lundges", "lunges"),
        ("ruuning", "running"),
        ("cyclling", "cycling"),
        ("mintues", "minutes"),
        ("yesturday", "yesterday"),
        ("yessss", "yes"),
        ("eliptical", "elliptical"),
        ("finsihed", "finished"),
    ],
)
def test_a_slip_becomes_the_word_that_was_meant(typed: str, meant: str) -> None:
    assert correct(typed) == meant


@pytest.mark.parametrize("word", ["lunches", "talked", "squad", "liked", "qwertzuiop", "xyz", "ъ"])
def test_another_word_is_left_alone(word: str) -> None:
    assert correct(word) in (None, word)
