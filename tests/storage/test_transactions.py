"""A service's transaction commits when it returns, vanishes when it raises, and is run again when
another one got in its way."""

import asyncio
import threading
from contextlib import closing

import pytest
from sqlalchemy import event, func, select, text, update
from sqlalchemy.engine.interfaces import ExceptionContext
from sqlalchemy.exc import IntegrityError, OperationalError, SQLAlchemyError
from sqlalchemy.orm import Session

from bot.storage import engine
from bot.storage.database import ATTEMPTS, Database, note_new_jobs
from bot.storage.tables import Athlete
from tests.databases import DURABLE, Cluster
from tests.storage.sample import NOW


def add_athlete(session: Session, telegram_id: int = 1) -> int:
    athlete = Athlete(telegram_id=telegram_id, language="en", time_zone="UTC", created_at=NOW)
    session.add(athlete)
    session.flush()
    return athlete.id


def athletes(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Athlete)) or 0


async def test_what_a_service_wrote_is_there_when_it_has_returned(
    database: Database, database_url: str
) -> None:
    await database.run(add_athlete)
    with closing(Database(database_url)) as another:
        assert another.call(athletes) == 1


async def test_what_a_service_wrote_is_gone_when_it_raises(database: Database) -> None:
    def fail(session: Session) -> None:
        add_athlete(session)
        raise KeyError("a bug")

    with pytest.raises(KeyError, match="a bug"):
        await database.run(fail)
    assert await database.run(athletes) == 0


async def test_a_service_that_breaks_a_constraint_writes_nothing(database: Database) -> None:
    tries = 0

    def twice(session: Session) -> None:
        nonlocal tries
        tries += 1
        add_athlete(session, 5)
        add_athlete(session, 5)

    with pytest.raises(IntegrityError):
        await database.run(twice)
    assert await database.run(athletes) == 0
    assert tries <= ATTEMPTS


async def test_services_that_wait_together_share_no_failure(database: Database) -> None:
    """However commits are shared: each is whole on its own, and counts once."""

    def add_or_fail(session: Session, telegram_id: int) -> int:
        add_athlete(session, telegram_id)
        if telegram_id % 5 == 0:
            raise KeyError(telegram_id)
        return telegram_id

    numbers = range(1, 41)
    outcomes = await asyncio.gather(
        *(database.run(add_or_fail, n) for n in numbers), return_exceptions=True
    )
    assert [outcome for outcome in outcomes if isinstance(outcome, int)] == [
        n for n in numbers if n % 5
    ]
    assert sum(isinstance(outcome, KeyError) for outcome in outcomes) == 8
    written = await database.run(lambda s: s.scalars(select(Athlete.telegram_id)).all())
    assert sorted(written) == [n for n in numbers if n % 5]


async def test_a_row_that_somebody_else_wrote_first_is_seen_by_the_next_try(
    postgresql_url: str,
) -> None:
    with closing(Database(postgresql_url)) as several:
        meeting = threading.Barrier(2, timeout=10)
        tries: list[int] = []

        def find_or_add(session: Session) -> int:
            found = session.scalar(select(Athlete.id).where(Athlete.telegram_id == 9))
            tries.append(1)
            if len(tries) <= 2:
                meeting.wait()
            return found or add_athlete(session, 9)

        first, second = await asyncio.gather(several.run(find_or_add), several.run(find_or_add))
        assert first == second
        assert len(tries) == 3


async def test_a_cancelled_caller_leaves_a_whole_transaction(database: Database) -> None:
    inside, go_on = threading.Event(), threading.Event()

    def slow(session: Session) -> None:
        add_athlete(session, 1)
        inside.set()
        assert go_on.wait(10)
        add_athlete(session, 2)

    caller = asyncio.create_task(database.run(slow))
    await asyncio.to_thread(inside.wait)
    caller.cancel()
    with pytest.raises(asyncio.CancelledError):
        await caller
    go_on.set()
    await asyncio.to_thread(database.close)
    with closing(Database(database.engine.url.render_as_string(hide_password=False))) as again:
        assert again.call(athletes) == 2


def test_an_event_loop_that_is_gone_meanwhile_is_the_trouble_of_nobody_else(
    database: Database,
) -> None:
    inside, go_on, workers = threading.Semaphore(0), threading.Event(), database._places

    def slow(_session: Session) -> None:
        inside.release()
        assert go_on.wait(10)

    async def leave_in_the_middle() -> None:
        gone = [asyncio.create_task(database.run(slow)) for _ in range(workers)]
        for _ in gone:
            assert await asyncio.to_thread(inside.acquire, timeout=10)

    async def stay() -> int:
        go_on.set()
        async with asyncio.timeout(20):
            return await database.run(athletes)

    asyncio.run(leave_in_the_middle())
    assert asyncio.run(stay()) == 0


async def test_a_service_that_is_out_of_items_says_so(database: Database) -> None:
    """StopIteration, which no future takes: whoever waits would never hear of it."""

    def out_of_items(_session: Session) -> None:
        raise StopIteration

    with pytest.raises(RuntimeError, match="StopIteration"):
        await database.run(out_of_items)


