"""Whatever the page about scripts shows can be written and does what it says."""

import re
from pathlib import Path

import pytest

from bot.rehearsal.headings import KINDS, pattern_of
from bot.rehearsal.player import play
from bot.rehearsal.reading import read_text
from tests.rehearsal.stories import script

PAGE = (Path(__file__).parents[2] / "docs" / "conversation-scripts.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
TABLES = re.findall(r"^\| (.+?) \| .*\n\|---.*\n((?:\|.*\n)+)", PAGE, re.MULTILINE)


def _first_column(heading: str) -> list[str]:
    rows = "".join(rows for head, rows in TABLES if head == heading)
    return re.findall(r"^\| `([^`]+)` \|", rows, re.MULTILINE)


STEPS = _first_column("step")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.splitlines()[0][7:])
def test_every_example_goes_as_written(example: str) -> None:
    play(read_text(example, "example"))


@pytest.mark.parametrize("step", STEPS)
def test_every_step_in_the_tables_can_be_written(step: str) -> None:
    cast = "" if "bot" in step.split(":")[0] and "to Ana" not in step else "- Ben: x\n"
    script(f"- Ana: x\n{cast}- {step}", "groups: {Knee group: {admins: [Ana], members: [Ben]}}")


@pytest.mark.parametrize("line", _first_column("in the head of a group"))
def test_every_line_about_a_group_can_be_written(line: str) -> None:
    admins = "" if line.startswith("admins") else "admins: [Ana], "
    read = script("- Ana: x", f"groups: {{Knee group: {{{admins}{line}}}}}").script
    assert line.partition(":")[0] in read.groups["Knee group"].model_fields_set


def test_every_kind_of_step_is_explained() -> None:
    shown = [step.partition(":")[0] for step in STEPS]
    for kind in KINDS:
        assert any(re.match(pattern_of(kind), heading) for heading in shown), kind
