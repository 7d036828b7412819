"""What a clinic has chosen, what its athletes agreed to, and what may be said with how many."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.local_time import first_after
from bot.domain.pain import ARTICLE, Marks

FEWEST = 3
"""A number that fewer people make up tells who they are, so it is not shown."""


class Consent(StrEnum):
    """The three switches of an athlete in a clinic; each is off until it is tapped.

    name: my name in the group's reminders, and beside my scores.
    scores: my scores to the staff.
    alerts: flare alerts to the staff, with my name.
    """

    NAME = "name"
    SCORES = "scores"
    ALERTS = "alerts"


class Reminders(StrEnum):
    """Whether the group's reminder names those who agreed to it, or only counts."""

    NAMED = "named"
    COUNTED = "counted"


class DigestEvery(StrEnum):
    """How often the staff get a digest."""

    DAY = "day"
    WEEK = "week"
    NEVER = "never"


class Pause(StrEnum):
    """Why nothing is sent to a clinic's group at the moment.

    removed: the bot is no member of the group any more, or the group is gone.
    muted: the bot may not write there.
    topic: the topic that it wrote in is closed or deleted.
    """

    REMOVED = "removed"
    MUTED = "muted"
    TOPIC = "topic"


@dataclass(frozen=True)
class QuietHours:
    """From `start` to `end` by the clinic's clock, over midnight if need be; none if they are the
    same."""

    start: time
    end: time

    def over_at(self, now: datetime, zone: ZoneInfo) -> datetime:
        """When the group may be written to: `now` itself outside of the quiet hours."""
        clock = now.astimezone(zone).time()
        if self.start <= self.end:
            quiet = self.start <= clock < self.end
        else:
            quiet = clock >= self.start or clock < self.end
        return first_after(now, self.end, zone) if quiet else now


@dataclass(frozen=True)
class DigestTime:
    """When the digest comes, by the clinic's clock; `weekday` (Monday is 0) counts for weekly."""

    every: DigestEvery
    weekday: int
    at: time

    @property
    def period(self) -> timedelta:
        """How much time one digest is about."""
        return timedelta(days=1 if self.every is DigestEvery.DAY else 7)

    def next_after(self, now: datetime, zone: ZoneInfo) -> datetime | None:
        """When the next one is due; None for never."""
        if self.every is DigestEvery.NEVER:
            return None
        days = None if self.every is DigestEvery.DAY else frozenset({self.weekday})
        return first_after(now, self.at, zone, days)


@dataclass(frozen=True)
class Choices:
    """A clinic's settings."""

    zone: ZoneInfo
    quiet: QuietHours = QuietHours(time(22), time(7))
    reminders: Reminders = Reminders.NAMED
    digest: DigestTime = DigestTime(DigestEvery.WEEK, 0, time(8))
    marks: Marks = ARTICLE
    language: str = "en"


@dataclass(frozen=True)
class Place:
    """A chat and, in a forum, the topic in it."""

    chat_id: int
    thread_id: int | None = None


@dataclass(frozen=True)
class ClinicRecord:
    """A clinic as handlers and jobs see it. `admin_id` is told when something is wrong."""

    id: int
    title: str
    group: Place
    staff: Place | None
    choices: Choices
    admin_id: int
    pause: Pause | None
    has_invite: bool


@dataclass(frozen=True)
class MembershipRecord:
    """An athlete's own view: the clinic, and what of theirs it may see."""

    id: int
    title: str
    has_staff_chat: bool
    given: frozenset[Consent]


@dataclass(frozen=True)
class Lost:
    """A clinic whose group can not be written to any more, and the person to tell."""

    clinic: ClinicRecord
    why: Pause
