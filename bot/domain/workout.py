"""What an athlete did: the workout and the words for it."""

from datetime import timedelta
from enum import StrEnum

LONGEST = timedelta(hours=24)
"""A longer workout is taken for a slip of the thumb."""


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
