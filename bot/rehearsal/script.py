"""A script: its head and its steps."""

from typing import Any

from pydantic import (
    BaseModel,
    ConfigDict,
    InstanceOf,
    ValidationError,
    field_validator,
    model_validator,
)

from bot.rehearsal.doings import Saying, Tap
from bot.rehearsal.events import Fault
from bot.rehearsal.expected import Expected, Silence
from bot.rehearsal.headings import begins_with_one_of, not_known, read_heading
from bot.rehearsal.part import Part, in_plain_words
from bot.rehearsal.settings import OwnSettings
from bot.rehearsal.times import Start


class Step(BaseModel):
    """One thing that happens; `who` is the person that it names, if it names one."""

    model_config = ConfigDict(frozen=True)

    heading: str
    who: str | None
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
        return {"heading": heading, "who": who, "does": does}

    @property
    def is_of_the_bot(self) -> bool:
        """Whether it says what the bot does, and not what happens to it."""
        return isinstance(self.does, Expected | Silence)


class Script(BaseModel):
    """One conversation, and the one thing that it shows, which is its title. `expects_errors`:
    the bot is to log errors on the way, which otherwise fails a script."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=lambda name: name.replace("_", " ")
    )

    title: str
    starts: Start
    settings: OwnSettings = OwnSettings()
    expects_errors: bool = False
    script: tuple[Step, ...]

    @field_validator("script")
    @classmethod
    def _names_whom_the_bot_speaks_to(cls, steps: tuple[Step, ...]) -> tuple[Step, ...]:
        people = _people(steps)
        if not people:
            raise ValueError("nobody does anything in this script; allowed are people with a name")
        for number, step in enumerate(steps, 1):
            for name in _spoken_of(step):
                if name not in people:
                    raise ValueError(
                        f"step {number} names {name}, who does nothing in this script; "
                        f"allowed are {', '.join(people)}"
                    )
            if isinstance(step.does, Saying) and begins_with_one_of(people, step.heading):
                raise ValueError(f"step {number}: {not_known(step.heading)}")
        return steps

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody who does something, in order of appearance."""
        return _people(self.script)


def _read_part(part: type[Part], value: Any) -> Part:
    try:
        return part.model_validate(value)
    except ValidationError as invalid:
        raise ValueError(in_plain_words(invalid, part)) from None


def _people(steps: tuple[Step, ...]) -> tuple[str, ...]:
    acting = (step.who for step in steps if step.who and not step.is_of_the_bot)
    return tuple(dict.fromkeys(acting))


def _spoken_of(step: Step) -> tuple[str, ...]:
    match step.does:
        case Tap(in_chat_of=str(name)) | Fault(to=str(name)):
            return (name,)
        case Expected() if step.who:
            return (step.who,)
    return ()
