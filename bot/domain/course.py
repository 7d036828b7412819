"""The course of an athlete's knee: what a score is compared with, and how workouts came out.

Whatever is asked here is asked of the moments that the scores are about, never of when they
arrived; a missing score is unknown, not 0.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.check_in import Moment
from bot.domain.pain import SIGNIFICANT, Band, Marks, band
from bot.domain.record import CheckInRecord, WorkoutRecord
from bot.domain.workout import Activity

RECENT = timedelta(days=14)
"""How far back scores and workouts are compared."""


@dataclass(frozen=True)
class Reference:
    """An earlier score. `moment` is None for how the knee was before the workout; `activity` is
    None for the same workout."""

    score: int
    moment: Moment | None = None
    activity: Activity | None = None


@dataclass(frozen=True)
class Course:
    """The athlete's recent workouts as they were known at one moment: `at`."""

    records: Sequence[WorkoutRecord]
    at: datetime
    marks: Marks

    def answered(self, record: WorkoutRecord) -> Iterator[CheckInRecord]:
        """Its check-ins up to now that have an answer, in the order of their moments."""
        for check_in in sorted(record.check_ins, key=lambda each: each.due_at):
            if check_in.answer is not None and check_in.due_at <= self.at:
                yield check_in

    def recent(self) -> Iterator[WorkoutRecord]:
        """The workouts of the last 14 days with an answer, latest end first."""
        latest_first = sorted(
            self.records, key=lambda each: (each.workout.ended_at, each.id), reverse=True
        )
        for record in latest_first:
            age = self.at - record.workout.ended_at
            if timedelta(0) <= age <= RECENT and any(self.answered(record)):
                yield record

    def deciding(self, record: WorkoutRecord) -> CheckInRecord | None:
        """The check-in that says how a workout came out: the next day's, else the worst known."""
        known = list(self.answered(record))
        next_day = [each for each in known if each.moment is Moment.NEXT_DAY]
        return max(next_day or known, key=_score, default=None)

    def outcome(self, record: WorkoutRecord) -> Band | None:
        """How a workout came out, by the check-in that decides; None if nothing is known."""
        check_in = self.deciding(record)
        return None if check_in is None else band(_score(check_in), self.marks)

    def before(self, record: WorkoutRecord) -> Reference | None:
        """How the knee was before a workout: as the athlete said, else the latest score of an
        earlier workout, not older than 14 days."""
        if record.workout.before is not None:
            return Reference(record.workout.before)
        start = record.workout.ended_at
        earlier = (
            (check_in, other)
            for other in self.records
            if other.id != record.id and other.workout.ended_at <= start
            for check_in in self.answered(other)
            if start - RECENT <= check_in.due_at <= start
        )
        found = max(earlier, key=lambda each: (each[0].due_at, each[0].id), default=None)
        return found and _reference(found[0], found[1].workout.activity)

    def earlier_in(self, record: WorkoutRecord, check_in: CheckInRecord) -> Reference | None:
        """The latest score of the same workout before this check-in."""
        known = [each for each in self.answered(record) if each.due_at < check_in.due_at]
        return _reference(known[-1], None) if known else None

    def went_well(self, record: WorkoutRecord) -> bool:
        """Whether the knee was tolerable and no worse the day after."""
        check_in = self.deciding(record)
        if check_in is None or check_in.moment is not Moment.NEXT_DAY:
            return False
        reference = self.before(record)
        risen = reference is not None and _score(check_in) - reference.score >= SIGNIFICANT
        return self.outcome(record) is Band.TOLERABLE and not risen


def _score(check_in: CheckInRecord) -> int:
    assert check_in.answer is not None
    return check_in.answer.score


def _reference(check_in: CheckInRecord, activity: Activity | None) -> Reference:
    return Reference(_score(check_in), check_in.moment, activity)
