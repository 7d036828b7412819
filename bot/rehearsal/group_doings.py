"""What happens to groups in a script."""

from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from bot.rehearsal.doings import Saying, Sending
from bot.rehearsal.part import Part, Text, Texts
from bot.sandbox.members import Right
from bot.sandbox.voices import Voice

Rights = Annotated[
    tuple[Right, ...],
    BeforeValidator(lambda given: (given,) if isinstance(given, str) else given),
]


class SayingInGroup(Saying):
    """The same, for everybody in the group to read: in a `topic` if it has topics, and `as` the
    group or as its channel if it is not in the own name."""

    topic: Text | None = None
    voice: Voice = Field(Voice.OWN, alias="as")


class SendingInGroup(Sending):
    """The same in a group."""

    topic: Text | None = None


class Following(Part):
    """Opens the private chat by the newest link to the bot that they see: one under a button or in
    a message with these `words`, or one that was `shown to` somebody else."""

    SHORT: ClassVar[str] = "words"

    words: Text | None = None
    shown_to: Text | None = None


class Pasting(Part):
    """Copies the newest text in typewriter letters with these `words` that they see anywhere, or
    that was `shown to` somebody else, and sends it: in a group, in a `topic` if it has topics."""

    SHORT: ClassVar[str] = "words"

    words: Text
    shown_to: Text | None = None
    topic: Text | None = None


class GroupPart(Part):
    """Something that somebody does to a group or to somebody in it."""


class Joining(GroupPart):
    """Becomes a member."""


class Quitting(GroupPart):
    """Is no member any more."""


class AddingBot(GroupPart):
    """Makes the bot a member."""


class Removing(GroupPart):
    """Throws a member, or the bot, out for good."""


class Promoting(GroupPart):
    """Makes a member or the bot an admin, with the usual rights or with those that it `may`. An
    `anonymous` admin always speaks as the group."""

    SHORT: ClassVar[str] = "may"

    may: Rights | None = None
    anonymous: bool = False


class MakingPlain(GroupPart):
    """Takes rights away, and lets somebody write again who was muted."""


class Muting(GroupPart):
    """Lets a member or the bot read and not write."""


class OpeningTopic(GroupPart):
    """Opens a topic of a forum."""

    SHORT: ClassVar[str] = "topic"

    topic: Text


class ClosingTopic(OpeningTopic):
    """Lets nobody but admins write in it."""


class ReopeningTopic(OpeningTopic):
    """Lets everybody write in it again."""


class DeletingTopic(OpeningTopic):
    """With everything in it; the bot is not told."""


class DeletingGroup(GroupPart):
    """The owner ends the group."""


class BecomingSupergroup(GroupPart):
    """The same people, under another id."""


class NeverSaw(Part):
    """None of these `words` was ever in what the bot showed to a person, or to all in a group: in
    texts, on buttons, in files of text. A person also sees what is shown to the groups that they
    are in."""

    SHORT: ClassVar[str] = "words"

    words: Texts = Field(min_length=1)


class NeverLogged(NeverSaw):
    """None of these `words` was ever in the bot's log, at its most talkative."""
