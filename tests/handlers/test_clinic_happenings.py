"""Things that happen to groups: none loses a private check-in, each ends or pauses the right jobs
and tells the right person."""

import pytest
from sqlalchemy import select

from bot.app import Kneecheck
from bot.domain.clinic import Pause
from bot.sandbox.members import MEMBER
from bot.sandbox.values import ChatKind
from bot.sandbox.world import Sandbox
from bot.services.clinics import clinic_in
from bot.stage import BotOnStage
from bot.storage.tables import Job
from bot.views.group import ANSWER_HERE
from tests.handlers.clinic import Clinic
from tests.handlers.phone import Phone
from tests.handlers.room import Room


async def pause_of(bot: Kneecheck, clinic: Clinic) -> Pause | None:
    found = await bot.database.run(clinic_in, clinic.room.id)
    assert found is not None
    return found.pause


async def jobs_in_groups(bot: Kneecheck) -> int:
    rows = await bot.database.run(
        lambda s: s.scalars(select(Job.id).where(Job.post_id.is_not(None))).all()
    )
    return len(rows)


async def with_a_session(sandbox: Sandbox, stage: BotOnStage) -> tuple[Clinic, Phone]:
    """Ana has answered the first question of a session in the group."""
    clinic = await Clinic(sandbox, stage).open("digest never")
    sandbox.send_text(clinic.cleo, "/help")
    ana = await clinic.admit("Ana")
    await clinic.room.says(clinic.cleo, "/session squats 18:00 45 min")
    await clinic.later(minutes=45)
    await clinic.room.taps(ana.user, ANSWER_HERE)
    await clinic.room.taps(ana.user, "3")
    await ana.reads()
    return clinic, ana


def told(sandbox: Sandbox, clinic: Clinic, words: str) -> bool:
    return any(words in message.text for message in sandbox.messages(clinic.cleo))


async def test_a_removed_bot_asks_in_private_and_tells_the_admin(
    bot: Kneecheck, sandbox: Sandbox, stage: BotOnStage
) -> None:
    clinic, ana = await with_a_session(sandbox, stage)
    sandbox.groups.remove(clinic.room.group, sandbox.bot, clinic.cleo)
    await stage.settled()
    assert await pause_of(bot, clinic) is Pause.REMOVED
    assert await jobs_in_groups(bot) == 0
    assert told(sandbox, clinic, "I am not in the group any more")
    await clinic.later(hours=1, minutes=10)
    assert "One hour after your squats" in await ana.reads()
    await ana.taps("4")
    await clinic.later(hours=23)
    assert "24 hours after your squats" in await ana.reads()


async def test_a_muted_bot_pauses_and_goes_on_when_it_may_write_again(
    bot: Kneecheck, sandbox: Sandbox, stage: BotOnStage
) -> None:
    clinic, ana = await with_a_session(sandbox, stage)
    sandbox.groups.make_plain(clinic.room.group, sandbox.bot, clinic.cleo)
    sandbox.groups.mute(clinic.room.group, sandbox.bot, clinic.cleo)
    await stage.settled()
    assert await pause_of(bot, clinic) is Pause.MUTED
    assert told(sandbox, clinic, "may not write")
    await clinic.later(hours=1, minutes=10)
    assert "One hour after your squats" in await ana.reads()
    sandbox.groups.make_plain(clinic.room.group, sandbox.bot, clinic.cleo)
    await stage.settled()
    assert await pause_of(bot, clinic) is None
    await clinic.later(hours=23)
    assert "24 hours after the squats" in clinic.room.last()
    assert "24 hours after" not in await ana.reads()


async def test_a_group_that_moves_takes_the_clinic_along_and_is_asked_once(
    bot: Kneecheck, sandbox: Sandbox, stage: BotOnStage
) -> None:
    clinic = Clinic(sandbox, stage)
    clinic.room = Room(sandbox, stage, "Old group", clinic.cleo, bot=MEMBER, kind=ChatKind.GROUP)
    await clinic.open("digest never")
    ana = await clinic.admit("Ana")
    await clinic.room.says(clinic.cleo, "/session squats 18:00 45 min")
    clinic.room.group = sandbox.groups.become_supergroup(clinic.room.group, clinic.cleo)
    await clinic.later(minutes=45)
    assert len(clinic.room.asked("Right after the squats")) == 1
    await clinic.room.taps(ana.user, ANSWER_HERE)
    await clinic.room.taps(ana.user, "3")
    assert "3 of 10" in clinic.room.last(ana.user)
    assert await pause_of(bot, clinic) is None


async def test_what_was_asked_in_a_group_that_moved_is_asked_anew(
    sandbox: Sandbox, stage: BotOnStage
) -> None:
    clinic = Clinic(sandbox, stage)
    clinic.room = Room(sandbox, stage, "Old group", clinic.cleo, bot=MEMBER, kind=ChatKind.GROUP)
    await clinic.open("digest never")
    ana, ben = await clinic.admit("Ana"), await clinic.admit("Ben")
    await clinic.room.says(clinic.cleo, "/session squats 18:00 45 min")
    await clinic.later(minutes=45)
    [link] = [button.url for button in clinic.room.seen(ana.user)[-1].buttons if button.url]
    clinic.room.group = sandbox.groups.become_supergroup(clinic.room.group, clinic.cleo)
    await ana.says(f"/start {link.partition('start=')[2]}")
    await ana.taps("3")
    await clinic.later(seconds=5)
    assert len(clinic.room.asked("Right after the squats")) == 1
    await clinic.room.taps(ben.user, ANSWER_HERE)


