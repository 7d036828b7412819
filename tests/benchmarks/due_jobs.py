"""Ten thousand jobs that are due at once: our job store and APScheduler's own, on SQLite files
that are set alike.

Each contestant runs in a fresh process, three times in turn; the median counts.
"""

import json
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks import drained_apscheduler, drained_kneecheck
from tests.benchmarks.drained import Drained
from tests.benchmarks.figures import Figure, Goal, Rival

ROUNDS = 3
JOBS = 10_000
LONGEST_S = 300
CONTESTANTS: dict[str, Callable[[str, int], None]] = {
    drained_kneecheck.__name__: drained_kneecheck.fill,
    drained_apscheduler.__name__: drained_apscheduler.fill,
}


def measure() -> Iterator[Figure]:
    """Yield how long the jobs take, and how long everything else waits meanwhile."""
    drained: dict[str, list[Drained]] = {contestant: [] for contestant in CONTESTANTS}
    with TemporaryDirectory() as folder:
        for contestant in CONTESTANTS:
            fill(contestant, Path(folder), JOBS)
        for _ in range(ROUNDS):
            for contestant, measured in drained.items():
                measured.append(drain(contestant, Path(folder), JOBS))
    rival = "APScheduler's SQLAlchemyJobStore"
    for what, unit, field, goal in (
        ("10,000 due jobs", "s", "seconds", Goal(times=10)),
        ("… event loop blocked, at most", "ms", "blocked", Goal(bound=50)),
    ):
        ours, theirs = (
            statistics.median(getattr(each, field) for each in measured)
            for measured in drained.values()
        )
        yield Figure(what, unit, ours, Rival(rival, theirs), goal=goal)


def fill(contestant: str, folder: Path, jobs: int) -> None:
    """Write the jobs into a database, to be drained as often as one likes."""
    CONTESTANTS[contestant](f"sqlite:///{folder / contestant}", jobs)


def drain(contestant: str, folder: Path, jobs: int) -> Drained:
    """Have a fresh process run all jobs of a copy."""
    with TemporaryDirectory() as place:
        copy = shutil.copy(folder / contestant, place)
        command = [sys.executable, "-m", contestant, f"sqlite:///{copy}", str(jobs)]
        ran = subprocess.run(command, stdout=subprocess.PIPE, check=True, timeout=LONGEST_S)
    return Drained(**json.loads(ran.stdout))
