"""An aiogram bot, which knows nothing of us, works against the HTTP server."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import SendDice
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
)

from bot.clock import MovableClock
from bot.sandbox.faults import FaultKind
from bot.sandbox.log import MessageSent
from bot.sandbox.media import PIXEL
from bot.sandbox.server import serving
from bot.sandbox.values import User
from bot.sandbox.world import Sandbox

KEYBOARD = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text="3", callback_data="score:3")]]
)


@pytest.fixture
async def root(sandbox: Sandbox) -> AsyncIterator[str]:
    async with serving(sandbox) as root:
        yield root


def _bot(root: str, token: str) -> Bot:
    return Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(root)))


@pytest.fixture
async def bot(sandbox: Sandbox, root: str) -> AsyncIterator[Bot]:
    async with _bot(root, sandbox.token) as bot:
        yield bot


async def test_a_dispatcher_polls_sends_edits_and_answers(
    sandbox: Sandbox, bot: Bot, ana: User
) -> None:
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def ask(message: Message) -> None:
        await message.answer("How is the <b>knee</b>?", parse_mode="HTML", reply_markup=KEYBOARD)

    @dispatcher.callback_query()
    async def take(query: CallbackQuery) -> None:
        await query.answer("Saved", show_alert=True)
        assert isinstance(query.message, Message)
        await query.message.edit_text(f"You said {query.data}")

    polling = asyncio.create_task(dispatcher.start_polling(bot, handle_signals=False))
    await sandbox.log.more_than(0)
    question = sandbox.messages(ana)[-1]
    sandbox.tap(ana, question.message_id, "score:3")
    await sandbox.log.more_than(2)
    await sandbox.updates_confirmed()
    await dispatcher.stop_polling()
    await polling

    assert sandbox.messages(ana)[-1].text == "You said score:3"
    assert question.entities[0].type == "bold"


async def test_files_go_both_ways(sandbox: Sandbox, bot: Bot, ana: User) -> None:
    sandbox.send_document(ana, "run.gpx", b"\r\n<gpx/>\x00\xff\r\n")
    received = (await bot.get_updates())[1].message
    assert received
    assert received.document
    content = await bot.download(received.document)
    assert content
    assert content.read() == b"\r\n<gpx/>\x00\xff\r\n"

    photo = await bot.send_photo(ana.id, BufferedInputFile(PIXEL, "week.png"), caption="Week")
    assert photo.photo
    again = await bot.download(photo.photo[-1])
    assert again
    assert again.read() == PIXEL


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (FaultKind.SERVER_ERROR, TelegramServerError),
        (FaultKind.BAD_GATEWAY, ClientDecodeError),
        (FaultKind.TOO_MANY_REQUESTS, TelegramRetryAfter),
        (FaultKind.FORBIDDEN, TelegramForbiddenError),
        (FaultKind.BAD_REQUEST, TelegramBadRequest),
        (FaultKind.TIME_OUT, TelegramNetworkError),
        (FaultKind.CUT_BEFORE, TelegramNetworkError),
        (FaultKind.CUT_AFTER, TelegramNetworkError),
    ],
)
async def test_a_fault_strikes_once_as_the_error_it_is(
    sandbox: Sandbox, bot: Bot, ana: User, kind: FaultKind, expected: type[Exception]
) -> None:
    sandbox.faults.add(kind)
    with pytest.raises(expected):
        await bot.send_message(ana.id, "Hi", request_timeout=1)
    delivered = [deed for deed in sandbox.log if isinstance(deed, MessageSent)]
    assert len(delivered) == (1 if kind is FaultKind.CUT_AFTER else 0)
    await bot.send_message(ana.id, "Hi again")


async def test_nothing_gets_through_while_the_network_is_down(
    sandbox: Sandbox, bot: Bot, ana: User
) -> None:
    poll = asyncio.create_task(bot.get_updates(offset=9999, timeout=30))
    await sandbox.updates_confirmed()
    sandbox.faults.drop_network()
    with pytest.raises(TelegramNetworkError):
        await poll
    with pytest.raises(TelegramNetworkError):
        await bot.get_me()
    sandbox.faults.lift_network()
    assert (await bot.get_me()).username == "kneecheck_sandbox_bot"


async def test_refusals_arrive_as_aiogram_expects_them(
    sandbox: Sandbox, root: str, bot: Bot, ana: User
) -> None:
    with pytest.raises(TelegramBadRequest, match="message text is empty"):
        await bot.send_message(ana.id, " ")
    with pytest.raises(TelegramNotFound, match="method not found"):
        await bot(SendDice(chat_id=ana.id))
    sandbox.block(ana)
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(ana.id, "Hi")
    async with _bot(root, "424242:guessed") as stranger:
        with pytest.raises(TelegramUnauthorizedError):
            await stranger.get_me()


async def test_flood_limits_name_the_seconds_to_wait(clock: MovableClock) -> None:
    sandbox = Sandbox(clock, flood_limits=True)
    ana = sandbox.add_user("Ana")
    sandbox.send_text(ana, "/start")
    async with serving(sandbox) as root, _bot(root, sandbox.token) as bot:
        for number in range(5):
            await bot.send_message(ana.id, f"Message {number}")
        with pytest.raises(TelegramRetryAfter) as raised:
            await bot.send_message(ana.id, "One too many")
    assert raised.value.retry_after == 1
