"""Checks what the bot depends on: one finding each, and what to do about it."""

import json
import os
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import aiohttp
from sqlalchemy import make_url, text
from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from bot.config import PREFIX, Settings
from bot.storage import migrate
from bot.storage.engine import open_engine

SKEW = timedelta(seconds=10)
"""The clocks of this machine and of the Bot API server may differ by this much."""
_PATIENCE = aiohttp.ClientTimeout(total=10)


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. `remedy` says what to do when it is not fine."""

    subject: str
    state: str
    remedy: str = ""

    @property
    def fine(self) -> bool:
        return not self.remedy


async def examine(settings: Settings, clock: Clock) -> AsyncIterator[Finding]:
    """Every finding, in the order in which things have to work."""
    if settings.token is None:
        yield Finding("Token", "not set", f"Set {PREFIX}TOKEN to what @BotFather gave you.")
        address = settings.api_url
    else:
        yield Finding("Token", "set")
        address = f"{settings.api_url}/bot{settings.token.get_secret_value()}/getMe"
    async for finding in _examine_server(settings, address, clock):
        yield finding
    for finding in _examine_database(settings):
        yield finding


async def _examine_server(settings: Settings, address: str, clock: Clock) -> AsyncIterator[Finding]:
    server = f"Bot API server {settings.api_url}"
    try:
        async with (
            aiohttp.ClientSession(timeout=_PATIENCE, trust_env=True) as session,
            session.get(address) as response,
        ):
            body, date = await response.read(), response.headers.get("Date", "")
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        # The error's own text may hold the address, and with it the token.
        remedy = f"Check the network, the proxy and {PREFIX}API_URL."
        yield Finding(server, f"can not be reached ({type(error).__name__})", remedy)
        yield Finding("Clock", "can not be compared while the server is not reached")
        return
    if settings.token is None:
        yield Finding(server, "can be reached")
    else:
        yield _know_token(server, response.status, body)
    yield _compare_clocks(date, clock.now())


def _know_token(server: str, status: int, body: bytes) -> Finding:
    try:
        answer = json.loads(body)
        if answer["ok"]:
            return Finding(server, f"knows the token: @{answer['result']['username']}")
    except (ValueError, KeyError, TypeError):
        remedy = f"Check {PREFIX}API_URL: something else answers there."
        return Finding(server, f"does not speak the Bot API (status {status})", remedy)
    if status in (401, 404):
        remedy = "Ask @BotFather for the token; it may have been revoked."
        return Finding(server, "does not know the token", remedy)
    return Finding(server, f"answers with an error (status {status})", "Try again in a while.")


def _compare_clocks(date: str, now: datetime) -> Finding:
    try:
        skew = now - parsedate_to_datetime(date)
    except (ValueError, TypeError):
        return Finding("Clock", "can not be compared: the server does not tell the time")
    seconds = round(abs(skew).total_seconds())
    if abs(skew) <= SKEW:
        return Finding("Clock", f"agrees with the server's within {seconds} s")
    way = "ahead of" if skew > timedelta(0) else "behind"
    remedy = "Have the machine set its clock by NTP: check-ins come by this clock."
    return Finding("Clock", f"is {seconds} s {way} the server's", remedy)


def _place_for(file: Path, name: str) -> Finding:
    folder = file.absolute().parent
    if folder.is_dir() and os.access(folder, os.W_OK | os.X_OK):
        return Finding(name, "is not there yet; `kneecheck run` makes it")
    remedy = f"Make the folder {folder}, writable for this user, or set {PREFIX}DATABASE_URL."
    return Finding(name, "is not there, and can not be made there", remedy)


def _examine_database(settings: Settings) -> Iterator[Finding]:
    url = make_url(settings.database_url)
    name = f"Database {url.render_as_string(hide_password=True)}"
    if url.get_backend_name() == "sqlite" and url.database and not Path(url.database).exists():
        # Opening it would make an empty one.
        yield _place_for(Path(url.database), name)
        return
    engine = open_engine(settings.database_url, connections=1)
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
        yield Finding(name, "can be opened")
        if migrate.is_current(engine):
            yield Finding("Tables", "are those of this version")
        else:
            remedy = "Run `kneecheck migrate`."
            yield Finding("Tables", "are not those of this version", remedy)
    except SQLAlchemyError as error:
        cause = type(getattr(error, "orig", None) or error).__name__
        remedy = f"Check {PREFIX}DATABASE_URL, and that the server runs and lets you in."
        yield Finding(name, f"can not be opened ({cause})", remedy)
    finally:
        engine.dispose()
