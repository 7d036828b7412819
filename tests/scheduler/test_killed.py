"""The bot's process is killed in the middle of its work: nothing is lost, and nothing is asked more
than once more.

The process is the real one, `python -m bot run`, on the machine's clock. Its Telegram is a sandbox
in this process, which kills it at the wanted moment. Its successor runs here, when the leases end.
"""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, closing, contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.clock import MovableClock
from bot.domain.check_in import CheckInState, Moment
from bot.sandbox.files import Upload
from bot.sandbox.server import serving
from bot.sandbox.values import User
from bot.sandbox.world import Sandbox
from bot.storage.database import Database
from bot.storage.jobs import LEASE
from bot.storage.tables import Base, Workout
from tests.process import PATIENCE_S
from tests.scheduler.shift import Shift

Call = Callable[[], Awaitable[Any]]


class Executioner(Sandbox):
    """`sentence` decides what happens around the carrying out of the first sendMessage."""

    sentence: Callable[[Call], Awaitable[Any]] | None = None
    _given: frozenset[int] = frozenset()

    async def call(
        self, method: str, params: Mapping[str, Any], files: Mapping[str, Upload] | None = None
    ) -> Any:
        def carry_out() -> Awaitable[Any]:
            return super(Executioner, self).call(method, params, files)

        if method == "sendMessage" and self.sentence is not None:
            sentence, self.sentence = self.sentence, None
            return await sentence(carry_out)
        result = await carry_out()
        if method == "getUpdates":
            self._given |= {each["message"]["from"]["id"] for each in result}
            self._state.changed.ring()
        return result

    async def has_given(self, user: User) -> None:
        """Return when the bot has what this person wrote."""
        await self.changed(lambda: user.id in self._given)


@pytest.fixture
def clock() -> MovableClock:
    """Runs along with the machine's, until it is moved."""
    return MovableClock()


@pytest.fixture
def sandbox(clock: MovableClock) -> Executioner:
    return Executioner(clock)


@asynccontextmanager
async def running(sandbox: Sandbox, database_url: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """The bot as it is started by hand. It is dead when the context ends."""
    async with serving(sandbox) as api, asyncio.timeout(PATIENCE_S):
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run",
            env=os.environ
            | {
                "KNEECHECK_TOKEN": sandbox.token,
                "KNEECHECK_API_URL": api,
                "KNEECHECK_DATABASE_URL": database_url,
                "KNEECHECK_LOG_LEVEL": "error",
            },
        )  # fmt: skip
        try:
            yield process
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()


async def killed(
    sandbox: Executioner,
    database_url: str,
    sentence: Callable[[Call, asyncio.subprocess.Process], Awaitable[Any]],
    user: User | None = None,
    text: str = "",
) -> None:
    """Run the bot, with this text as its first update, until the sentence has killed it."""
    async with running(sandbox, database_url) as process:
        sandbox.sentence = lambda call: sentence(call, process)
        if user is not None:
            sandbox.send_text(user, text)
        assert await process.wait() == -9


@contextmanager
def nobody_can_write(database: Database) -> Iterator[None]:
    """SQLite has one writer: this. On PostgreSQL, this holds every job and check-in."""
    with database.engine.connect() as connection:
        if connection.dialect.name != "sqlite":
            connection.exec_driver_sql("SELECT 1 FROM job FOR UPDATE")
            connection.exec_driver_sql("SELECT 1 FROM check_in FOR UPDATE")
        else:
            connection.begin()
        yield
        connection.rollback()


async def killed_after_claiming(shift: Shift, url: str, sandbox: Executioner, *given: Any) -> None:
    """The job is claimed, its question on its way: the process dies before Telegram has it."""

    async def sentence(_call: Call, process: asyncio.subprocess.Process) -> None:
        assert shift.waiting()[0].leased_by
        process.kill()
        await process.wait()

    await killed(sandbox, url, sentence, *given)


async def killed_after_sending(shift: Shift, url: str, sandbox: Executioner, *given: Any) -> None:
    """The question is in the chat, but the process dies before it hears so."""

    async def sentence(call: Call, process: asyncio.subprocess.Process) -> Any:
        await call()
        process.kill()
        await process.wait()

    await killed(sandbox, url, sentence, *given)


