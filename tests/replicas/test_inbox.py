"""Updates at one replica: kept before they are handled, in order, and never dropped."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from telegram import Update

from bot.clock import SystemClock
from bot.sandbox.in_process import SandboxRequest
from bot.sandbox.world import Sandbox
from bot.services import incoming, replicas
from bot.storage.database import Database
from bot.storage.tables import IncomingUpdate
from bot.telegram.bot import Bot
from bot.telegram.webhook import UnavailableError
from handlers import inbox as inbox_module
from handlers.inbox import Inbox

HOLDER = "this one"


class Desk:
    """Handles updates by noting them; while `busy` is set it takes its time."""

    def __init__(self) -> None:
        self.handled: list[int] = []
        self.free = asyncio.Event()
        self.free.set()

    async def handle(self, update: Update) -> None:
        await self.free.wait()
        self.handled.append(update.update_id)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
async def inbox(database: Database, desk: Desk) -> AsyncIterator[Inbox]:
    sandbox = Sandbox(SystemClock())
    bot = Bot(sandbox.token, request=SandboxRequest(sandbox))
    inbox = Inbox(database, SystemClock(), HOLDER, bot, desk.handle)
    yield inbox
    desk.free.set()
    await inbox.settled()


async def take(inbox: Inbox, number: int, chat: int = 1) -> None:
    update = {
        "update_id": number,
        "message": {
            "message_id": number,
            "date": 0,
            "chat": {"id": chat, "type": "private"},
            "text": "hello",
        },
    }
    await inbox.take(update, json.dumps(update))


def bodies(session: Session) -> list[str | None]:
    return list(session.scalars(select(IncomingUpdate.body).order_by(IncomingUpdate.id)))


async def test_an_update_is_safe_before_it_is_handled_and_its_text_is_gone_afterwards(
    inbox: Inbox, desk: Desk, database: Database
) -> None:
    desk.free.clear()
    await take(inbox, 5)
    assert desk.handled == []
    (kept,) = await database.run(bodies)
    assert kept is not None
    assert "hello" in kept
    desk.free.set()
    await inbox.settled()
    assert desk.handled == [5]
    assert await database.run(bodies) == [None]


async def test_those_of_a_chat_keep_their_order_and_each_is_handled_once(
    inbox: Inbox, desk: Desk
) -> None:
    desk.free.clear()
    for number in (5, 7, 6, 5, 7):
        await take(inbox, number)
    desk.free.set()
    await inbox.settled()
    assert desk.handled == [5, 6, 7]


async def test_what_a_dead_replica_left_is_handled(
    inbox: Inbox, desk: Desk, database: Database
) -> None:
    now = SystemClock().now()
    body = json.dumps({"update_id": 5})
    await database.run(incoming.receive, 5, 1, body, "dead", now)
    await inbox.look_after()
    assert desk.handled == []
    await database.run(replicas.bury, "dead")
    await inbox.look_after()
    await inbox.settled()
    assert desk.handled == [5]


async def test_what_is_in_hand_without_its_knowledge_is_handled_at_the_second_look(
    inbox: Inbox, desk: Desk, database: Database
) -> None:
    """It was written down, but the database failed before it could say so."""
    now = SystemClock().now()
    await database.run(incoming.receive, 5, 1, json.dumps({"update_id": 5}), HOLDER, now)
    await inbox.look_after()
    await inbox.settled()
    assert desk.handled == []
    await inbox.look_after()
    await inbox.settled()
    assert desk.handled == [5]


async def test_what_could_not_be_finished_is_finished_later_and_not_handled_again(
    inbox: Inbox, desk: Desk, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(session: Session, *_: object) -> None:
        raise OperationalError("the database is away", None, Exception())

    with monkeypatch.context() as patch:
        patch.setattr(incoming, "finish", fail)
        await take(inbox, 5)
        await inbox.settled()
    await take(inbox, 6)
    for _ in range(2):
        await inbox.look_after()
        await inbox.settled()
    assert desk.handled == [5, 6]
    assert await database.run(bodies) == [None, None]


async def test_what_can_not_be_written_down_is_not_acknowledged(
    inbox: Inbox, desk: Desk, database: Database
) -> None:
    with database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE incoming_update RENAME TO elsewhere"))
    try:
        with pytest.raises(UnavailableError):
            await take(inbox, 5)
    finally:
        with database.engine.begin() as connection:
            connection.execute(text("ALTER TABLE elsewhere RENAME TO incoming_update"))
    assert desk.handled == []


async def test_what_waits_when_it_closes_is_left_to_another_replica(
    inbox: Inbox, desk: Desk, database: Database
) -> None:
    desk.free.clear()
    await take(inbox, 5)
    await take(inbox, 6)
    await asyncio.sleep(0)
    closing = asyncio.create_task(inbox.close())
    await asyncio.sleep(0)
    desk.free.set()
    await closing
    assert desk.handled == [5]
    await database.run(replicas.bury, HOLDER)
    (left,) = await database.run(incoming.take_left, "other", SystemClock().now(), 10)
    assert left.id == 6


async def test_too_many_at_once_are_to_come_again(
    inbox: Inbox, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox_module, "MOST_IN_HAND", 2)
    desk.free.clear()
    await take(inbox, 5, chat=1)
    await take(inbox, 6, chat=2)
    with pytest.raises(UnavailableError):
        await take(inbox, 7, chat=3)
    desk.free.set()
    await inbox.settled()
    await take(inbox, 7, chat=3)
    await inbox.settled()
    assert sorted(desk.handled) == [5, 6, 7]


@pytest.mark.parametrize(
    "update",
    [
        {"update_id": -1},
        {"update_id": 2**63},
        {"update_id": 5, "message": "hello"},
        {"update_id": 5, "message": {"text": "hello"}},
        {"update_id": 5, "message": {"message_id": 1, "date": "soon", "chat": {}}},
    ],
    ids=str,
)
async def test_what_is_no_update_is_refused(
    inbox: Inbox, database: Database, update: dict[str, object]
) -> None:
    with pytest.raises(ValueError, match="no update"):
        await inbox.take(update, json.dumps(update))
    assert await database.run(bodies) == []
