"""Posts updates to a bot's webhook as Telegram does: those of a chat one after another, again and
again until they are taken, with a call in the answer carried out."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.sandbox.errors import ApiError, NoAnswerError, bad_request
from bot.sandbox.params import Params
from bot.sandbox.updates import UpdateQueue
from bot.sandbox.values import JsonObject

if TYPE_CHECKING:
    import aiohttp

Call = Callable[[str, dict[str, Any]], Awaitable[Any]]

_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 0.05, 2.0
_TIME_LIMIT_S = 30.0


@dataclass(frozen=True, slots=True)
class Hook:
    """What setWebhook asked for."""

    url: str
    secret: str
    connections: int

    @classmethod
    def read(cls, params: Params) -> "Hook":
        connections = params.integer("max_connections") or 40
        if not 1 <= connections <= 100:
            raise bad_request("max_connections must be between 1 and 100")
        return cls(params.text("url"), params.text("secret_token"), connections)


@dataclass
class Webhook:
    """Where updates go, if a bot has said so. `network` returns when the network is up."""

    updates: UpdateQueue
    network: Callable[[], Awaitable[None]]
    call: Call
    hook: Hook | None = None
    last_error: str = ""
    deliveries: int = 0
    _sender: "asyncio.Task[None] | None" = None
    _in_flight: dict[int, "asyncio.Task[None]"] = field(default_factory=dict)

    async def set(self, hook: Hook) -> None:
        """Post from now on; the same hook once more changes nothing."""
        if hook != self.hook:
            await self.delete()
            self.hook = hook
            self._sender = asyncio.create_task(self._send_all(hook))

    async def delete(self) -> None:
        self.hook = None
        sender, self._sender = self._sender, None
        tasks = [*([sender] if sender else []), *self._in_flight.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._in_flight.clear()

    def info(self) -> JsonObject:
        if self.hook is None:
            return {"url": "", "has_custom_certificate": False}
        info: JsonObject = {
            "url": self.hook.url,
            "has_custom_certificate": False,
            "max_connections": self.hook.connections,
        }
        if self.last_error:
            info["last_error_message"] = self.last_error
        return info

    async def _send_all(self, hook: Hook) -> None:
        import aiohttp

        timeout = aiohttp.ClientTimeout(total=_TIME_LIMIT_S)
        connector = aiohttp.TCPConnector(limit=hook.connections)
        async with aiohttp.ClientSession(connector=connector, timeout=timeout) as session:
            while True:
                await self.updates.changed(lambda: bool(self._next(hook)))
                for chat, body in self._next(hook).items():
                    task = asyncio.create_task(self._deliver(session, hook, chat, body))
                    self._in_flight[chat] = task

    def _next(self, hook: Hook) -> dict[int, JsonObject]:
        """The first update of each chat that has none under way, as many as may be at once."""
        first: dict[int, JsonObject] = {}
        for body in self.updates.waiting():
            first.setdefault(chat_of(body), body)
        free = hook.connections - len(self._in_flight)
        ready = [chat for chat in first if chat not in self._in_flight]
        return {chat: first[chat] for chat in ready[: max(free, 0)]}

    async def _deliver(
        self, session: "aiohttp.ClientSession", hook: Hook, chat: int, body: JsonObject
    ) -> None:
        pause = _FIRST_PAUSE_S
        while not await self._taken(session, hook, body):
            await asyncio.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE_S)
        del self._in_flight[chat]
        self.updates.take(body["update_id"])

    async def _taken(self, session: "aiohttp.ClientSession", hook: Hook, body: JsonObject) -> bool:
        import aiohttp

        await self.network()
        self.deliveries += 1
        headers = {"X-Telegram-Bot-Api-Secret-Token": hook.secret} if hook.secret else {}
        try:
            async with session.post(hook.url, json=body, headers=headers) as response:
                answer = await response.read()
                if not 200 <= response.status < 300:
                    self.last_error = f"Wrong response from the webhook: {response.status}"
                    return False
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            self.last_error = type(error).__name__
            return False
        await self._carry_out(answer)
        return True

    async def _carry_out(self, answer: bytes) -> None:
        """The bot is not told how the call in its answer went."""
        try:
            call = json.loads(answer or b"{}")
        except ValueError:
            return
        if isinstance(call, dict) and (method := call.pop("method", "")):
            try:
                await self.call(str(method), call)
            except (ApiError, NoAnswerError):
                return


def chat_of(update: JsonObject) -> int:
    """The chat whose updates wait for each other."""
    body = next(value for name, value in update.items() if name != "update_id")
    inside = body.get("chat") or body.get("message", {}).get("chat") or body.get("from")
    return int(inside["id"]) if inside else int(update["update_id"])
