"""What follows /session."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.sessions import read_session, weekday_of

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 2, 16, tzinfo=UTC)  # Monday, 17:00 in Berlin


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("squats 18:00 45 min", "squats 45 18:00 Mon 02.03. 18:00"),
        ("squats at 6pm", "squats 60 18:00 Mon 02.03. 18:00"),
        ("45 min squats 18.00", "squats 45 18:00 Mon 02.03. 18:00"),
        ("run 07:30 1h", "run 60 07:30 Tue 03.03. 07:30"),
        ("run tomorrow 07:30 1h", "run 60 07:30 Tue 03.03. 07:30"),
        ("lunges Thu 18:00", "lunges 60 18:00 Thu 05.03. 18:00"),
        ("lunges on monday 18:00", "lunges 60 18:00 Mon 02.03. 18:00"),
        ("strength 2026-04-01 9:15 am 30 min", "strength 30 09:15 Wed 01.04. 09:15"),
        ("lunges every Tue 18:00", "lunges 60 18:00 every 1"),
        ("lunges every tuesday and thursday 18:00 50 min", "lunges 50 18:00 every 1,3"),
        ("Lunges 18:00 every Mon, Wed and Fri", "lunges 60 18:00 every 0,2,4"),
        ("squats daily 06:00 20 min", "squats 20 06:00 every 0,1,2,3,4,5,6"),
        ("squats 18:00-19:30", "squats 90 18:00 Mon 02.03. 18:00"),
        ("squats Thu 6:00 pm to 7:15 pm", "squats 75 18:00 Thu 05.03. 18:00"),
        ("squats every Tue 23:30 – 00:15", "squats 45 23:30 every 1"),
        ("squats 18:00-19:00 30 min", "squats 30 18:00 Mon 02.03. 18:00"),
        ("squats every weekday 06:00", "squats 60 06:00 every 0,1,2,3,4"),
    ],
)
def test_a_session_is_understood(text: str, understood: str) -> None:
    plan = read_session(text, NOW, BERLIN).plan
    assert plan is not None
    when = "every " + ",".join(map(str, sorted(plan.weekdays)))
    if plan.on is not None:
        when = f"{plan.on.astimezone(BERLIN):%a %d.%m. %H:%M}"
    assert f"{plan.activity.value} {plan.minutes:g} {plan.at:%H:%M} {when}" == understood


@pytest.mark.parametrize(
    "text", ["", "squats", "18:00", "squats 45 min", "every Tue 18:00", "squats 25:00", "hello"]
)
def test_without_activity_or_time_it_is_none(text: str) -> None:
    assert read_session(text, NOW, BERLIN).plan is None


@pytest.mark.parametrize(
    "text",
    [
        "squats on 5 March 18:00",
        "squats yesterday 18:00",
        "squats every Tue 18:00 except 2026-03-10",
        "squats every other Tue 18:00",
        "squats every 2 weeks on Tue 18:00",
        "squats 18:00 0 min",
        "squats 18:00-18:00",
        "squats 0001-01-01 00:00",
        "squats 9999-12-31 23:59",
        "squats 2027-03-05 18:00",
    ],
)
def test_what_can_not_be_kept_as_it_was_said_is_none(text: str) -> None:
    assert read_session(text, NOW, BERLIN).plan is None


@pytest.mark.parametrize(
    ("text", "left_aside"),
    [
        ("squats 18:00 45 min", ()),
        ("squats at the gym, Thursday at 18:00 please", ()),
        ("squats jeden Dienstag 18:00", ("jeden", "Dienstag")),
        ("squats 2026-02-30 18:00", ("2026-02-30",)),
    ],
)
def test_what_was_left_aside_is_told(text: str, left_aside: tuple[str, ...]) -> None:
    said = read_session(text, NOW, BERLIN)
    assert said.plan is not None
    assert said.not_understood == left_aside


def test_a_number_says_which_session_is_changed() -> None:
    said = read_session("#12 lunges every Tue 19:00", NOW, BERLIN)
    assert said.of == 12
    assert said.plan is not None
    assert said.plan.weekdays == {1}


@pytest.mark.parametrize(("word", "day"), [("Tue", 1), ("thursdays", 3), ("sun", 6), ("sum", None)])
def test_days_have_many_names(word: str, day: int | None) -> None:
    assert weekday_of(word) == day


@given(st.text())
def test_it_never_fails(text: str) -> None:
    read_session(text, NOW, BERLIN)
