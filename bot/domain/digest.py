"""A clinic's numbers: counted over those who agreed to it, and kept back where too few are left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median, quantiles
from zoneinfo import ZoneInfo

from bot.domain.check_in import CheckInState, Moment
from bot.domain.clinic import FEWEST
from bot.domain.pain import Marks
from bot.domain.record import WorkoutRecord


@dataclass(frozen=True)
class Counted:
    """One check-in of one member, `named` if they agreed to that."""

    member: int
    named: bool
    moment: Moment
    state: CheckInState
    due_at: datetime
    asked_at: datetime | None
    closes_at: datetime
    first_answer_at: datetime | None
    score: int | None


@dataclass(frozen=True)
class Answering:
    """How a period's check-ins were answered. `latency` is the median time from the question to
    the first answer that came in time."""

    asked: int
    in_time: int
    late: int
    missed: int
    latency: timedelta | None

    @property
    def compliance(self) -> float:
        """Answered in time ÷ asked."""
        return self.in_time / self.asked


@dataclass(frozen=True)
class Spread:
    """The next-day scores of one week: the median and the middle half."""

    week: date
    low: float
    middle: float
    high: float
    scores: int


def may_be_shown(people: Sequence[Counted]) -> bool:
    """Whether a number that these make up keeps them apart, or is of people who agreed to be
    named."""
    members = {one.member for one in people}
    return len(members) >= FEWEST or all(one.named for one in people)


def answering(period: Sequence[Counted]) -> Answering | None:
    """None where nothing was asked, or too few people make it up."""
    if not period or not may_be_shown(period):
        return None
    in_time = [one for one in period if _in_time(one)]
    late = [one for one in period if one.first_answer_at is not None and not _in_time(one)]
    waits = [
        (one.first_answer_at - one.asked_at).total_seconds()
        for one in in_time
        if one.first_answer_at is not None and one.asked_at is not None
    ]
    typical = timedelta(seconds=median(waits)) if waits and may_be_shown(in_time) else None
    return Answering(
        len(period), len(in_time), len(late), len(period) - len(in_time) - len(late), typical
    )


def by_week(scores: Sequence[Counted]) -> tuple[Spread, ...]:
    """The next-day scores, a week at a time from Monday; weeks that too few people make up are
    left out."""
    weeks: dict[date, list[Counted]] = {}
    for one in scores:
        if one.moment is Moment.NEXT_DAY and one.score is not None:
            day = one.due_at.date()
            weeks.setdefault(day - timedelta(days=day.weekday()), []).append(one)
    return tuple(
        _spread(week, those) for week, those in sorted(weeks.items()) if may_be_shown(those)
    )


def _spread(week: date, those: Sequence[Counted]) -> Spread:
    numbers = [one.score for one in those if one.score is not None]
    if len(numbers) == 1:
        return Spread(week, numbers[0], numbers[0], numbers[0], 1)
    low, middle, high = quantiles(numbers, n=4, method="inclusive")
    return Spread(week, low, middle, high, len(numbers))


def _in_time(one: Counted) -> bool:
    return one.first_answer_at is not None and one.first_answer_at < one.closes_at


@dataclass(frozen=True)
class People:
    """Those who may be named, and how many more there are; None if that is not to be told."""

    names: tuple[str, ...]
    others: int | None


@dataclass(frozen=True)
class Digest:
    """A clinic's digest from `since` to `until`. For the group, without a staff chat, everything
    but the answering is left out."""

    clinic: str
    zone: ZoneInfo
    since: datetime
    until: datetime
    answering: Answering | None
    flares: People
    silent: People
    weeks: tuple[Spread, ...]
    marks: Marks
    for_staff: bool


@dataclass(frozen=True)
class ExportRow:
    """One workout of one athlete, who is a number unless they agreed to be named. Of the check-ins,
    those that came after the athlete had agreed."""

    athlete: str
    record: WorkoutRecord
    moments: frozenset[Moment]


@dataclass(frozen=True)
class Exported:
    """An athlete in an export: how they are named there, and since when they show their scores."""

    athlete_id: int
    shown_as: str
    since: datetime


@dataclass(frozen=True)
class Export:
    """`kept_back`: so few athletes are not named that their numbers would tell who they are, so
    they are not among `athletes`."""

    clinic: str
    zone: ZoneInfo
    athletes: tuple[Exported, ...]
    kept_back: bool
