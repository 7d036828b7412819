"""One person's chat as the page shows it: a stream of what to draw, and what the person does."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import partial

from bot.sandbox.log import ActionShown, Deed, TapAnswered
from bot.sandbox.values import JsonObject, Message, User
from bot.sandbox.world import Sandbox


@dataclass(frozen=True, slots=True)
class ScreenEvent:
    """`chat` (the whole chat as it stands), `answer` (to a tap) or `action` (such as typing)."""

    name: str
    data: JsonObject


class Screen:
    def __init__(self, sandbox: Sandbox, person: User) -> None:
        self._sandbox = sandbox
        self._person = person
        self._place = sandbox.chat_of(person)

    def send(self, text: str) -> int:
        return self._sandbox.send_text(self._person, text).message_id

    def tap(self, message_id: int, data: str) -> str:
        return self._sandbox.tap(self._person, message_id, data)

    async def events(self) -> AsyncIterator[ScreenEvent]:
        """The chat at once, and again after every change; never ends by itself."""
        read, drawn = len(self._sandbox.log), None
        while True:
            if (current := self._version()) != drawn:
                drawn = current
                yield ScreenEvent("chat", self._chat())
            for deed in self._sandbox.log[read:]:
                read += 1
                if event := self._passing(deed):
                    yield event
            await self._sandbox.changed(partial(self._differs_from, drawn, read))

    def _differs_from(self, drawn: object, read: int) -> bool:
        return self._version() != drawn or len(self._sandbox.log) > read

    def _version(self) -> object:
        about_bot = self._sandbox.commands(self._person), self._sandbox.description()
        return self._place.changes, about_bot

    def _chat(self) -> JsonObject:
        return {
            "bot": self._sandbox.bot.first_name,
            "description": self._sandbox.description(),
            "commands": [command.wire() for command in self._sandbox.commands(self._person)],
            "messages": [self._drawn(message) for message in self._place.messages.values()],
        }

    def _drawn(self, message: Message) -> JsonObject:
        """The Bot API's message, and what the page needs besides."""
        drawn: JsonObject = {
            "message": message.wire(),
            "mine": message.sender == self._person,
            "edited": message.shown_as_edited,
            "placeholder": message.prompt.placeholder if message.prompt else "",
        }
        if message.media and message.media.kind in ("photo", "document"):
            body = message.media.body
            stored = body[-1] if message.media.kind == "photo" else body
            path = self._sandbox.file_by_id(stored["file_id"]).path
            drawn["file"] = f"/page/file/{path}"
        return drawn

    def _passing(self, deed: Deed) -> ScreenEvent | None:
        match deed:
            case TapAnswered(user_id=self._person.id):
                answer = {"query_id": deed.query_id, "text": deed.text, "alert": deed.alert}
                return ScreenEvent("answer", answer)
            case ActionShown(chat_id=self._place.chat.id):
                return ScreenEvent("action", {"action": deed.action})
        return None
