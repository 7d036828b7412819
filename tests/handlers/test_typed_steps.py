"""A step of a workout in the making, typed instead of tapped."""

import pytest

from tests.handlers.phone import Phone


@pytest.mark.parametrize(
    ("typed", "reason"), [("0", "0 minutes"), ("0 min", "0 minutes"), ("25 h", "24 hours")]
)
async def test_a_duration_that_can_not_be_is_refused_at_once_and_asked_again(
    ana: Phone, typed: str, reason: str
) -> None:
    await ana.says("/log")
    await ana.taps("Squats")
    answer = await ana.says(typed)
    assert reason in answer
    assert "How long was it?" in answer
    assert "When did it end?" in await ana.says("40 min")


async def test_an_end_that_lies_ahead_is_refused_at_once_and_asked_again(ana: Phone) -> None:
    await ana.says("/log")
    for label in ("Squats", "40 min", "Earlier: type a time"):
        await ana.taps(label)
    answer = await ana.says("in 2 hours")
    assert "future" in answer
    assert "When did it end?" in answer
    assert "How hard was it?" in await ana.says("17:30")


async def test_every_step_can_be_typed(ana: Phone) -> None:
    await ana.says("/log")
    for typed, asked in (
        ("lunges", "How long"),
        ("35 min", "When did it end?"),
        ("20 min ago", "How hard"),
        ("6", "How was the knee before?"),
        ("2", "Shall I save it?"),
    ):
        assert asked in await ana.says(typed)
    summary = ana.messages[-1].text
    assert "Lunges, 35 min" in summary
    assert "today at 17:40" in summary
    assert "Effort 6" in summary
    assert "Knee before: 2" in summary
    assert "Logged: lunges, 35 min" in await ana.taps("Save")


async def test_what_does_not_fit_the_step_is_asked_again(ana: Phone) -> None:
    await ana.says("/log")
    await ana.taps("Squats")
    assert "How long was it?" in await ana.says("as long as it took")
    assert "When did it end?" in await ana.says("40 min")
