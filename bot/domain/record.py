"""What is on record about a workout: the values that services hand to views."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.check_in import CheckInState, Moment, is_late
from bot.domain.workout import Workout


@dataclass(frozen=True)
class GivenAnswer:
    """A score and when it was given."""

    score: int
    answered_at: datetime


@dataclass(frozen=True)
class CheckInRecord:
    """A check-in with every answer it ever got, oldest first."""

    id: int
    moment: Moment
    state: CheckInState
    due_at: datetime
    closes_at: datetime
    answers: tuple[GivenAnswer, ...] = ()

    @property
    def answer(self) -> GivenAnswer | None:
        """The answer that counts."""
        return self.answers[-1] if self.answers else None

    @property
    def late(self) -> bool:
        """Whether the answer that counts came after the completion window."""
        return self.answer is not None and is_late(self.answer.answered_at, self.closes_at)


@dataclass(frozen=True)
class WorkoutRecord:
    """A workout and its check-ins in order of their moments; none if it ended too long ago."""

    id: int
    workout: Workout
    logged_at: datetime
    check_ins: tuple[CheckInRecord, ...]

    def check_in(self, id_: int) -> CheckInRecord:
        """The check-in with this number; KeyError if it is another workout's."""
        for check_in in self.check_ins:
            if check_in.id == id_:
                return check_in
        raise KeyError(id_)

    def answered(self, id_: int, answer: GivenAnswer) -> "WorkoutRecord":
        """The same, once the check-in with this number has this answer."""
        return replace(
            self,
            check_ins=tuple(
                replace(each, state=CheckInState.ANSWERED, answers=(*each.answers, answer))
                if each.id == id_
                else each
                for each in self.check_ins
            ),
        )

    def next_question_at(self, now: datetime) -> datetime | None:
        """When the next check-in that can still be asked in time is due, if there is one."""
        askable = (
            check_in.due_at
            for check_in in self.check_ins
            if check_in.state is CheckInState.PLANNED and now < check_in.closes_at
        )
        return min(askable, default=None)


def without_late(record: WorkoutRecord, keep: int) -> WorkoutRecord:
    """The record as if nobody had answered late, but for the check-in with the number `keep`; the
    record itself if nobody has."""
    if not any(each.late and each.id != keep for each in record.check_ins):
        return record
    return replace(
        record,
        check_ins=tuple(
            replace(each, answers=()) if each.late and each.id != keep else each
            for each in record.check_ins
        ),
    )
