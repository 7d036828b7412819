"""Every kind of message that the bot sends to groups, and what of it a stranger, a member, another
clinic, the staff and the log can see. A new kind fails here until it has its place."""

import inspect
import logging
import re
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import get_args

import pytest

from bot.domain.clinic import Consent
from bot.domain.post import PostKind
from bot.sandbox.log import MessageEdited, MessageSent, TapAnswered
from bot.sandbox.values import User
from bot.sandbox.world import Sandbox
from bot.stage import BotOnStage
from bot.views import clinic_taps
from bot.views.clinic_taps import ClinicTap, Section, write
from bot.views.group import ANSWER_HERE
from handlers import registry
from handlers.taps import _IN_GROUPS
from tests.handlers.clinic import Clinic, stranger
from tests.handlers.phone import Phone

SECRETS = ("Anastasia", "37 min", "deadlift", "9 of 10", "24 h: 9", ", 9")
"""Anastasia's: she agreed to nothing."""


class World:
    """Anastasia with a flare, others who take part, a stranger, and another clinic beside."""

    def __init__(self, sandbox: Sandbox, stage: BotOnStage) -> None:
        self.sandbox = sandbox
        self.clinic = Clinic(sandbox, stage)
        self.other = Clinic(sandbox, stage, "Other clinic")

    async def begin(self) -> "World":
        await self.clinic.open("digest daily 08:00")
        await self.other.open("digest daily 08:00")
        self.ana = await self.clinic.admit("Anastasia")
        self.members = [await self.clinic.admit(name) for name in ("Ben", "Dora", "Emil")]
        self.stranger: User = await stranger(self.clinic, "Finn")
        await self.clinic.link_staff()
        await self.other.link_staff()
        return self

    async def flare(self, phone: Phone) -> None:
        await phone.says("/log deadlifts 37 min")
        for score, hours in (("3", 1), ("4", 23), ("9", 0)):
            await phone.taps(score)
            await self.clinic.later(hours=hours)

    def shown_to_others(self) -> list[str]:
        """Everything that anybody but Anastasia could ever read, in any chat."""
        ana = self.ana.user
        texts = []
        for deed in self.sandbox.log:
            match deed:
                case MessageSent(message=message) | MessageEdited(message=message):
                    if deed.chat_id != ana.id and message.receiver != ana:
                        texts.append(message.text)
                case TapAnswered(user_id=user_id, text=text) if user_id != ana.id:
                    texts.append(text)
        return texts


@pytest.fixture
async def world(sandbox: Sandbox, stage: BotOnStage) -> World:
    return await World(sandbox, stage).begin()


def check(world: World, caplog: pytest.LogCaptureFixture) -> None:
    for text in (*world.shown_to_others(), caplog.text):
        for secret in SECRETS:
            assert secret not in text


async def _reminder(world: World) -> str:
    await world.ana.says("/log deadlifts 37 min")
    await world.clinic.later(minutes=30)
    return "check-in is open"


async def _session(world: World) -> str:
    await world.clinic.room.says(world.clinic.cleo, "/session squats 18:00 45 min")
    await world.clinic.later(minutes=45)
    await world.clinic.room.taps(world.ana.user, ANSWER_HERE)
    await world.clinic.room.taps(world.ana.user, "9")
    await world.clinic.later(seconds=5)
    return "1 of 4 have answered"


async def _alert(world: World) -> str:
    """Ben agreed to what Anastasia did not."""
    await world.members[0].says("/privacy")
    await world.members[0].taps("Flare alerts to the staff: off")
    await world.members[0].says("/log squats 20 min")
    for score, hours in (("3", 1), ("4", 23), ("7", 0)):
        await world.members[0].taps(score)
        await world.clinic.later(hours=hours)
    await world.flare(world.ana)
    return "Ben (Knee Clinic)"


async def _digest(world: World) -> str:
    for phone in world.members:
        await phone.says("/privacy")
        await phone.taps("My scores to the staff: off")
        await phone.says("/log squats 20 min")
        await phone.taps("2")
    await world.flare(world.ana)
    return "Answered in time"


POSTS: dict[PostKind, Callable[[World], Awaitable[str]]] = {
    PostKind.REMINDER: _reminder,
    PostKind.SESSION: _session,
    PostKind.ALERT: _alert,
    PostKind.DIGEST: _digest,
}


