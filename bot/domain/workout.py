"""What an athlete did: the workout, and when it can not be one."""

from datetime import datetime, timedelta
from enum import StrEnum

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

LONGEST = timedelta(hours=24)
"""A longer workout is taken for a slip of the thumb."""

MEMORY = timedelta(hours=36)
"""A workout that ended longer ago is kept, but nobody is asked how a knee felt that long ago."""


class Activity(StrEnum):
    """The activities that the article speaks of, and `other`."""

    RUN = "run"
    WALK = "walk"
    CYCLING = "cycling"
    SQUATS = "squats"
    LUNGES = "lunges"
    STEP_UPS = "step_ups"
    DEADLIFTS = "deadlifts"
    STRENGTH = "strength"
    OTHER = "other"


class Source(StrEnum):
    """How a workout reached the bot."""

    TYPED = "typed"
    BUTTONS = "buttons"
    FILE = "file"


class Workout(BaseModel):
    """One workout. `minutes` and `distance_km` are unknown when None, `rpe` is session RPE 0 to 10
    (Foster 2001), `before` the pain score before the workout."""

    model_config = ConfigDict(frozen=True)

    activity: Activity
    ended_at: AwareDatetime
    minutes: float | None = None
    distance_km: float | None = None
    rpe: int | None = Field(default=None, ge=0, le=10)
    before: int | None = Field(default=None, ge=0, le=10)


class Refusal(StrEnum):
    """Why something can not be a workout."""

    IN_THE_FUTURE = "in_the_future"
    NO_DURATION = "no_duration"
    TOO_LONG = "too_long"
    NO_DISTANCE = "no_distance"
    TOO_FAR = "too_far"


FARTHEST_KM = 1000
"""More than anybody covers in a day under their own power."""

SLACK = timedelta(minutes=1)
"""Phones and servers disagree about the time by seconds; that is not the future."""


def refusal(workout: Workout, now: datetime) -> Refusal | None:
    """The reason not to accept the workout, or None if there is none."""
    if workout.ended_at > now + SLACK:
        return Refusal.IN_THE_FUTURE
    if workout.minutes is not None:
        if workout.minutes <= 0:
            return Refusal.NO_DURATION
        if workout.minutes > LONGEST.total_seconds() / 60:
            return Refusal.TOO_LONG
    if workout.distance_km is not None:
        if workout.distance_km <= 0:
            return Refusal.NO_DISTANCE
        if workout.distance_km > FARTHEST_KM:
            return Refusal.TOO_FAR
    return None


def is_beyond_memory(ended_at: datetime, now: datetime) -> bool:
    """Whether the workout ended too long ago to ask about."""
    return now - ended_at > MEMORY
