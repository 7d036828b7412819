"""A session: asked in the group, answered unseen, kept in everybody's own record."""

from datetime import timedelta

import pytest

from bot.app import Kneecheck
from bot.sandbox.state import Era
from bot.sandbox.world import Sandbox
from bot.stage import BotOnStage
from bot.views.group import ANSWER_HERE
from tests.handlers.clinic import Clinic, stranger
from tests.handlers.phone import Phone

MONDAY_18 = "/session squats 18:00 45 min"


async def with_three(sandbox: Sandbox, stage: BotOnStage) -> tuple[Clinic, list[Phone]]:
    clinic = await Clinic(sandbox, stage).open()
    return clinic, [await clinic.admit(name) for name in ("Ana", "Ben", "Dora")]


async def test_the_group_is_asked_three_times_and_the_answers_are_only_counted(
    bot: Kneecheck, sandbox: Sandbox, stage: BotOnStage
) -> None:
    clinic, (ana, ben, dora) = await with_three(sandbox, stage)
    await clinic.room.says(clinic.cleo, MONDAY_18)
    assert "Squats today at 18:00" in clinic.room.last()
    await clinic.later(minutes=45)
    assert "Right after the squats" in clinic.room.last()
    assert "0 of 3 have answered" in clinic.room.last()
    for phone, score in ((ana, "7"), (ben, "3")):
        await clinic.room.taps(phone.user, ANSWER_HERE)
        await clinic.room.taps(phone.user, score)
    await clinic.later(seconds=5)
    assert "2 of 3 have answered" in clinic.room.last(dora.user)
    assert "7 of 10" in clinic.room.last(ana.user)
    assert "too much" in clinic.room.last(ana.user)
    await clinic.later(minutes=60)
    assert "One hour after the squats" in clinic.room.last()
    await clinic.later(hours=23)
    assert "24 hours after the squats" in clinic.room.last()
    for text in clinic.room.public():
        assert "7 of 10" not in text
        assert "Ana" not in text
    assert "7" in await ana.says("/history")


async def test_who_answers_is_not_asked_in_private_too_but_nudged_once(
    sandbox: Sandbox, stage: BotOnStage
) -> None:
    clinic, (ana, *_) = await with_three(sandbox, stage)
    await clinic.room.says(clinic.cleo, MONDAY_18)
    await clinic.later(minutes=45)
    await clinic.room.taps(ana.user, ANSWER_HERE)
    await clinic.room.taps(ana.user, "3")
    await ana.reads()
    await clinic.later(minutes=89)
    assert await ana.reads() == ""
    await clinic.later(minutes=2)
    assert "reminder" in await ana.reads()
    await ana.taps("4")
    await clinic.later(hours=22, minutes=29)
    assert await ana.reads() == ""
    await clinic.room.taps(ana.user, ANSWER_HERE)
    await clinic.room.taps(ana.user, "2")
    history = await ana.says("/history")
    assert "right after: 3, 1 h: 4, 24 h: 2" in history.replace("<b>", "").replace("</b>", "")
    await clinic.later(days=3)
    assert await ana.reads() == ""


async def test_the_private_chat_does_as_well(sandbox: Sandbox, stage: BotOnStage) -> None:
    clinic, (ana, *_) = await with_three(sandbox, stage)
    await clinic.room.says(clinic.cleo, MONDAY_18)
    await clinic.later(minutes=45)
    link = next(button.url for button in clinic.room.seen(ana.user)[-1].buttons if button.url)
    assert "Right after the squats" in await ana.says(f"/start {link.partition('start=')[2]}")
    assert "5 of 10" in await ana.taps("5")
    await clinic.later(seconds=5)
    assert "1 of 3" in clinic.room.last()


async def test_a_number_typed_in_private_is_not_lost_while_the_group_asks(
    sandbox: Sandbox, stage: BotOnStage
) -> None:
    clinic, (ana, *_) = await with_three(sandbox, stage)
    await clinic.room.says(clinic.cleo, MONDAY_18)
    await clinic.later(minutes=45)
    assert "Right after the squats" in await ana.says("6")
    assert "6 of 10" in await ana.taps("6")


