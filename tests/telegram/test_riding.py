"""The answer to a tap that rides on the webhook's own answer is the whole answer."""

import asyncio

from bot.clock import SystemClock
from bot.sandbox.in_process import SandboxRequest
from bot.sandbox.world import DEFAULT_TOKEN, Sandbox
from bot.telegram.bot import Bot
from bot.telegram.riding import Ride, offering
from tests.telegram.skipping_time import run


def test_a_link_that_the_tap_opens_rides_along() -> None:
    async def scenario() -> dict[str, object]:
        bot = Bot(DEFAULT_TOKEN, request=SandboxRequest(Sandbox(SystemClock())))
        ride: Ride = asyncio.get_running_loop().create_future()
        with offering(ride):
            await bot.answer_callback_query("7", url="https://t.me/bot?start=s_1")
        return ride.result()

    assert run(scenario()) == {
        "method": "answerCallbackQuery",
        "callback_query_id": "7",
        "url": "https://t.me/bot?start=s_1",
    }
