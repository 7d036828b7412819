"""Who may configure: what Telegram says, asked once a minute; no when it says nothing."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from telegram.error import TimedOut

from bot.telegram.admins import Admins

NOW = datetime(2026, 3, 2, 17, tzinfo=UTC)
GROUP, ANA = -7, 1


class Telegram:
    """Answers with this status, or fails without one."""

    def __init__(self, status: str | None) -> None:
        self.status = status
        self.asked = 0

    async def get_chat_member(self, _chat_id: int, _user_id: int) -> Any:
        self.asked += 1
        if self.status is None:
            raise TimedOut
        return type("Member", (), {"status": self.status})()


@pytest.mark.parametrize(
    ("status", "may"),
    [("creator", True), ("administrator", True), ("member", False), ("left", False)],
)
async def test_owners_and_administrators_are_admins(status: str, may: bool) -> None:
    bot: Any = Telegram(status)
    assert await Admins().is_admin(bot, GROUP, ANA, NOW) is may


async def test_telegram_is_asked_again_after_a_minute_and_not_before() -> None:
    bot: Any = Telegram("administrator")
    admins = Admins()
    for after, asked in ((0, 1), (59, 1), (60, 2)):
        await admins.is_admin(bot, GROUP, ANA, NOW + timedelta(seconds=after))
        assert bot.asked == asked
    bot.status = "member"
    assert await admins.is_admin(bot, GROUP, ANA, NOW + timedelta(seconds=119))
    assert not await admins.is_admin(bot, GROUP, ANA, NOW + timedelta(seconds=120))


async def test_a_failure_means_no_and_is_not_kept() -> None:
    bot: Any = Telegram(None)
    admins = Admins()
    assert not await admins.is_admin(bot, GROUP, ANA, NOW)
    bot.status = "creator"
    assert await admins.is_admin(bot, GROUP, ANA, NOW)


async def test_a_change_of_rights_is_heeded_at_once() -> None:
    bot: Any = Telegram("administrator")
    admins = Admins()
    await admins.is_admin(bot, GROUP, ANA, NOW)
    bot.status = "member"
    admins.forget(GROUP)
    assert not await admins.is_admin(bot, GROUP, ANA, NOW)
