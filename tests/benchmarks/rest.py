"""What `kneecheck run` costs before anybody has written to it: memory, and the time to be there.

A fresh process each time, three times in turn; the median counts. The first start on a machine
makes the tables; every other one finds them.
"""

import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil  # type: ignore[import-untyped]

from bot.clock import stopwatch
from tests.benchmarks.fake_bot_api import TOKEN, running_fake_bot_api
from tests.benchmarks.figures import Figure, Goal

ROUNDS = 3
QUIET_SECONDS = 5
MOST_MEMORY_MB, LONGEST_START_S = Goal(bound=100), Goal(bound=2)


@dataclass(frozen=True, slots=True)
class Started:
    """Seconds from the start of the process to its first `getUpdates`, and the MB it has resident
    a while later."""

    seconds: float
    memory: float


def measure() -> Iterator[Figure]:
    """Yield both, with tables and without."""
    later, first = [], []
    for _ in range(ROUNDS):
        with TemporaryDirectory() as folder:
            url = f"sqlite:///{Path(folder) / 'bench.sqlite'}"
            first.append(start(url))
            later.append(start(url))
    for which, started in (("start", later), ("very first start", first)):
        seconds = statistics.median(each.seconds for each in started)
        memory = statistics.median(each.memory for each in started)
        yield Figure(f"{which} to first poll", "s", seconds, goal=LONGEST_START_S)
        yield Figure("… memory at rest", "MB", memory, goal=MOST_MEMORY_MB)


def start(url: str, quiet_seconds: float = QUIET_SECONDS) -> Started:
    """Start the bot on this database, let it be for a while, stop it."""
    with running_fake_bot_api() as api:
        settings = {
            "KNEECHECK_TOKEN": TOKEN,
            "KNEECHECK_API_URL": f"http://127.0.0.1:{api.port}",
            "KNEECHECK_DATABASE_URL": url,
            "KNEECHECK_LOG_LEVEL": "warning",
        }
        started = stopwatch()
        with subprocess.Popen(
            [sys.executable, "-m", "bot", "run"], env=os.environ | settings
        ) as bot:
            try:
                api.wait_for("getUpdates", 1)
                seconds = stopwatch() - started
                _stays_up(bot, quiet_seconds)
                memory = psutil.Process(bot.pid).memory_info().rss / 1e6
            finally:
                bot.terminate()
        assert bot.returncode == 0
    return Started(seconds, memory)


def _stays_up(bot: subprocess.Popen[bytes], seconds: float) -> None:
    try:
        bot.wait(seconds)
    except subprocess.TimeoutExpired:
        return
    raise AssertionError(f"the bot ended by itself with {bot.returncode}")
