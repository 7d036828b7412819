"""When something breaks on our side, people read a kind sentence and lose nothing."""

import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from itertools import product

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from bot.app import Kneecheck
from bot.sandbox.faults import FaultKind
from bot.sandbox.log import TapAnswered
from bot.sandbox.world import Sandbox
from bot.stage import BotOnStage
from bot.storage.tables import Answer, Base, Workout
from tests.handlers.phone import Phone

OUR_FAULT = "went wrong on my side"
UNDELIVERED = [
    FaultKind.SERVER_ERROR,
    FaultKind.BAD_GATEWAY,
    FaultKind.TIME_OUT,
    FaultKind.CUT_BEFORE,
]


_CHANGES = tuple(product(Base.metadata.tables, ("INSERT", "UPDATE", "DELETE")))


def leave_room_for(session: Session, pages: int) -> None:
    """SQLite refuses whatever needs more, as it does on a full disk."""
    used: int = session.execute(text("PRAGMA page_count")).scalar_one()
    session.execute(text(f"PRAGMA max_page_count = {used + pages}"))


def refuse_to_write(session: Session) -> None:
    """Everything can be read, and no row of any table can be changed."""
    for table, change in _CHANGES:
        session.execute(
            text(
                f"CREATE TEMP TRIGGER no_{change}_{table} BEFORE {change} ON {table} "
                "BEGIN SELECT RAISE(FAIL, 'disk I/O error'); END"
            )
        )


def write_again(session: Session) -> None:
    for table, change in _CHANGES:
        session.execute(text(f"DROP TRIGGER no_{change}_{table}"))


def workouts(session: Session) -> int | None:
    return session.scalar(select(func.count()).select_from(Workout))


def scores(session: Session) -> list[int]:
    return list(session.scalars(select(Answer.score).order_by(Answer.id)))


async def test_on_a_full_disk_everything_confirmed_stays_and_the_rest_is_owned_up_to(
    bot: Kneecheck, ana: Phone
) -> None:
    await bot.database.run(leave_room_for, 2)
    confirmed = 0
    while "Logged" in (answer := await ana.says("/log squats 40 min")):
        confirmed += 1
        assert confirmed < 500
    assert OUR_FAULT in answer
    assert await bot.database.run(workouts) == confirmed

    await bot.database.run(leave_room_for, 1000)
    assert "Logged" in await ana.says("/log squats 40 min")
    assert await bot.database.run(workouts) == confirmed + 1


@pytest.mark.parametrize(
    "act",
    [
        lambda ana: ana.says("/log lunges 20 min"),
        lambda ana: ana.says("/log"),
        lambda ana: ana.says("/log 40 min"),
        lambda ana: ana.taps("7"),
        lambda ana: ana.says("7"),
        lambda ana: ana.says("/timezone Asia/Tokyo"),
        lambda ana: ana.says("/cancel"),
        lambda ana: ana.forges("r:1"),
        lambda ana: ana.forges("n"),
    ],
    ids=["log", "log step", "log part", "tap", "type", "zone", "cancel", "remove", "new log"],
)
async def test_while_nothing_can_be_written_people_are_told_and_what_was_confirmed_stays(
    bot: Kneecheck, ana: Phone, act: Callable[[Phone], Awaitable[str]]
) -> None:
    await ana.says("/log squats 40 min")
    await ana.says("/log")
    history = await ana.says("/history")
    await bot.database.run(refuse_to_write)
    assert OUR_FAULT in await act(ana)
    assert await ana.says("/history") == history
    await bot.database.run(write_again)
    answer = await act(ana)
    assert answer
    assert OUR_FAULT not in answer


async def test_what_the_log_says_of_a_failure_holds_nothing_that_people_said(
    bot: Kneecheck, ana: Phone, caplog: pytest.LogCaptureFixture
) -> None:
    await ana.says("/log squats 40 min")
    await bot.database.run(refuse_to_write)
    with caplog.at_level(logging.DEBUG):
        await ana.taps("7")
        await ana.says("/log lunges 33 min")
    await bot.database.run(write_again)
    failed = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert len(failed) == 2
    lines = "\n".join(
        logging.Formatter("%(message)s").format(record)
        for record in caplog.records
        if not record.name.startswith(("asyncio", "telegram", "apscheduler"))
    )
    assert "update.failed error=IntegrityError" in lines
    for said in ("lunges", "33", "'7'", "Ana", str(ana.user.id)):
        assert said not in lines