def test_who_calls_a_closed_database_is_refused_and_waits_for_nothing(database: Database) -> None:
    database.close()
    for _ in range(2):
        with pytest.raises(RuntimeError, match="closed"):
            database.call(athletes)


async def test_new_jobs_are_announced_after_the_commit_and_only_then(database: Database) -> None:
    seen: list[int] = []

    def announced() -> None:
        with Session(database.engine) as session:
            seen.append(athletes(session))

    def with_job(session: Session, fails: bool) -> None:
        add_athlete(session)
        note_new_jobs(session)
        if fails:
            raise KeyError

    # SQLite's one connection is free again by then.
    database.when_jobs_change = announced
    with pytest.raises(KeyError):
        await database.run(with_job, True)
    assert seen == []
    await database.run(with_job, False)
    assert seen == [1]


async def test_a_deadlock_is_solved_by_running_one_of_the_two_again(postgresql_url: str) -> None:
    with closing(Database(postgresql_url)) as database:
        for telegram_id in (1, 2):
            await database.run(add_athlete, telegram_id)
        crossing = threading.Barrier(2, timeout=10)
        tries: list[tuple[int, int]] = []

        def rename(session: Session, first: int, second: int) -> None:
            tries.append((first, second))
            for telegram_id in (first, second):
                session.execute(
                    update(Athlete)
                    .where(Athlete.telegram_id == telegram_id)
                    .values(language=Athlete.language + str(first))
                )
                if len(tries) <= 2 and telegram_id == first:
                    crossing.wait()

        await asyncio.gather(database.run(rename, 1, 2), database.run(rename, 2, 1))
        assert len(tries) >= 3
        languages = await database.run(lambda s: set(s.scalars(select(Athlete.language))))
        assert languages in ({"en12"}, {"en21"})


async def test_a_serialisation_failure_is_run_again(postgresql_url: str) -> None:
    with closing(Database(postgresql_url)) as database:
        await database.run(add_athlete, 1)
        crossing = threading.Barrier(2, timeout=10)
        tries: list[str] = []

        def append(session: Session, letter: str) -> None:
            session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
            athlete = session.scalars(select(Athlete)).one()
            tries.append(letter)
            if len(tries) <= 2:
                crossing.wait()
            athlete.language += letter

        await asyncio.gather(database.run(append, "a"), database.run(append, "b"))
        assert len(tries) == 3
        (language,) = await database.run(lambda s: s.scalars(select(Athlete.language)).all())
        assert sorted(language) == sorted("enab")


async def test_a_database_that_restarted_is_spoken_to_again(
    postgresql: Cluster, postgresql_url: str
) -> None:
    with closing(Database(postgresql_url)) as database:
        await database.run(add_athlete)
        postgresql.hang_up()
        assert await database.run(athletes) == 1


async def test_a_busy_database_is_waited_for(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.storage.engine.BUSY_TIMEOUT_S", 0.01)
    with closing(Database(sqlite_url)) as database, closing(Database(sqlite_url)) as another:
        writer = another.engine.connect()
        writer.begin()
        refused = 0

        def finish_after_two(_context: ExceptionContext) -> None:
            nonlocal refused
            refused += 1
            if refused == 2:
                writer.rollback()

        event.listen(database.engine, "handle_error", finish_after_two)
        await database.run(add_athlete)
        assert refused == 2
        writer.close()
        assert await database.run(athletes) == 1


async def test_a_database_that_stays_busy_is_an_error_and_no_harm(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.storage.engine.BUSY_TIMEOUT_S", 0.01)
    with closing(Database(sqlite_url)) as database, closing(Database(sqlite_url)) as another:
        with another.engine.begin(), pytest.raises(OperationalError, match="locked"):
            await database.run(add_athlete)
        assert await database.run(athletes) == 0
        await database.run(add_athlete)
        assert await database.run(athletes) == 1


async def test_a_full_disk_is_an_error_that_loses_nothing(sqlite_url: str) -> None:
    def limit_pages(session: Session, more: int) -> None:
        pages = session.scalar(text("PRAGMA page_count")) or 0
        session.execute(text(f"PRAGMA max_page_count = {pages + more}"))

    def fill(session: Session) -> None:
        athlete = session.get_one(Athlete, 1)
        athlete.language = "x" * 100_000

    with closing(Database(sqlite_url)) as database:
        await database.run(add_athlete, 1)
        await database.run(limit_pages, 0)
        with pytest.raises(SQLAlchemyError, match="full"):
            await database.run(fill)
        assert await database.run(lambda s: s.get_one(Athlete, 1).language) == "en"
        await database.run(limit_pages, 1000)
        await database.run(fill)
        await database.run(add_athlete, 2)
        assert await database.run(athletes) == 2


def test_sqlite_is_set_up_to_keep_what_it_confirms(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "SYNCHRONOUS", DURABLE)
    with closing(Database(sqlite_url)) as database, database.engine.connect() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 10_000,
    }
