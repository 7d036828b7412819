"""A load balancer that is none too good: any replica may get any request, and now and then an
answer is lost on the way back."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

HOST = "127.0.0.1"
_CHUNK = 64 * 1024


@dataclass
class Balancer:
    """Knows the ports of the replicas; one that does not answer is passed over."""

    ports: tuple[int, ...]
    loss: float
    dice: random.Random
    port: int = 0
    answers_lost: int = 0
    _tasks: set["asyncio.Task[None]"] = field(default_factory=set)

    def meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._pass_on(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def end(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _pass_on(self, client: asyncio.StreamReader, answer: asyncio.StreamWriter) -> None:
        for port in self.dice.sample(self.ports, len(self.ports)):
            with suppress(OSError):
                replica, request = await asyncio.open_connection(HOST, port)
                break
        else:
            answer.transport.abort()
            return
        try:
            async with asyncio.TaskGroup() as both:
                both.create_task(self._pump(client, request, 0))
                both.create_task(self._pump(replica, answer, self.loss))
        except* OSError:
            pass
        finally:
            answer.transport.abort()
            request.transport.abort()

    async def _pump(
        self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, loss: float
    ) -> None:
        """Until one side hangs up, which ends both."""
        while chunk := await source.read(_CHUNK):
            if self.dice.random() < loss:
                self.answers_lost += 1
                break
            sink.write(chunk)
            await sink.drain()
        raise ConnectionResetError


@asynccontextmanager
async def balancing(
    ports: tuple[int, ...], loss: float, dice: random.Random
) -> AsyncIterator[Balancer]:
    """Take connections while the context is open, at the balancer's `port`."""
    balancer = Balancer(ports, loss, dice)
    server = await asyncio.start_server(balancer.meet, HOST, 0)
    balancer.port = server.sockets[0].getsockname()[1]
    try:
        yield balancer
    finally:
        server.close()
        await balancer.end()
