"""A process that dies in a script leaves what SIGKILL leaves."""

import asyncio
from datetime import timedelta
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.clock import MovableClock
from bot.rehearsal.process import Doom, Process
from bot.rehearsal.settings import OwnSettings
from bot.rehearsal.times import read_start
from bot.running import prepare
from bot.sandbox.log import MessageSent
from bot.sandbox.world import Sandbox
from bot.storage.database import Database
from bot.storage.tables import Job


def held_by(session: Session) -> list[str | None]:
    return list(session.scalars(select(Job.leased_by).where(Job.leased_by.is_not(None))))


async def _die_after_sending(folder: Path) -> tuple[list[str], list[str | None], list[str | None]]:
    """What was sent, and who held jobs: after the death, and after a graceful end."""
    clock = MovableClock(read_start("2026-03-02 18:00 Europe/Berlin"))
    sandbox = Sandbox(clock)
    url = f"sqlite:///{folder / 'bot.sqlite'}"
    settings = OwnSettings().applied(token=SecretStr(sandbox.token), database_url=url)
    prepare(settings)
    deaths: list[str] = []
    process = Process(settings, sandbox, clock, lambda: deaths.append("died"))
    await process.start()
    ana = sandbox.add_user("Ana")
    sandbox.send_text(ana, "/log squats 40 min")
    await process.settled()
    process.doom(Doom("sendMessage", after=True))
    await process.move(timedelta(minutes=15))
    database = Database(url)
    after_death = await database.run(held_by)
    assert deaths == ["died"]
    await process.stop()
    after_end = await database.run(held_by)
    database.close()
    sent = [d.message.text for d in sandbox.log if isinstance(d, MessageSent)]
    return sent, after_death, after_end


def test_the_lease_of_what_it_was_doing_stays_and_nothing_is_sent_any_more(tmp_path: Path) -> None:
    # On a loop of its own: dying ends everything that runs on it.
    sent, after_death, after_end = asyncio.run(_die_after_sending(tmp_path))
    assert len(sent) == 2
    assert sent[1].startswith("A quick reminder")
    assert len(after_death) == 1
    assert after_end == after_death
