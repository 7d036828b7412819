"""One process after ten years of a club, beside the club's first day: the same database file, the
same work.

Not part of the other benchmarks, since ten years take a while to write:
`python -m tests.benchmarks club`.
"""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.orm import Session

from bot.backup import back_up
from bot.clock import SystemClock, stopwatch
from bot.config import Settings
from bot.domain.check_in import DEFAULT_PLAN
from bot.domain.workout import Activity, Source, Workout
from bot.services.answer_check_in import answer_check_in
from bot.services.backlog import backlog
from bot.services.digest import digest_now
from bot.services.export import export_of, exported_rows
from bot.services.log_workout import log_workout
from bot.services.records import last_workouts
from bot.storage import migrate
from bot.storage.database import Database
from bot.storage.jobs import Lease
from tests.benchmarks import rest
from tests.benchmarks.figures import Figure, Goal, Rival, median_ms
from tests.benchmarks.years import CLINIC, FIRST_MEMBER, write_club

MEMBERS = 60
WEEKS = 10 * 52
ROUNDS = 50
FIRST_DAY = "the club's first day"


def measure() -> Iterator[Figure]:
    """Yield sizes, and what the daily work takes."""
    young, old = _club(weeks=1), _club(WEEKS)
    goals = {"start to first poll": rest.LONGEST_START_S, "memory at rest": Goal(bound=120)}
    for what, (unit, figure) in old.items():
        yield Figure(what, unit, figure, Rival(FIRST_DAY, young[what][1]), goal=goals.get(what))


def _club(weeks: int) -> dict[str, tuple[str, float]]:
    """Units and figures by what they are of."""
    now = SystemClock().now()
    with TemporaryDirectory() as folder:
        file = Path(folder) / "club.sqlite"
        url = f"sqlite:///{file}"
        with closing(Database(url)) as database:
            migrate.upgrade(database.engine)
            write_club(database, MEMBERS, weeks, now)
            spent = {what: ("ms", value) for what, value in _work(database, now)}
        sizes = {"database file": ("MB", file.stat().st_size / 1e6)}
        began = stopwatch()
        back_up(Settings(database_url=url), Path(folder) / "backup.sqlite")
        sizes["backup, written and checked"] = ("s", stopwatch() - began)
        started = rest.start(url)
        return (
            sizes
            | {
                "start to first poll": ("s", started.seconds),
                "memory at rest": ("MB", started.memory),
            }
            | spent
        )


def _work(database: Database, now: datetime) -> Iterator[tuple[str, float]]:
    check_ins = []

    def logs(session: Session, origin: int) -> None:
        logged = log_workout(
            session,
            1,
            Workout(activity=Activity.SQUATS, minutes=40, ended_at=now),
            origin=origin,
            source=Source.TYPED,
            plan=DEFAULT_PLAN,
            lease=Lease.taken("me", now),
            now=now,
        )
        check_ins.append(logged.record.check_ins[0].id)

    exported = database.call(export_of, CLINIC)
    assert exported is not None
    first, *_ = exported.athletes

    def export() -> None:
        for athlete in exported.athletes:
            database.call(exported_rows, athlete)

    origins = iter(range(10**9, 2 * 10**9))
    asked = iter(check_ins)
    later = now + timedelta(minutes=1)
    work: dict[str, Callable[[], object]] = {
        "a workout logged": lambda: database.call(logs, next(origins)),
        "a score answered": lambda: database.call(
            answer_check_in, FIRST_MEMBER, next(asked), 3, later
        ),
        "an athlete's last ten workouts": lambda: database.call(last_workouts, 1, 10),
        "the staff's digest": lambda: database.call(digest_now, CLINIC, True, now),
        "the staff's export": export,
        "… at a stretch": lambda: database.call(exported_rows, first),
        "figures for Prometheus": lambda: database.call(backlog, now),
    }
    for what, step in work.items():
        yield what, median_ms(step, rounds=3 if "export" in what else ROUNDS)
