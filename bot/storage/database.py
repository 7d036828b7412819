"""Runs services, each in one transaction in a worker thread."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from bot.storage.engine import open_engine

P = ParamSpec("P")
R = TypeVar("R")
Service = Callable[Concatenate[Session, P], R]

ATTEMPTS = 5
_POSTGRESQL_CONNECTIONS = 8
_TOGETHER = 16
"""How many services that wait for SQLite share a commit. More would gain little, and have the
event loop go on with all their callers at the same moment."""
_SERIALISATION_FAILURES = {"40001", "40P01"}
_JOBS_CHANGED = "jobs_changed"


def note_new_jobs(session: Session) -> None:
    """Has the scheduler look for due jobs as soon as this session's transaction has committed."""
    session.info[_JOBS_CHANGED] = True


@dataclass(frozen=True)
class _Call:
    """A service that somebody waits for."""

    service: Callable[[Session], Any]
    outcome: Future[Any] = field(default_factory=Future)


class Database:
    """The only way to the database. A service is a function of (session, …) that returns values;
    its transaction commits when it returns and rolls back when it raises. It is run again, at most
    `ATTEMPTS` times in all, when the database was busy or another transaction got in its way, so
    it must do nothing but work on its session.

    SQLite has one worker thread, since it has one writer; PostgreSQL has several. A commit waits
    for the disk, so on SQLite the services that have piled up meanwhile are committed together,
    and their callers hear of it then; if one of them fails, nothing of that counts, and each is
    run in a transaction of its own.
    """

    def __init__(self, url: str) -> None:
        one_writer = url.startswith("sqlite")
        workers = 1 if one_writer else _POSTGRESQL_CONNECTIONS
        self.engine = open_engine(url, workers)
        self._workers = ThreadPoolExecutor(workers, thread_name_prefix="database")
        self._together = _TOGETHER if one_writer else 1
        self._waiting: deque[_Call] = deque()
        self.when_jobs_change: Callable[[], None] = lambda: None

    async def run(self, service: Service[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a service from the event loop. Raises what the service raises, and SQLAlchemyError
        when the database fails."""
        work = self._submit(lambda session: service(session, *args, **kwargs))
        # A cancelled caller must not leave its transaction behind half observed.
        return await asyncio.shield(asyncio.wrap_future(work))

    def call(self, service: Service[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """The same, blocking, from any thread but the event loop's."""
        return self._submit(lambda session: service(session, *args, **kwargs)).result()

    def _submit(self, service: Callable[[Session], R]) -> Future[R]:
        call = _Call(service)
        self._waiting.append(call)
        self._workers.submit(self._work)
        return call.outcome

    def _work(self) -> None:
        """Run what waits, if a worker before this one has not."""
        calls = [call for call in self._next() if call.outcome.set_running_or_notify_cancel()]
        if len(calls) > 1 and self._commit_together(calls):
            return
        for call in calls:
            try:
                result = self._transact(call.service)
            except BaseException as error:  # noqa: BLE001  it is the caller's
                call.outcome.set_exception(error)
            else:
                call.outcome.set_result(result)

    def _next(self) -> Iterator[_Call]:
        for _ in range(self._together):
            try:
                yield self._waiting.popleft()
            except IndexError:
                return

    def _commit_together(self, calls: Sequence[_Call]) -> bool:
        """Whether it worked; if not, nothing happened."""
        results, changed = [], False
        try:
            with self.engine.begin() as connection:
                for call in calls:
                    with _session(connection) as session, session.begin():
                        results.append(call.service(session))
                        changed = changed or session.info.get(_JOBS_CHANGED, False)
        except Exception:  # noqa: BLE001  it comes again when the service runs on its own
            return False
        if changed:
            self.when_jobs_change()
        for call, result in zip(calls, results, strict=True):
            call.outcome.set_result(result)
        return True

    def _transact(self, service: Callable[[Session], R]) -> R:
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with _session(self.engine) as session:
                    with session.begin():
                        result = service(session)
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


def _session(bind: Engine | Connection) -> Session:
    # On a connection, its transaction is the connection's to commit.
    return Session(bind, expire_on_commit=False, join_transaction_mode="rollback_only")


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
