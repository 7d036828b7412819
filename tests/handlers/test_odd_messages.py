"""Whatever a person sends, they get a helpful sentence."""

import pytest

from bot.sandbox.media import MediaKind
from tests.handlers.phone import Phone

OUR_FAULT = "went wrong"


@pytest.mark.parametrize("kind", MediaKind)
@pytest.mark.parametrize("caption", ["", "/log squats 40 min"])
async def test_what_is_no_text_is_met_with_a_way_to_go_on(
    ana: Phone, kind: MediaKind, caption: str
) -> None:
    answer = await ana.sends(kind, caption)
    assert "only read text" in answer
    assert "/log" in answer


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("😀" * 4096, id="4096 emoji"),
        pytest.param("🏃🏽‍♀️" * 400, id="joined emoji"),
        pytest.param("x" * 4096, id="one long word"),
        pytest.param("7" * 4096, id="one long number"),
        pytest.param("- " * 2000, id="dashes"),
        pytest.param("הברך שלי כואבת מאוד", id="right to left"),
        pytest.param("\u202e\u2066 \u200f7\u200f", id="direction marks"),
        pytest.param("膝が痛い", id="japanese"),
        pytest.param("колено болит", id="cyrillic"),
        pytest.param("<b>squats</b> & <script>alert(1)</script>", id="html"),
        pytest.param("<b", id="broken html"),
        pytest.param("&lt;&amp;&#0;&#xD800;", id="character references"),
        pytest.param("{}%s%(x)d\\n${HOME}`", id="formats"),
        pytest.param("' OR 1=1; DROP TABLE athlete; --", id="sql"),
        pytest.param("\x00\x07\x1b[31m", id="control characters"),
        pytest.param("/лог приседания 40 мин", id="a command in cyrillic"),
        pytest.param("/", id="a lone slash"),
        pytest.param("//log", id="two slashes"),
        pytest.param("?", id="a question mark"),
        pytest.param("hello", id="hello"),
    ],
)
async def test_odd_text_is_answered_in_words_and_breaks_nothing(ana: Phone, text: str) -> None:
    for situation in ("", "/log", "/log squats 40 min"):
        if situation:
            await ana.says(situation)
        answer = await ana.says(text)
        assert answer
        assert OUR_FAULT not in answer
    assert "Squats" in await ana.says("/history")


@pytest.mark.parametrize(
    "command", ["/entrainement", "/LOGS", "/settings now", "/start@other_bot", "/log@other_bot 5"]
)
async def test_a_command_that_is_not_ours_is_named_unknown(ana: Phone, command: str) -> None:
    answer = await ana.says(command)
    assert "do not know this command" in answer
    assert "/help" in answer


async def test_a_command_may_name_the_bot(ana: Phone) -> None:
    assert "Logged: squats, 40 min" in await ana.says("/log@kneecheck_sandbox_bot squats 40 min")


@pytest.mark.parametrize(
    "command", ["/LOG squats 40 min", "/log\nsquats 40 min", "/log  squats\n40 min"]
)
async def test_a_command_is_read_however_it_is_laid_out(ana: Phone, command: str) -> None:
    assert "Logged: squats, 40 min" in await ana.says(command)


@pytest.mark.parametrize("text", ["/log squats 40 min", "/undo", "3", "squats 40 min", "hello"])
async def test_forwarded_words_are_somebody_elses(ana: Phone, text: str) -> None:
    await ana.says("/log lunges 20 min")
    before = await ana.says("/history")
    answer = await ana.says(text, forwarded_from="Ben")
    assert "forwarded" in answer
    assert await ana.says("/history") == before


async def test_an_edit_changes_nothing_and_says_so(ana: Phone) -> None:
    await ana.says("/log squats 40 min")
    [mine] = [m for m in ana.all_messages if m.text == "/log squats 40 min"]
    answer = await ana.edits(mine, "/log squats 50 min")
    assert "do not follow edits" in answer
    assert "40 min" in await ana.says("/history")


async def test_html_in_what_was_not_understood_is_shown_as_text(ana: Phone) -> None:
    answer = await ana.says("/log squats 40 min <i>quux</i>")
    assert "did not understand" in answer
    assert OUR_FAULT not in answer
    assert "quux" in answer