def test_every_kind_of_post_has_a_privacy_test() -> None:
    assert set(POSTS) == set(PostKind)


@pytest.mark.parametrize("kind", POSTS)
async def test_a_post_tells_nobody_anything_about_who_did_not_agree(
    world: World, kind: PostKind, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    words = await POSTS[kind](world)
    assert any(words in text for text in world.shown_to_others())
    check(world, caplog)
    for room in (world.other.room, world.other.staff):
        assert not any(words in text for text in room.public() if kind is not PostKind.DIGEST)
    if kind in (PostKind.ALERT, PostKind.DIGEST):
        assert not any(words in text for text in world.clinic.room.public())


async def test_a_group_without_a_staff_chat_gets_counts_alone(
    sandbox: Sandbox, stage: BotOnStage
) -> None:
    clinic = await Clinic(sandbox, stage).open("digest daily 08:00")
    for name in ("Ana", "Ben", "Dora"):
        phone = await clinic.admit(name, "name", "scores", "alerts")
        await phone.says("/log squats 20 min")
        await phone.taps("9")
    await clinic.later(hours=15)
    [digest] = [text for text in clinic.room.public() if "Answered in time" in text]
    assert not re.search(r"Ana|Ben|Dora|Flares:|Silent:", digest)
    assert clinic.room.seen(clinic.cleo)[-1].media is None


COMMANDS = {"clinic", "here", "staff", "digest", "session", "sessions", "pain", "log"}


def test_every_command_of_groups_has_a_privacy_test() -> None:
    source = inspect.getsource(registry.all_handlers)
    assert set(re.findall(r'group_command\("(\w+)"', source)) == COMMANDS


async def test_no_command_tells_anybody_anything_about_who_did_not_agree(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    await world.flare(world.ana)
    for command in sorted(COMMANDS | {"history", "privacy", "undo", "leave"}):
        for user in (world.clinic.cleo, world.stranger, world.members[0].user, world.ana.user):
            await world.clinic.room.says(user, f"/{command}")
        await world.clinic.staff.says(world.clinic.cleo, f"/{command}")
        await world.other.room.says(world.other.cleo, f"/{command}")
    check(world, caplog)


TAPS: tuple[ClinicTap, ...] = (
    clinic_taps.SetUp(),
    clinic_taps.Ready(),
    *(clinic_taps.Show(section) for section in Section),
    clinic_taps.Choose(Section.QUIET, "none"),
    clinic_taps.RenewInvite(),
    clinic_taps.InvitePicture("token"),
    clinic_taps.EndInvite(),
    *(clinic_taps.AnswerHere(number) for number in range(1, 9)),
    *(clinic_taps.PostScore(number, 5) for number in range(1, 9)),
    *(clinic_taps.Seen(number) for number in range(1, 9)),
    *(clinic_taps.SwitchOn(number, Consent.SCORES) for number in range(1, 4)),
    *(clinic_taps.SwitchOff(number, Consent.SCORES) for number in range(1, 4)),
    clinic_taps.AskToLeave(1),
    clinic_taps.Leave(1),
    clinic_taps.Stay(),
    clinic_taps.SkipDate(1, datetime(2026, 3, 2, 17, tzinfo=UTC)),
    clinic_taps.ShowSession(1),
    clinic_taps.ShowSessions(),
    clinic_taps.AskToCancel(1),
    clinic_taps.Export(1),
    clinic_taps.Export(2),
    clinic_taps.UnlinkStaff(),
    clinic_taps.CancelSession(1),
    clinic_taps.EndClinic(),
)


def test_every_button_of_clinics_has_a_privacy_test() -> None:
    assert {type(tap) for tap in TAPS} == set(get_args(ClinicTap))
    assert set(_IN_GROUPS) <= {type(tap) for tap in TAPS}


async def test_no_button_tells_anybody_anything_about_who_did_not_agree(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    await _session(world)
    await world.flare(world.ana)
    for tap in TAPS:
        for user in (world.stranger, world.members[0].user, world.clinic.cleo):
            await world.clinic.room.forges(user, write(tap))
        await world.other.room.forges(world.other.cleo, write(tap))
    check(world, caplog)
