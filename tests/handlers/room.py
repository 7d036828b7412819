"""A clinic's group with its people: they say and tap things, and see what each of them sees."""

from datetime import datetime

from bot.sandbox.group_life import Founding
from bot.sandbox.log import MessageDeleted, MessageEdited, MessageSent, TapAnswered
from bot.sandbox.members import MEMBER, OWNER, USUAL_RIGHTS, Standing, Status
from bot.sandbox.places import Group
from bot.sandbox.values import ChatKind, Message, User
from bot.sandbox.voices import Voice
from bot.sandbox.world import Sandbox
from bot.stage import BotOnStage

ADMIN = Standing(Status.ADMIN, USUAL_RIGHTS)


class Room:
    """Everything that is said or tapped here has been answered when the call returns."""

    def __init__(
        self,
        sandbox: Sandbox,
        stage: BotOnStage,
        name: str,
        owner: User,
        *others: User,
        bot: Standing | None = ADMIN,
        kind: ChatKind = ChatKind.SUPERGROUP,
        topics: tuple[str, ...] = (),
        channel: str = "",
    ) -> None:
        people = {owner: OWNER} | dict.fromkeys(others, MEMBER)
        people |= {sandbox.bot: bot} if bot else {}
        self.sandbox = sandbox
        self.stage = stage
        self.group: Group = sandbox.groups.found(Founding(name, people, kind, topics, channel))
        self.owner = owner

    @property
    def id(self) -> int:
        return self.group.chat.id

    async def says(
        self, user: User, text: str, *, topic: str = "", voice: Voice = Voice.OWN
    ) -> None:
        self.sandbox.send_text(user, text, group=self.group, topic=topic, voice=voice)
        await self.stage.settled()

    async def taps(self, user: User, label: str) -> TapAnswered | None:
        """The button of that name on the latest message that this person sees; the pop-up."""
        for message in reversed(self.seen(user)):
            for button in message.buttons:
                if button.text == label:
                    return await self.forges(user, button.data or "", message)
        raise AssertionError(f"no button {label!r} in sight")

    async def forges(
        self, user: User, data: str, message: Message | None = None
    ) -> TapAnswered | None:
        message = message or self.seen(user)[-1]
        query = self.sandbox.tap(user, message.key, data, group=self.group)
        await self.stage.settled()
        answers = [one for one in self.sandbox.log if isinstance(one, TapAnswered)]
        return next((one for one in answers if one.query_id == query), None)

    def seen(self, user: User) -> list[Message]:
        """The bot's messages that this person's screen shows here."""
        shown = self.sandbox.messages(user, self.group)
        return [one for one in shown if one.sender == self.sandbox.bot]

    def last(self, user: User | None = None) -> str:
        """What the bot's latest message here says."""
        return self.seen(user or self.owner)[-1].text

    def buttons(self, user: User | None = None) -> list[str]:
        return [button.text for button in self.seen(user or self.owner)[-1].buttons]

    def public(self) -> list[str]:
        """Every text that the bot ever showed to all here."""
        return [
            deed.message.text
            for deed in self.sandbox.log
            if isinstance(deed, MessageSent | MessageEdited)
            and deed.chat_id == self.id
            and not deed.message.receiver
        ]

    def asked(self, about: str) -> list[datetime]:
        """When the group was asked something with these words."""
        return [
            deed.at
            for deed in self.sandbox.log
            if isinstance(deed, MessageSent)
            and deed.chat_id == self.id
            and not deed.message.receiver
            and about in deed.message.text
        ]

    def deleted(self) -> list[str]:
        return [
            deed.message.text
            for deed in self.sandbox.log
            if isinstance(deed, MessageDeleted) and deed.chat_id == self.id
        ]
