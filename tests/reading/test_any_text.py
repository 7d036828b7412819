"""Whatever is typed, reading answers, and answers soon."""

from datetime import UTC, datetime
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.reading.answers import read_duration, read_time_of_day
from bot.reading.lexicon.book import book
from bot.reading.reader import read_log, read_text
from bot.reading.scores import read_score
from bot.reading.tokens import LONGEST_READ
from bot.reading.values import ReadingKind
from tests.effort import calls

NOW = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Berlin")

WORDS = sorted(" ".join(words) for words in book().entries)
SCRAPS = st.one_of(
    st.sampled_from(WORDS),
    st.integers(min_value=-10, max_value=10**15).map(str),
    st.floats(allow_nan=True).map(str),
    st.times().map(lambda each: each.strftime("%H:%M")),
    st.dates().map(str),
    st.sampled_from(
        [*"/:-,.?!'\"@~x\n", "١٢", "½", "1e999", "99:99", "30.02.", "\ud800", "‮", "\x00"]
    ),
)
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=200),
    st.lists(SCRAPS, max_size=12).map(" ".join),
    st.lists(SCRAPS, max_size=8).map("".join),
)


def read_all(text: str) -> None:
    reading = read_text(text, NOW, ZONE)
    assert reading.model_dump_json()
    assert read_log(text, NOW, ZONE).kind is ReadingKind.WORKOUT
    score = read_score(text)
    assert (score.score is None) != (score.problem is None)
    moment = read_time_of_day(text, NOW, ZONE)
    assert moment is None or moment.tzinfo is ZONE
    minutes = read_duration(text)
    assert minutes is None or minutes >= 0


@settings(deadline=None, max_examples=400)
@given(TEXTS)
@example("\ud83d")
@example("run 9999999999999 km 1e999 min ended 99:99")
@example("0001-01-01 00:00")
@example("9999-12-31 23:59")
@example("run 9999999 hours ago")
@example("in 9999999 hours")
@example("9999999 days ago")
@example("started 9999-12-31 23:59 for 9999999 hours")
@example("1999995 ¼")
@example("٤٠ min")
def test_no_text_is_an_error(text: str) -> None:
    read_all(text)


@pytest.mark.parametrize(
    "text",
    [
        "🏃" * 4096,
        "1:" * 2048,
        "5 to " * 800,
        "from 6 to " * 400,
        "a half " * 500,
        "half past " * 400,
        "a" * 4096,
        "nnot a wrod " * 340,
        "20 x " * 800,
        "-" * 4096,
        "1,000," * 680,
        "not not " * 500,
        "שלום " * 800,
        "\x00\n" * 2048,
        "knee before a a a " * 220,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_no_text_takes_much_more_than_twice_as_long_as_its_half(text: str) -> None:
    read_all(text[:LONGEST_READ])  # whatever is loaded with the first text
    half, whole = (
        calls(partial(read_all, text[:length])) for length in (LONGEST_READ // 2, LONGEST_READ)
    )
    assert whole < 3 * half + 1000
    assert calls(partial(read_all, text)) < 1.1 * whole + 1000


def test_arabic_digits_are_digits() -> None:
    assert read_duration("٤٠ min") == 40
