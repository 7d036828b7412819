"""Everything the sandbox knows, and the few primitives that change it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.clock import Clock
from bot.sandbox.bell import Bell
from bot.sandbox.errors import bad_request
from bot.sandbox.files import FileStore
from bot.sandbox.log import Deed, Log
from bot.sandbox.params import Params
from bot.sandbox.places import Place
from bot.sandbox.profile import Profile
from bot.sandbox.updates import UpdateQueue
from bot.sandbox.values import Message, User

# The Bot API's figure for an ephemeral answer; plain answers are seen to expire about as soon.
ANSWERABLE_FOR = timedelta(seconds=15)


class Era(StrEnum):
    """What Telegram's server makes of ephemeral messages."""

    TODAY = "known"
    REFUSING = "refused"
    UNAWARE = "unknown"
    """An older server overlooks what it does not know: everybody would see the message."""


@dataclass(slots=True)
class Query:
    """A tap, and whether the bot has answered it."""

    id: str
    user: User
    chat_id: int
    message_key: int
    at: datetime
    is_answered: bool = False


@dataclass(slots=True)
class State:
    """The clock, the bot, the chats, and what is on its way between them."""

    clock: Clock
    token: str
    bot: User
    updates: UpdateQueue = field(default_factory=UpdateQueue)
    people: dict[int, User] = field(default_factory=dict)
    chats: dict[int, Place] = field(default_factory=dict)
    era: Era = Era.TODAY
    privacy_mode: bool = True
    queries: dict[str, Query] = field(default_factory=dict)
    inline_queries: dict[str, User] = field(default_factory=dict)
    files: FileStore = field(default_factory=FileStore)
    log: Log = field(default_factory=Log)
    profile: Profile = field(default_factory=Profile)
    changed: Bell = field(default_factory=Bell)
    ids: Iterator[int] = field(default_factory=lambda: iter(range(4_000_000_001, 2**52)))

    def now(self) -> datetime:
        return self.clock.now()

    def store(self, place: Place, message: Message) -> Message:
        """Put a new message, or the new version of one, into its chat."""
        place.messages[message.key] = message
        place.last_message_id = max(place.last_message_id, message.message_id)
        place.last_ephemeral_id = max(place.last_ephemeral_id, message.ephemeral_id)
        self.touch(place)
        return message

    def remove(self, place: Place, message: Message) -> None:
        del place.messages[message.key]
        self.touch(place)

    def record(self, deed: Deed) -> None:
        self.log.append(deed)
        self.changed.ring()

    def touch(self, place: Place) -> None:
        place.changes += 1
        self.changed.ring()

    def chat(self, params: Params) -> Place:
        """The chat that `chat_id` names; raises ApiError if the bot does not know it."""
        if not params.given("chat_id"):
            raise bad_request("chat_id is empty")
        place = self.chats.get(params.integer("chat_id"))
        if place is None:
            raise bad_request("chat not found")
        place.check_known()
        return place

    def open_chat(self, params: Params) -> Place:
        """The same; raises ApiError if the bot may not act in it."""
        place = self.chat(params)
        place.check_open()
        return place

    def writable_chat(self, params: Params) -> Place:
        """The same; raises ApiError if the bot may not send to it, or not to the topic."""
        place = self.chat(params)
        place.check_writable(params.integer("message_thread_id"))
        return place

    def open_query(self, query_id: str) -> Query | None:
        """A tap that is recent enough to be answered."""
        query = self.queries.get(query_id)
        return None if query is None or self.now() - query.at > ANSWERABLE_FOR else query

    def older_than(self, message: Message, age: timedelta) -> bool:
        return self.now() - message.date > age
