"""Runs services, each in one transaction in a worker thread."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from bot.storage.engine import open_engine

P = ParamSpec("P")
R = TypeVar("R")
Service = Callable[Concatenate[Session, P], R]

ATTEMPTS = 5
_POSTGRESQL_CONNECTIONS = 8
_SERIALISATION_FAILURES = {"40001", "40P01"}
_JOBS_CHANGED = "jobs_changed"


def note_new_jobs(session: Session) -> None:
    """Has the scheduler look for due jobs as soon as this session's transaction has committed."""
    session.info[_JOBS_CHANGED] = True


class Database:
    """The only way to the database. A service is a function of (session, …) that returns values;
    its transaction commits when it returns and rolls back when it raises. It is run again, at most
    `ATTEMPTS` times in all, when the database was busy or another transaction got in its way, so
    it must do nothing but work on its session.

    SQLite has one worker thread, since it has one writer; PostgreSQL has several.
    """

    def __init__(self, url: str) -> None:
        workers = 1 if url.startswith("sqlite") else _POSTGRESQL_CONNECTIONS
        self.engine = open_engine(url, workers)
        self._workers = ThreadPoolExecutor(workers, thread_name_prefix="database")
        self.when_jobs_change: Callable[[], None] = lambda: None

    async def run(self, service: Service[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a service from the event loop. Raises what the service raises, and SQLAlchemyError
        when the database fails."""
        loop = asyncio.get_running_loop()
        work = loop.run_in_executor(self._workers, lambda: self._transact(service, *args, **kwargs))
        # A cancelled caller must not leave its transaction behind half observed.
        return await asyncio.shield(work)

    def call(self, service: Service[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """The same, blocking, from any thread but the event loop's."""
        return self._workers.submit(lambda: self._transact(service, *args, **kwargs)).result()

    def _transact(self, service: Service[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with Session(self.engine, expire_on_commit=False) as session:
                    with session.begin():
                        result = service(session, *args, **kwargs)
                    changed = session.info.get(_JOBS_CHANGED, False)
            except DBAPIError as error:
                if attempt == ATTEMPTS or not _worth_another_try(error):
                    raise
            else:
                if changed:
                    self.when_jobs_change()
                return result
        raise AssertionError("unreachable")

    def close(self) -> None:
        """Finish what is running and close every connection."""
        self._workers.shutdown(wait=True)
        self.engine.dispose()


def _worth_another_try(error: DBAPIError) -> bool:
    if isinstance(error, IntegrityError):
        # Somebody else wrote the same row first; the next try sees it.
        return True
    if (
        error.connection_invalidated
        or getattr(error.orig, "sqlstate", "") in _SERIALISATION_FAILURES
    ):
        return True
    return getattr(error.orig, "sqlite_errorname", "").startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))
