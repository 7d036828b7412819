"""A script: its head and its steps."""

from typing import Any

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    InstanceOf,
    ValidationError,
    model_validator,
)

from bot.rehearsal.doings import Saying, Tap
from bot.rehearsal.events import Fault
from bot.rehearsal.expected import Expected, Silence
from bot.rehearsal.group_doings import Following, NeverSaw, Pasting
from bot.rehearsal.group_heads import GroupHead
from bot.rehearsal.headings import THE_BOT, begins_with_one_of, not_known, read_heading
from bot.rehearsal.part import Part, Text, in_plain_words, unknown
from bot.rehearsal.settings import OwnSettings
from bot.rehearsal.times import Start


class Step(BaseModel):
    """One thing that happens; `who` is the person that it names, if it names one, `group` the
    group, and `whom` somebody else, who may be the bot."""

    model_config = ConfigDict(frozen=True)

    heading: str
    who: str | None
    group: str | None
    whom: str | None
    does: InstanceOf[Part]

    @model_validator(mode="before")
    @classmethod
    def _read(cls, given: Any) -> Any:
        if not isinstance(given, dict) or len(given) != 1:
            raise ValueError(
                "a step is a dash, one thing that happens, a colon and what belongs to it; "
                "the next thing that happens needs its own dash"
            )
        [(heading, value)] = given.items()
        read = read_heading(heading)
        does = _read_part(read.part, value)
        who = read.who
        if isinstance(does, Expected) and does.to is not None:
            if who not in (None, does.to):
                raise ValueError(f"“{heading}” is about {who}, and “to” about {does.to}")
            who = does.to
        return {
            "heading": heading,
            "who": who,
            "group": read.group,
            "whom": read.whom,
            "does": does,
        }

    @property
    def is_of_the_bot(self) -> bool:
        """Whether it says what the bot does, and not what happens to it."""
        return isinstance(self.does, Expected | Silence | NeverSaw)


class Script(BaseModel):
    """One conversation, and the one thing that it shows, which is its title. `expects_errors`:
    the bot is to log errors on the way, which otherwise fails a script. `limits`: Telegram takes
    no more messages than it does in life. Without `privacy mode` the bot hears all in its groups.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=lambda name: name.replace("_", " ")
    )

    title: str
    starts: Start
    settings: OwnSettings = OwnSettings()
    expects_errors: bool = False
    limits: bool = False
    privacy_mode: bool = True
    groups: dict[Text, GroupHead] = Field(default_factory=dict)
    script: tuple[Step, ...]

    @model_validator(mode="after")
    def _names_only_what_is_there(self) -> "Script":
        people, groups = self.people, tuple(self.groups)
        if not people:
            raise ValueError("nobody does anything in this script; allowed are people with a name")
        for number, step in enumerate(self.script, 1):
            for name in _spoken_of(step, groups):
                if name not in people:
                    raise ValueError(
                        f"step {number} names {name}, who does nothing in this script; "
                        f"allowed are {', '.join(people)}"
                    )
            if step.group is not None and step.group not in groups:
                raise ValueError(f"step {number}: {_no_group(step, groups)}")
            if type(step.does) is Saying and _is_misread(step.heading, people, groups):
                raise ValueError(f"step {number}: {not_known(step.heading, groups)}")
        return self

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody who does something or is in a group, in order of appearance."""
        acting = [name for step in self.script for name in _acting(step)]
        inside = [name for head in self.groups.values() for name in head.people]
        return tuple(dict.fromkeys((*acting, *inside)))


def _is_misread(heading: str, people: tuple[str, ...], groups: tuple[str, ...]) -> bool:
    return begins_with_one_of(people, heading) or any(name in heading for name in groups)


def _no_group(step: Step, groups: tuple[str, ...]) -> str:
    if any(name in str(step.group) for name in groups):
        return not_known(step.heading, groups)
    return (
        unknown(str(step.group), groups)
        if groups
        else (f"“{step.group}” is no group of this script; its head has no groups")
    )


def _read_part(part: type[Part], value: Any) -> Part:
    try:
        return part.model_validate(value)
    except ValidationError as invalid:
        raise ValueError(in_plain_words(invalid, part)) from None


def _acting(step: Step) -> tuple[str, ...]:
    if step.is_of_the_bot:
        return ()
    return tuple(name for name in (step.who, step.whom) if name and name != THE_BOT)


def _spoken_of(step: Step, groups: tuple[str, ...]) -> tuple[str, ...]:
    match step.does:
        case (
            Tap(in_chat_of=str(name)) | Following(shown_to=str(name)) | Pasting(shown_to=str(name))
        ):
            return (name,)
        case Fault(to=str(name)) if name not in groups:
            return (name,)
        case Expected() | NeverSaw() if step.who and step.who not in groups:
            return (step.who,)
    return ()
