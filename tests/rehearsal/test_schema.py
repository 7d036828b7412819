"""The schema for editors is that of the program, and fits what people write."""

import json
import re
from pathlib import Path

from bot.rehearsal.reading import read_file
from bot.rehearsal.schema import script_schema

ROOT = Path(__file__).parents[2]
WRITTEN = ROOT / "docs" / "conversation-script.schema.json"
SCRIPTS = sorted((ROOT / "tests" / "conversations").rglob("*.yaml"))
OF_A_SMALL_BOT = sorted((ROOT / "tests" / "rehearsal" / "club_scripts").glob("*.yaml"))


def test_the_schema_in_docs_is_that_of_the_program() -> None:
    assert WRITTEN.read_text(encoding="utf-8") == script_schema(), (
        'write it anew: python -c "from bot.rehearsal.schema import script_schema; '
        "print(script_schema(), end='')\" > docs/conversation-script.schema.json"
    )


def test_every_reference_leads_somewhere() -> None:
    defined = set(json.loads(script_schema())["$defs"])
    assert set(re.findall(r'"#/\$defs/(\w+)"', script_schema())) == defined


def test_every_kind_of_step_in_the_scripts_is_exactly_one_in_the_schema() -> None:
    step = json.loads(script_schema())["$defs"]["Step"]
    patterns = [*step["patternProperties"], *(f"^{name}$" for name in step["properties"])]
    used = {step.heading for path in SCRIPTS for step in read_file(path).script.script}
    assert {sum(bool(re.search(p, heading)) for p in patterns) for heading in used} == {1}


def test_all_kinds_of_steps_are_used_by_some_script() -> None:
    step = json.loads(script_schema())["$defs"]["Step"]
    played = [*SCRIPTS, *OF_A_SMALL_BOT]
    used = {step.heading for path in played for step in read_file(path).script.script}
    for name in [*step["patternProperties"], *(f"^{name}$" for name in step["properties"])]:
        assert any(re.search(name, heading) for heading in used), name


def test_every_script_shows_something_else() -> None:
    titles = [read_file(path).script.title for path in SCRIPTS]
    assert len(titles) == len(set(titles)) >= 30
