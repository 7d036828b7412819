"""The chats that the bot can be in: private ones and groups, and when each is closed to it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from bot.sandbox.errors import ApiError, bad_request
from bot.sandbox.members import LEFT, Right, Standing, Status
from bot.sandbox.values import Chat, Message, User


class Reach(StrEnum):
    """Whether the bot may write into a private chat."""

    OPEN = "open"
    BLOCKED = "blocked"
    DEACTIVATED = "deactivated"
    UNKNOWN = "unknown"


@dataclass(slots=True, kw_only=True)
class Place:
    """A chat and what stands in it, in order. `changes` grows with every change."""

    chat: Chat
    messages: dict[int, Message] = field(default_factory=dict)
    last_message_id: int = 0
    last_ephemeral_id: int = 0
    changes: int = 0

    def find(self, message_id: int) -> Message | None:
        return self.messages.get(message_id) if message_id > 0 else None

    def find_ephemeral(self, ephemeral_id: int) -> Message | None:
        return self.messages.get(-ephemeral_id) if ephemeral_id > 0 else None

    def seen_by(self, user: User) -> Iterator[Message]:
        """What this person's screen shows, oldest first."""
        in_place = {
            message.replaces: message
            for message in self.messages.values()
            if message.receiver == user and message.replaces in self.messages
        }
        moved = {message.key for message in in_place.values()}
        for key, message in self.messages.items():
            if key in in_place:
                yield in_place[key]
            elif key not in moved and message.is_visible_to(user):
                yield message

    def check_known(self) -> None:
        """Raises ApiError if the bot may not even look at this chat."""

    def check_open(self) -> None:
        """Raises ApiError if the bot may do nothing in this chat."""
        self.check_known()

    def check_writable(self, topic_id: int) -> None:
        """Raises ApiError if the bot may not send there."""
        self.check_open()
        if topic_id:
            raise bad_request("message thread not found")


@dataclass(slots=True, kw_only=True)
class PrivateChat(Place):
    """One person's conversation with the bot."""

    person: User
    reach: Reach = Reach.UNKNOWN

    def check_known(self) -> None:
        if self.reach is Reach.UNKNOWN:
            raise bad_request("chat not found")

    def check_open(self) -> None:
        self.check_known()
        if self.reach is Reach.BLOCKED:
            raise ApiError(403, "Forbidden: bot was blocked by the user")
        if self.reach is Reach.DEACTIVATED:
            raise ApiError(403, "Forbidden: user is deactivated")


@dataclass(slots=True)
class Topic:
    """One topic of a forum; its id is that of the service message that opened it."""

    id: int
    name: str
    is_closed: bool = False


@dataclass(slots=True, kw_only=True)
class Group(Place):
    """A group or supergroup. `people` are those who ever were in it; `others` are further members
    who only count; `channel` is the linked one."""

    bot: User
    people: dict[int, User] = field(default_factory=dict)
    standings: dict[int, Standing] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    channel: Chat | None = None
    others: int = 0
    moved_to: int | None = None
    is_deleted: bool = False

    def standing(self, user: User) -> Standing:
        return self.standings.get(user.id, LEFT)

    @property
    def bots(self) -> Standing:
        """How the bot stands here."""
        return self.standing(self.bot)

    @property
    def members(self) -> tuple[User, ...]:
        """Everybody who is inside now, the bot included if it is."""
        return tuple(user for user in self.people.values() if self.standing(user).is_inside)

    def topic(self, name: str) -> Topic | None:
        return next((topic for topic in self.topics.values() if topic.name == name), None)

    def check_known(self) -> None:
        if self.moved_to:
            raise ApiError(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                {"migrate_to_chat_id": self.moved_to},
            )
        if self.is_deleted:
            raise ApiError(403, "Forbidden: the group chat was deleted")
        if self.bot.id not in self.standings:
            raise bad_request("chat not found")
        match self.bots.status:
            case Status.KICKED:
                raise ApiError(403, f"Forbidden: bot was kicked from the {self.chat.kind} chat")
            case Status.LEFT:
                raise ApiError(403, f"Forbidden: bot is not a member of the {self.chat.kind} chat")

    def check_writable(self, topic_id: int) -> None:
        self.check_open()
        if not self.bots.may_write:
            raise bad_request("not enough rights to send text messages to the chat")
        if not topic_id:
            return
        topic = self.topics.get(topic_id)
        if topic is None:
            raise bad_request("message thread not found")
        if topic.is_closed and not self.bots.may(Right.MANAGE_TOPICS):
            raise bad_request("TOPIC_CLOSED")
