"""What people do to groups: they come and go, appoint and mute, open topics, move house."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.sandbox import service_messages
from bot.sandbox.errors import RefusedError
from bot.sandbox.members import (
    KICKED,
    LEFT,
    MEMBER,
    MUTED,
    OWNER,
    USUAL_RIGHTS,
    Right,
    Standing,
    Status,
)
from bot.sandbox.places import Group, Topic
from bot.sandbox.privacy import reaches_bot
from bot.sandbox.state import State
from bot.sandbox.values import Chat, ChatKind, Media, Message, User

_FIRST_GROUP, _FIRST_SUPERGROUP = -5_000_001, -1_002_000_000_001
_FIRST_CHANNEL = -1_003_000_000_001


@dataclass(frozen=True, slots=True)
class Founding:
    """How a group is from the start. The first of `people` owns it."""

    name: str
    people: Mapping[User, Standing]
    kind: ChatKind = ChatKind.SUPERGROUP
    topics: Sequence[str] = ()
    channel: str = ""
    others: int = 0


class GroupLife:
    """Raises RefusedError for what Telegram's own apps do not let somebody do."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._made = 0

    def found(self, founding: Founding) -> Group:
        """A group that has been there for a while: the bot is told of nothing."""
        if founding.topics and founding.kind is not ChatKind.SUPERGROUP:
            raise RefusedError("only a supergroup has topics")
        chat = Chat(
            self._next_id(founding.kind),
            founding.name,
            kind=founding.kind,
            is_forum=bool(founding.topics),
        )
        group = Group(chat=chat, bot=self._state.bot, others=founding.others)
        for user, standing in founding.people.items():
            group.people[user.id], group.standings[user.id] = user, standing
        if founding.channel:
            channel_id = _FIRST_CHANNEL - self._made
            group.channel = Chat(channel_id, founding.channel, kind=ChatKind.CHANNEL)
        self._state.chats[chat.id] = group
        owner = next(iter(founding.people))
        for name in founding.topics:
            self._state.store(group, self._opening(group, owner, name))
        return group

    def say(self, group: Group, message: Message) -> Message:
        """Put a message there, and tell the bot if it is of its concern."""
        self._state.store(group, message)
        self.tell(group, "message", message)
        return message

    def tell(self, group: Group, kind: str, message: Message) -> None:
        state = self._state
        if reaches_bot(message, group, state.bot, privacy_mode=state.privacy_mode):
            state.updates.put(kind, message.wire())

    def join(self, group: Group, user: User) -> None:
        if group.standing(user).is_inside:
            raise RefusedError(f"{user.first_name} is in {group.chat.name} already")
        if group.standing(user).status is Status.KICKED:
            raise RefusedError(f"{user.first_name} was removed from {group.chat.name} for good")
        self._let_in(group, user, by=user)

    def add_bot(self, group: Group, by: User) -> None:
        self._require_inside(group, by)
        if group.bots.is_inside:
            raise RefusedError(f"the bot is in {group.chat.name} already")
        self._let_in(group, self._state.bot, by=by)

    def leave(self, group: Group, user: User) -> None:
        self._require_inside(group, user)
        self._change(group, user, LEFT, by=user)
        self._write(group, user, service_messages.went(user))

    def remove(self, group: Group, whom: User, by: User) -> None:
        """They can not come back by themselves."""
        self._require_admin(group, by)
        self._require_inside(group, whom)
        self._change(group, whom, KICKED, by=by)
        self._write(group, by, service_messages.went(whom))

    def promote(
        self,
        group: Group,
        whom: User,
        by: User,
        rights: frozenset[Right] = USUAL_RIGHTS,
        *,
        is_anonymous: bool = False,
    ) -> None:
        """With exactly these rights, whatever they had before. An owner stays owner."""
        self._require_admin(group, by)
        self._require_inside(group, whom)
        standing = Standing(Status.ADMIN, rights | {Right.MANAGE_CHAT}, is_anonymous)
        if group.standing(whom).status is Status.OWNER:
            standing = replace(OWNER, is_anonymous=is_anonymous)
        self._change(group, whom, standing, by=by)

    def make_plain(self, group: Group, whom: User, by: User) -> None:
        """No admin any more, and not muted any more."""
        self._require_admin(group, by)
        self._require_inside(group, whom)
        self._change(group, whom, MEMBER, by=by)

    def mute(self, group: Group, whom: User, by: User) -> None:
        self._require_admin(group, by)
        self._require_inside(group, whom)
        if group.chat.kind is not ChatKind.SUPERGROUP:
            raise RefusedError("only in a supergroup can somebody be muted")
        self._change(group, whom, MUTED, by=by)

    def open_topic(self, group: Group, by: User, name: str) -> Topic:
        if not group.chat.is_forum:
            raise RefusedError(f"{group.chat.name} has no topics")
        if group.topic(name):
            raise RefusedError(f"{group.chat.name} has a topic {name} already")
        message = self.say(group, self._opening(group, by, name))
        return group.topics[message.message_id]

    def close_topic(self, group: Group, by: User, name: str) -> None:
        topic = self._topic(group, by, name)
        topic.is_closed = True
        self._write(group, by, service_messages.TOPIC_CLOSED, topic)

    def reopen_topic(self, group: Group, by: User, name: str) -> None:
        topic = self._topic(group, by, name)
        topic.is_closed = False
        self._write(group, by, service_messages.TOPIC_REOPENED, topic)

    def delete_topic(self, group: Group, by: User, name: str) -> None:
        """With all that is in it; the bot is not told."""
        topic = self._topic(group, by, name)
        del group.topics[topic.id]
        for message in [each for each in group.messages.values() if each.topic_id == topic.id]:
            self._state.remove(group, message)

    def become_supergroup(self, group: Group, by: User) -> Group:
        """The group under its new id, with the same people; what was written stays behind."""
        if group.chat.kind is ChatKind.SUPERGROUP:
            raise RefusedError(f"{group.chat.name} is a supergroup already")
        self._require_inside(group, by)
        new = Group(
            chat=replace(
                group.chat, id=self._next_id(ChatKind.SUPERGROUP), kind=ChatKind.SUPERGROUP
            ),
            bot=group.bot,
            people=dict(group.people),
            standings=dict(group.standings),
            channel=group.channel,
            others=group.others,
        )
        self._state.chats[new.chat.id] = new
        self._write(group, by, service_messages.moved_to(new.chat.id))
        group.moved_to = new.chat.id
        self._write(new, by, service_messages.moved_from(group.chat.id))
        return new

    def delete(self, group: Group, by: User) -> None:
        if group.standing(by).status is not Status.OWNER:
            raise RefusedError(f"{by.first_name} does not own {group.chat.name}")
        if group.bots.is_inside:
            self._change(group, self._state.bot, LEFT, by=by)
        group.is_deleted = True

    def _let_in(self, group: Group, user: User, by: User) -> None:
        group.people.setdefault(user.id, user)
        self._change(group, user, MEMBER, by=by)
        self._write(group, by, service_messages.came(user))

    def _change(self, group: Group, whom: User, new: Standing, by: User) -> None:
        """The bot hears of itself always, of others if it is an admin and has asked for it."""
        old = group.standing(whom)
        group.standings[whom.id] = new
        self._state.touch(group)
        is_self = whom == self._state.bot
        if not is_self and not group.bots.is_admin:
            return
        change: dict[str, Any] = {
            "chat": group.chat.wire(),
            "from": by.wire(),
            "date": int(self._state.now().timestamp()),
            "old_chat_member": old.wire(whom),
            "new_chat_member": new.wire(whom),
        }
        self._state.updates.put("my_chat_member" if is_self else "chat_member", change)

    def _write(self, group: Group, by: User, content: Media, topic: Topic | None = None) -> Message:
        message = Message(
            message_id=group.last_message_id + 1,
            chat=group.chat,
            sender=by,
            date=self._state.now(),
            media=content,
            topic_id=topic.id if topic else None,
            reply_to=group.find(topic.id) if topic else None,
        )
        return self.say(group, message)

    def _opening(self, group: Group, by: User, name: str) -> Message:
        message_id = group.last_message_id + 1
        group.topics[message_id] = Topic(message_id, name)
        return Message(
            message_id=message_id,
            chat=group.chat,
            sender=by,
            date=self._state.now(),
            media=service_messages.topic_opened(name),
            topic_id=message_id,
        )

    def _topic(self, group: Group, by: User, name: str) -> Topic:
        self._require_admin(group, by)
        topic = group.topic(name)
        if topic is None:
            raise RefusedError(f"{group.chat.name} has no topic {name}")
        return topic

    def _require_inside(self, group: Group, user: User) -> None:
        if not group.standing(user).is_inside:
            raise RefusedError(f"{user.first_name} is not in {group.chat.name}")

    def _require_admin(self, group: Group, user: User) -> None:
        if not group.standing(user).is_admin:
            raise RefusedError(f"{user.first_name} is no admin of {group.chat.name}")

    def _next_id(self, kind: ChatKind) -> int:
        first = _FIRST_SUPERGROUP if kind is ChatKind.SUPERGROUP else _FIRST_GROUP
        self._made += 1
        return first - self._made
