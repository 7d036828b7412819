"""What the documents say is true: settings, commands and links."""

import re
from pathlib import Path

import pytest

from bot.__main__ import cli
from bot.config import PREFIX, Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "deploy").rglob("*.md")]
)


def test_the_table_of_settings_names_each_setting_once_and_no_other() -> None:
    rows = re.findall(rf"^\| `{PREFIX}(\w+)` \|", README, re.MULTILINE)
    assert sorted(rows) == sorted(name.upper() for name in Settings.model_fields)


def test_the_table_of_commands_names_each_command() -> None:
    described = re.findall(r"^\| `kneecheck (\w+)", README, re.MULTILINE)
    registered = [
        command.callback.__name__ for command in cli.registered_commands if command.callback
    ]
    assert sorted(described) == sorted(registered)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_link_is_dead(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
    dead = [
        target
        for target in targets
        if not target.startswith(("http://", "https://")) and not (page.parent / target).exists()
    ]
    assert not dead


def test_every_test_that_the_threat_model_names_is_there() -> None:
    text = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    named = re.findall(r"`(tests/[^`]*)`", text)
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []
