"""A group becomes a clinic: two taps, admins only."""

from datetime import timedelta

import pytest

from bot.app import Kneecheck
from bot.sandbox.members import MEMBER
from bot.sandbox.values import User
from bot.sandbox.voices import Voice
from bot.sandbox.world import Sandbox
from bot.services.clinics import clinic_in
from bot.stage import BotOnStage
from tests.handlers.room import Room


@pytest.fixture
def cleo(sandbox: Sandbox) -> User:
    return sandbox.add_user("Cleo")


@pytest.fixture
def dan(sandbox: Sandbox) -> User:
    return sandbox.add_user("Dan")


@pytest.fixture
def room(sandbox: Sandbox, stage: BotOnStage, cleo: User, dan: User) -> Room:
    """Cleo's group, Dan is in it, and the bot is not yet."""
    return Room(sandbox, stage, "Knee Clinic", cleo, dan, bot=None)


async def test_the_bot_says_hello_and_two_taps_are_enough(room: Room, cleo: User) -> None:
    room.sandbox.groups.add_bot(room.group, cleo)
    await room.stage.settled()
    assert "Set up" in room.last()
    assert room.buttons() == ["Set up"]
    await room.taps(cleo, "Set up")
    assert "Knee Clinic is set up like this" in room.last()
    assert "Europe/Berlin" in room.last()
    await room.taps(cleo, "Looks good")
    assert "https://t.me/kneecheck_sandbox_bot?start=join_" in room.last()
    assert len(room.seen(cleo)) == 1


async def test_hello_is_said_once_when_the_bot_becomes_an_admin(room: Room, cleo: User) -> None:
    room.sandbox.groups.add_bot(room.group, cleo)
    await room.stage.settled()
    room.sandbox.groups.promote(room.group, room.sandbox.bot, cleo)
    await room.stage.settled()
    assert [("Set up" in one) for one in room.public()] == [True, True]
    await room.taps(cleo, "Set up")
    room.sandbox.groups.make_plain(room.group, room.sandbox.bot, cleo)
    room.sandbox.groups.promote(room.group, room.sandbox.bot, cleo)
    await room.stage.settled()
    assert len(room.seen(cleo)) == 2


async def test_others_than_admins_are_told_aside(
    room: Room, bot: Kneecheck, cleo: User, dan: User
) -> None:
    room.sandbox.groups.add_bot(room.group, cleo)
    await room.stage.settled()
    answer = await room.taps(dan, "Set up")
    assert answer is not None
    assert answer.alert
    assert "Only admins" in answer.text
    room.sandbox.send_text(dan, "hello")
    await room.says(dan, "/clinic")
    assert await bot.database.run(clinic_in, room.id) is None
    assert not any("Only admins" in one for one in room.public())
    assert any("Only admins" in one.text for one in room.sandbox.messages(dan))


async def test_whoever_is_made_an_admin_may_a_minute_later_at_most(
    room: Room, stage: BotOnStage, cleo: User, dan: User
) -> None:
    room.sandbox.groups.add_bot(room.group, cleo)
    room.sandbox.send_text(dan, "hello")
    await room.says(dan, "/clinic")
    room.sandbox.groups.promote(room.group, dan, cleo)
    await stage.move(timedelta(minutes=1))
    await room.says(dan, "/clinic")
    assert "is set up like this" in room.last()


@pytest.mark.parametrize("voice", [Voice.GROUP, Voice.CHANNEL])
async def test_anonymous_admins_and_the_linked_channel_may_configure(
    sandbox: Sandbox, stage: BotOnStage, cleo: User, voice: Voice
) -> None:
    room = Room(sandbox, stage, "Knee Clinic", cleo, bot=MEMBER, channel="Knee News")
    await room.says(cleo, "/clinic", voice=voice)
    assert "is set up like this" in room.last()


async def test_every_setting_can_be_tapped_and_typed(room: Room, cleo: User) -> None:
    room.sandbox.groups.add_bot(room.group, cleo)
    await room.says(cleo, "/clinic")
    for page, label, shown in (
        ("Quiet hours", "21:00 to 08:00", "No reminders at night: 21:00 to 08:00"),
        ("Names in reminders", "name nobody, only count", "name nobody"),
        ("Digest", "every Friday at 17:00", "every Friday at 17:00"),
        ("Marks", "up to 4 tolerable, from 5 too much", "from 5 too much"),
    ):
        await room.taps(cleo, page)
        await room.taps(cleo, label)
        assert shown in room.last()
    for typed, shown in (
        ("new york", "America/New_York"),
        ("quiet 21:30-07:15", "21:30 to 07:15"),
        ("quiet none", "No reminders at night: none"),
        ("digest tue 18:00", "every Tuesday at 18:00"),
        ("digest daily 07:30", "every day at 07:30"),
        ("digest never", "Digest: never"),
        ("marks 3 7", "up to 3 tolerable, from 7 too much"),
    ):
        await room.says(cleo, f"/clinic {typed}")
        assert shown in room.last()


@pytest.mark.parametrize(
    "typed", ["mars", "quiet", "quiet 25-7", "digest noon", "marks 6 4", "marks 0 11", "marks a b"]
)
async def test_what_is_no_setting_changes_nothing(room: Room, cleo: User, typed: str) -> None:
    room.sandbox.groups.add_bot(room.group, cleo)
    await room.says(cleo, "/clinic")
    before = room.last()
    await room.says(cleo, f"/clinic {typed}")
    assert "I did not get that" in room.last()
    await room.says(cleo, "/clinic")
    assert room.last() == before


async def test_an_invite_is_renewed_printed_and_ended(
    room: Room, cleo: User, sandbox: Sandbox
) -> None:
    room.sandbox.groups.add_bot(room.group, cleo)
    await room.says(cleo, "/clinic")
    await room.taps(cleo, "Looks good")
    first = room.last().partition("start=")[2].split()[0]
    await room.taps(cleo, "As a picture to print")
    assert room.seen(cleo)[-1].media is not None
    with_first = room.seen(cleo)[-2]
    await room.says(cleo, "/clinic")
    await room.taps(cleo, "Invite")
    await room.taps(cleo, "New invite")
    second = room.last().partition("start=")[2].split()[0]
    assert first != second
    of_the_first = next(one.data for one in with_first.buttons if "picture" in one.text)
    told = await room.forges(cleo, of_the_first or "", with_first)
    assert told is not None
    assert "changed meanwhile" in told.text
    eva = sandbox.add_user("Eva")
    for link, works in ((first, False), (second, True)):
        sandbox.send_text(eva, f"/start {link}")
        await room.stage.settled()
        assert ("Knee Clinic" in sandbox.messages(eva)[-1].text) is works
    await room.taps(cleo, "End this invite")
    finn = sandbox.add_user("Finn")
    sandbox.send_text(finn, f"/start {second}")
    await room.stage.settled()
    assert "does not work any more" in sandbox.messages(finn)[-1].text


async def test_a_clinic_is_removed_after_asking(room: Room, bot: Kneecheck, cleo: User) -> None:
    room.sandbox.groups.add_bot(room.group, cleo)
    await room.says(cleo, "/clinic")
    await room.taps(cleo, "Remove clinic")
    assert await bot.database.run(clinic_in, room.id) is not None
    await room.taps(cleo, "Remove it")
    assert await bot.database.run(clinic_in, room.id) is None
    assert "is removed" in room.last()
