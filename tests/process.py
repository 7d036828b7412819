"""`python -m bot …` as an operator runs it: a process of its own, with nothing but its settings."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from signal import Signals

ROOT = Path(__file__).parent.parent
PATIENCE_S = 30
"""A safety net only: nothing here waits that long unless something is broken."""


@dataclass
class Command:
    """A running command. `said` grows with each line that it prints or logs."""

    process: Process
    said: list[str] = field(default_factory=list)
    _more: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def text(self) -> str:
        return "".join(self.said)

    async def says(self, what: str) -> None:
        """Return as soon as a line holds this."""
        async with asyncio.timeout(PATIENCE_S):
            while what not in self.text:
                assert self.process.returncode is None, self.text
                self._more.clear()
                await self._more.wait()

    async def ends(self, signal: Signals | None = None) -> int:
        """Its exit code; with a signal, after sending that."""
        if signal is not None:
            with suppress(ProcessLookupError):
                self.process.send_signal(signal)
        async with asyncio.timeout(PATIENCE_S):
            return await self.process.wait()

    async def listen(self) -> None:
        assert self.process.stdout is not None
        async for line in self.process.stdout:
            self.said.append(line.decode())
            self._more.set()
        await self.process.wait()
        self._more.set()


def environment(**settings: str) -> Mapping[str, str]:
    """No variable of whoever runs the tests, and these settings, named without their prefix."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TZ") if name in os.environ}
    ours = {f"KNEECHECK_{name.upper()}": value for name, value in settings.items()}
    return {**kept, "PYTHONPATH": str(ROOT), **ours}


@asynccontextmanager
async def command(folder: Path, *arguments: str, **settings: str) -> AsyncIterator[Command]:
    """Run it in this folder while the context is open."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *arguments,
        cwd=folder,
        env=environment(**settings),
        stdout=PIPE,
        stderr=STDOUT,
    )
    running = Command(process)
    listening = asyncio.create_task(running.listen())
    try:
        yield running
    finally:
        if process.returncode is None:
            process.kill()
        await listening


async def output(
    folder: Path, *arguments: str, given: str = "", **settings: str
) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a command that ends by itself."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *arguments,
        cwd=folder,
        env=environment(**settings),
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
    )
    async with asyncio.timeout(PATIENCE_S):
        out, err = await process.communicate(given.encode())
    assert process.returncode is not None
    return process.returncode, out.decode(), err.decode()
