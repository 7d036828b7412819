"""What the bot did, in order: an append-only log that every reader follows at its own place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import overload

from bot.sandbox.bell import Bell
from bot.sandbox.values import Message


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that the bot did at `at`, in chat `chat_id`."""

    at: datetime
    chat_id: int


@dataclass(frozen=True, slots=True)
class MessageSent(Deed):
    message: Message


@dataclass(frozen=True, slots=True)
class MessageEdited(Deed):
    """New text, with or without new buttons."""

    message: Message


@dataclass(frozen=True, slots=True)
class ButtonsEdited(Deed):
    """New buttons under an unchanged text."""

    message: Message


@dataclass(frozen=True, slots=True)
class MessageDeleted(Deed):
    """`message` is what stood there last."""

    message: Message


@dataclass(frozen=True, slots=True)
class TapAnswered(Deed):
    """The answer to a callback query: empty text just ends the button's spinner, `url` opens the
    private chat."""

    query_id: str
    user_id: int
    text: str
    alert: bool
    url: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """A title, what stands below it, and the plain text that choosing it sends."""

    title: str
    description: str
    text: str


@dataclass(frozen=True, slots=True)
class InlineAnswered(Deed):
    """What a person is offered to send while they type the bot's name in some chat."""

    user_id: int
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class ActionShown(Deed):
    """For example `typing`."""

    action: str


@dataclass(frozen=True, slots=True)
class Reacted(Deed):
    message: Message
    emojis: tuple[str, ...]


class Log(Sequence[Deed]):
    """Append-only; index and length never go back, so a reader keeps one number."""

    def __init__(self) -> None:
        self._deeds: list[Deed] = []
        self._bell = Bell()

    def append(self, deed: Deed) -> None:
        self._deeds.append(deed)
        self._bell.ring()

    async def more_than(self, count: int) -> None:
        """Return as soon as the log holds more than `count` deeds."""
        await self._bell.until(lambda: len(self._deeds) > count)

    def __len__(self) -> int:
        return len(self._deeds)

    @overload
    def __getitem__(self, index: int) -> Deed: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Deed]: ...
    def __getitem__(self, index: int | slice) -> Deed | Sequence[Deed]:
        return self._deeds[index]

    def __iter__(self) -> Iterator[Deed]:
        return iter(self._deeds)
