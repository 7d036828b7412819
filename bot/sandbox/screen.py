"""What the page shows of one person's chats: streams of what to draw, and what the person does."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.sandbox.log import ActionShown, Deed, TapAnswered
from bot.sandbox.places import Group
from bot.sandbox.service_messages import in_words
from bot.sandbox.values import JsonObject, Message, User
from bot.sandbox.world import Sandbox


class Where(StrEnum):
    """Which of a person's two chats."""

    PRIVATE = "private"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class ScreenEvent:
    """`chat` (the whole chat as it stands), `answer` (to a tap) or `action` (such as typing)."""

    name: str
    data: JsonObject


class Screen:
    """One chat as one person sees it: the private one, or a group."""

    def __init__(self, sandbox: Sandbox, person: User, group: Group | None = None) -> None:
        self._sandbox = sandbox
        self._person = person
        self._group = group
        self._place = group or sandbox.chat_of(person)
        self.where = Where.GROUP if group else Where.PRIVATE

    def send(self, text: str) -> int:
        """The key of the message."""
        return self._sandbox.send_text(self._person, text, group=self._group).key

    def tap(self, key: int, data: str) -> str:
        return self._sandbox.tap(self._person, key, data, group=self._group)

    def version(self) -> object:
        """Is another one whenever the chat is to be drawn anew."""
        commands = self._sandbox.commands(self._person, self._group)
        return self._place.changes, commands, self._sandbox.description()

    def chat(self) -> JsonObject:
        commands = self._sandbox.commands(self._person, self._group)
        return {
            "where": self.where,
            "bot": self._sandbox.bot.first_name,
            "username": self._sandbox.bot.username,
            "description": self._sandbox.description(),
            "commands": [command.wire() for command in commands],
            "messages": [
                self._drawn(message)
                for message in self._sandbox.messages(self._person, self._group)
            ],
            "group": _group_drawn(self._group, self._person) if self._group else None,
        }

    def passing(self, deed: Deed) -> ScreenEvent | None:
        """What is shown for a moment. The answer to a tap concerns both chats, and is the private
        one's to show."""
        match deed:
            case TapAnswered(user_id=self._person.id) if self.where is Where.PRIVATE:
                answer = {"query_id": deed.query_id, "text": deed.text, "alert": deed.alert}
                return ScreenEvent("answer", answer | {"url": deed.url})
            case ActionShown(chat_id=self._place.chat.id):
                return ScreenEvent("action", {"where": self.where, "action": deed.action})
        return None

    def _drawn(self, message: Message) -> JsonObject:
        """The Bot API's message, and what the page needs besides."""
        speaker = message.sender_chat.name if message.sender_chat else message.sender.first_name
        drawn: JsonObject = {
            "key": message.key,
            "message": message.wire(),
            "mine": message.sender == self._person,
            "author": speaker,
            "service": in_words(message),
            "only_you": message.receiver is not None,
            "edited": message.shown_as_edited,
            "placeholder": message.prompt.placeholder if message.prompt else "",
        }
        if message.media and message.media.kind in ("photo", "document"):
            body = message.media.body
            stored = body[-1] if message.media.kind == "photo" else body
            path = self._sandbox.file_by_id(stored["file_id"]).path
            drawn["file"] = f"/page/file/{path}"
        return drawn


async def events(sandbox: Sandbox, screens: Sequence[Screen]) -> AsyncIterator[ScreenEvent]:
    """Every chat at once, and again after every change; never ends by itself."""
    read = len(sandbox.log)
    drawn: dict[Where, object] = {}

    def versions() -> dict[Where, object]:
        return {screen.where: screen.version() for screen in screens}

    while True:
        for screen in screens:
            if drawn.get(screen.where) != (current := screen.version()):
                drawn[screen.where] = current
                yield ScreenEvent("chat", screen.chat())
        for deed in sandbox.log[read:]:
            read += 1
            for screen in screens:
                if event := screen.passing(deed):
                    yield event
        seen = read
        await sandbox.changed(lambda: versions() != drawn or len(sandbox.log) > seen)  # noqa: B023


def _group_drawn(group: Group, person: User) -> JsonObject:
    names = [user.first_name for user in group.members if user != group.bot]
    return {
        "title": group.chat.name,
        "members": names,
        "bot": group.bots.status,
        "may_change": group.standing(person).is_admin,
    }
