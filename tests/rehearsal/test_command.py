"""`rehearse` for people who do not program."""

import subprocess
import sys
from io import StringIO
from pathlib import Path

from rich.console import Console

from bot.rehearsal.command import rehearse
from tests.rehearsal.stories import script_text

GOOD = script_text("- Ana: /help\n- bot: /log")
BAD = script_text("- Ana: /help\n- bot: /log\n- bot: '[bold]more[/bold]'")


def rehearsed(*files: Path) -> tuple[int, str]:
    written = StringIO()
    code = rehearse(files, Console(file=written, width=60))
    return code, written.getvalue()


def test_a_script_that_goes_as_written_is_one_line(tmp_path: Path) -> None:
    good = tmp_path / "good.yaml"
    good.write_text(GOOD)
    assert rehearsed(good) == (0, "✓ A story\n")


def test_one_that_does_not_is_shown_as_a_chat_with_the_difference(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.yaml", tmp_path / "bad.yaml"
    good.write_text(GOOD)
    bad.write_text(BAD)
    code, written = rehearsed(bad, good)
    assert code == 1
    lines = written.splitlines()
    assert lines[0] == f"✗ A story  {bad}"
    assert lines[1:3] == ["── Mon 2 March 18:00 ──", "  Ana ▸ /help"]
    assert lines[-4:] == [
        "Step 3 (line 6, “bot”):",
        "  The bot shows nothing new here.",
        "✓ A story",
        "1 of 2 scripts went as written.",
    ]


def test_a_wrong_script_is_one_sentence_and_nothing_is_played(tmp_path: Path) -> None:
    good, wrong = tmp_path / "good.yaml", tmp_path / "wrong.yaml"
    good.write_text(GOOD)
    wrong.write_text(script_text("- Ana tap: 3"))
    code, written = rehearsed(good, wrong)
    assert code == 2
    assert written.startswith(f"{wrong}, step 1 (line 4): “Ana tap” is not known here")
    assert written.count("\n") == 1
    assert rehearsed(tmp_path / "missing.yaml")[0] == 2


def test_neither_pytest_nor_aiogram_is_needed() -> None:
    program = (
        "import sys; from bot.rehearsal import command; "
        "print(sorted({'pytest', 'aiogram', 'hypothesis'} & set(sys.modules)))"
    )
    ran = subprocess.check_output([sys.executable, "-c", program], text=True)
    assert ran == "[]\n"
