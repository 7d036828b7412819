"""Updates of one chat keep their order of arrival; chats do not wait for one another."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import (
    CallbackQuery,
    Chat,
    ChatMemberLeft,
    ChatMemberMember,
    ChatMemberUpdated,
    InlineQuery,
    Message,
    Update,
    User,
)
from telegram.ext import Application, ApplicationBuilder, ExtBot, TypeHandler
from telegram.request import BaseRequest

from bot.telegram.order import InOrder

ANA = User(1, "Ana", is_bot=False)
BEN = User(2, "Ben", is_bot=False)
SOME_DAY = datetime(2026, 3, 2, tzinfo=UTC)
Handle = Callable[[Update], Coroutine[Any, Any, None]]


def text(number: int, user: User = ANA) -> Update:
    chat = Chat(user.id, Chat.PRIVATE)
    message = Message(number, SOME_DAY, chat, from_user=user, text=str(number))
    return Update(number, message=message)


class Silence(BaseRequest):
    """Says who the bot is and nothing else."""

    __slots__ = ()
    read_timeout = None

    async def initialize(self) -> None: ...

    async def shutdown(self) -> None: ...

    async def do_request(self, *_: object, **__: object) -> tuple[int, bytes]:
        return 200, b'{"ok": true, "result": {"id": 1, "is_bot": true, "first_name": "Bot"}}'


@asynccontextmanager
async def application(processor: InOrder, handle: Handle) -> AsyncIterator[Application]:  # type: ignore[type-arg]
    """A real application, fed by hand, in which nothing speaks to Telegram."""
    app = (
        ApplicationBuilder()
        .bot(ExtBot("1:x", request=Silence(), get_updates_request=Silence()))
        .updater(None)
        .concurrent_updates(processor)
        .build()
    )

    async def callback(update: Update, _: object) -> None:
        await handle(update)

    app.add_handler(TypeHandler(Update, callback))
    async with app:
        await app.start()
        yield app
        await app.stop()


async def settle() -> None:
    """Let everything run that can."""
    for _ in range(20):
        await asyncio.sleep(0)


async def test_updates_of_one_chat_are_handled_one_after_the_other_as_they_arrived() -> None:
    events: list[str] = []

    async def handle(update: Update) -> None:
        events.append(f"start {update.update_id}")
        for _ in range(10 - update.update_id):  # the later ones would be faster
            await asyncio.sleep(0)
        events.append(f"end {update.update_id}")

    async with application(InOrder(), handle) as app:
        for number in range(8):
            await app.update_queue.put(text(number))
        await app.update_queue.join()
    assert events == [f"{what} {number}" for number in range(8) for what in ("start", "end")]


async def test_different_chats_are_handled_side_by_side() -> None:
    both_here = asyncio.Barrier(2)

    async def handle(_: Update) -> None:
        async with asyncio.timeout(5):
            await both_here.wait()

    async with application(InOrder(), handle) as app:
        for update in (text(1, ANA), text(2, BEN)):
            await app.update_queue.put(update)
        await app.update_queue.join()
    assert not both_here.broken


async def test_a_handler_that_raises_gives_the_turn_to_the_next_update() -> None:
    handled: list[int] = []

    async def handle(update: Update) -> None:
        handled.append(update.update_id)
        if update.update_id == 1:
            raise ValueError("a bug")

    async def on_error(*_: object) -> None:
        handled.append(-1)

    async with application(InOrder(), handle) as app:
        app.add_error_handler(on_error)
        for number in (1, 2):
            await app.update_queue.put(text(number))
        await app.update_queue.join()
    assert handled == [1, -1, 2]


async def test_no_more_updates_are_handled_at_once_than_there_are_places() -> None:
    running = most = 0

    async def handle() -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0)
        running -= 1

    order = InOrder(at_once=3)
    people = [User(number, "X", is_bot=False) for number in range(1, 21)]
    await asyncio.gather(*(order.process_update(text(1, user), handle()) for user in people))
    assert most == 3


async def test_a_chat_that_floods_the_bot_takes_only_one_place() -> None:
    order = InOrder(at_once=2)
    ana_may_end = asyncio.Event()
    done: list[str] = []

    async def ana() -> None:
        await ana_may_end.wait()
        done.append("Ana")

    async def ben() -> None:
        done.append("Ben")

    flood = [asyncio.create_task(order.process_update(text(n), ana())) for n in range(50)]
    await settle()
    await asyncio.wait_for(order.process_update(text(99, BEN), ben()), 5)
    assert done == ["Ben"]
    ana_may_end.set()
    await asyncio.gather(*flood)
    assert done == ["Ben"] + ["Ana"] * 50


async def test_jobs_take_turns_with_the_updates_of_their_chat() -> None:
    order = InOrder()
    events: list[str] = []

    async def handle(name: str) -> None:
        events.append(f"start {name}")
        await asyncio.sleep(0)
        events.append(f"end {name}")

    async def job(name: str) -> None:
        async with order.in_turn(ANA.id):
            await handle(name)

    await asyncio.gather(
        order.process_update(text(1), handle("update 1")),
        job("job 1"),
        order.process_update(text(2), handle("update 2")),
        job("job 2"),
    )
    names = ["update 1", "job 1", "update 2", "job 2"]
    assert events == [f"{what} {name}" for name in names for what in ("start", "end")]


async def test_taking_a_turn_inside_the_same_turn_is_refused_rather_than_hanging() -> None:
    order = InOrder()
    async with order.in_turn(1), order.in_turn(2):
        with pytest.raises(RuntimeError, match="already the turn"):
            async with asyncio.timeout(5), order.in_turn(1):
                pass
    async with order.in_turn(1):
        pass


async def test_whoever_stops_waiting_leaves_the_queue_in_order() -> None:
    order = InOrder()
    turns: list[int] = []

    async def job(number: int) -> None:
        async with order.in_turn(1):
            turns.append(number)

    async with order.in_turn(1):
        jobs = [asyncio.create_task(job(number)) for number in range(4)]
        await settle()
        jobs[1].cancel()
        await settle()
    await asyncio.gather(*jobs, return_exceptions=True)
    assert turns == [0, 2, 3]


async def test_nothing_is_remembered_of_chats_whose_turns_are_over() -> None:
    order = InOrder()

    async def handle() -> None:
        assert order._queues

    await asyncio.gather(*(order.process_update(text(n), handle()) for n in range(100)))
    assert not order._queues


def tap(user: User, chat: Chat) -> Update:
    message = Message(1, SOME_DAY, chat, text="How is it?")
    return Update(1, callback_query=CallbackQuery("1", user, "1", message=message, data="x"))


def block(user: User) -> Update:
    old, new = ChatMemberMember(user), ChatMemberLeft(user)
    chat = Chat(user.id, Chat.PRIVATE)
    return Update(1, my_chat_member=ChatMemberUpdated(chat, user, SOME_DAY, old, new))


@pytest.mark.parametrize(
    ("update", "waits_for"),
    [
        (tap(ANA, Chat(ANA.id, Chat.PRIVATE)), ANA.id),
        (tap(ANA, Chat(-7, Chat.GROUP)), ANA.id),  # hundreds may tap there at once
        (block(ANA), ANA.id),
        (Update(1, inline_query=InlineQuery("1", ANA, "squats", "")), ANA.id),
    ],
)
async def test_an_update_waits_for_its_chat_or_else_for_its_person(
    update: Update, waits_for: int
) -> None:
    order = InOrder()
    handled: list[Update] = []

    async def handle() -> None:
        handled.append(update)

    async with order.in_turn(waits_for):
        task = asyncio.create_task(order.process_update(update, handle()))
        await settle()
        assert not handled
    await task
    assert handled


@pytest.mark.parametrize(
    "update",
    [
        Update(1),
        "not an update",
    ],
)
async def test_an_update_of_nobody_waits_for_nobody(update: object) -> None:
    order = InOrder()
    both_here = asyncio.Barrier(2)

    async def handle() -> None:
        await both_here.wait()

    async with asyncio.timeout(5):
        await asyncio.gather(*(order.process_update(update, handle()) for _ in range(2)))
    assert not both_here.broken
