"""What a stretch of text can mean. Each meaning has a tag, by which later rules refer to it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from bot.domain.workout import Activity


class DayPart(StrEnum):
    """A part of a day, which tells the two sixes of a day apart."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"


@dataclass(frozen=True, slots=True)
class Number:
    """A number that no unit has claimed; `digits` is how it was written, for times like 1745."""

    tag: ClassVar[str] = "N"
    value: float
    digits: str


def negated(number: Number) -> Number:
    return Number(-number.value, f"-{number.digits}")


@dataclass(frozen=True, slots=True)
class OutOfTen:
    tag: ClassVar[str] = "N10"
    value: float


@dataclass(frozen=True, slots=True)
class Colon:
    """`28:30` or `1:05:00`: a duration or a time of day, which only the context tells."""

    tag: ClassVar[str] = "CLOCK"
    first: int
    second: int
    third: int | None = None
    digits: str = ""


@dataclass(frozen=True, slots=True)
class Duration:
    tag: ClassVar[str] = "DUR"
    minutes: float


@dataclass(frozen=True, slots=True)
class Within:
    """`in 50 min`: how long it took, or how far ahead it is."""

    tag: ClassVar[str] = "WITHIN"
    minutes: float


@dataclass(frozen=True, slots=True)
class Distance:
    """`letter` is true for `20k`, which is a weight on a barbell."""

    tag: ClassVar[str] = "DIST"
    km: float
    letter: bool = False


@dataclass(frozen=True, slots=True)
class Em:
    """`45m`: minutes or metres."""

    tag: ClassVar[str] = "EM"
    value: float


@dataclass(frozen=True, slots=True)
class Sets:
    """Sets, repetitions, intervals: a sign of a workout, kept nowhere."""

    tag: ClassVar[str] = "SETS"


@dataclass(frozen=True, slots=True)
class Steps:
    """A number of steps walked."""

    tag: ClassVar[str] = "STEPS"


@dataclass(frozen=True, slots=True)
class Aside:
    """A measure that is understood and not kept: a pace, a pulse, a weight, a week of a plan."""

    tag: ClassVar[str] = "ASIDE"


@dataclass(frozen=True, slots=True)
class Frequency:
    """`3 times a week`: a habit, whatever else is said."""

    tag: ClassVar[str] = "HABIT"


@dataclass(frozen=True, slots=True)
class Effort:
    tag: ClassVar[str] = "EFFORT_IS"
    value: float


@dataclass(frozen=True, slots=True)
class PainBefore:
    tag: ClassVar[str] = "BEFORE_IS"
    value: float


@dataclass(frozen=True, slots=True)
class PainAfter:
    tag: ClassVar[str] = "AFTER_IS"
    value: float


@dataclass(frozen=True, slots=True)
class Point:
    """A time of day. With `exact` false, 6 may be either six o'clock of the day; `clock` is true
    where hour and minute are written as on a clock, `6:00`."""

    tag: ClassVar[str] = "POINT"
    hour: int
    minute: int = 0
    exact: bool = False
    day: "DaysAgo | Weekday | OnDate | None" = None
    clock: bool = False


@dataclass(frozen=True, slots=True)
class Ended:
    tag: ClassVar[str] = "ENDED"
    point: Point


@dataclass(frozen=True, slots=True)
class Started:
    tag: ClassVar[str] = "STARTED"
    point: Point
    minutes: float | None = None


@dataclass(frozen=True, slots=True)
class Between:
    tag: ClassVar[str] = "BETWEEN"
    start: Point
    end: Point


@dataclass(frozen=True, slots=True)
class Ago:
    """So many minutes before now, or after it if negative; `of_start` if that was the beginning."""

    tag: ClassVar[str] = "AGO"
    minutes: float
    of_start: bool = False


@dataclass(frozen=True, slots=True)
class DaysAgo:
    """A day counted back from today; -1 is tomorrow. `earlier` is vaguely today."""

    tag: ClassVar[str] = "DAY"
    days: int
    part: DayPart | None = None
    vague: bool = False


@dataclass(frozen=True, slots=True)
class Weekday:
    """The latest such day up to today; with `ahead` the next one after it."""

    tag: ClassVar[str] = "WEEKDAY"
    number: int
    part: DayPart | None = None
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class OnDate:
    """A day of the calendar; without a year, the latest such day."""

    tag: ClassVar[str] = "DATE"
    day: date | tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sometime:
    """`last week`, `at the weekend`: some time ago, and no day."""

    tag: ClassVar[str] = "SOMETIME"


@dataclass(frozen=True, slots=True)
class Doing:
    """An activity named. The higher `rank`, the more it says what was done (a lunge) and not
    only where or how (a gym, a session)."""

    tag: ClassVar[str] = "ACT"
    activity: Activity | None
    rank: int
    km: float | None = None


Meaning = (
    Number | OutOfTen | Colon | Duration | Within | Distance | Em | Sets | Steps | Aside
    | Frequency | Effort | PainBefore | PainAfter | Point | Ended | Started | Between | Ago
    | DaysAgo | Weekday | OnDate | Sometime | Doing
)  # fmt: skip
