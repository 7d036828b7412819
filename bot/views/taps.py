"""The meaning of every button: written into `callback_data` here, and read back here.

Anybody can forge callback data, so reading refuses whatever writing can not have produced.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.domain.draft import Draft, decode, encode
from bot.domain.pain import HIGHEST
from bot.domain.safety import RedFlag
from bot.domain.topic import TopicId
from bot.domain.workout import Source
from bot.views.numbers import number

LONGEST_AGO = 24 * 60
"""Minutes; no button says that a workout ended longer ago, it is typed then."""


@dataclass(frozen=True)
class Score:
    """A pain score for a check-in."""

    check_in_id: int
    score: int


@dataclass(frozen=True)
class FillIn:
    """Answer a missed check-in from memory."""

    check_in_id: int


@dataclass(frozen=True)
class NewLog:
    """Start to log a workout."""


@dataclass(frozen=True)
class Fill:
    """The draft with one more step filled; what is missing next is asked next."""

    draft: Draft


@dataclass(frozen=True)
class EndedAgo:
    """The workout ended so many minutes before this tap."""

    minutes: int
    draft: Draft


@dataclass(frozen=True)
class TypeTheTime:
    """The athlete will type when the workout ended."""

    draft: Draft


@dataclass(frozen=True)
class Change:
    """Show what can be changed in the draft."""

    draft: Draft


@dataclass(frozen=True)
class Save:
    """Log the draft as it is; it was put together in this way."""

    source: Source
    draft: Draft


@dataclass(frozen=True)
class NotAWorkout:
    """What was typed was no workout after all."""


@dataclass(frozen=True)
class Remove:
    """Remove this workout."""

    workout_id: int


@dataclass(frozen=True)
class Keep:
    """Remove nothing."""


@dataclass(frozen=True)
class Sign:
    """This sign is there, or none of them (None), at the moment of this check-in."""

    check_in_id: int
    flag: RedFlag | None


@dataclass(frozen=True)
class ShowTopics:
    """The list of topics, in place."""


@dataclass(frozen=True)
class ShowTopic:
    """This topic, in place of a list or of another topic."""

    topic: TopicId


@dataclass(frozen=True)
class TopicBelow:
    """This topic, below the message with the button, which stays."""

    topic: TopicId


Tap = (
    Score
    | FillIn
    | NewLog
    | Fill
    | EndedAgo
    | TypeTheTime
    | Change
    | Save
    | NotAWorkout
    | Remove
    | Keep
    | Sign
    | ShowTopics
    | ShowTopic
    | TopicBelow
)


@dataclass(frozen=True)
class _Field:
    """How a value travels in callback data; `read` raises ValueError for what was not written."""

    write: Callable[[Any], str]
    read: Callable[[str], Any]


def write(tap: Tap) -> str:
    """The tap as callback data, within Telegram's 64 bytes."""
    letter = _LETTERS[type(tap)]
    values = (getattr(tap, name) for name in tap.__match_args__)
    written = (form.write(value) for form, value in zip(_FORMS[letter][1], values, strict=True))
    return ":".join((letter, *written))


def read(data: str) -> Tap | None:
    """The tap, or None if no button of this version of the bot carries such data."""
    letter, *parts = data.split(":")
    if letter not in _FORMS:
        return None
    kind, forms = _FORMS[letter]
    try:
        tap: Tap = kind(*(form.read(part) for form, part in zip(forms, parts, strict=True)))
    except ValueError:
        return None
    return tap if write(tap) == data else None


def _up_to(highest: int) -> Callable[[str], int]:
    def at_most(text: str) -> int:
        if (value := number(text)) > highest:
            raise ValueError(f"more than {highest}")
        return value

    return at_most


def _complete(text: str) -> Draft:
    draft = decode(text)
    draft.workout()
    return draft


_ID = _Field(str, number)
_DRAFT = _Field(encode, decode)
_COMPLETE = _Field(encode, _complete)
_TOPIC = _Field(str, TopicId)
_FLAG = _Field(lambda flag: flag or "", lambda text: RedFlag(text) if text else None)

_FORMS: dict[str, tuple[type[Any], tuple[_Field, ...]]] = {
    "s": (Score, (_ID, _Field(str, _up_to(HIGHEST)))),
    "m": (FillIn, (_ID,)),
    "n": (NewLog, ()),
    "f": (Fill, (_DRAFT,)),
    "e": (EndedAgo, (_Field(str, _up_to(LONGEST_AGO)), _DRAFT)),
    "t": (TypeTheTime, (_DRAFT,)),
    "c": (Change, (_COMPLETE,)),
    "w": (Save, (_Field(str, Source), _COMPLETE)),
    "x": (NotAWorkout, ()),
    "r": (Remove, (_ID,)),
    "k": (Keep, ()),
    "g": (Sign, (_ID, _FLAG)),
    "a": (ShowTopics, ()),
    "q": (ShowTopic, (_TOPIC,)),
    "b": (TopicBelow, (_TOPIC,)),
}
"""A letter for each tap, and how its fields follow it, parted by colons."""

_LETTERS = {kind: letter for letter, (kind, _) in _FORMS.items()}
