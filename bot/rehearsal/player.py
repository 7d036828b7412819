"""Plays a script against the real bot: on a database of its own, the sandbox and a moved clock."""

import asyncio
import tempfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from pydantic import SecretStr

from bot.clock import MovableClock
from bot.rehearsal.log_book import LogBook
from bot.rehearsal.loop import LoopOnAClock
from bot.rehearsal.performance import Performance
from bot.rehearsal.process import Process
from bot.rehearsal.reading import Source
from bot.rehearsal.settings import OwnSettings
from bot.rehearsal.transcript import Transcript
from bot.running import prepare
from bot.sandbox.exchange import Exchange
from bot.sandbox.world import Sandbox

Watcher = Callable[[Exchange], None]


def play(
    source: Source,
    *,
    watchers: Sequence[Watcher] = (),
    new_process: Callable[..., Process] = Process,
) -> Transcript:
    """Play it on an event loop of its own; watchers see all Bot API traffic. Raises ScriptFailure
    if the bot does something else than the script says. `new_process` makes the bot's process."""
    with tempfile.TemporaryDirectory(prefix="kneecheck-rehearsal-") as folder:
        database = Path(folder) / "rehearsal.sqlite"
        database.write_bytes(_empty_database())
        clock = MovableClock(source.script.starts)
        with asyncio.Runner(loop_factory=lambda: LoopOnAClock(clock)) as runner:
            return runner.run(_play(source, clock, database, watchers, new_process))


async def _play(
    source: Source,
    clock: MovableClock,
    database: Path,
    watchers: Sequence[Watcher],
    new_process: Callable[..., Process],
) -> Transcript:
    script = source.script
    sandbox = Sandbox(clock, flood_limits=script.limits)
    sandbox.set_privacy_mode(script.privacy_mode)
    sandbox.watchers += watchers
    settings = script.settings.applied(
        token=SecretStr(sandbox.token),
        database_url=f"sqlite:///{database}",
        time_zone=script.starts.tzinfo.key,  # type: ignore[union-attr]
    )
    with LogBook() as log:
        return await Performance(source, settings, sandbox, clock, log, new_process).play()


@cache
def _empty_database() -> bytes:
    """Migrated once, copied for every script."""
    with tempfile.TemporaryDirectory(prefix="kneecheck-rehearsal-") as folder:
        path = Path(folder) / "empty.sqlite"
        prepare(OwnSettings().applied(database_url=f"sqlite:///{path}"))
        return path.read_bytes()
