"""A session of a clinic: once, or every week on the same days, by the clinic's clock."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.local_time import moments_after
from bot.domain.workout import Activity

USUAL_MINUTES = 60.0
"""How long a session is if nobody says."""


@dataclass(frozen=True)
class SessionPlan:
    """`weekdays` (Monday is 0) are those it recurs on; none for one that happens once, `on`."""

    activity: Activity
    minutes: float
    at: time
    weekdays: frozenset[int] = frozenset()
    on: datetime | None = None

    @property
    def length(self) -> timedelta:
        return timedelta(minutes=self.minutes)

    def starts_after(self, now: datetime, zone: ZoneInfo) -> Iterator[datetime]:
        """When it starts from now on: for ever if it recurs, across changes to and from daylight
        saving at the same time by the clock."""
        if self.weekdays:
            return moments_after(now, self.at, zone, self.weekdays)
        return iter([self.on] if self.on is not None and self.on > now else [])


@dataclass(frozen=True)
class SessionRecord:
    """A session and its next dates; those that are skipped are in both."""

    id: int
    clinic_id: int
    zone: ZoneInfo
    plan: SessionPlan
    dates: tuple[datetime, ...]
    skipped: frozenset[datetime]
