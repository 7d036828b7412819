"""Anyone may press any button ever sent, twice, at once, years later, or forge its data."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.app import Kneecheck
from bot.domain.check_in import CheckInState
from bot.domain.draft import Draft
from bot.domain.workout import Activity
from bot.sandbox.world import Sandbox
from bot.stage import BotOnStage
from bot.storage.tables import Answer, CheckIn, Job, Prompt, Workout
from bot.views.taps import EndedAgo, FillIn, Remove, Score, Tap, TypeTheTime, write
from tests.handlers.phone import Phone

ANOTHER_VERSION = "another version of me"
SOMEBODY_ELSE = "somebody else"
LOGGED = (1, 3, 0, 4)
"""One workout with its check-ins; two are to be asked, one to be reminded of and to be closed."""


def scores(session: Session) -> list[int]:
    return list(session.scalars(select(Answer.score).order_by(Answer.id)))


def counts(session: Session) -> tuple[int | None, ...]:
    """How many workouts, check-ins, answers and jobs there are."""
    return tuple(
        session.scalar(select(func.count()).select_from(table))
        for table in (Workout, CheckIn, Answer, Job)
    )


async def test_two_taps_at_once_leave_one_current_answer_and_both_in_the_record(
    bot: Kneecheck, sandbox: Sandbox, ana: Phone
) -> None:
    await ana.says("/log squats 40 min")
    question = ana.messages[-1]
    for data in ("s:1:3", "s:1:7"):
        sandbox.tap(ana.user, question.message_id, data)
    await ana.reads()
    assert await bot.database.run(scores) == [3, 7]
    assert "Your answer: 7 of 10" in ana.messages[-1].text
    assert "right after: 7" in await ana.says("/history")


async def test_the_same_tap_delivered_twice_is_shown_as_one_answer(
    sandbox: Sandbox, ana: Phone
) -> None:
    await ana.says("/log squats 40 min")
    sandbox.faults.repeat_updates()
    await ana.taps("3")
    assert "Your answer: 3 of 10" in ana.messages[-1].text
    assert len(ana.messages) == 1


@pytest.mark.parametrize("taps", [2, 5])
async def test_save_tapped_several_times_at_once_logs_one_workout(
    bot: Kneecheck, sandbox: Sandbox, ana: Phone, taps: int
) -> None:
    await ana.says("did squats for 40 min")
    offer = ana.messages[-1]
    [save] = [button.data for button in offer.buttons if button.text == "Save"]
    for _ in range(taps):
        sandbox.tap(ana.user, offer.message_id, save or "")
    assert "already logged" in await ana.reads()
    assert await bot.database.run(counts) == LOGGED
    assert len(ana.messages) == 1


async def test_two_people_tap_at_once_and_each_gets_their_own(
    bot: Kneecheck, sandbox: Sandbox, ana: Phone, ben: Phone
) -> None:
    await asyncio.gather(ana.says("/log squats 40 min"), ben.says("/log lunges 20 min"))
    sandbox.tap(ana.user, ana.messages[-1].message_id, "s:1:3")
    sandbox.tap(ben.user, ben.messages[-1].message_id, "s:4:8")
    await ana.reads()
    assert "Your answer: 3 of 10" in ana.messages[-1].text
    assert "Your answer: 8 of 10" in ben.messages[-1].text


@pytest.mark.parametrize("data", ["s:1:3", "m:1", "r:1"], ids=["answer", "fill in", "remove"])
@pytest.mark.parametrize("answered", [True, False])
async def test_a_button_of_somebody_elses_check_in_does_nothing_and_says_nothing_of_it(
    bot: Kneecheck, ana: Phone, ben: Phone, data: str, answered: bool
) -> None:
    await ana.says("/log squats 40 min")
    if answered:
        await ana.taps("7")
    await ben.says("/start")
    before, hers = await bot.database.run(counts), ana.messages
    answer = await ben.forges(data)
    assert SOMEBODY_ELSE in answer
    assert "7" not in answer
    assert "squats" not in answer.lower()
    assert await bot.database.run(counts) == before
    assert ana.messages == hers


@pytest.mark.parametrize("data", ["s:99:3", "m:99", "r:99", "s:999999999999999999:3"])
async def test_a_number_that_nothing_has_is_answered_politely(ana: Phone, data: str) -> None:
    await ana.says("/start")
    assert "removed" in await ana.forges(data)


@pytest.mark.parametrize("data", ["s:1:3", "m:1", "r:1"])
async def test_the_buttons_of_a_removed_workout_answer_politely(
    bot: Kneecheck, ana: Phone, data: str
) -> None:
    await ana.says("/log squats 40 min")
    question = ana.messages[-1]
    await ana.says("/undo")
    await ana.taps("Remove")
    assert "removed" in await ana.forges(data, question)
    assert await bot.database.run(counts) == (0, 0, 0, 0)


@pytest.mark.parametrize(
    "data",
    [
        "",
        " ",
        "😀",
        "q",
        "score:3",
        "s",
        "s:1",
        "s:1:11",
        "s:1:-1",
        "s:1:3:",
        "s:1:3\n",
        "s:x:3",
        "e:999999999999999999:,,,,,",
        "f:run,99999999999,,,,",
        "w:typed:,,,,,",
        "c:,,,,,",
    ],
)
async def test_data_that_no_button_carries_is_explained(
    bot: Kneecheck, ana: Phone, data: str
) -> None:
    await ana.says("/log squats 40 min")
    assert ANOTHER_VERSION in await ana.forges(data)
    assert await bot.database.run(counts) == LOGGED


async def test_a_check_in_that_was_not_asked_can_not_be_answered(
    bot: Kneecheck, ana: Phone
) -> None:
    await ana.says("/log squats 40 min")
    for data in ("s:2:3", "m:3"):
        assert "have not asked this yet" in await ana.forges(data)
    assert await bot.database.run(counts) == LOGGED


async def test_a_button_works_years_later_and_its_answer_is_late(
    stage: BotOnStage, ana: Phone
) -> None:
    await ana.says("/log squats 40 min")
    question = ana.messages[-1]
    await stage.move(timedelta(days=800))
    answer = await ana.forges("s:1:3", question)
    assert "Your answer: 3 of 10, tolerable, given late" in answer


async def test_a_button_under_a_message_that_is_gone_still_counts(
    bot: Kneecheck, ana: Phone
) -> None:
    await ana.says("/log squats 40 min")
    question = ana.messages[-1]
    await bot.application.bot.delete_message(ana.user.id, question.message_id)
    assert "Your answer: 3 of 10" in await ana.forges("s:1:3", question)
    assert await bot.database.run(scores) == [3]


ENDED = Draft(activity=Activity.RUN, minutes=5, ended_at=None)
FORGED_LONG_AGO = "run,,,0,,"
FORGED_FUTURE = "run,,,9999999999,,"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (f"w:typed:{FORGED_FUTURE}", "future"),
        (f"w:typed:{FORGED_LONG_AGO}", "more than 36 hours ago"),
        ("w:typed:run,0,,1772470800,,", "0 minutes"),
        ("w:typed:run,86401,,1772470800,,", "more than 24 hours"),
        ("w:typed:run,,0,1772470800,,", "0 km"),
        ("w:typed:run,,1000001,1772470800,,", "more than 1000 km"),
        (f"c:{FORGED_FUTURE}", "What shall I change?"),
        (f"f:{FORGED_FUTURE}", "How long"),
        ("f:run,9999999999,9999999999,9999999999,10,10", "Shall I save it?"),
        (write(EndedAgo(1440, ENDED)), "How hard"),
        (write(TypeTheTime(ENDED)), "Type when it ended"),
    ],
)
async def test_a_forged_draft_is_judged_like_a_typed_one(ana: Phone, data: str, said: str) -> None:
    await ana.says("/start")
    assert said in await ana.forges(data)
    assert await ana.says("hello")


@pytest.mark.parametrize("tap", [Score(1, 3), FillIn(1), Remove(1)])
async def test_somebody_who_never_wrote_changes_nothing_in_another_chat(
    bot: Kneecheck, sandbox: Sandbox, ana: Phone, ben: Phone, tap: Tap
) -> None:
    await ana.says("/log squats 40 min")
    hers = ana.messages
    sandbox.tap(ben.user, hers[-1].message_id, write(tap), chat_of=ana.user)
    assert SOMEBODY_ELSE in await ana.reads()
    assert await bot.database.run(counts) == LOGGED
    assert ana.messages == hers


async def test_the_last_tap_wins_however_quickly_they_come(
    bot: Kneecheck, sandbox: Sandbox, ana: Phone
) -> None:
    await ana.says("/log squats 40 min")
    question = ana.messages[-1]
    for score in range(11):
        sandbox.tap(ana.user, question.message_id, f"s:1:{score}")
    await ana.reads()
    assert await bot.database.run(scores) == list(range(11))
    assert "Your answer: 10 of 10" in ana.messages[-1].text


async def test_a_saved_draft_is_no_longer_waited_for(bot: Kneecheck, ana: Phone) -> None:
    await ana.says("/log")
    for label in ("Squats", "40 min", "Just now", "Skip", "Skip", "Save"):
        await ana.taps(label)
    assert "Logged: squats, 40 min" in ana.messages[-1].text

    def prompts(session: Session) -> int | None:
        return session.scalar(select(func.count()).select_from(Prompt))

    def state(session: Session) -> CheckInState:
        return session.get_one(CheckIn, 1).state

    assert await bot.database.run(prompts) == 0
    assert await bot.database.run(state) is CheckInState.ASKED
