"""Scripts with groups, played with a small bot; what is wrong with one is told in plain words."""

from pathlib import Path
from typing import Any

import pytest

from bot.rehearsal.player import play
from bot.rehearsal.reading import ScriptError, read_file
from bot.rehearsal.transcript import ScriptFailure
from tests.rehearsal.small_club_bot import ClubBotProcess
from tests.rehearsal.stories import script
from tests.sandbox.judge import Judge

FOLDER = Path(__file__).parent / "club_scripts"
HEAD = "groups: {Knee group: {admins: [Ana], members: [Ben], bot: MEMBER}}".replace(
    "MEMBER", "member"
)


def _play(steps: str, head: str = HEAD) -> Any:
    return play(script(steps, head), new_process=ClubBotProcess)


def _failure(steps: str, head: str = HEAD) -> ScriptFailure:
    with pytest.raises(ScriptFailure) as failed:
        _play(steps, head)
    return failed.value


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_group_goes_as_written(path: Path) -> None:
    judge = Judge()
    play(read_file(path), watchers=[judge], new_process=ClubBotProcess)
    assert judge.problems == []


def test_the_transcript_says_where_and_to_whom() -> None:
    told = str(
        _play("""
        - Ana in Knee group: /ask
        - bot: Who answers
        - Ben in Knee group taps: Answer here
        - bot: knee
        - Ana makes the bot admin of Knee group: {may: [delete messages]}
        - bot: Hello
    """)
    )
    for line in (
        "Ana in Knee group ▸ /ask",
        "bot in Knee group: Who answers?",
        "Ben in Knee group taps [Answer here]",
        "bot in Knee group only to Ben: How is your knee?",
        "Ana makes the bot admin of Knee group: delete messages",
    ):
        assert line in told


@pytest.mark.parametrize(
    ("step", "difference"),
    [
        ("bot in Knee group: zebra", "The new message of the bot in Knee group is:"),
        ("bot in Knee group only to Ben: Who", "The bot shows nothing new here."),
        ("bot to Ana: Who", "The bot shows nothing new here."),
        ("bot in Knee group: {topic: Chat}", "✗ is in the topic Chat, but it is in no topic"),
        ("bot says nothing in Knee group:", "The bot has said something in Knee group that"),
        ("Knee group never saw: WHO  answers", "Knee group saw “WHO  answers”, in this new"),
        ("Ben never saw: Answer here", "Ben saw “Answer here”, in this new message of the bot:"),
        ("Ben in Knee group taps: x", "no message of the bot in Knee group has a button [x]"),
        ("Cleo in Knee group: x", "This can not be done: Cleo cannot write in Knee group."),
        ("Ben removes Ana from Knee group:", "Ben is no admin of Knee group."),
        ("Ana follows the link:", "Ana sees no link to the bot."),
        ("Ana in Knee group pastes: /staff", "Ana sees nothing to copy with “/staff”."),
        ("Knee group becomes a supergroup:", "Knee group is a supergroup already."),
        ("Ana opens a topic in Knee group: x", "Knee group has no topics."),
    ],
)
def test_the_difference_names_the_place(step: str, difference: str) -> None:
    failed = _failure(f"- Ana in Knee group: /ask\n- {step}")
    assert any(difference in line for line in failed.difference), failed.difference


def test_a_stranger_sees_nothing_of_a_group() -> None:
    _play("""
        - Cleo: hello
        - bot to Cleo: hello
        - Ana in Knee group: /ask
        - bot: Who
        - Cleo never saw: Who
    """)


def test_files_are_read_too() -> None:
    steps = """
        - Ben: /export
        - bot: {file: club.csv, holds: [Ben, "7"]}
        - bot: {contains: your week, file: picture}
    """
    told = str(_play(f"{steps}    - Ana: hi\n        - bot: hi\n        - Ana never saw: score"))
    assert "bot to Ben: 📎 club.csv" in told
    assert "Ben saw “Ben,7”" in str(_failure(f"{steps}    - Ben never saw: Ben,7"))
    wrong = _failure('- Ben: /export\n- bot: {file: a.csv, holds: "8"}')
    assert "✗ comes with the file a.csv, but it comes with club.csv" in wrong.difference
    assert "✗ holds “8” in its file" in wrong.difference


