"""A session of 500 members ends: the group is asked once, and all of them answer at once.

The whole bot with its own rate limiter, against the sandbox with Telegram's limits on, both on the
machine's clock. Whoever the group's limit leaves no room for is sent to the private chat.
"""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from pydantic import SecretStr
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.app import Kneecheck
from bot.clock import SystemClock, stopwatch
from bot.config import Settings
from bot.domain.check_in import DEFAULT_PLAN
from bot.domain.clinic import Place
from bot.domain.session import SessionPlan
from bot.domain.workout import Activity
from bot.running import prepare
from bot.sandbox.group_life import Founding
from bot.sandbox.in_process import SandboxRequest
from bot.sandbox.log import MessageSent, TapAnswered
from bot.sandbox.members import MEMBER, OWNER, USUAL_RIGHTS, Standing, Status
from bot.sandbox.places import Group
from bot.sandbox.values import Message, User
from bot.sandbox.world import DEFAULT_TOKEN, Sandbox
from bot.services.athletes import meet
from bot.services.clinics import set_up
from bot.services.invites import renew_invite
from bot.services.memberships import join
from bot.services.sessions import plan_session
from bot.storage.tables import Answer
from bot.telegram.limiter import RateLimiter
from bot.views.group import ANSWER_HERE
from tests.benchmarks.figures import Better, Figure, Goal

MEMBERS = 500
_ADMIN = Standing(Status.ADMIN, USUAL_RIGHTS)


def measure() -> Iterator[Figure]:
    """Yield how long it takes until all are recorded, and what the group had to read."""
    with TemporaryDirectory() as folder:
        seconds, messages = asyncio.run(_measure(Path(folder) / "bench.sqlite"))
    yield Figure(
        f"{MEMBERS} answers to one session recorded",
        "s",
        seconds,
        better=Better.LOWER,
        goal=Goal(bound=60),
    )
    yield Figure("messages in the group for that", "", messages, goal=Goal(bound=1))


async def _measure(file: Path) -> tuple[float, int]:
    clock = SystemClock()
    sandbox = Sandbox(clock, flood_limits=True)
    admin = sandbox.add_user("Cleo")
    members = [sandbox.add_user(f"Member {number}") for number in range(MEMBERS)]
    people = {admin: OWNER} | dict.fromkeys(members, MEMBER) | {sandbox.bot: _ADMIN}
    group = sandbox.groups.found(Founding("Knee Clinic", people))
    settings = Settings(token=SecretStr(DEFAULT_TOKEN), database_url=f"sqlite:///{file}")
    prepare(settings)
    bot = Kneecheck(
        settings, limiter=RateLimiter(), clock=clock, request=lambda: SandboxRequest(sandbox)
    )
    await bot.database.run(_clinic, group.chat.id, members)
    await bot.start()
    try:
        await sandbox.changed(lambda: bool(_asked(sandbox, group)))
        start = stopwatch()
        await asyncio.gather(*(_answer(sandbox, group, member) for member in members))
        while await bot.database.run(_answers) < MEMBERS:  # noqa: ASYNC110  a table rings no bell
            await asyncio.sleep(0.05)
        return stopwatch() - start, len(_asked(sandbox, group))
    finally:
        await bot.stop()


async def _answer(sandbox: Sandbox, group: Group, member: User) -> None:
    """As a person does: tap, then tap the number, in the group or where the tap leads."""
    [asked] = _asked(sandbox, group)
    query = sandbox.tap(member, asked.key, _data(asked, ANSWER_HERE), group=group)
    answer: TapAnswered | None = None

    def is_answered() -> bool:
        nonlocal answer
        known = (each for each in reversed(sandbox.log) if isinstance(each, TapAnswered))
        answer = next((each for each in known if each.query_id == query), None)
        return answer is not None

    await sandbox.changed(is_answered)
    assert answer is not None
    here = None if answer.url else group
    if answer.url:
        sandbox.send_text(member, f"/start {answer.url.partition('start=')[2]}")

    def scale() -> Message | None:
        shown = reversed(sandbox.messages(member, here))
        return next((m for m in shown if any(b.text == "3" for b in m.buttons)), None)

    await sandbox.changed(lambda: scale() is not None)
    question = scale()
    assert question is not None
    sandbox.tap(member, question.key, _data(question, "3"), group=here)


def _asked(sandbox: Sandbox, group: Group) -> list[Message]:
    """What the bot wrote into the group for all to see."""
    return [
        deed.message
        for deed in sandbox.log
        if isinstance(deed, MessageSent)
        and deed.chat_id == group.chat.id
        and not deed.message.receiver
    ]


def _data(message: Message, label: str) -> str:
    return next(button.data or "" for button in message.buttons if button.text == label)


def _clinic(session: Session, chat_id: int, members: list[User]) -> None:
    """A clinic whose session ends in a second, with all of them in it."""
    now = SystemClock().now()
    clinic = set_up(session, Place(chat_id), "Knee Clinic", 1, "UTC", now)
    renew_invite(session, clinic.id, "token")
    for member in members:
        athlete = meet(session, member.id, "en", "UTC", now)
        join(session, athlete.id, "token", now)
    starts_at = now - timedelta(minutes=40) + timedelta(seconds=1)
    at = starts_at.astimezone(ZoneInfo("UTC")).time()
    squats = SessionPlan(Activity.SQUATS, 40.0, at, on=starts_at)
    plan_session(session, clinic.id, squats, DEFAULT_PLAN, now)


def _answers(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Answer)) or 0
