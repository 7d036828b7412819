"""A million athletes and three million waiting jobs on PostgreSQL: what a replica needs then.

Not part of the other benchmarks, since filling the database takes minutes and gigabytes:
`python -m tests.benchmarks scale`.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from tempfile import TemporaryDirectory

import psutil  # type: ignore[import-untyped]
from sqlalchemy import text

from bot.clock import SystemClock, stopwatch
from bot.services import incoming, pace, replicas
from bot.services.backlog import backlog
from bot.storage import jobs
from bot.storage.database import Database
from bot.storage.jobs import Lease
from scheduler.executor import PLACES
from tests.benchmarks.fake_bot_api import TOKEN, running_fake_bot_api
from tests.benchmarks.figures import Figure, Goal, median_ms
from tests.databases import cluster
from tests.replicas.fleet import free_ports

ATHLETES = 1_000_000
ROUNDS = 50
BATCH = PLACES
_QUIET_SECONDS = 5

_FILL = (
    """INSERT INTO athlete (telegram_id, language, time_zone, created_at)
       SELECT n, 'en', 'UTC', :now FROM generate_series(1, :athletes) AS n""",
    """INSERT INTO workout
       (athlete_id, origin, activity, ended_at, minutes, source, logged_at)
       SELECT id, 1, 'squats', :now, 40, 'typed', :now FROM athlete""",
    """INSERT INTO check_in (workout_id, moment, due_at, nudge_at, closes_at, state)
       SELECT id, moment, :now + ahead, :now + ahead + interval '15 minutes',
              :now + ahead + interval '3 hours', 'planned'
       FROM workout, (VALUES ('right_after', interval '0'), ('one_hour', interval '1 hour'),
                             ('next_day', interval '1 day')) AS moments (moment, ahead)""",
    # Spread over a day, as people train when they like.
    """INSERT INTO job (kind, check_in_id, run_at, attempts)
       SELECT 'ask', id, :now + (id % 86400) * interval '1 second', 0 FROM check_in""",
    "ANALYZE",
)


def measure() -> Iterator[Figure]:
    """Yield what the busiest statements take, and what a replica costs, beside so many rows."""
    now = SystemClock().now()
    with cluster() as server, closing(Database(server.url)) as database:
        started = stopwatch()
        _fill(database, now)
        yield Figure("filling the database", "s", stopwatch() - started)
        waiting = database.call(backlog, now).jobs_waiting
        yield Figure("jobs waiting", "", waiting)
        later = now + timedelta(hours=6)
        yield Figure(
            f"claiming {BATCH} due jobs, {waiting // 4:,} are due",
            "ms",
            _ms(lambda: database.call(jobs.claim_due, later, Lease("x", later), BATCH)),
            goal=Goal(bound=50),
        )
        yield Figure(
            "when the next job is due", "ms", _ms(lambda: database.call(jobs.next_run_time))
        )
        yield Figure("figures for Prometheus", "ms", _ms(lambda: database.call(backlog, now)))
        yield Figure("burying a replica", "ms", _ms(lambda: database.call(replicas.bury, "y")))
        yield Figure("who holds jobs", "ms", _ms(lambda: database.call(jobs.holders)))
        yield Figure("a beat", "ms", _ms(lambda: database.call(replicas.say_alive, "me", now)))
        yield Figure("an update taken and finished", "ms", _ms(_update(database, now)))
        yield Figure(
            "a place in a chat",
            "ms",
            _ms(lambda: database.call(pace.take_place, 1, ((3, 0.0),), now)),
        )
        seconds, memory = _start(server.url)
        yield Figure("start of a replica", "s", seconds, goal=Goal(bound=2))
        yield Figure("… memory, while it works", "MB", memory, goal=Goal(bound=120))


def _fill(database: Database, now: datetime) -> None:
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for statement in _FILL:
            connection.execute(text(statement), {"now": now, "athletes": ATHLETES})


def _ms(work: Callable[[], object]) -> float:
    return median_ms(work, ROUNDS)


def _update(database: Database, now: datetime) -> Callable[[], None]:
    number = iter(range(10**9))

    def take() -> None:
        mine = database.call(incoming.receive, next(number), 1, "{}", "me", now)
        assert mine is not None
        database.call(incoming.finish, mine, "me", now)

    return take


def _start(url: str) -> tuple[float, float]:
    """Seconds until it has told Telegram where it listens, and MB a while later."""
    (port,) = free_ports(1)
    with TemporaryDirectory() as folder, running_fake_bot_api() as api:
        settings = {
            "KNEECHECK_TOKEN": TOKEN,
            "KNEECHECK_API_URL": f"http://127.0.0.1:{api.port}",
            "KNEECHECK_DATABASE_URL": url,
            "KNEECHECK_WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram",
            "KNEECHECK_WEBHOOK_SECRET": "0123456789abcdef",
            "KNEECHECK_LISTEN": f"127.0.0.1:{port}",
            "KNEECHECK_LOG_LEVEL": "error",
        }
        started = stopwatch()
        command = [sys.executable, "-m", "bot", "serve"]
        with subprocess.Popen(command, env=os.environ | settings, cwd=folder) as bot:
            try:
                api.wait_for("setWebhook", 1)
                seconds = stopwatch() - started
                try:
                    bot.wait(_QUIET_SECONDS)
                except subprocess.TimeoutExpired:
                    memory = psutil.Process(bot.pid).memory_info().rss / 1e6
            finally:
                bot.terminate()
    return seconds, memory
