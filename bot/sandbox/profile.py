"""What the bot tells about itself: commands in several scopes and languages, descriptions."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.errors import bad_request
from bot.sandbox.params import Params

_COMMAND = re.compile(r"/?[a-z0-9_]{1,32}", re.IGNORECASE)
_DEFAULT_SCOPE = {"type": "default"}


@dataclass(frozen=True, slots=True)
class Command:
    command: str
    description: str
    is_ephemeral: bool = False

    def wire(self) -> dict[str, str | bool]:
        body: dict[str, str | bool] = {"command": self.command, "description": self.description}
        return body | {"is_ephemeral": True} if self.is_ephemeral else body


@dataclass(slots=True)
class Profile:
    """Keyed by scope (as canonical JSON) and language code."""

    commands: dict[tuple[str, str], tuple[Command, ...]] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    menu_buttons: dict[int, dict[str, Any]] = field(default_factory=dict)

    def commands_shown_to(self, user_id: int, language: str | None) -> tuple[Command, ...]:
        """The menu of a private chat: the narrowest scope wins, and its language before none."""
        chat = {"type": "chat", "chat_id": user_id}
        return self._first((chat, {"type": "all_private_chats"}), language)

    def commands_in_group(
        self, chat_id: int, user_id: int, language: str | None, *, is_admin: bool
    ) -> tuple[Command, ...]:
        """The same in a group, where admins may have a menu of their own."""
        chat = {"chat_id": chat_id}
        scopes: list[dict[str, Any]] = [{"type": "chat_member", **chat, "user_id": user_id}]
        scopes += [{"type": "chat_administrators", **chat}] * is_admin
        scopes += [{"type": "chat", **chat}]
        scopes += [{"type": "all_chat_administrators"}] * is_admin
        scopes += [{"type": "all_group_chats"}]
        return self._first(scopes, language)

    def _first(self, scopes: Iterable[dict[str, Any]], language: str | None) -> tuple[Command, ...]:
        for scope in (*scopes, _DEFAULT_SCOPE):
            for code in (language or "", ""):
                if commands := self.commands.get((_canonical(scope), code)):
                    return commands
        return ()


def scope_key(params: Params) -> tuple[str, str]:
    return _canonical(params.object("scope") or _DEFAULT_SCOPE), params.text("language_code")


def parse_commands(given: list[dict[str, Any]]) -> tuple[Command, ...]:
    """Raises ApiError (400) for a command that Telegram would not list."""
    if len(given) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    commands = []
    for entry in given:
        name, description = str(entry.get("command", "")), str(entry.get("description", ""))
        if not _COMMAND.fullmatch(name):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(description) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        is_ephemeral = bool(entry.get("is_ephemeral"))
        commands.append(Command(name.removeprefix("/").lower(), description, is_ephemeral))
    return tuple(commands)


def _canonical(scope: Any) -> str:
    return json.dumps(scope, sort_keys=True)
