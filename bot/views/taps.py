"""The meaning of every button: written into `callback_data` here, and read back here.

Anybody can forge callback data, so reading refuses whatever writing can not have produced.
"""

from dataclasses import dataclass

from bot.domain.draft import Draft, decode, encode
from bot.domain.pain import SCORES
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

    draft: Draft
    source: Source


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
)


def write(tap: Tap) -> str:
    """The tap as callback data, within Telegram's 64 bytes."""
    match tap:
        case Score(check_in_id, score):
            return f"s:{check_in_id}:{score}"
        case FillIn(check_in_id):
            return f"m:{check_in_id}"
        case NewLog():
            return "n"
        case Fill(draft):
            return f"f:{encode(draft)}"
        case EndedAgo(minutes, draft):
            return f"e:{minutes}:{encode(draft)}"
        case TypeTheTime(draft):
            return f"t:{encode(draft)}"
        case Change(draft):
            return f"c:{encode(draft)}"
        case Save(draft, source):
            return f"w:{source.value}:{encode(draft)}"
        case NotAWorkout():
            return "x"
        case Remove(workout_id):
            return f"r:{workout_id}"
        case Keep():
            return "k"


def read(data: str) -> Tap | None:
    """The tap, or None if no button of this version of the bot carries such data."""
    try:
        tap = _read(data.split(":"))
    except ValueError:
        return None
    return tap if tap is not None and write(tap) == data else None


def _read(parts: list[str]) -> Tap | None:
    match parts:
        case ["s", check_in_id, score] if number(score) in SCORES:
            return Score(number(check_in_id), number(score))
        case ["m", check_in_id]:
            return FillIn(number(check_in_id))
        case ["n"]:
            return NewLog()
        case ["f", draft]:
            return Fill(decode(draft))
        case ["e", minutes, draft] if number(minutes) <= LONGEST_AGO:
            return EndedAgo(number(minutes), decode(draft))
        case ["t", draft]:
            return TypeTheTime(decode(draft))
        case ["c", draft]:
            return Change(_complete(decode(draft)))
        case ["w", source, draft]:
            return Save(_complete(decode(draft)), Source(source))
        case ["x"]:
            return NotAWorkout()
        case ["r", workout_id]:
            return Remove(number(workout_id))
        case ["k"]:
            return Keep()
    return None


def _complete(draft: Draft) -> Draft:
    draft.workout()
    return draft
