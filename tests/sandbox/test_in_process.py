"""python-telegram-bot talks to the sandbox without sockets."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from telegram import (
    Bot,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    Message,
    Update,
)
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from bot.clock import MovableClock
from bot.sandbox.errors import ApiError
from bot.sandbox.faults import FaultKind
from bot.sandbox.in_process import SandboxRequest
from bot.sandbox.log import MessageEdited, MessageSent, TapAnswered
from bot.sandbox.world import Sandbox

KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("3", callback_data="score:3")]])


@pytest.fixture
def sandbox() -> Sandbox:
    return Sandbox(MovableClock(datetime(2026, 3, 2, 17, tzinfo=UTC)))


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    async with Bot(
        sandbox.token,
        request=SandboxRequest(sandbox),
        get_updates_request=SandboxRequest(sandbox),
    ) as bot:
        yield bot


async def _ask(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.effective_chat
    await update.effective_chat.send_message("How is the knee?", reply_markup=KEYBOARD)


async def _take_answer(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    query = update.callback_query
    assert isinstance(query, CallbackQuery)
    await query.answer("Thanks")
    await query.edit_message_text(f"You said <b>{query.data}</b>", parse_mode="HTML")


@pytest.fixture
async def polling(sandbox: Sandbox) -> AsyncIterator[None]:
    application: Application = (  # type: ignore[type-arg]
        ApplicationBuilder()
        .token(sandbox.token)
        .request(SandboxRequest(sandbox))
        .get_updates_request(SandboxRequest(sandbox))
        .build()
    )
    application.add_handler(MessageHandler(filters.ALL, _ask))
    application.add_handler(CallbackQueryHandler(_take_answer))
    async with application:
        assert application.updater
        await application.start()
        await application.updater.start_polling()
        yield
        await application.updater.stop()
        await application.stop()


async def test_a_polling_application_is_asked_and_answers(
    sandbox: Sandbox, polling: None
) -> None:
    ana = sandbox.add_user("Ana")
    sandbox.send_text(ana, "/start")
    await sandbox.log.more_than(0)
    question = sandbox.messages(ana)[-1]
    assert question.text == "How is the knee?"
    assert [button.data for button in question.buttons] == ["score:3"]

    sandbox.tap(ana, question.message_id, "score:3")
    await sandbox.log.more_than(2)
    await sandbox.updates_confirmed()

    assert [type(deed) for deed in sandbox.log] == [MessageSent, TapAnswered, MessageEdited]
    assert sandbox.messages(ana)[-1].text == "You said score:3"
    assert sandbox.messages(ana)[-1].buttons == ()


async def test_a_poll_goes_on_after_the_network_was_down(
    sandbox: Sandbox, polling: None
) -> None:
    ana = sandbox.add_user("Ana")
    sandbox.faults.drop_network()
    sandbox.send_text(ana, "hello")
    sandbox.faults.lift_network()
    await sandbox.log.more_than(0)
    assert sandbox.messages(ana)[-1].text == "How is the knee?"
