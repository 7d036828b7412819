"""The page for clinicians says what the bot says."""

from pathlib import Path

from bot.guidance import guidance

PAGE = Path(__file__).parents[2] / "docs" / "guidance.md"


def test_the_page_is_made_from_the_bots_own_data() -> None:
    assert PAGE.read_text(encoding="utf-8") == guidance(), "run `make guidance`"
