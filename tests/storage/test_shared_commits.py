"""On SQLite, services that wait for one another share a commit; each is as whole as if alone."""

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.storage import jobs
from bot.storage.database import Database, note_new_jobs, put_off
from bot.storage.jobs import Lease, LostLeaseError
from bot.storage.tables import Athlete
from tests.storage.sample import NOW, write_sample


@pytest.fixture
def sqlite(sqlite_url: str) -> Iterator[Database]:
    with closing(Database(sqlite_url)) as database:
        yield database


@pytest.fixture
def commits(sqlite: Database) -> list[object]:
    """Grows by one a commit."""
    seen: list[object] = []
    event.listen(sqlite.engine, "commit", seen.append)
    return seen


class Queue:
    """Holds the worker up, so that services pile up behind it."""

    def __init__(self) -> None:
        self.held, self.go_on = threading.Event(), threading.Event()

    def hold(self, _session: Session) -> None:
        self.held.set()
        assert self.go_on.wait(10)


async def piled_up(database: Database, *services: Callable[[Session], object]) -> list[object]:
    """What each of them returned or raised."""
    return await all_piled_up(database, *(database.run(service) for service in services))


async def all_piled_up(database: Database, *calls: Coroutine[Any, Any, object]) -> list[object]:
    """The same for calls of any kind."""
    queue = Queue()
    first = asyncio.create_task(database.run(queue.hold))
    await asyncio.to_thread(queue.held.wait)
    rest = [asyncio.create_task(call) for call in calls]
    await asyncio.sleep(0)
    queue.go_on.set()
    await first
    return list(await asyncio.gather(*rest, return_exceptions=True))


def adding(telegram_id: int) -> Callable[[Session], int]:
    def add(session: Session) -> int:
        session.add(
            Athlete(telegram_id=telegram_id, language="en", time_zone="UTC", created_at=NOW)
        )
        return telegram_id

    return add


def fail(session: Session) -> None:
    session.add(Athlete(telegram_id=99, language="en", time_zone="UTC", created_at=NOW))
    session.flush()
    raise KeyError("a bug")


def known(session: Session) -> list[int]:
    return list(session.scalars(select(Athlete.telegram_id).order_by(Athlete.telegram_id)))


async def test_services_that_piled_up_share_one_commit(
    sqlite: Database, commits: list[object]
) -> None:
    assert await piled_up(sqlite, *map(adding, range(10))) == list(range(10))
    assert len(commits) == 1
    assert await sqlite.run(known) == list(range(10))


async def test_no_caller_hears_of_what_another_process_can_not_see_yet(
    sqlite: Database, sqlite_url: str
) -> None:
    with closing(Database(sqlite_url)) as another:
        seen: list[list[int]] = []

        async def add_and_look(telegram_id: int) -> None:
            await sqlite.run(adding(telegram_id))
            seen.append(another.call(known))

        queue = Queue()
        first = asyncio.create_task(sqlite.run(queue.hold))
        await asyncio.to_thread(queue.held.wait)
        rest = [asyncio.create_task(add_and_look(number)) for number in range(3)]
        await asyncio.sleep(0)
        queue.go_on.set()
        await asyncio.gather(first, *rest)
    assert seen == [[0, 1, 2]] * 3


async def test_one_that_fails_takes_nothing_of_the_others_with_it(sqlite: Database) -> None:
    first, failed, last = await piled_up(sqlite, adding(1), fail, adding(2))
    assert (first, last) == (1, 2)
    assert isinstance(failed, KeyError)
    assert await sqlite.run(known) == [1, 2]


class EndError(BaseException):
    """As KeyboardInterrupt and SystemExit are, nothing that `except Exception` stops."""


async def test_not_even_one_that_would_end_the_thread_leaves_the_others_waiting(
    sqlite: Database,
) -> None:
    def end(_session: Session) -> None:
        raise EndError

    first, ended, last = await piled_up(sqlite, adding(1), end, adding(2))
    assert (first, last) == (1, 2)
    assert isinstance(ended, EndError)
    assert await sqlite.run(known) == [1, 2]


async def test_of_two_that_contradict_each_other_the_first_wins(sqlite: Database) -> None:
    outcomes = await piled_up(sqlite, adding(1), adding(1), adding(2))
    assert [type(outcome) for outcome in outcomes] == [int, IntegrityError, int]
    assert await sqlite.run(known) == [1, 2]


