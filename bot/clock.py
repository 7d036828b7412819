"""The one place that asks what time it is; everything else is handed `now`."""

import threading
import time
from datetime import UTC, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    """Anything that tells the time as an aware UTC datetime."""

    def now(self) -> datetime: ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class MovableClock:
    """A clock for demos and tests that can be moved forward.

    It stands still at `start` (conversation scripts), or, with no `start`, runs along with the
    machine's clock (the demo), plus everything it has been moved by. Safe to read from any thread.
    """

    def __init__(self, start: datetime | None = None) -> None:
        if start is not None and start.tzinfo is None:
            raise ValueError("a clock starts at an aware datetime")
        self._start = start.astimezone(UTC) if start else None
        self._moved = timedelta(0)
        self._lock = threading.Lock()

    def now(self) -> datetime:
        with self._lock:
            return (self._start or datetime.now(UTC)) + self._moved

    def move(self, by: timedelta) -> None:
        """Move forward; a clock that goes backwards is refused with ValueError."""
        if by < timedelta(0):
            raise ValueError("the clock moves forward only")
        with self._lock:
            self._moved += by


def local_zone() -> str:
    """The IANA name of the machine's time zone; UTC where it has none by name."""
    import tzlocal

    try:
        return ZoneInfo(tzlocal.get_localzone_name()).key
    except (LookupError, ValueError, OSError):
        return "UTC"


def stopwatch() -> float:
    """Seconds on a monotonic clock, for measuring durations and pacing; never a time of day."""
    return time.perf_counter()
