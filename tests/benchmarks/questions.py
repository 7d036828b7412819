"""What a question costs: milliseconds of one core, and megabytes once the finder is there."""

import os
import subprocess
import sys
from collections.abc import Iterator
from time import process_time

from tests.benchmarks.figures import Figure, Goal
from tests.knowledge.judging import TUNING, questions

LONGEST_MS, MOST_MEMORY_MB, LONGEST_FIRST_S = Goal(bound=10), Goal(bound=100), Goal(bound=2)
FRESH = """
import psutil, bot.app
from time import process_time
before = psutil.Process().memory_info().rss
started = process_time()
from bot.knowledge.finder import find
find("lunegs?? knee a bit soer")
seconds = process_time() - started
print(seconds, (psutil.Process().memory_info().rss - before) / 1e6)
"""


def measure() -> Iterator[Figure]:
    """Yield the time of the usual and of a slow question, of the first one, and the memory."""
    first, memory = _fresh()
    yield Figure("first question", "s", first, goal=LONGEST_FIRST_S)
    yield Figure("memory of the finder", "MB", memory, goal=MOST_MEMORY_MB)
    times = sorted(_times())
    yield Figure("a question, on average", "ms", sum(times) / len(times), goal=LONGEST_MS)
    yield Figure("… 99 of 100 are faster", "ms", times[len(times) * 99 // 100], goal=LONGEST_MS)


def _fresh() -> tuple[float, float]:
    shown = subprocess.run(
        [sys.executable, "-c", FRESH], capture_output=True, text=True, check=True, env=os.environ
    )
    seconds, memory = map(float, shown.stdout.split())
    return seconds, memory


def _times() -> Iterator[float]:
    from bot.knowledge.finder import find

    find("warm up")
    for path in TUNING:
        for question in questions(path):
            started = process_time()
            find(question.text)
            yield 1000 * (process_time() - started)
