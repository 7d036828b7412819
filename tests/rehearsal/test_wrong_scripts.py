"""Whoever writes a wrong script reads one sentence: the file, the step, what is allowed."""

from pathlib import Path

import pytest

from bot.rehearsal.reading import ScriptError, read_file, read_text
from tests.rehearsal.stories import script, script_text

START = "starts: 2026-03-02 18:00 Europe/Berlin"


@pytest.mark.parametrize(
    ("step", "told"),
    [
        (
            "- Ana tap: 3",
            "“Ana tap” is not known here (did you mean “Ana taps”?); allowed",
        ),
        ("- later: an hour", "'an hour' is no span of time; write it like 90 s, 15 min, 1 h"),
        ("- later: 0 min", "a span of time is longer than nothing"),
        ("- later:", "something must stand behind the colon: a span of time, such as 15 min"),
        ("- restart: after lunch", "'lunch' is no span of time"),
        ("- bot says nothing: for ever", "'ever' is no span of time"),
        ("- clock: 29.3.", "'29.3.' is no local time; write it like 2026-03-29 12:00"),
        ("- bot: {contian: x}", "“contian” is not known here (did you mean “contains”?); allowed"),
        ("- bot: {cites: [7]}", "must be the number of a fact, such as A8"),
        ("- bot: {contains: ''}", "must be a text with something in it"),
        ("- bot: {contains: x, shows: y}", "are three steps"),
        ("- Ana taps: {on: x}", "a tap needs one of: button, gone button, forged"),
        (
            "- Ana taps: {button: x, times: twice}",
            "“times” must be a whole number",
        ),
        ("- Ana sends: cat", "“cat” is not known here; allowed are 'sticker', 'photo'"),
        ("- Ana edits: x", "here belongs {…} with some of: message, to"),
        ("- Ana blocks the bot: x", "nothing may stand behind the colon here, but 'x' does"),
        ("- fault: timeout", "“timeout” is not known here; allowed are 'network down'"),
        ("- fault: {what: time-out, method: sendMesage}", "is no method of the Bot API"),
        ("- fault: dies after", "needs the method of a deed in a chat, such as method: sendM"),
        ("- fault: 404", "“404” is no code of a fault; allowed are 400, 403, 429, 500, 502"),
        ("- fault: {code: x}", "“x” is not known here; allowed are 'network down'"),
        ("- fault:", "a fault needs what goes wrong or a code"),
        ("- fault: {code: 500, what: 500}", "a fault needs what goes wrong or a code"),
        ("- bot: {buttons: [a, [b]]}", "or a list of rows, such as [[Save], [Change, Cancel]]"),
        ("- bot: {buttons: [[]]}", "buttons are a list of what stands on them"),
        ("- bot: {buttons: ['']}", "buttons are a list of what stands on them"),
        ("- Ana: 3\n  bot: 3", "the next thing that happens needs its own dash"),
        ("- Ana", "a step is a dash, one thing that happens, a colon"),
    ],
)
def test_a_wrong_step_is_named_with_what_is_allowed(step: str, told: str) -> None:
    with pytest.raises(ScriptError) as wrong:
        script(f"- Ana: /help\n{step}")
    sentence = str(wrong.value)
    assert sentence.startswith("story.yaml, step 2 (line 5): ")
    assert told in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        ("- Ana: 3\n- bot to Ben: 3", "step 2 names Ben, who does nothing in this script"),
        ("- Ana: 3\n- bot: {to: Ben}", "step 2 names Ben"),
        ("- Ana taps: {button: x, in chat of: Ben}", "step 1 names Ben"),
        ("- Ana: x\n- fault: {what: blocked, to: Ben}", "step 2 names Ben"),
        ("- bot: 3", "nobody does anything in this script"),
    ],
)
def test_people_must_be_clear(steps: str, told: str) -> None:
    with pytest.raises(ScriptError, match=told):
        script(steps)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "with some of: title, starts, settings, expects errors, limits, privacy mode, groups"),
        ("- x", "here belongs {…} with some of: title"),
        ("title: x", "“starts” is missing"),
        (f"title: x\n{START}", "“script” is missing"),
        (f"title: x\n{START}\nscript: x", "“script” must be a list"),
        (f"title: x\n{START}\nscirpt: []\nscript: [Ana: x]", "did you mean “script”?"),
        ("title: x\nstarts: today\nscript: []", "like 2026-03-02 18:00 Europe/Berlin"),
        ("title: x\nstarts: 2026-03-02 18:00 Berlin\nscript: []", "is no start"),
        (f"title: x\n{START}\nsettings: {{nudge_delays: soon}}\nscript: []", "three times such as"),
        ("title: [x", "f.yaml, line 1: this is not YAML"),
        ("title: a: b", "texts that hold a colon"),
        ("title: x\ntitle: y", "“title” stands there twice"),
        ("title: \x07", "characters that are not allowed"),
        ("? [a]\n: b", "this is not YAML"),
        ("a: *b", "this is not YAML"),
    ],
)
def test_a_wrong_head_is_told_with_what_is_allowed(text: str, told: str) -> None:
    with pytest.raises(ScriptError) as wrong:
        read_text(text, "f.yaml")
    assert told in str(wrong.value)
    assert str(wrong.value).startswith("f.yaml")
    assert "\n" not in str(wrong.value)


def test_a_file_that_can_not_be_read_is_told_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(ScriptError, match=r"nowhere\.yaml can not be opened"):
        read_file(tmp_path / "nowhere.yaml")
    (tmp_path / "latin.yaml").write_bytes(b"title: caf\xe9")
    with pytest.raises(ScriptError, match=r"latin\.yaml is no text file in UTF-8"):
        read_file(tmp_path / "latin.yaml")


def test_values_are_what_they_look_like() -> None:
    steps = script("- Ana: 18:05\n- Ana: 3.50\n- Ana: no\n- Ana: -1\n- Ana: 2026-03-02\n- bot: ~")
    typed = [getattr(step.does, "text", None) for step in steps.script.script]
    assert typed[:5] == ["18:05", "3.50", "no", "-1", "2026-03-02"]


def test_steps_keep_their_lines() -> None:
    text = script_text("- Ana: x\n\n# a remark\n- bot: y")
    assert read_text(text, "f.yaml").lines == (4, 7)