@pytest.mark.parametrize("kind", UNDELIVERED)
async def test_a_confirmation_that_is_not_delivered_still_leads_to_the_question(
    bot: Kneecheck, sandbox: Sandbox, stage: BotOnStage, ana: Phone, kind: FaultKind
) -> None:
    sandbox.faults.add(kind, method="sendMessage", times=2)
    await ana.says("/log squats 40 min")
    assert await bot.database.run(workouts) == 1
    await stage.move(timedelta(minutes=1))
    assert "Right after your squats" in ana.messages[-1].text
    await ana.taps("3")
    await stage.move(timedelta(hours=1))
    assert [message.text.partition(" your")[0] for message in ana.messages] == [
        "Right after",
        "One hour after",
    ]


async def test_a_confirmation_whose_answer_got_lost_is_asked_once_more_and_counts_once(
    bot: Kneecheck, sandbox: Sandbox, stage: BotOnStage, ana: Phone
) -> None:
    sandbox.faults.add(FaultKind.CUT_AFTER, method="sendMessage")
    await ana.says("/log squats 40 min")
    await stage.move(timedelta(minutes=1))
    confirmation, question = ana.messages
    await ana.forges("s:1:3", confirmation)
    await ana.forges("s:1:4", question)
    assert "Your answer: 4 of 10" in question_text(ana, question.message_id)
    assert await bot.database.run(workouts) == 1
    assert await bot.database.run(scores) == [3, 4]


def question_text(phone: Phone, message_id: int) -> str:
    return next(m.text for m in phone.messages if m.message_id == message_id)


@pytest.mark.parametrize("kind", UNDELIVERED)
async def test_save_counts_even_if_its_confirmation_is_not_delivered(
    bot: Kneecheck, sandbox: Sandbox, stage: BotOnStage, ana: Phone, kind: FaultKind
) -> None:
    await ana.says("did squats for 40 min")
    sandbox.faults.add(kind, method="editMessageText", times=2)
    await ana.taps("Save")
    await stage.move(timedelta(minutes=1))
    assert "Right after your squats" in ana.messages[-1].text
    assert "already logged" in await ana.taps("Save")
    assert await bot.database.run(workouts) == 1


@pytest.mark.parametrize("kind", UNDELIVERED)
@pytest.mark.parametrize("method", ["answerCallbackQuery", "editMessageText"])
async def test_an_answer_is_kept_even_if_nothing_can_be_shown(
    bot: Kneecheck, sandbox: Sandbox, ana: Phone, kind: FaultKind, method: str
) -> None:
    await ana.says("/log squats 40 min")
    sandbox.faults.add(kind, method=method)
    await ana.taps("3")
    assert await bot.database.run(scores) == [3]
    assert "right after: 3" in await ana.says("/history")


async def test_a_tap_that_failed_does_not_keep_its_button_waiting(
    bot: Kneecheck, sandbox: Sandbox, ana: Phone
) -> None:
    await ana.says("/log squats 40 min")
    await bot.database.run(refuse_to_write)
    await ana.taps("7")
    assert any(isinstance(deed, TapAnswered) for deed in sandbox.log)
    await bot.database.run(write_again)
    await ana.taps("7")
    assert await bot.database.run(scores) == [7]


async def test_a_mistake_of_ours_is_told_once_and_the_next_message_is_answered(
    bot: Kneecheck, ana: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("a mistake of ours")

    with monkeypatch.context() as broken_for_now:
        broken_for_now.setattr("handlers.history.view", broken)
        assert (await ana.says("/history")).count(OUR_FAULT) == 1
    assert "Nothing logged yet" in await ana.says("/history")
