"""People, chats and messages as frozen values, each able to write itself as the Bot API does."""

from dataclasses import dataclass
from datetime import datetime
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


@dataclass(frozen=True, slots=True)
class Chat:
    """A private chat has the id of its person; groups will have negative ids."""

    id: int
    first_name: str
    username: str | None = None

    def wire(self) -> JsonObject:
        body: JsonObject = {"id": self.id, "type": "private", "first_name": self.first_name}
        if self.username:
            body["username"] = self.username
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
    new text, not for new buttons.
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
