"""What a Bot API call costs: our transport, python-telegram-bot's own, and the one not chosen.

Each contestant runs in a fresh process, three times in turn; the median counts. Its tasks call
`sendMessage` with eleven buttons as fast as answers come.
"""

import asyncio
import gc
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields

import psutil  # type: ignore[import-untyped]

from bot.clock import stopwatch
from tests.benchmarks.fake_bot_api import TOKEN, running_fake_bot_api
from tests.benchmarks.figures import Figure, Rival

OURS, DEFAULT, NOT_CHOSEN = "aiohttp", "httpx (default)", "pyreqwest"
ROUNDS = 3
LOADS = {"alone": (1, 400), "at_16": (16, 1600), "at_256": (256, 2048)}
"""Name of the figure: tasks at a time, calls altogether."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process measured of one contestant; times in ms, memory in MB."""

    alone: float
    alone_cpu: float
    at_16: float
    at_16_cpu: float
    at_256: float
    at_256_cpu: float
    to_first_answer: float
    memory: float


LABELS = {
    "alone": ("a call, one after the other", "ms"),
    "alone_cpu": ("… its CPU time", "ms"),
    "at_16": ("a call, 16 at a time", "ms"),
    "at_16_cpu": ("… its CPU time", "ms"),
    "at_256": ("a call, 256 at a time", "ms"),
    "at_256_cpu": ("… its CPU time", "ms"),
    "to_first_answer": ("import, open, first answer", "ms"),
    "memory": ("memory afterwards, over that of telegram", "MB"),
}


def measure() -> Iterator[Figure]:
    """Yield every cost against both rivals."""
    costs: dict[str, list[Cost]] = {OURS: [], DEFAULT: [], NOT_CHOSEN: []}
    with running_fake_bot_api() as api:
        url = f"{api.base_url}{TOKEN}/sendMessage"
        for _ in range(ROUNDS):
            for contestant, measured in costs.items():
                measured.append(_in_fresh_process(contestant, url))
    for field in fields(Cost):
        what, unit = LABELS[field.name]
        median = {
            name: statistics.median(getattr(cost, field.name) for cost in measured)
            for name, measured in costs.items()
        }
        for rival in (DEFAULT, NOT_CHOSEN):
            yield Figure(what, unit, median[OURS], Rival(rival, median[rival]))


def _in_fresh_process(contestant: str, url: str) -> Cost:
    command = [sys.executable, "-m", "tests.benchmarks.transport", contestant, url]
    ran = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    return Cost(**json.loads(ran.stdout))


def _in_this_process(contestant: str, url: str) -> Cost:
    from telegram.request import BaseRequest, HTTPXRequest, RequestData
    from telegram.request._requestparameter import RequestParameter

    buttons = [[{"text": str(n), "callback_data": f"score:12345:{n}"} for n in range(11)]]
    parameters = {
        "chat_id": 123456789,
        "text": "How is your knee now, from 0 (no pain) to 10 (worst imaginable)?",
        "reply_markup": {"inline_keyboard": buttons},
    }
    data = RequestData([RequestParameter.from_input(*pair) for pair in parameters.items()])

    def transport() -> BaseRequest:
        if contestant == DEFAULT:
            return HTTPXRequest()
        if contestant == NOT_CHOSEN:
            from tests.benchmarks.pyreqwest_request import PyreqwestRequest

            return PyreqwestRequest()
        from bot.telegram.transport import AiohttpRequest

        return AiohttpRequest()

    async def calls(request: BaseRequest, number: int) -> None:
        for _ in range(number):
            await request.post(url, data)

    async def together(request: BaseRequest, tasks: int, number: int) -> None:
        await asyncio.gather(*(calls(request, number // tasks) for _ in range(tasks)))

    async def measured() -> dict[str, float]:
        memory_before = _memory()
        started = stopwatch()
        async with transport() as request:
            await request.post(url, data)
            cost = {"to_first_answer": (stopwatch() - started) * 1000}
            for name, (tasks, number) in LOADS.items():
                await together(request, tasks, tasks)  # opens the connections
                started, cpu = stopwatch(), time.process_time()
                await together(request, tasks, number)
                cost[name] = (stopwatch() - started) * 1000 / number
                cost[f"{name}_cpu"] = (time.process_time() - cpu) * 1000 / number
            cost["memory"] = _memory() - memory_before
        return cost

    return Cost(**asyncio.run(measured()))


def _memory() -> float:
    gc.collect()
    resident: int = psutil.Process().memory_info().rss
    return resident / 1e6


if __name__ == "__main__":
    print(json.dumps(asdict(_in_this_process(*sys.argv[1:]))))
