"""The bot handed its updates one by one, without polling: also such as the sandbox can not make."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from pydantic import SecretStr
from telegram import Update
from telegram.request import RequestData

from bot.app import Kneecheck
from bot.clock import MovableClock
from bot.config import Settings
from bot.sandbox.in_process import SandboxRequest
from bot.sandbox.values import JsonObject
from bot.sandbox.world import DEFAULT_TOKEN, Sandbox
from bot.storage.tables import Base
from bot.telegram.limiter import RateLimiter
from tests.handlers.random_updates import ANA, BEN, DATE

NOW = datetime.fromtimestamp(DATE, UTC)
SETTINGS = Settings(token=SecretStr(DEFAULT_TOKEN), database_url="sqlite://")


class Everywhere(SandboxRequest):
    """The sandbox, with further chats where whatever is said is taken and nobody is an admin."""

    def __init__(self, sandbox: Sandbox) -> None:
        super().__init__(sandbox)
        self.calls: list[tuple[str, JsonObject]] = []

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *rest: Any,
        **more: Any,
    ) -> tuple[int, bytes]:
        params: JsonObject = dict(request_data.parameters) if request_data else {}
        self.calls.append((method_of(url), params))
        if params.get("chat_id", 0) >= 0:
            return await super().do_request(url, method, request_data, *rest, **more)
        return 200, json.dumps({"ok": True, "result": _taken(method_of(url), params)}).encode()

    def said(self, chat_id: int) -> list[str]:
        return [
            str(params["text"])
            for name, params in self.calls
            if name == "sendMessage"
            and params["chat_id"] == chat_id
            and "ephemeral_message_parameters" not in params
        ]

    def whispered(self, chat_id: int) -> list[tuple[int, str]]:
        """Who alone was told what in that group."""
        return [
            (params["ephemeral_message_parameters"]["receiver_user_id"], str(params["text"]))
            for name, params in self.calls
            if params.get("chat_id") == chat_id and "ephemeral_message_parameters" in params
        ]


def method_of(url: str) -> str:
    """The last part of the address."""
    return url.rpartition("/")[2]


def _taken(method: str, params: JsonObject) -> object:
    if method == "getChatMember":
        user = {"id": params["user_id"], "is_bot": False, "first_name": "Somebody"}
        return {"status": "member", "user": user}
    if method.startswith(("delete", "edit")):
        return True
    chat = {"id": params["chat_id"], "type": "supergroup", "title": "Clinic"}
    sent = {"message_id": 1, "date": 0, "chat": chat, "text": params.get("text")}
    only_to = params.get("ephemeral_message_parameters")
    return sent | ({"message_id": 0, "ephemeral_message_id": 1} if only_to else {})


@asynccontextmanager
async def two_athletes() -> AsyncIterator[tuple[Kneecheck, Everywhere]]:
    """The bot, handed its updates one by one; Ana and Ben have been asked about squats."""
    clock = MovableClock(NOW)
    sandbox = Sandbox(clock)
    for name in ("Ana", "Ben", "a stranger"):
        sandbox.send_text(sandbox.add_user(name), "Telegram lets the bot write here from now on")
    request = Everywhere(sandbox)
    bot = Kneecheck(
        SETTINGS,
        limiter=RateLimiter(overall=None, chat=None, group=None),
        clock=clock,
        request=lambda: request,
    )
    Base.metadata.create_all(bot.database.engine)
    await bot.application.initialize()
    for number, person in enumerate((ANA, BEN), start=1):
        await bot.application.process_update(a_message(bot, number, person, "did 40 min squats"))
        await bot.application.process_update(a_message(bot, number, person, "/log squats 40 min"))
    yield bot, request
    await bot.stop()


def a_message(bot: Kneecheck, number: int, person: int, text: str) -> Update:
    sender = {"id": person, "is_bot": False, "first_name": "Somebody"}
    chat = {"id": person, "type": "private"}
    message = {"message_id": number, "date": DATE, "chat": chat, "from": sender, "text": text}
    if text.startswith("/"):
        length = len(text.split()[0])
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
    return Update.de_json({"update_id": number, "message": message}, bot.application.bot)
