"""A score tap, from update to stored, answered and edited: the whole bot, and a bot written as
python-telegram-bot's examples are.

Each contestant runs in a fresh process against a fresh server, three times in turn; the median
counts. Every athlete taps once, all of them at the same moment. The server holds the watch: from
the first tap that it hands out to the last edit that it gets.
"""

import sqlite3
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.clock import SystemClock
from tests.benchmarks.fake_bot_api import RunningFakeBotApi, running_fake_bot_api
from tests.benchmarks.figures import Better, Figure, Goal, Rival
from tests.benchmarks.rows import CHAT, write_asked

OURS, EXAMPLE = "tests.benchmarks.tapped_kneecheck", "tests.benchmarks.tapped_example"
ROUNDS = 3
TAPS = 2000
SCORE = 3


def measure() -> Iterator[Figure]:
    """Yield taps a second."""
    speeds: dict[str, list[float]] = {OURS: [], EXAMPLE: []}
    for _ in range(ROUNDS):
        for contestant, measured in speeds.items():
            measured.append(TAPS / seconds_for(contestant, TAPS))
    ours, theirs = (statistics.median(measured) for measured in speeds.values())
    rival = Rival("python-telegram-bot as in its examples", theirs)
    yield Figure(
        "score taps stored, answered and shown", "1/s", ours, rival, Better.HIGHER, Goal(times=3)
    )


def seconds_for(contestant: str, taps: int) -> float:
    """How long a fresh contestant takes; an AssertionError if it has not stored every score."""
    with TemporaryDirectory() as folder, running_fake_bot_api() as api:
        file = Path(folder) / "bench.sqlite"
        check_ins = write_asked(f"sqlite:///{file}", taps, SystemClock().now())
        command = [sys.executable, "-m", contestant, str(api.port), str(file)]
        with subprocess.Popen(command) as process:
            try:
                seconds = _tap(api, check_ins)
            finally:
                process.terminate()
        assert process.returncode == 0
        with closing(sqlite3.connect(file)) as database:
            stored = database.execute("SELECT check_in_id, score FROM answer").fetchall()
        assert sorted(stored) == [(check_in, SCORE) for check_in in sorted(check_ins)]
    return seconds


def _tap(api: RunningFakeBotApi, check_ins: Sequence[int]) -> float:
    api.wait_for("getUpdates", 1)
    api.load([_update(CHAT + number, check_in) for number, check_in in enumerate(check_ins)])
    api.wait_for("editMessageText", len(check_ins))
    api.wait_for("answerCallbackQuery", len(check_ins))
    return api.seconds_until("editMessageText")


def _update(chat: int, check_in: int) -> dict[str, object]:
    who = {"id": chat, "first_name": "Ana"}
    message = {"message_id": 1, "date": 1767225600, "chat": who | {"type": "private"}, "text": "?"}
    return {
        "callback_query": {
            "id": str(chat),
            "from": who | {"is_bot": False, "language_code": "en"},
            "chat_instance": "1",
            "message": message,
            "data": f"s:{check_in}:{SCORE}",
        }
    }
