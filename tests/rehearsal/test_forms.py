"""The same step may be written in several ways."""

from datetime import timedelta

import pytest

from bot.rehearsal.events import Restart
from bot.rehearsal.expected import Silence
from bot.rehearsal.part import Part
from tests.rehearsal.stories import script


def does(step: str) -> Part:
    """What a step says, in a script that Ana takes part in."""
    return script(f"- Ana: x\n- {step}").script.script[1].does


@pytest.mark.parametrize("value", ["3 d", "for 3 d", "for 3 days", "{for: 3 d}", "{for: for 3 d}"])
def test_a_silence_may_have_a_length(value: str) -> None:
    assert does(f"bot says nothing: {value}") == Silence(span=timedelta(days=3))


def test_a_silence_without_a_length_is_now() -> None:
    assert does("bot says nothing:") == Silence()


@pytest.mark.parametrize("value", ["2 d", "after 2 d", "{after: 2 d}", "{after: 48 hours}"])
def test_a_restart_may_take_its_time(value: str) -> None:
    assert does(f"restart: {value}") == Restart(after=timedelta(days=2))


def test_a_restart_without_a_time_is_at_once() -> None:
    assert does("restart:") == Restart()
