"""The three check-ins of a workout: the moments, their plan and their states."""

from datetime import datetime, timedelta
from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Moment(StrEnum):
    """The article's three moments to judge an activity at (A5), in order."""

    RIGHT_AFTER = "right_after"
    ONE_HOUR = "one_hour"
    NEXT_DAY = "next_day"


class CheckInState(StrEnum):
    """Where a check-in stands.

    planned: its moment has not come, or the question is on its way.
    asked: the question is in the chat, its completion window is open.
    closed: the window closed without an answer; an answer is still welcome, marked late.
    missed: it could not be asked in time; the athlete was told and may fill it in from memory.
    answered: there is at least one answer.
    """

    PLANNED = "planned"
    ASKED = "asked"
    CLOSED = "closed"
    MISSED = "missed"
    ANSWERED = "answered"


class Timing(BaseModel):
    """When one moment is asked, as elapsed time: after the end of the workout, then how long it
    can be answered in time, and how long to wait before the one nudge."""

    model_config = ConfigDict(frozen=True)

    moment: Moment
    offset: timedelta
    window: timedelta
    nudge_after: timedelta


class PlannedCheckIn(BaseModel):
    """One check-in as it is planned when the workout is logged."""

    model_config = ConfigDict(frozen=True)

    moment: Moment
    due_at: datetime
    nudge_at: datetime
    closes_at: datetime


Plan = tuple[Timing, ...]

LONGEST_DELAY = timedelta(days=365)
"""Neither an offset nor a window is longer."""

DEFAULT_PLAN: Plan = (
    Timing(
        moment=Moment.RIGHT_AFTER,
        offset=timedelta(0),
        window=timedelta(minutes=60),
        nudge_after=timedelta(minutes=15),
    ),
    Timing(
        moment=Moment.ONE_HOUR,
        offset=timedelta(hours=1),
        window=timedelta(hours=3),
        nudge_after=timedelta(minutes=30),
    ),
    Timing(
        moment=Moment.NEXT_DAY,
        offset=timedelta(hours=24),
        window=timedelta(hours=12),
        nudge_after=timedelta(hours=3),
    ),
)


def plan_check_ins(ended_at: datetime, plan: Plan) -> tuple[PlannedCheckIn, ...]:
    """The check-ins of a workout that ended then, in order of their moments. Elapsed time on UTC,
    so a change to or from daylight saving time moves nothing."""
    return tuple(
        PlannedCheckIn(
            moment=timing.moment,
            due_at=(due_at := ended_at + timing.offset),
            nudge_at=due_at + timing.nudge_after,
            closes_at=due_at + timing.window,
        )
        for timing in plan
    )


def is_late(answered_at: datetime, closes_at: datetime) -> bool:
    """Whether an answer came after its completion window, which ends as it closes."""
    return answered_at >= closes_at
