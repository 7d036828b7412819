"""What each person has been shown by the bot, and what of it the script has accounted for."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from bot.rehearsal.attached import AttachedFile, file_of
from bot.rehearsal.groups import Groups
from bot.sandbox.log import (
    ButtonsEdited,
    Deed,
    InlineAnswered,
    MessageDeleted,
    MessageEdited,
    MessageSent,
    TapAnswered,
)
from bot.sandbox.world import Sandbox


class Form(Enum):
    """How something reaches a person's screen."""

    MESSAGE = "new message"
    CHANGE = "changed message"
    POP_UP = "pop-up"
    REMOVAL = "removed message"
    OFFER = "offer in another chat"


@dataclass(frozen=True, slots=True)
class Audience:
    """Who sees something: a person in private, all in a group, or one person in a group."""

    person: str | None
    group: str | None = None

    def in_words(self, *, several: bool = True) -> str:
        """` to Ana`, ` in Knee group`, ` in Knee group only to Ana`; empty for the one person."""
        if self.group is None:
            return f" to {self.person}" if several else ""
        return f" in {self.group}" + (f" only to {self.person}" if self.person else "")


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing on a screen: its plain text, and the labels of the buttons below it."""

    form: Form
    text: str
    rows: tuple[tuple[str, ...], ...] = ()
    topic: str | None = None
    file: AttachedFile | None = None

    @property
    def everything(self) -> str:
        """All that can be read there: text, labels, the name of a file and what it says."""
        file = (self.file.name, self.file.text) if self.file else ()
        return "\n".join(filter(None, (self.text, " ".join(self.buttons), *file)))

    @property
    def buttons(self) -> tuple[str, ...]:
        return tuple(label for row in self.rows for label in row)


def shown_by(
    deed: Deed, sandbox: Sandbox, names: Mapping[int, str], groups: Groups
) -> tuple[Audience, Shown] | None:
    """To whom a deed shows what; None if nobody sees it."""
    match deed:
        case MessageSent(message=message):
            form = Form.MESSAGE
        case MessageEdited(message=message) | ButtonsEdited(message=message):
            form = Form.CHANGE
        case MessageDeleted(message=message):
            form = Form.REMOVAL
        case TapAnswered(text=text, url=url) if text or url:
            return Audience(names[deed.user_id]), Shown(Form.POP_UP, f"{text}\n{url}".strip())
        case InlineAnswered(articles=articles):
            text = "\n\n".join(f"{one.title}\n{one.text}" for one in articles)
            titles = tuple((one.title,) for one in articles)
            return Audience(names[deed.user_id]), Shown(Form.OFFER, text, titles)
        case _:
            return None
    rows = tuple(tuple(button.text for button in row) for row in message.rows)
    group, file = groups.by_id(deed.chat_id), file_of(message, sandbox)
    if group is None:
        return Audience(names[deed.chat_id]), Shown(form, message.text, rows, file=file)
    topic = group.topics.get(message.topic_id or 0)
    only_to = names.get(message.receiver.id) if message.receiver else None
    shown = Shown(form, message.text, rows, topic.name if topic else None, file)
    return Audience(only_to, group.chat.name), shown


@dataclass(slots=True)
class Screen:
    """What one audience sees. New messages wait in order until the script accounts for them;
    changes, pop-ups and removals pass by when somebody does something next."""

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

    def __init__(self, sandbox: Sandbox, names: Mapping[int, str], groups: Groups) -> None:
        self._sandbox = sandbox
        self._names = names
        self._groups = groups
        self._read = 0
        self._of: dict[Audience, Screen] = defaultdict(Screen)
        self._arrived: list[tuple[Audience, Shown]] = []
        self._seen: list[tuple[frozenset[str], Shown]] = []

    def of(self, audience: Audience) -> Screen:
        return self._of[audience]

    def follow(self) -> Sequence[tuple[Deed, Audience, Shown]]:
        """Take in what the bot did since the last time; returns it with who saw it."""
        seen = []
        for deed in self._sandbox.log[self._read :]:
            self._read += 1
            if found := shown_by(deed, self._sandbox, self._names, self._groups):
                audience, shown = found
                self._of[audience].add(shown)
                self._arrived.append(found)
                self._seen.append((self._onlookers(audience), shown))
                seen.append((deed, audience, shown))
        return seen

    def next_in_line(self, *forms: Form) -> Sequence[Audience]:
        """Whoever has something that may be meant next, in the order in which it came."""
        waiting = {audience: list(one.candidates(*forms)) for audience, one in self._of.items()}
        return [
            audience
            for audience, shown in self._arrived
            if any(shown is candidate for candidate in waiting[audience])
        ]

    def let_pass(self) -> None:
        """Somebody does something: what changed before it is no answer to it."""
        for screen in self._of.values():
            screen.passing.clear()

    def unaccounted(self, group: str | None = None) -> Iterator[tuple[Audience, Shown]]:
        """New messages (in one group, if given) that no step has spoken of, with who got them."""
        for audience, screen in self._of.items():
            if group in (None, audience.group):
                yield from ((audience, message) for message in screen.messages)

    def ever_seen_by(self, name: str) -> Iterator[Shown]:
        """All that the bot has shown to a person, or to everybody in a group."""
        yield from (shown for onlookers, shown in self._seen if name in onlookers)

    def _onlookers(self, audience: Audience) -> frozenset[str]:
        """A group by its name, and everybody who was in it at that time."""
        if audience.person:
            return frozenset({audience.person})
        assert audience.group is not None
        members = self._groups[audience.group].members
        inside = {self._names[user.id] for user in members if user.id in self._names}
        return frozenset({audience.group, *inside})
