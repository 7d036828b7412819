"""A person with the bot on their phone: says, taps, and reads what comes back."""

from bot.sandbox.log import Deed, MessageEdited, MessageSent, TapAnswered
from bot.sandbox.media import MediaKind
from bot.sandbox.values import Message, User
from bot.sandbox.world import Sandbox
from bot.stage import BotOnStage


class Phone:
    """Everything that is said or tapped here has been answered when the call returns."""

    def __init__(self, sandbox: Sandbox, stage: BotOnStage, name: str) -> None:
        self.user: User = sandbox.add_user(name)
        self._sandbox = sandbox
        self._stage = stage
        self._read = 0

    @property
    def messages(self) -> list[Message]:
        """The bot's messages as they stand in the chat now."""
        return [m for m in self._sandbox.messages(self.user) if m.sender == self._sandbox.bot]

    @property
    def all_messages(self) -> list[Message]:
        """What both have written, as it stands in the chat now."""
        return list(self._sandbox.messages(self.user))

    async def says(
        self, text: str, *, reply_to: int | None = None, forwarded_from: str | None = None
    ) -> str:
        self._sandbox.send_text(self.user, text, reply_to=reply_to, forwarded_from=forwarded_from)
        return await self.reads()

    async def sends(self, kind: MediaKind, caption: str = "") -> str:
        self._sandbox.send_media(self.user, kind, caption)
        return await self.reads()

    async def edits(self, message: Message, text: str) -> str:
        self._sandbox.edit_text(self.user, message.message_id, text)
        return await self.reads()

    async def taps(self, label: str) -> str:
        """The button of that name on the latest message that has one."""
        for message in reversed(self.messages):
            for button in message.buttons:
                if button.text == label:
                    return await self.forges(button.data or "", message)
        raise AssertionError(f"no button {label!r} in sight")

    async def forges(self, data: str, message: Message | None = None) -> str:
        """Tap a button with this data, whether or not there is one."""
        message = message or self.messages[-1]
        self._sandbox.tap(self.user, message.message_id, data)
        return await self.reads()

    async def reads(self) -> str:
        """Everything that the bot did in this chat since it was read last, one text a line."""
        await self._stage.settled()
        news = self._sandbox.log[self._read :]
        self._read = len(self._sandbox.log)
        return "\n".join(_text(deed) for deed in news if deed.chat_id == self.user.id)


def _text(deed: Deed) -> str:
    match deed:
        case MessageSent(message=message) | MessageEdited(message=message):
            return message.text
        case TapAnswered(text=text):
            return text
    return ""
