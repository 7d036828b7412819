"""What the chat page needs of the program around the bot: a clock to move, jobs to list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol


@dataclass(frozen=True, slots=True)
class WaitingJob:
    """One piece of scheduled work, told to a visitor; `due` is aware."""

    due: datetime
    title: str
    detail: str


class Stage(Protocol):
    """The composition root implements this around the real bot and its movable clock."""

    @property
    def zone(self) -> str:
        """The IANA time zone in which the bot tells the time."""

    def now(self) -> datetime: ...

    async def move(self, by: timedelta) -> None:
        """Move the clock forward; what is due by then runs."""

    async def move_to_next_event(self) -> None:
        """Move the clock to the moment when the next waiting job is due."""

    async def waiting_jobs(self) -> Sequence[WaitingJob]:
        """What is scheduled, earliest first."""
