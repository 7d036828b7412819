"""What each person has been shown by the bot, and what of it the script has accounted for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from bot.sandbox.log import (
    ButtonsEdited,
    Deed,
    Log,
    MessageDeleted,
    MessageEdited,
    MessageSent,
    TapAnswered,
)
from bot.sandbox.values import Message


class Form(Enum):
    """How something reaches a person's screen."""

    MESSAGE = "new message"
    CHANGE = "changed message"
    POP_UP = "pop-up"
    REMOVAL = "removed message"


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing on a person's screen: its plain text, and the labels of the buttons below it."""

    form: Form
    text: str
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def buttons(self) -> tuple[str, ...]:
        return tuple(label for row in self.rows for label in row)


def shown_by(deed: Deed) -> tuple[int, Shown] | None:
    """To whom (a Telegram id) a deed shows what; None if nobody sees it."""
    match deed:
        case MessageSent(message=message):
            return deed.chat_id, _of_message(Form.MESSAGE, message)
        case MessageEdited(message=message) | ButtonsEdited(message=message):
            return deed.chat_id, _of_message(Form.CHANGE, message)
        case MessageDeleted(message=message):
            return deed.chat_id, _of_message(Form.REMOVAL, message)
        case TapAnswered(text=text) if text:
            return deed.user_id, Shown(Form.POP_UP, text)
    return None


def _of_message(form: Form, message: Message) -> Shown:
    rows = tuple(tuple(button.text for button in row) for row in message.rows)
    return Shown(form, message.text, rows)


@dataclass(slots=True)
class Screen:
    """One person's screen. New messages wait in order until the script accounts for them; changes,
    pop-ups and removals pass by when somebody does something next."""

    messages: list[Shown] = field(default_factory=list)
    passing: list[Shown] = field(default_factory=list)

    def add(self, shown: Shown) -> None:
        (self.messages if shown.form is Form.MESSAGE else self.passing).append(shown)

    def candidates(self, *forms: Form) -> Iterator[Shown]:
        """What may be meant next: the first new message, then what is passing, oldest first."""
        if Form.MESSAGE in forms and self.messages:
            yield self.messages[0]
        yield from (shown for shown in self.passing if shown.form in forms)

    def account_for(self, shown: Shown) -> None:
        """It was what the script expected; what passed before it has passed."""
        if shown.form is Form.MESSAGE:
            self.messages.remove(shown)
        else:
            del self.passing[: self.passing.index(shown) + 1]


class Screens:
    """Everybody's screen, kept by following the sandbox's log."""

    def __init__(self, log: Log, names: Mapping[int, str]) -> None:
        self._log = log
        self._names = names
        self._read = 0
        self._of = {name: Screen() for name in names.values()}
        self._arrived: list[tuple[str, Shown]] = []

    def of(self, name: str) -> Screen:
        return self._of[name]

    def follow(self) -> Sequence[tuple[Deed, str, Shown]]:
        """Take in what the bot did since the last time; returns it with who saw it."""
        seen = []
        for deed in self._log[self._read :]:
            self._read += 1
            if found := shown_by(deed):
                name = self._names[found[0]]
                self._of[name].add(found[1])
                self._arrived.append((name, found[1]))
                seen.append((deed, name, found[1]))
        return seen

    def next_in_line(self, *forms: Form) -> Sequence[str]:
        """Whoever has something that may be meant next, in the order in which it came."""
        waiting = {name: list(screen.candidates(*forms)) for name, screen in self._of.items()}
        return [
            name
            for name, shown in self._arrived
            if any(shown is candidate for candidate in waiting[name])
        ]

    def let_pass(self) -> None:
        """Somebody does something: what changed before it is no answer to it."""
        for screen in self._of.values():
            screen.passing.clear()

    def unaccounted(self) -> Iterator[tuple[str, Shown]]:
        """New messages that no step has spoken of, with who got them."""
        for name, screen in self._of.items():
            yield from ((name, message) for message in screen.messages)
