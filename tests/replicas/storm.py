"""Replicas on one PostgreSQL database, a crowd of athletes, and somebody who kills replicas."""

import asyncio
import random
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bot.clock import SystemClock, stopwatch
from bot.sandbox.server import serving
from bot.sandbox.world import DEFAULT_TOKEN, Sandbox
from bot.storage.database import Database
from tests.replicas.balancer import balancing
from tests.replicas.crowd import Crowd
from tests.replicas.fleet import Fleet, fleet, free_ports
from tests.replicas.verdict import Verdict, judge, left

SECRET = "the-same-for-every-replica"
REPLICAS = 3
ANSWERS_LOST = 0.01


@dataclass(frozen=True)
class Storm:
    """How bad it gets. `pause` is the longest between two kills, `patience` how long the last
    answers may take when it is over; all in seconds."""

    people: int
    seconds: float
    pause: float
    slowness: float
    patience: float
    offsets: str = "0s,2s,4s"
    seed: int = 1


@dataclass(frozen=True)
class Aftermath:
    """What is left of it."""

    verdict: Verdict
    kills: int
    answers_lost: int
    deliveries: int
    seconds: float
    exit_codes: tuple[int, ...]
    logs: str


async def rage(storm: Storm, database_url: str, folder: Path) -> Aftermath:
    """Have it happen. Raises TimeoutError if things do not settle afterwards."""
    dice = random.Random(storm.seed)
    sandbox = Sandbox(SystemClock(), flood_limits=True)
    crowd = Crowd(sandbox, storm.people, dice, storm.slowness)
    started = stopwatch()
    ports = free_ports(REPLICAS)
    async with serving(sandbox) as root, balancing(ports, ANSWERS_LOST, dice) as balancer:
        settings = {
            "token": DEFAULT_TOKEN,
            "api_url": root,
            "database_url": database_url,
            "webhook_url": f"http://127.0.0.1:{balancer.port}/telegram",
            "webhook_secret": SECRET,
            "check_in_offsets": storm.offsets,
            "log_level": "warning",
        }
        async with fleet(folder, ports, dice, **settings) as replicas:
            await replicas.start_all()
            crowd.begin()
            await _kill(replicas, storm, dice)
            crowd.goes_on = False
            async with asyncio.timeout(storm.patience):
                await crowd.done()
                await _settled(database_url)
            await replicas.stop_all()
    with closing(Database(database_url)) as database:
        verdict = database.call(judge, crowd, sandbox, replicas.kills)
    return Aftermath(
        verdict,
        len(replicas.kills),
        balancer.answers_lost,
        sandbox.webhook.deliveries,
        stopwatch() - started,
        tuple(replicas.exit_codes),
        replicas.logs(),
    )


async def _settled(database_url: str) -> None:
    """Return when no update waits and no job is left, since everything is answered."""
    with closing(Database(database_url)) as database:
        while await database.run(left):  # noqa: ASYNC110 (other processes)
            await asyncio.sleep(0.2)


async def _kill(replicas: Fleet, storm: Storm, dice: random.Random) -> None:
    """One now and then, which comes back a moment later, for as long as the storm lasts."""
    until = stopwatch() + storm.seconds
    while (left := until - stopwatch()) > 0:
        await asyncio.sleep(min(dice.uniform(storm.pause / 3, storm.pause), left))
        port = await replicas.kill_one()
        if port is not None and dice.random() < 0.5:
            await asyncio.sleep(dice.uniform(0, storm.pause / 3))
        if port is not None:
            await replicas.start(port)
