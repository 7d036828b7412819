"""Everything the sandbox knows, and the few primitives that change it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.clock import Clock
from bot.sandbox.bell import Bell
from bot.sandbox.errors import ApiError, bad_request
from bot.sandbox.files import FileStore
from bot.sandbox.log import Deed, Log
from bot.sandbox.params import Params
from bot.sandbox.profile import Profile
from bot.sandbox.updates import UpdateQueue
from bot.sandbox.values import Chat, Message, User


class Reach(StrEnum):
    """Whether the bot may write into a chat."""

    OPEN = "open"
    BLOCKED = "blocked"
    DEACTIVATED = "deactivated"
    UNKNOWN = "unknown"


@dataclass(slots=True)
class PrivateChat:
    """One person's conversation with the bot. `changes` grows with every change."""

    chat: Chat
    person: User
    reach: Reach = Reach.UNKNOWN
    messages: dict[int, Message] = field(default_factory=dict)
    last_message_id: int = 0
    changes: int = 0

    def find(self, message_id: int) -> Message | None:
        return self.messages.get(message_id)


@dataclass(slots=True)
class Query:
    """A tap that the bot has not answered yet."""

    id: str
    user: User
    chat_id: int
    at: datetime


@dataclass(slots=True)
class State:
    """The clock, the bot, the chats, and what is on its way between them."""

    clock: Clock
    token: str
    bot: User
    updates: UpdateQueue = field(default_factory=UpdateQueue)
    chats: dict[int, PrivateChat] = field(default_factory=dict)
    queries: dict[str, Query] = field(default_factory=dict)
    files: FileStore = field(default_factory=FileStore)
    log: Log = field(default_factory=Log)
    profile: Profile = field(default_factory=Profile)
    changed: Bell = field(default_factory=Bell)
    ids: Iterator[int] = field(default_factory=lambda: iter(range(4_000_000_001, 2**52)))

    def now(self) -> datetime:
        return self.clock.now()

    def store(self, place: PrivateChat, message: Message) -> Message:
        """Put a new message, or the new version of one, into its chat."""
        place.messages[message.message_id] = message
        place.last_message_id = max(place.last_message_id, message.message_id)
        self.touch(place)
        return message

    def remove(self, place: PrivateChat, message: Message) -> None:
        del place.messages[message.message_id]
        self.touch(place)

    def record(self, deed: Deed) -> None:
        self.log.append(deed)
        self.changed.ring()

    def touch(self, place: PrivateChat) -> None:
        place.changes += 1
        self.changed.ring()

    def chat(self, params: Params) -> PrivateChat:
        """The chat that `chat_id` names, however things stand there."""
        if not params.given("chat_id"):
            raise bad_request("chat_id is empty")
        place = self.chats.get(params.integer("chat_id"))
        if place is None or place.reach is Reach.UNKNOWN:
            raise bad_request("chat not found")
        return place

    def open_chat(self, params: Params) -> PrivateChat:
        """The chat that `chat_id` names; raises ApiError if the bot may not act in it."""
        place = self.chat(params)
        if place.reach is Reach.BLOCKED:
            raise ApiError(403, "Forbidden: bot was blocked by the user")
        if place.reach is Reach.DEACTIVATED:
            raise ApiError(403, "Forbidden: user is deactivated")
        return place

    def older_than(self, message: Message, age: timedelta) -> bool:
        return self.now() - message.date > age
