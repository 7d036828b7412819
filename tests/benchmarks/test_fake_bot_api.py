"""The benchmarks' server is a Bot API as far as python-telegram-bot can tell."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest
from telegram import Bot

from bot.telegram.transport import AiohttpRequest
from tests.benchmarks.fake_bot_api import TOKEN, RunningFakeBotApi, running_fake_bot_api


@pytest.fixture
def api() -> Iterator[RunningFakeBotApi]:
    with running_fake_bot_api() as api:
        yield api


@pytest.fixture
async def bot(api: RunningFakeBotApi) -> AsyncIterator[Bot]:
    request, polling = AiohttpRequest(), AiohttpRequest(connections=1)
    bot = Bot(TOKEN, base_url=api.base_url, request=request, get_updates_request=polling)
    async with bot:
        yield bot


def tap(user: int) -> dict[str, object]:
    ana = {"id": user, "is_bot": False, "first_name": "Ana"}
    chat = {"id": user, "type": "private", "first_name": "Ana"}
    message = {"message_id": 1, "date": 1767225600, "chat": chat, "text": "How is the knee?"}
    tapped = {"id": str(user), "from": ana, "chat_instance": "1", "message": message, "data": "s"}
    return {"callback_query": tapped}


async def test_messages_edits_and_taps_are_answered_and_counted(
    api: RunningFakeBotApi, bot: Bot
) -> None:
    sent = await bot.send_message(42, "How is the knee?")
    edited = await bot.edit_message_text("3 of 10", chat_id=42, message_id=sent.message_id)
    assert await bot.answer_callback_query("1")
    assert sent.chat.id == 42
    assert not isinstance(edited, bool)
    assert edited.chat.id == 42
    assert api.calls() == {
        "getMe": 1,
        "sendMessage": 1,
        "editMessageText": 1,
        "answerCallbackQuery": 1,
    }


async def test_loaded_updates_are_served_in_batches_and_once_confirmed_no_more(
    api: RunningFakeBotApi, bot: Bot
) -> None:
    api.load([tap(user) for user in range(1, 151)])
    first = await bot.get_updates()
    second = await bot.get_updates(offset=first[-1].update_id + 1)
    none = await bot.get_updates(offset=second[-1].update_id + 1)
    people = [update.effective_user.id for update in first + second if update.effective_user]
    assert people == list(range(1, 151))
    assert none == ()


async def test_a_long_poll_ends_when_updates_are_loaded(api: RunningFakeBotApi, bot: Bot) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=60))
    await asyncio.to_thread(api.wait_for, "getUpdates", 1)
    await asyncio.to_thread(api.load, [tap(7)])
    assert [update.update_id for update in await poll] == [1]