@pytest.mark.parametrize("era", [Era.REFUSING, Era.UNAWARE])
async def test_a_server_without_ephemeral_messages_leaves_nobody_stuck(
    sandbox: Sandbox, stage: BotOnStage, era: Era
) -> None:
    clinic, (ana, *_) = await with_three(sandbox, stage)
    sandbox.set_era(era)
    await clinic.room.says(clinic.cleo, MONDAY_18)
    await clinic.later(minutes=45)
    answer = await clinic.room.taps(ana.user, ANSWER_HERE)
    assert answer is not None
    assert "?start=s_" in answer.url
    assert not any("worst pain" in one.text for one in clinic.room.seen(ana.user))


async def test_somebody_who_is_not_in_the_clinic_is_told_so_aside(
    sandbox: Sandbox, stage: BotOnStage
) -> None:
    clinic, _ = await with_three(sandbox, stage)
    eva = await stranger(clinic, "Eva")
    await clinic.room.says(clinic.cleo, MONDAY_18)
    await clinic.later(minutes=45)
    answer = await clinic.room.taps(eva, ANSWER_HERE)
    assert answer is not None
    assert answer.alert
    assert "not in this clinic" in answer.text


async def test_a_bare_number_goes_and_its_writer_is_asked_in_private(
    sandbox: Sandbox, stage: BotOnStage
) -> None:
    clinic, (ana, *_) = await with_three(sandbox, stage)
    await clinic.room.says(clinic.cleo, MONDAY_18)
    await clinic.later(minutes=45)
    await clinic.room.says(ana.user, "7")
    assert "7" not in [m.text for m in sandbox.messages(clinic.cleo, clinic.room.group)]
    assert "out of the group" in await ana.reads()
    await clinic.room.says(ana.user, "7 o'clock it is")
    shown = [m.text for m in sandbox.messages(clinic.cleo, clinic.room.group)]
    assert "7 o'clock it is" in shown


async def test_pain_and_log_are_answered_unseen(sandbox: Sandbox, stage: BotOnStage) -> None:
    clinic, (ana, ben, _) = await with_three(sandbox, stage)
    await clinic.room.says(ana.user, "/pain")
    assert "Nothing is asked" in clinic.room.last(ana.user)
    await clinic.room.says(clinic.cleo, MONDAY_18)
    await clinic.later(minutes=45)
    await clinic.room.says(ana.user, "/pain")
    assert "Right after the squats" in clinic.room.last(ana.user)
    await clinic.room.taps(ana.user, "3")
    assert "3 of 10" in clinic.room.last(ana.user)
    await clinic.room.says(ben.user, "/log run 5 km")
    assert "Logged" in await ben.reads()
    for text in clinic.room.public():
        assert "run" not in text
        assert "3 of 10" not in text


async def test_a_weekly_session_keeps_its_time_by_the_clinics_clock(
    sandbox: Sandbox, stage: BotOnStage
) -> None:
    clinic = await Clinic(sandbox, stage).open()
    await clinic.room.says(clinic.cleo, "/session lunges every Tue 18:00")
    await stage.move(timedelta(days=30))
    ends = [f"{at:%d.%m. %H:%M}" for at in clinic.room.asked("Right after the lunges")]
    # Berlin goes to summer time on 29 March: 19:00 there is 18:00 UTC before and 17:00 after.
    assert ends == ["03.03. 18:00", "10.03. 18:00", "17.03. 18:00", "24.03. 18:00", "31.03. 17:00"]


async def test_sessions_are_listed_skipped_changed_and_cancelled(
    sandbox: Sandbox, stage: BotOnStage
) -> None:
    clinic = await Clinic(sandbox, stage).open()
    room = clinic.room
    await room.says(clinic.cleo, "/session lunges every Tue 18:00")
    await room.says(clinic.cleo, "/sessions")
    await room.taps(clinic.cleo, "Lunges every Tue 18:00")
    await room.taps(clinic.cleo, "Skip Tue 3 March at 18:00")
    assert "Tue 3 March at 18:00 (skipped)" in room.last()
    await stage.move(timedelta(days=3))
    assert room.asked("Right after the") == []
    await room.says(clinic.cleo, "/session #1 lunges every Thu 19:00 30 min")
    assert "Lunges every Thu 19:00" in room.last()
    await stage.move(timedelta(days=6))
    assert [f"{at:%d.%m. %H:%M}" for at in room.asked("Right after the")] == ["05.03. 18:30"]
    await room.says(clinic.cleo, "/sessions")
    await room.taps(clinic.cleo, "Lunges every Thu 19:00")
    await room.taps(clinic.cleo, "Cancel this session")
    await room.taps(clinic.cleo, "Cancel it")
    await stage.move(timedelta(days=15))
    assert len(room.asked("Right after the")) == 1
