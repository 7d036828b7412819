"""What is counted and timed. Nobody listens unless `bot.prometheus` is installed, since its library
costs memory and a tenth of a second. There is one meter a process, as there is one logging."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.clock import stopwatch


class Meter:
    """Hears of what happens, and makes nothing of it. From any thread."""

    def update_handled(self, kind: str, seconds: float) -> None: ...
    def request_refused(self, status: int) -> None: ...
    def called(self, method: str, result: str, seconds: float) -> None: ...
    def held_back(self, urgency: str, seconds: float) -> None: ...
    def job_ended(self, kind: str, result: str) -> None: ...
    def question_sent(self, lag: float) -> None: ...
    def missed(self, check_ins: int) -> None: ...
    def transaction(self, service: str, result: str, seconds: float) -> None: ...


_meter = Meter()


def meter() -> Meter:
    """The one that hears of things now."""
    return _meter


@contextmanager
def heard_by(listener: Meter) -> Iterator[None]:
    """This one hears of everything while the context is open."""
    global _meter
    before, _meter = _meter, listener
    try:
        yield
    finally:
        _meter = before


class Timer:
    """Seconds since it was made."""

    __slots__ = ("_started",)

    def __init__(self) -> None:
        self._started = stopwatch()

    @property
    def seconds(self) -> float:
        return stopwatch() - self._started
