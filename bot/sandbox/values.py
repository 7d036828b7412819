"""People, chats and messages as frozen values, each able to write itself as the Bot API does."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeAlias

from bot.sandbox.entities import Entity
from bot.sandbox.markup import Button, Prompt

JsonObject: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class User:
    """A person, or the bot itself."""

    id: int
    first_name: str
    language_code: str | None = None
    username: str | None = None
    is_bot: bool = False

    def wire(self) -> JsonObject:
        body: JsonObject = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        if self.username:
            body["username"] = self.username
        if self.language_code:
            body["language_code"] = self.language_code
        return body


class ChatKind(StrEnum):
    """The Bot API's types of chats."""

    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class Chat:
    """A private chat has the id of its person; groups and channels have negative ids."""

    id: int
    name: str
    username: str | None = None
    kind: ChatKind = ChatKind.PRIVATE
    is_forum: bool = False

    def wire(self) -> JsonObject:
        name = "first_name" if self.kind is ChatKind.PRIVATE else "title"
        body: JsonObject = {"id": self.id, "type": self.kind.value, name: self.name}
        if self.username:
            body["username"] = self.username
        if self.is_forum:
            body["is_forum"] = True
        return body


@dataclass(frozen=True, slots=True)
class Media:
    """What a message carries besides text: the message's field name and that field's value."""

    kind: str
    body: Any


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it stands now; an edit makes a new value with the same id.

    `text` is the caption when there is media. `prompt` (reply keyboard, its removal, forced reply)
    is kept for observers: Telegram does not show it in the message object. Apps say "edited" for
    new text, not for new buttons. `sender_chat` is the group or channel that somebody speaks as.

    An ephemeral message has a `receiver`, an `ephemeral_id` and the message id 0: nobody else in
    the group sees it. It may stand, for its receiver, in place of the message `replaces`.
    """

    message_id: int
    chat: Chat
    sender: User
    date: datetime
    text: str = ""
    entities: tuple[Entity, ...] = ()
    media: Media | None = None
    rows: tuple[tuple[Button, ...], ...] = ()
    prompt: Prompt | None = None
    edited: datetime | None = None
    shown_as_edited: bool = False
    reply_to: "Message | None" = None
    forwarded_from: str | None = None
    silent: bool = False
    topic_id: int | None = None
    sender_chat: Chat | None = None
    receiver: User | None = None
    ephemeral_id: int = 0
    replaces: int = 0

    @property
    def key(self) -> int:
        """Tells it from every other message of its chat: an ephemeral one by a negative number."""
        return self.message_id or -self.ephemeral_id

    def is_visible_to(self, user: User) -> bool:
        return self.receiver is None or user in (self.receiver, self.sender)

    @property
    def buttons(self) -> tuple[Button, ...]:
        return tuple(button for row in self.rows for button in row)

    def wire(self, *, nested: bool = False) -> JsonObject:
        """The Bot API's Message object; a nested one names no message it replies to."""
        body: JsonObject = {
            "message_id": self.message_id,
            "from": self.sender.wire(),
            "chat": self.chat.wire(),
            "date": int(self.date.timestamp()),
        }
        if self.sender_chat:
            body["sender_chat"] = self.sender_chat.wire()
        if self.topic_id:
            body |= {"message_thread_id": self.topic_id, "is_topic_message": True}
        if self.receiver:
            body |= {
                "receiver_user": self.receiver.wire(),
                "ephemeral_message_id": self.ephemeral_id,
            }
        if self.forwarded_from:
            body["forward_origin"] = {
                "type": "hidden_user",
                "date": int(self.date.timestamp()),
                "sender_user_name": self.forwarded_from,
            }
        if self.reply_to and not nested:
            body["reply_to_message"] = self.reply_to.wire(nested=True)
        if self.edited:
            body["edit_date"] = int(self.edited.timestamp())
        if self.media:
            body[self.media.kind] = self.media.body
        if self.text:
            prefix = ("caption", "caption_entities") if self.media else ("text", "entities")
            body[prefix[0]] = self.text
            if self.entities:
                body[prefix[1]] = [entity.wire() for entity in self.entities]
        if self.rows:
            body["reply_markup"] = {
                "inline_keyboard": [[button.wire() for button in row] for row in self.rows]
            }
        return body
