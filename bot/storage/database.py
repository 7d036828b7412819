"""Runs services, each in one transaction in a worker thread."""

import asyncio
import threading
from collections import deque
from collections.abc import Callable, Coroutine, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from bot.metrics import Timer, meter
from bot.storage.engine import open_engine

P = ParamSpec("P")
R = TypeVar("R")
I = TypeVar("I")  # noqa: E741
Service = Callable[Concatenate[Session, P], R]
ServiceForMany = Callable[[Session, list[I]], Sequence[R | Exception]]
"""Does for each item what it is asked to; what it can not do for one it returns as an error, and
what it had written for that one by then stays."""

ATTEMPTS = 5
_POSTGRESQL_CONNECTIONS = 8
_TOGETHER = 512
"""At most so many services that wait for SQLite share a commit: their callers all go on at the
same moment, in one go of the event loop."""
_SERIALISATION_FAILURES = {"40001", "40P01"}
_JOBS_CHANGED, _PUT_OFF = "jobs_changed", "put_off"


def put_off(session: Session, step: Callable[[Session, list[Any]], None], item: Any) -> None:
    """Has `step` called once before this session's transaction commits, with its item of every
    service that shares the commit: one statement for all is many times quicker than one each."""
    session.info.setdefault(_PUT_OFF, {}).setdefault(step, []).append(item)


def do_what_was_put_off(session: Session) -> None:
    """At once, for somebody who is about to look; else it happens by itself."""
    for step, items in session.info.pop(_PUT_OFF, {}).items():
        step(session, items)


def note_new_jobs(session: Session) -> None:
    """Has the scheduler look for due jobs as soon as this session's transaction has committed."""
    session.info[_JOBS_CHANGED] = True


@dataclass(slots=True, eq=False)
class _Call:
    """A service that somebody waits for: a task of this event loop, or a thread."""

    service: ServiceForMany[Any, Any]
    item: Any
    waiting: "asyncio.Future[Any] | Future[Any]"
    loop: asyncio.AbstractEventLoop | None = None
    result: Any = None
    error: BaseException | None = None

    def tell(self) -> None:
        """In the loop, if it is a task that waits."""
        if self.waiting.done():
            return  # it was cancelled meanwhile
        if isinstance(self.error, StopIteration):
            self.waiting.set_exception(_as_generators_do(self.error))  # no future takes it
        elif self.error is not None:
            self.waiting.set_exception(self.error)
        else:
            self.waiting.set_result(self.result)


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
        self._places, self._place = workers, threading.Lock()
        self._waiting: deque[_Call] = deque()
        self._closed = False
        self.when_jobs_change: Callable[[], None] = lambda: None

    def run(
        self, service: Service[P, R], *args: P.args, **kwargs: P.kwargs
    ) -> Coroutine[Any, Any, R]:
        """Run a service from the event loop. Raises what the service raises, and SQLAlchemyError
        when the database fails."""
        return self._done(service, _one_by_one, lambda session: service(session, *args, **kwargs))

    def run_with_others(self, service: ServiceForMany[I, R], item: I) -> Coroutine[Any, Any, R]:
        """The same for a service that is quicker for many at once: it gets the items of all that
        share the commit. Raises, too, what it returns for this one."""
        return self._done(service, service, item)

    async def _done(
        self, named: Callable[..., Any], service: ServiceForMany[I, Any], item: I
    ) -> Any:
        loop = asyncio.get_running_loop()
        # A cancelled caller stops waiting; the transaction goes on and ends as a whole.
        waiting: asyncio.Future[Any] = loop.create_future()
        timer = Timer()
        self._submit(_Call(service, item, waiting, loop))
        result = "failed"
        try:
            returned = await waiting
            result = "ok"
        finally:
            meter().transaction(named.__name__, result, timer.seconds)
        return returned

    def call(self, service: Service[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """As `run`, blocking, from any thread but the event loop's."""
        waiting: Future[R] = Future()
        self._submit(_Call(_one_by_one, lambda session: service(session, *args, **kwargs), waiting))
        return waiting.result()

    def _submit(self, call: _Call) -> None:
        with self._place:
            if self._closed:
                raise RuntimeError("the database is closed")
            if self._places:  # otherwise whoever works looks once more before leaving
                self._workers.submit(self._work)
                self._places -= 1
            self._waiting.append(call)

    def _work(self) -> None:
        """Run what waits, until nothing does."""
        while True:
            calls = list(self._next())
            if calls:
                self._run_all(calls)
                continue
            with self._place:
                if not self._waiting:
                    self._places += 1
                    return

    def _run_all(self, calls: Sequence[_Call]) -> None:
        if not (len(calls) > 1 and self._commit_together(calls)):
            for call in calls:
                try:
                    self._transact(call)
                except BaseException as error:  # noqa: BLE001  it is the caller's
                    call.error = error
        _tell(calls)

    def _next(self) -> Iterator[_Call]:
        for _ in range(self._together):
            try:
                yield self._waiting.popleft()
            except IndexError:
                return

    def _commit_together(self, calls: Sequence[_Call]) -> bool:
        """Whether it worked; if not, nothing happened."""
        try:
            with Session(self.engine) as session:
                with session.begin():
                    _serve(session, calls)
                    do_what_was_put_off(session)
                changed = session.info.get(_JOBS_CHANGED, False)
        except BaseException:  # noqa: BLE001  it comes again when the service runs on its own
            return False
        if changed:
            self.when_jobs_change()
        return True

    def _transact(self, call: _Call) -> None:
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with Session(self.engine, expire_on_commit=False) as session:
                    with session.begin():
                        _serve(session, [call])
                        do_what_was_put_off(session)
                    changed = session.info.get(_JOBS_CHANGED, False)
            except DBAPIError as error:
                if attempt == ATTEMPTS or not _worth_another_try(error):
                    raise
            else:
                if changed:
                    self.when_jobs_change()
                return

    def close(self) -> None:
        """Finish what is running and close every connection; whoever calls later is refused."""
        with self._place:
            self._closed = True
        self._workers.shutdown(wait=True)
        self.engine.dispose()


def _serve(session: Session, calls: Sequence[_Call]) -> None:
    alike: dict[ServiceForMany[Any, Any], list[_Call]] = {}
    for call in calls:
        alike.setdefault(call.service, []).append(call)
    for service, served in alike.items():
        results = service(session, [call.item for call in served])
        for call, result in zip(served, results, strict=True):
            failed = isinstance(result, Exception)
            call.result, call.error = (None, result) if failed else (result, None)
        _make_like_new(session)


def _one_by_one(session: Session, services: list[Callable[[Session], R]]) -> list[R | Exception]:
    results: list[R | Exception] = []
    for service in services:
        results.append(service(session))
        _make_like_new(session)
    return results


def _make_like_new(session: Session) -> None:
    """For the next one who works on it."""
    if any(session):
        session.flush()
        session.expunge_all()


def _tell(calls: Sequence[_Call]) -> None:
    # Waking a loop costs a system call, and it goes on at once: it is woken once for all.
    for loop, waiting in groupby(calls, key=lambda call: call.loop):
        told = list(waiting)
        if loop is None:
            _tell_each(told)
        else:
            with suppress(RuntimeError):  # that loop is closed: nobody waits there any more
                loop.call_soon_threadsafe(_tell_each, told)


def _tell_each(calls: Sequence[_Call]) -> None:
    for call in calls:
        call.tell()


def _as_generators_do(stop: StopIteration) -> RuntimeError:
    error = RuntimeError("a service raised StopIteration")
    error.__cause__ = stop
    return error


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