async def killed_before_committing(
    shift: Shift, url: str, sandbox: Executioner, *given: Any
) -> None:
    """The process hears that the question is in the chat, and dies before that is recorded."""
    deaths: list[asyncio.Task[None]] = []

    async def sentence(call: Call, process: asyncio.subprocess.Process) -> Any:
        held = nobody_can_write(shift.database)
        held.__enter__()

        async def die() -> None:
            # A poll after the answer: the process has read the answer by then.
            stranger = sandbox.add_user("Stranger")
            sandbox.send_text(stranger, "/help")
            await sandbox.has_given(stranger)
            process.kill()
            await process.wait()
            held.__exit__(None, None, None)

        answer = await call()
        deaths.append(asyncio.create_task(die()))
        return answer

    await killed(sandbox, url, sentence, *given)
    await deaths[0]


KILLINGS = [killed_after_claiming, killed_after_sending, killed_before_committing]


@pytest.mark.parametrize("kill", KILLINGS, ids=lambda kill: kill.__name__)
async def test_a_due_question_survives_the_process_that_was_asking_it(
    shift: Shift,
    database_url: str,
    sandbox: Executioner,
    kill: Callable[..., Awaitable[None]],
) -> None:
    user = shift.add_athlete()
    record = shift.log(user)
    await sandbox_is_read(sandbox)
    await kill(shift, database_url, sandbox)
    assert shift.states(record) == (CheckInState.PLANNED,) * 3
    assert [job.moment for job in shift.waiting()] == list(Moment)

    shift.clock.move(LEASE)
    await shift.work()
    asked = [a.check_in_id for a in shift.asked()]
    sent_before = kill is not killed_after_claiming
    assert asked == [record.check_ins[0].id] * (2 if sent_before else 1)
    assert shift.states(record)[0] is CheckInState.ASKED

    await shift.move(timedelta(days=2))
    assert {a.check_in_id for a in shift.asked()} == {c.id for c in record.check_ins}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("kill", KILLINGS, ids=lambda kill: kill.__name__)
async def test_a_workout_survives_the_process_that_was_confirming_it(
    shift: Shift,
    database_url: str,
    sandbox: Executioner,
    kill: Callable[..., Awaitable[None]],
) -> None:
    """Its confirmation carries the first question."""
    user = shift.sandbox.add_user("Ana")
    await kill(shift, database_url, sandbox, user, "/log squats 40 min")
    assert [job.moment for job in shift.waiting()] == list(Moment)

    shift.clock.move(LEASE)
    await shift.work()
    first = shift.asked()[0].check_in_id
    sent_before = kill is not killed_after_claiming
    assert [a.check_in_id for a in shift.asked()] == [first] * (2 if sent_before else 1)
    await shift.move(timedelta(days=2))
    assert {a.check_in_id for a in shift.asked()} == {first, first + 1, first + 2}


async def test_an_update_survives_the_process_that_had_it_in_hand(
    sqlite_url: str, sandbox: Executioner
) -> None:
    """Telegram keeps it until it is handled."""
    ana, ben = sandbox.add_user("Ana"), sandbox.add_user("Ben")
    with closing(Database(sqlite_url)) as database:
        async with running(sandbox, sqlite_url) as process:
            sandbox.send_text(ben, "/help")
            await sandbox.updates_confirmed()
            with nobody_can_write(database):
                sandbox.send_text(ana, "/log squats 40 min")
                await sandbox.has_given(ana)
                process.kill()
                await process.wait()
        assert count(database, Workout) == 0

        async with running(sandbox, sqlite_url):
            await sandbox.updates_confirmed()
        assert count(database, Workout) == 1
    assert len(sandbox.messages(ana)) == 2
    assert len(sandbox.messages(ben)) == 2


def count(database: Database, table: type[Base]) -> int:
    with Session(database.engine) as session:
        return session.scalars(select(func.count()).select_from(table)).one()


async def sandbox_is_read(sandbox: Sandbox) -> None:
    """What was written so far is no update for the process to come."""
    await sandbox.call("getUpdates", {"offset": str(10**9)})
