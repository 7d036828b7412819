"""Only what is scheduled may cost something, and only if the operator says so."""

import pytest

from bot.clock import SystemClock
from bot.sandbox.exchange import Exchange
from bot.sandbox.in_process import SandboxRequest
from bot.sandbox.world import Sandbox
from bot.telegram.bot import Bot
from bot.telegram.limiter import RateLimiter, Urgency


@pytest.mark.parametrize(
    ("allowed", "urgency", "paid"),
    [
        (True, Urgency.SCHEDULED, True),
        (True, Urgency.REPLY, None),
        (False, Urgency.SCHEDULED, None),
    ],
)
async def test_a_scheduled_message_may_cost_something_if_that_is_allowed(
    allowed: bool, urgency: Urgency, paid: bool | None
) -> None:
    sandbox, seen = Sandbox(SystemClock()), list[Exchange]()
    ana = sandbox.add_user("Ana")
    sandbox.send_text(ana, "/start")
    sandbox.watchers.append(seen.append)
    bot = Bot(
        sandbox.token,
        request=SandboxRequest(sandbox),
        rate_limiter=RateLimiter(),
        allow_paid_broadcast=allowed,
    )
    await bot.call("sendMessage", urgency, chat_id=ana.id, text="Hello")
    (sent,) = seen
    given = sent.params.get("allow_paid_broadcast")
    assert given == ("true" if paid else None)