async def test_each_sees_what_those_before_it_did_and_no_object_of_theirs(
    sqlite: Database,
) -> None:
    await sqlite.run(adding(1))

    def rename(session: Session) -> None:
        assert session.scalars(select(Athlete)).one().language == "en"
        session.execute(text("UPDATE athlete SET language = 'de'"))

    def language(session: Session) -> str:
        assert not list(session)
        return session.scalars(select(Athlete)).one().language

    assert await piled_up(sqlite, rename, language) == [None, "de"]


async def test_new_jobs_of_any_of_them_are_announced_once_committed(sqlite: Database) -> None:
    announced: list[int] = []

    def count() -> int:
        with Session(sqlite.engine) as session:
            return session.scalar(select(func.count()).select_from(Athlete)) or 0

    sqlite.when_jobs_change = lambda: announced.append(count())
    await piled_up(sqlite, adding(1), note_new_jobs, adding(2))
    assert announced == [2]


async def test_a_caller_that_gave_up_waiting_hinders_nobody(sqlite: Database) -> None:
    queue = Queue()
    first = asyncio.create_task(sqlite.run(queue.hold))
    await asyncio.to_thread(queue.held.wait)
    gone, stays = (asyncio.create_task(sqlite.run(adding(number))) for number in (1, 2))
    await asyncio.sleep(0)
    gone.cancel()
    queue.go_on.set()
    await asyncio.gather(first, stays)
    assert gone.cancelled()
    assert await sqlite.run(known) == [1, 2]


async def test_what_is_put_off_is_done_once_for_all_that_share_a_commit(sqlite: Database) -> None:
    done: list[list[int]] = []

    def note(_session: Session, items: list[int]) -> None:
        done.append(items)

    def putting_off(item: int) -> Callable[[Session], None]:
        return lambda session: put_off(session, note, item)

    await piled_up(sqlite, *map(putting_off, range(3)))
    assert done == [[0, 1, 2]]


async def test_a_job_that_is_held_no_more_is_the_trouble_of_nobody_else(sqlite: Database) -> None:
    sample = await sqlite.run(write_sample)
    await sqlite.run(jobs.claim_due, NOW + timedelta(days=2), Lease("us", NOW), 10)

    def complete(holder: str) -> Callable[[Session], None]:
        return lambda session: jobs.complete(session, sample.job, holder)

    lost, removed = await piled_up(sqlite, complete("somebody else"), complete("us"))
    assert isinstance(lost, LostLeaseError)
    assert removed is None
    assert await sqlite.run(jobs.waiting, 10) == []


class NotThisOneError(Exception):
    """There is one athlete whom nobody adds."""


REFUSED, TROUBLE = 13, 666


class Adding:
    """A service for many: adds athletes, all but one, and fails as a whole for another."""

    __name__ = "adding"

    def __init__(self) -> None:
        self.served: list[list[int]] = []

    def __call__(self, session: Session, ids: list[int]) -> list[int | Exception]:
        self.served.append(ids)
        if TROUBLE in ids:
            raise IntegrityError("INSERT", None, Exception("trouble"))
        return [NotThisOneError() if id_ == REFUSED else adding(id_)(session) for id_ in ids]


async def test_a_service_for_many_gets_at_once_what_all_of_them_asked(
    sqlite: Database, commits: list[object]
) -> None:
    add = Adding()
    asked = [sqlite.run_with_others(add, id_) for id_ in (1, REFUSED, 2)]
    one, refused, alone, two = await all_piled_up(
        sqlite, *asked[:2], sqlite.run(adding(3)), asked[2]
    )
    assert (one, two, alone) == (1, 2, 3)
    assert isinstance(refused, NotThisOneError)
    assert add.served == [[1, REFUSED, 2]]
    assert await sqlite.run(known) == [1, 2, 3]


async def test_where_a_service_for_many_fails_each_is_served_alone(sqlite: Database) -> None:
    add = Adding()
    asked = [sqlite.run_with_others(add, id_) for id_ in (1, REFUSED, TROUBLE, 2)]
    one, refused, trouble, two = await all_piled_up(sqlite, *asked)
    assert (one, two) == (1, 2)
    assert isinstance(refused, NotThisOneError)
    assert isinstance(trouble, IntegrityError)
    assert add.served[:4] == [[1, REFUSED, TROUBLE, 2], [1], [REFUSED], [TROUBLE]]
    assert await sqlite.run(known) == [1, 2]
