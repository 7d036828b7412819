"""Short scripts, written inside a test."""

from textwrap import dedent, indent

import pytest

from bot.rehearsal.player import play
from bot.rehearsal.reading import Source, read_text
from bot.rehearsal.transcript import ScriptFailure


def script(steps: str, head: str = "") -> Source:
    """These steps, on the evening of 2 March in Berlin."""
    return read_text(script_text(steps, head), "story.yaml")


def script_text(steps: str, head: str = "") -> str:
    lines = ("title: A story", "starts: 2026-03-02 18:00 Europe/Berlin", head, "script:")
    return "\n".join(line for line in lines if line) + "\n" + indent(dedent(steps).strip(), "  ")


def failure(steps: str, head: str = "") -> ScriptFailure:
    """How a script fails that must fail."""
    with pytest.raises(ScriptFailure) as failed:
        play(script(steps, head))
    return failed.value
