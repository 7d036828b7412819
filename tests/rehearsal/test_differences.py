"""A script fails when the bot does anything else, and says what in a chat and a few lines."""

import asyncio
import logging

import pytest

from bot.rehearsal import process
from bot.rehearsal.player import play
from handlers import talk
from tests.rehearsal.stories import failure, script


def test_the_text_shows_the_chat_so_far_and_which_wish_was_not_fulfilled() -> None:
    failed = failure("""
        - Ana: /log squats 40 min
        - bot: Logged
        - later: 15 min
        - bot: {contains: [reminder, run], lacks: squats}
        - Ana taps: "3"
    """)
    assert failed.place == "Step 4 (line 7, “bot”)"
    assert failed.difference[1:4] == (
        "✓ contains “reminder”",
        "✗ contains “run”",
        "✗ lacks “squats”",
    )
    text = str(failed)
    assert text.startswith("story.yaml: A story")
    assert "── Mon 2 March 18:00 ──\n  Ana ▸ /log squats 40 min\n  bot: Logged: squats" in text
    assert "── Mon 2 March 18:15 ──\n  bot: A quick reminder" in text
    assert "[0] [1] [2] [3] [4] [5]\n    [6] [7] [8] [9] [10]" in text
    assert "taps [3]" not in text
    assert "Traceback" not in text


@pytest.mark.parametrize(
    ("expected", "difference"),
    [
        ("{buttons: [Save]}", "✗ has the buttons [Save], but it has [0] [1] [2]"),
        ("{contains: Logged, cites: [A8]}", "✗ cites A8, but it cites nothing"),
        ("{shows: Logged}", "The bot shows nothing new here."),
        ("{removes: Logged}", "The bot shows nothing new here."),
    ],
)
def test_each_wish_is_told_in_its_own_words(expected: str, difference: str) -> None:
    failed = failure(f"""
        - Ana: /log squats 40 min
        - bot: {expected}
    """)
    assert any(line.startswith(difference) for line in failed.difference)


def test_facts_are_named_perhaps_among_others_and_no_facts_are_none() -> None:
    steps = """
        - Ana: /log squats 40 min
        - bot: {contains: Logged, cites: []}
        - Ana taps: "3"
        - bot: {contains: tolerable, cites: [FACTS]}
    """
    play(script(steps.replace("FACTS", "A7")))
    play(script(steps.replace("FACTS", "A6, A7, A5")))
    wrong = failure(steps.replace("FACTS", "A7, A8"))
    assert "✗ cites A7, A8, but it cites A5, A6, A7" in wrong.difference
    assert (
        "✗ cites nothing, but it cites A5, A6, A7" in failure(steps.replace("FACTS", "")).difference
    )


def test_a_message_that_the_script_does_not_speak_of_fails_it_at_the_end() -> None:
    failed = failure("""
        - Ana: /log squats 40 min
        - bot: Logged
        - Ana: /help
    """)
    assert failed.place == "At the end"
    assert failed.difference[1].startswith("Log a workout")


def test_a_message_breaks_a_silence() -> None:
    failed = failure("""
        - Ana: /log squats 40 min
        - bot: Logged
        - bot says nothing: for 14 min
        - bot says nothing: for 1 min
    """)
    assert failed.place == "Step 4 (line 7, “bot says nothing”)"
    assert failed.difference[1].startswith("A quick reminder")


def test_messages_are_spoken_of_in_their_order() -> None:
    failed = failure("""
        - Ana: /help
        - Ana: /history
        - bot: nothing logged
        - bot: /undo
    """)
    assert failed.place == "Step 3 (line 6, “bot”)"


def test_a_change_from_before_the_last_thing_somebody_did_is_no_answer_to_it() -> None:
    failed = failure("""
        - Ana: /log squats 40 min
        - bot: Logged
        - Ana taps: "3"
        - later: 1 min
        - bot: tolerable
    """)
    assert failed.difference == ("The bot shows nothing new here.",)


def test_people_are_told_apart() -> None:
    failed = failure("""
        - Ana: /help
        - Ben: /history
        - bot to Ana: nothing logged
        - bot to Ben: nothing logged
    """)
    assert failed.place == "Step 3 (line 6, “bot to Ana”)"
    assert "bot to Ben: Nothing logged yet" in str(failed)


@pytest.mark.parametrize(
    ("step", "reason"),
    [
        ('Ana taps: "11"', "no message of the bot in Ana's chat has a button [11]"),
        ("Ana taps: {button: '3', on: run}", "no message of the bot that contains “run”"),
        ("Ana taps: {gone button: Save}", "no message of the bot in Ana's chat had a button"),
        ("Ana: {text: 3, reply to: run}", "no message in Ana's chat contains “run”"),
        ("Ana: {text: ab, repeated: 4096}", "a message has 1 to 4096 characters"),
        ("clock: 2026-03-02 17:00", "the clock only moves forward"),
        ("clock: 2026-03-29 02:30", "no clock in Europe/Berlin ever shows 2026-03-29 02:30"),
    ],
)
def test_what_can_not_be_done_is_said(step: str, reason: str) -> None:
    failed = failure(f"""
        - Ana: /log squats 40 min
        - bot: Logged
        - {step}
    """)
    assert failed.place.startswith("Step 3")
    assert failed.difference[0].startswith(f"This can not be done: {reason}")


def test_the_bot_does_not_come_back_without_telegram() -> None:
    failed = failure("""
        - Ana: /help
        - bot: /log
        - fault: network down
        - restart:
    """)
    assert "the bot can not start without Telegram" in failed.difference[0]


def test_a_death_that_never_came_fails_the_script() -> None:
    failed = failure("""
        - Ana: /help
        - bot: /log
        - fault: {what: dies before, method: sendMessage}
    """)
    assert failed.difference == ("The process was to die at a request that never came.",)


def test_an_error_in_the_log_fails_a_script_that_does_not_expect_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    steps = """
        - Ana: /help
        - bot: /log
    """

    async def broken(_turn: object) -> None:
        raise RuntimeError("broken on purpose")

    play(script(steps))
    assert failure(steps, "expects errors: true").difference == (
        "The script expects errors in the bot's log; there are none.",
    )
    monkeypatch.setattr(talk, "help_", broken)
    failed = failure(steps)
    assert failed.place == "Step 1 (line 4, “Ana”)"
    assert failed.difference[0] == "The bot has logged an error:"
    play(script(steps.replace("/log", "something went wrong"), "expects errors: true"))


def test_a_bot_that_never_comes_to_rest_fails_the_script(monkeypatch: pytest.MonkeyPatch) -> None:
    async def never(_turn: object) -> None:
        await asyncio.get_running_loop().create_future()

    monkeypatch.setattr(talk, "help_", never)
    monkeypatch.setattr(process, "PATIENCE_S", 0.1)
    failed = failure("- Ana: /help")
    assert failed.difference == ("The bot is still busy after 0.1 s.",)


def test_scripts_mean_the_same_on_every_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KNEECHECK_CHECK_IN_OFFSETS", "nonsense")
    monkeypatch.setenv("KNEECHECK_TIME_ZONE", "Asia/Tokyo")
    play(script("- Ana: /timezone\n- bot: [Europe/Berlin, '18:00']"))


def test_a_performance_leaves_the_log_as_it_was() -> None:
    before = list(logging.getLogger().handlers)
    play(script("- Ana: /help\n- bot: /log"))
    assert logging.getLogger().handlers == before
