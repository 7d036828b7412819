"""Runs the bot until it is told to stop."""

import asyncio
import gc
import logging
import signal
import sys
from collections.abc import Coroutine, Iterator
from contextlib import AbstractAsyncContextManager, contextmanager, nullcontext
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from telegram.error import InvalidToken, NetworkError, RetryAfter

from bot.app import Kneecheck, PortError
from bot.config import PREFIX, SettingError, Settings, without_password
from bot.storage import migrate
from bot.storage.engine import open_engine
from bot.telegram.limiter import OVERALL, PAID, Limit, RateLimiter

log = logging.getLogger(__name__)

_SWITCH_S = 0.02
"""How long a thread that has work lets another one go on in Python. The database's thread and the
event loop hand work to each other anyway; being torn from one to the other costs both."""
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 1.0, 60.0


def on_a_fast_loop(running: Coroutine[Any, Any, None]) -> None:
    """Until it is done. Why uvloop: docs/decisions/event-loop.md."""
    sys.setswitchinterval(_SWITCH_S)
    if sys.platform == "win32":  # where there is none
        asyncio.run(running)
    else:
        import uvloop

        uvloop.run(running)


async def run(settings: Settings) -> None:
    """Long polling until SIGTERM or Ctrl-C. Waits for Telegram if it can not be reached yet.
    Raises SettingError if the token is wrong or the tables are not those of this version."""
    await _run(settings, Kneecheck)


async def serve(settings: Settings) -> None:
    """The same by webhook, beside other replicas. Raises SettingError, too, for a port that is
    taken."""
    from bot.serving import Served

    await _run(settings, Served)


async def _run(settings: Settings, bot: type[Kneecheck]) -> None:
    told_to_stop = until_told_to_stop()
    prepare(settings)
    app = bot(settings, limiter=RateLimiter(overall=_limit(settings)))
    try:
        async with _watched(app, settings):
            if await _started(app, told_to_stop):
                await app.publish_commands()
                await _first_of(told_to_stop, app.bot.token_refused)
                log.info("stopping")
            if app.bot.token_refused.is_set():
                raise InvalidToken
    except InvalidToken:
        raise SettingError(
            f"{PREFIX}TOKEN (not shown) is unknown to the Bot API server at {settings.api_url}: "
            "it must be a token that @BotFather gave out and has not revoked."
        ) from None
    except PortError as error:
        raise SettingError(
            f"{PREFIX}{error.setting} is {str(error.address)!r}, but it must be a free port of an "
            f"address of this machine ({error.reason})."
        ) from None
    finally:
        await app.stop()


def _limit(settings: Settings) -> Limit:
    return PAID if settings.allow_paid_broadcast else OVERALL


def _watched(app: Kneecheck, settings: Settings) -> AbstractAsyncContextManager[None]:
    if settings.health_listen is None:
        return nullcontext()
    from bot.health import watched  # an HTTP server, which takes time and memory

    return watched(app, settings.health_listen)


def until_told_to_stop() -> asyncio.Event:
    """Set by SIGTERM and by Ctrl-C."""
    told_to_stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, told_to_stop.set)
    return told_to_stop


def prepare(settings: Settings) -> None:
    """Bring an embedded database to this version; SettingError if another one is not there yet,
    or can not be used at all."""
    with _opened(settings) as engine:
        if migrate.is_current(engine):
            return
        if settings.database_url.startswith("sqlite"):
            migrate.upgrade(engine)
        else:
            raise SettingError(
                f"{_named(settings)} has not the tables of this version: "
                "it must be migrated first, with `kneecheck migrate`."
            )


def migrate_database(settings: Settings) -> None:
    """Bring any database to this version; SettingError if it can not be used."""
    with _opened(settings) as engine:
        migrate.upgrade(engine)


@contextmanager
def _opened(settings: Settings) -> Iterator[Engine]:
    engine = open_engine(settings.database_url, connections=1)
    try:
        yield engine
    except SQLAlchemyError as error:
        cause = type(getattr(error, "orig", None) or error).__name__
        raise SettingError(
            f"{_named(settings)} can not be used ({cause}): "
            "it must be a database that runs, or a file that can be written."
        ) from None
    finally:
        engine.dispose()


def _named(settings: Settings) -> str:
    return f"{PREFIX}DATABASE_URL, {without_password(settings.database_url)!r},"


def set_aside_what_stays() -> None:
    """Modules, tables and handlers live as long as the process. Looking for garbage among them, as
    Python does now and then, would block the event loop for some 60 ms."""
    gc.collect()
    gc.freeze()


async def _first_of(*events: asyncio.Event) -> None:
    waiting = [asyncio.ensure_future(event.wait()) for event in events]
    await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    for task in waiting:
        task.cancel()


async def _started(app: Kneecheck, told_to_stop: asyncio.Event) -> bool:
    """Start, as soon as Telegram can be reached; False if told to stop before."""
    pause = _FIRST_PAUSE_S
    while not told_to_stop.is_set():
        try:
            await app.start()
        except InvalidToken:
            raise
        except (NetworkError, RetryAfter) as error:
            log.warning("telegram.unreachable error=%s again_in=%ds", type(error).__name__, pause)
        else:
            set_aside_what_stays()
            return True
        try:
            await asyncio.wait_for(told_to_stop.wait(), pause)
        except TimeoutError:
            pause = min(pause * 2, _LONGEST_PAUSE_S)
    return False