@pytest.mark.parametrize("what", ["closed", "deleted"])
async def test_a_topic_that_ends_pauses_until_here_is_sent_in_another(
    bot: Kneecheck, sandbox: Sandbox, stage: BotOnStage, what: str
) -> None:
    clinic = Clinic(sandbox, stage)
    clinic.room = Room(sandbox, stage, "Forum", clinic.cleo, bot=MEMBER, topics=("Knees", "Other"))
    sandbox.send_text(clinic.cleo, "/help")
    await clinic.room.says(clinic.cleo, "/clinic digest never", topic="Knees")
    await clinic.room.says(clinic.cleo, "/session squats 18:00 45 min", topic="Knees")
    groups = sandbox.groups
    (groups.close_topic if what == "closed" else groups.delete_topic)(
        clinic.room.group, clinic.cleo, "Knees"
    )
    await clinic.later(minutes=45)
    assert await pause_of(bot, clinic) is Pause.TOPIC
    assert told(sandbox, clinic, "/here")
    await clinic.room.says(clinic.cleo, "/here", topic="Other")
    assert await pause_of(bot, clinic) is None
    await stage.settled()
    [asked] = [m for m in clinic.room.seen(clinic.cleo) if "Right after the squats" in m.text]
    other = clinic.room.group.topic("Other")
    assert other is not None
    assert asked.topic_id == other.id


async def test_everything_goes_to_the_topic_where_the_bot_was_set_up(
    sandbox: Sandbox, stage: BotOnStage
) -> None:
    clinic = Clinic(sandbox, stage)
    clinic.room = Room(sandbox, stage, "Forum", clinic.cleo, bot=MEMBER, topics=("Knees",))
    await clinic.room.says(clinic.cleo, "/clinic digest never", topic="Knees")
    await clinic.room.says(clinic.cleo, "/session squats 18:00 45 min", topic="Knees")
    await clinic.later(minutes=45)
    knees = clinic.room.group.topic("Knees")
    assert knees is not None
    assert {m.topic_id for m in clinic.room.seen(clinic.cleo)} == {knees.id}


async def test_when_the_admin_goes_another_one_is_told_from_then_on(
    bot: Kneecheck, sandbox: Sandbox, stage: BotOnStage
) -> None:
    clinic = await Clinic(sandbox, stage).open()
    dan = Phone(sandbox, stage, "Dan")
    sandbox.groups.join(clinic.room.group, dan.user)
    await dan.says("/help")
    sandbox.groups.promote(clinic.room.group, dan.user, clinic.cleo)
    sandbox.groups.leave(clinic.room.group, clinic.cleo)
    assert "From now on I tell you" in await dan.reads()
    found = await bot.database.run(clinic_in, clinic.room.id)
    assert found is not None
    assert found.admin_id == dan.user.id


async def test_a_clinic_that_ends_leaves_every_check_in_to_be_asked_in_private(
    bot: Kneecheck, sandbox: Sandbox, stage: BotOnStage
) -> None:
    clinic, ana = await with_a_session(sandbox, stage)
    await clinic.room.says(clinic.cleo, "/clinic")
    await clinic.room.taps(clinic.cleo, "Remove clinic")
    await clinic.room.taps(clinic.cleo, "Remove it")
    assert await jobs_in_groups(bot) == 0
    await clinic.later(hours=1, minutes=10)
    assert "One hour after your squats" in await ana.reads()


async def test_a_lost_staff_chat_is_linked_no_more_and_the_admin_hears_of_it(
    bot: Kneecheck, sandbox: Sandbox, stage: BotOnStage
) -> None:
    clinic = await Clinic(sandbox, stage).open()
    sandbox.send_text(clinic.cleo, "/help")
    await clinic.link_staff()
    sandbox.groups.remove(clinic.staff.group, sandbox.bot, clinic.cleo)
    await stage.settled()
    found = await bot.database.run(clinic_in, clinic.room.id)
    assert found is not None
    assert found.staff is None
    assert told(sandbox, clinic, "your staff chat any more")


async def test_a_group_that_is_renamed_renames_its_clinic(
    sandbox: Sandbox, stage: BotOnStage
) -> None:
    clinic = await Clinic(sandbox, stage).open()
    ana = await clinic.admit("Ana")
    said = {
        "message_id": 900,
        "date": 1_772_470_800,
        "chat": clinic.room.group.chat.wire() | {"title": "Knees & Co"},
        "from": clinic.cleo.wire(),
        "new_chat_title": "Knees & Co",
    }
    sandbox._state.updates.put("message", said)
    await stage.settled()
    await ana.says("/privacy")
    assert "Knees & Co" in ana.messages[-1].text
