"""What the bot writes into groups on its own: every kind of message, and where it stands."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.check_in import Moment
from bot.domain.clinic import FEWEST
from bot.domain.pain import Marks
from bot.domain.record import WorkoutRecord
from bot.domain.safety import RedFlag
from bot.domain.workout import Activity


class PostKind(StrEnum):
    """reminder: open check-ins. session: how is your knee after a session. alert: a flare, to the
    staff. digest: to the staff, or without one counts only, to the group."""

    REMINDER = "reminder"
    SESSION = "session"
    ALERT = "alert"
    DIGEST = "digest"


class PostState(StrEnum):
    """planned: its time has not come. posted: it is in the group and is kept up to date.
    over: nothing more happens to it, or it was never needed."""

    PLANNED = "planned"
    POSTED = "posted"
    OVER = "over"


@dataclass(frozen=True)
class Turnout:
    """How many of those who take part have answered."""

    answered: int
    members: int

    @property
    def may_be_shown(self) -> bool:
        """Among two, a number tells either what the other did."""
        return self.members >= FEWEST


@dataclass(frozen=True)
class SessionAsked:
    """What stands in the group about one moment of a session."""

    post_id: int
    zone: ZoneInfo
    activity: Activity
    minutes: float
    ended_at: datetime
    moment: Moment
    closes_at: datetime
    turnout: Turnout


@dataclass(frozen=True)
class OpenCheckIns:
    """`names` agreed to be named; `unnamed` counts the other open check-ins, and is None where too
    few people take part for a number to keep them apart."""

    names: tuple[str, ...]
    unnamed: int | None
    last_closes_at: datetime


@dataclass(frozen=True)
class Flare:
    """What the staff are told. `trend` has the last next-day scores, oldest first."""

    post_id: int
    clinic: str
    zone: ZoneInfo
    name: str
    record: WorkoutRecord | None
    check_in_id: int | None
    red_flag: RedFlag | None
    trend: tuple[int, ...]
    history: tuple[WorkoutRecord, ...]
    marks: Marks
    seen_by: str | None
