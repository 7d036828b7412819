"""Topics and questions, as an athlete meets them."""

import subprocess
import sys

from tests.handlers.phone import Phone


async def test_the_list_opens_a_topic_in_place_and_back(ana: Phone) -> None:
    await ana.says("/faq")
    before = len(ana.messages)
    assert "among the safest" in await ana.taps("Squats")
    assert "topics of my source" in await ana.taps("« All topics")
    assert len(ana.messages) == before


async def test_an_unknown_name_gets_the_list(ana: Phone) -> None:
    answer = await ana.says("/faq sorcery")
    assert "no topic of that name" in answer
    assert "among the safest" in await ana.taps("Squats")


async def test_a_question_leaves_what_is_being_put_together_where_it_was(ana: Phone) -> None:
    await ana.says("/log run")
    assert "fine as long as" in await ana.says("can i do lunges?")
    assert "35 min" in await ana.says("35")


async def test_what_fits_nothing_is_told_how_to_go_on(ana: Phone) -> None:
    assert "/log" in await ana.says("qwertz uiop")


def test_the_bot_starts_without_what_finds_topics() -> None:
    """It is loaded with the first text that somebody writes."""
    code = (
        "import sys, bot.app; print([m for m in sys.modules if m.startswith('bot.knowledge.fi')])"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
