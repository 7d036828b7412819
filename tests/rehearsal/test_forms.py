"""The same step may be written in several ways."""

from datetime import timedelta

import pytest

from bot.rehearsal.events import Fault, Restart, Trouble
from bot.rehearsal.expected import Expected, Silence
from bot.rehearsal.part import Part
from bot.rehearsal.player import play
from tests.rehearsal.stories import failure, script


def does(step: str) -> Part:
    """What a step says, in a script that Ana takes part in."""
    return script(f"- Ana: x\n- {step}").script.script[1].does


@pytest.mark.parametrize("value", ["3 d", "for 3 d", "for 3 days", "{for: 3 d}", "{for: for 3 d}"])
def test_a_silence_may_have_a_length(value: str) -> None:
    silence = does(f"bot says nothing: {value}")
    assert isinstance(silence, Silence)
    assert silence.span == timedelta(days=3)


def test_a_silence_without_a_length_is_now() -> None:
    assert does("bot says nothing:") == Silence.model_validate({})


@pytest.mark.parametrize("value", ["2 d", "after 2 d", "{after: 2 d}", "{after: 48 hours}"])
def test_a_restart_may_take_its_time(value: str) -> None:
    assert does(f"restart: {value}") == Restart(after=timedelta(days=2))


def test_a_restart_without_a_time_is_at_once() -> None:
    assert does("restart:") == Restart()


@pytest.mark.parametrize(
    ("value", "trouble"),
    [
        ("500", Trouble.SERVER_ERROR),
        ("429", Trouble.TOO_MANY_REQUESTS),
        ("502", Trouble.BAD_GATEWAY),
        ("403", Trouble.BLOCKED),
        ("400", Trouble.CHAT_NOT_FOUND),
        ("network down", Trouble.NETWORK_DOWN),
        ("{code: 500}", Trouble.SERVER_ERROR),
        ("{what: 500}", Trouble.SERVER_ERROR),
        ("{what: server error}", Trouble.SERVER_ERROR),
    ],
)
def test_a_fault_may_be_named_or_have_a_code(value: str, trouble: Trouble) -> None:
    fault = does(f"fault: {value}")
    assert isinstance(fault, Fault)
    assert (fault.trouble, fault.method, fault.times) == (trouble, "*", 1)


def test_a_code_can_be_narrowed_like_any_fault() -> None:
    fault = does("fault: {code: 500, method: sendMessage, times: 2}")
    assert isinstance(fault, Fault)
    assert (fault.trouble, fault.method, fault.times) == (Trouble.SERVER_ERROR, "sendMessage", 2)


def test_a_code_brings_its_fault_about() -> None:
    play(
        script("""
        - Ana: /log squats 40 min
        - bot: Logged
        - fault: {code: 500, method: sendMessage}
        - later: 15 min
        - bot says nothing:
        - later: 1 hour
        - bot: reminder
        - bot: one hour after
    """)
    )


LOGGED = "- Ana: /log squats 40 min\n- bot: {buttons: BUTTONS}"
ROWS = "[[0, 1, 2, 3, 4, 5], [6, 7, 8, 9, 10]]"


@pytest.mark.parametrize("buttons", [ROWS, "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]"])
def test_buttons_are_told_with_their_rows_or_without(buttons: str) -> None:
    play(script(LOGGED.replace("BUTTONS", buttons)))


def test_other_rows_of_the_same_buttons_fail_a_script_that_tells_the_rows() -> None:
    failed = failure(LOGGED.replace("BUTTONS", "[[0, 1, 2, 3, 4, 5, 6], [7, 8, 9, 10]]"))
    [line] = [line for line in failed.difference if line.startswith("✗")]
    assert line.startswith("✗ has the rows of buttons [0] [1] [2] [3] [4] [5] [6] | [7] [8]")
    assert line.endswith("but it has [0] [1] [2] [3] [4] [5] | [6] [7] [8] [9] [10]")


def test_one_button_needs_no_list() -> None:
    assert does("bot: {buttons: Save}") == Expected(buttons=("Save",))
