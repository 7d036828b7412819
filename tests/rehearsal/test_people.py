"""Who takes part in a script, and whom the bot speaks to."""

import json
import re

import pytest

from bot.rehearsal.headings import KINDS, filled, pattern_of
from bot.rehearsal.player import play
from bot.rehearsal.reading import ScriptError
from bot.rehearsal.schema import script_schema
from tests.rehearsal.stories import failure, script

STEP = json.loads(script_schema())["$defs"]["Step"]
NAMES = [
    "Jörg",
    "Ana María",
    "O'Brien",
    "O’Brien",
    "ana",
    "ana maría",
    "Jean-Luc",
    "J. R.",
    "Athlete 2",
    "Ludwig van Beethoven",
    "Слава",
    "अना",
    "美咲",
    "Botho",
    "Slater",
]


@pytest.mark.parametrize("name", NAMES)
def test_people_have_any_name(name: str) -> None:
    read = script(f"""
        - {name}: x
        - {name} taps: "3"
        - {name} blocks the bot:
        - bot to {name}: y
        - bot: {{to: {name}}}
    """).script
    assert read.people == (name,)
    assert {step.who for step in read.script} == {name}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", [kind for kind in KINDS if "<" in kind])
def test_a_heading_with_a_name_is_of_one_kind_for_editors_too(name: str, kind: str) -> None:
    patterns = [*STEP["patternProperties"], *(f"^{fixed}$" for fixed in STEP["properties"])]
    group = "Runners in Berlin" if "<Group>" in kind else ""
    heading = filled(kind, name, group, whom="Ben")
    assert [p for p in patterns if re.search(p, heading)] == [pattern_of(kind)]


@pytest.mark.parametrize(
    ("heading", "meant"),
    [
        ("Ana tap", "Ana taps"),
        ("Ana María tap", "Ana María taps"),
        ("jörg edit", "jörg edits"),
        ("Ana blocks bot", "Ana blocks the bot"),
        ("Bot", "bot"),
        ("latr", "later"),
        ("fualt", "fault"),
        ("LATER", "later"),
        ("bot says noting", "bot says nothing"),
    ],
)
def test_a_slip_is_nobody_and_is_quoted_whole(heading: str, meant: str) -> None:
    with pytest.raises(ScriptError) as wrong:
        script(f"- Ana: x\n- {heading}: x")
    assert "story.yaml, step 2 (line 5): " in str(wrong.value)
    assert f"“{heading}” is not known here (did you mean “{meant}”?); allowed" in str(wrong.value)


@pytest.mark.parametrize("heading", ["1", "#1", "Ana!", "<Ana>", "Ana  María", "restart now"])
def test_other_signs_are_nobody(heading: str) -> None:
    with pytest.raises(ScriptError, match=re.escape(f"“{heading}” is not known here")):
        script(f"- Ana: x\n- '{heading}': x")


def test_what_somebody_of_the_script_does_is_not_somebody_else() -> None:
    with pytest.raises(ScriptError, match="step 2: “Ana says” is not known here"):
        script("- Ana: x\n- Ana says: y")


def test_the_bot_answers_whoever_did_something_last() -> None:
    play(
        script("""
        - Ana: /log squats 40 min
        - bot: Logged
        - Ben: /history
        - bot: nothing logged
        - Ana taps: "3"
        - bot: tolerable
        - bot says nothing:
    """)
    )


def test_what_came_meanwhile_is_spoken_of_in_any_order() -> None:
    steps = """
        - Ana: /log squats 40 min
        - bot: squats
        - Ben: /log lunges 20 min
        - bot: lunges
        - later: 15 minutes
        - bot: [reminder, FIRST]
        - bot: [reminder, SECOND]
        - bot says nothing:
    """
    play(script(steps.replace("FIRST", "squats").replace("SECOND", "lunges")))
    play(script(steps.replace("FIRST", "lunges").replace("SECOND", "squats")))


@pytest.mark.parametrize("to", ["bot to Ben: nothing logged", "bot: {to: Ben, contains: nothing}"])
def test_one_person_can_be_named(to: str) -> None:
    steps = """
        - Ben: /history
        - Ana: /help
    """
    play(script(f"{steps}    - {to}\n        - bot: /log"))
    failed = failure(f"{steps}    - {to.replace('Ben', 'Ana')}")
    assert failed.difference[1].startswith("✗ contains “nothing")
    assert failed.difference[2] == "The new message of the bot to Ana is:"


def test_a_difference_is_told_of_whoever_did_something_last() -> None:
    failed = failure("""
        - Ben: /history
        - Ana: /help
        - bot: zebra
    """)
    assert "The new message of the bot to Ana is:" in failed.difference


def test_nobody_else_is_named_twice() -> None:
    with pytest.raises(ScriptError, match="“bot to Ana” is about Ana, and “to” about Ben"):
        script("- Ana: x\n- Ben: x\n- bot to Ana: {to: Ben}")
