"""Checks what the bot depends on: one finding each, and what to do about it."""

from collections.abc import AsyncIterator

from bot.clock import Clock
from bot.config import Settings
from bot.doctor.addresses import examine_addresses
from bot.doctor.database import examine_database
from bot.doctor.finding import Finding
from bot.doctor.telegram import examine_telegram


async def examine(settings: Settings, clock: Clock) -> AsyncIterator[Finding]:
    """Every finding, in the order in which things have to work."""
    async for finding in examine_telegram(settings, clock):
        yield finding
    for finding in examine_database(settings.database_url):
        yield finding
    for finding in examine_addresses(settings):
        yield finding