def test_what_must_not_be_in_the_log_is_found_there() -> None:
    _play("- Ben: /export\n- bot:\n- bot:\n- log never shows: [Ben, squats]")
    failed = _failure("- Ben: /shout\n- log never shows: [squats, Ben]")
    assert failed.difference[0] == "The bot has logged “Ben”:"
    assert "shouted name=Ben" in failed.difference[1]


def test_an_unspoken_message_in_a_group_fails_the_script() -> None:
    failed = _failure("- Ana in Knee group: /ask\n- Ben: x\n- bot to Ben: x")
    assert failed.place == "At the end"


def test_telegrams_limits_can_be_switched_on() -> None:
    steps = "- Ana in Knee group: /ask\n- bot: Who\n" * 21
    _play(steps)
    failed = _failure(steps, f"{HEAD}\nlimits: true\nexpects errors: true")
    assert failed.place.startswith("Step 42 ")
    assert failed.difference == ("The bot shows nothing new here.",)


def test_without_privacy_mode_the_bot_hears_all() -> None:
    steps = '- Ben in Knee group: "7"\n- bot: {removes: "7"}'
    assert "nothing new" in str(_failure(steps))
    _play(steps, HEAD.replace("bot: member", "bot: [delete messages]"))
    heard = '- Ben in Knee group: "/ask me"\n- bot: Who\n- Ben in Knee group: "7"'
    _play(f"{heard}\n- bot says nothing:")
    with pytest.raises(ScriptFailure, match="Message can't be deleted"):
        _play(f"{heard}\n- bot says nothing:", f"{HEAD}\nprivacy mode: false")


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        ("Ana in Knee grop", "“Knee grop” is not known here (did you mean “Knee group”?)"),
        ("Ana in Knee group tap", "(did you mean “Ana in Knee group taps”?)"),
        ("Ana join Knee group", "(did you mean “Ana joins Knee group”?)"),
        ("Ana adds bot to Knee group", "“Ana adds bot to Knee group” is not known here"),
        ("Cleo joins Other group", "“Other group” is not known here"),
        ("bot in Knee group only to Cleo", "names Cleo, who does nothing in this script"),
        ("Cleo never saw", "names Cleo, who does nothing in this script"),
    ],
)
def test_a_slip_about_a_group_is_told(heading: str, told: str) -> None:
    with pytest.raises(ScriptError) as wrong:
        script(
            f"- Ana: x\n- {heading}: x" if "joins" not in heading else f"- Ana: x\n- {heading}:",
            HEAD,
        )
    assert told in str(wrong.value)


@pytest.mark.parametrize(
    ("group", "told"),
    [
        ("{members: [Ana]}", "“groups.Knee group.admins” is missing"),
        ("{admins: [Ana], kind: channel}", "“groups.Knee group.kind” is 'channel'"),
        ("{admins: [Ana], kind: group, topics: [x]}", "a group with topics is a supergroup"),
        ("{admins: [Ana], anonymous: [Ben]}", "Ben is anonymous and no admin"),
        ("{admins: [Ana], bot: boss}", "is one of absent, member, admin, or a list of what it may"),
        ("{admins: [Ana], bot: [fly]}", "delete messages, manage video chats"),
    ],
)
def test_a_wrong_group_is_told_with_what_is_allowed(group: str, told: str) -> None:
    with pytest.raises(ScriptError) as wrong:
        script("- Ana: x", f"groups: {{Knee group: {group}}}")
    assert told in str(wrong.value)


def test_a_step_about_a_group_needs_one() -> None:
    with pytest.raises(ScriptError, match="is no group of this script; its head has no groups"):
        script("- Ana in Knee group: x")
