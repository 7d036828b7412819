"""Replicas as processes of their own, which are killed and started again."""

import asyncio
import random
import socket
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from signal import SIGKILL, SIGTERM

from bot.clock import SystemClock
from tests.process import environment

_LONGEST_START_S = _LONGEST_STOP_S = 120


def free_ports(count: int) -> tuple[int, ...]:
    """Nobody serves at these now."""
    taken = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = tuple(each.getsockname()[1] for each in taken)
    for each in taken:
        each.close()
    return ports


async def _is_open(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    return True


@dataclass
class Fleet:
    """One replica a port; `kills` are the moments when one was killed."""

    folder: Path
    ports: tuple[int, ...]
    settings: Mapping[str, str]
    dice: random.Random
    kills: list[datetime] = field(default_factory=list)
    exit_codes: list[int] = field(default_factory=list)
    _running: dict[int, asyncio.subprocess.Process] = field(default_factory=dict)

    async def start(self, port: int) -> None:
        with (self.folder / f"{port}.log").open("ab") as log:
            self._running[port] = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "serve",
                cwd=self.folder,
                env=environment(**self.settings, listen=f"127.0.0.1:{port}"),
                stdout=log,
                stderr=log,
            )  # fmt: skip

    async def start_all(self) -> None:
        """Returns when all of them take requests."""
        for port in self.ports:
            await self.start(port)
        async with asyncio.timeout(_LONGEST_START_S):
            for port in self.ports:
                while not await _is_open(port):  # noqa: ASYNC110 (another process)
                    await asyncio.sleep(0.1)

    async def kill_one(self) -> int | None:
        """Any one, as it is; returns its port, or None if none runs."""
        if not self._running:
            return None
        port = self.dice.choice(sorted(self._running))
        process = self._running.pop(port)
        process.send_signal(SIGKILL)
        await process.wait()
        self.kills.append(SystemClock().now())
        return port

    async def stop_all(self) -> None:
        """As an operator stops them."""
        for process in self._running.values():
            process.send_signal(SIGTERM)
        async with asyncio.timeout(_LONGEST_STOP_S):
            for process in self._running.values():
                self.exit_codes.append(await process.wait())
        self._running.clear()

    def logs(self) -> str:
        return "".join(path.read_text() for path in sorted(self.folder.glob("*.log")))

    async def end(self) -> None:
        for process in self._running.values():
            process.kill()
            await process.wait()


@asynccontextmanager
async def fleet(
    folder: Path, ports: tuple[int, ...], dice: random.Random, **settings: str
) -> AsyncIterator[Fleet]:
    """Replicas, none of which outlives the context."""
    ours = Fleet(folder, ports, settings, dice)
    async with AsyncExitStack() as last:
        last.push_async_callback(ours.end)
        yield ours
