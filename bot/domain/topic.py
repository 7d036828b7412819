"""The subjects that the bot can tell about; what it says is in `bot/knowledge/topics/`."""

from enum import StrEnum


class TopicId(StrEnum):
    """One FAQ subject each, in the order in which they are listed."""

    WHAT_IS_IT = "what_is_it"
    PAIN_SCALE = "pain_scale"
    WHAT_IS_OK = "what_is_ok"
    WHAT_TO_AVOID = "what_to_avoid"
    RUNNING_OK = "running_ok"
    RUNNING_VOLUME = "running_volume"
    RUNNING_AND_KNEES = "running_and_knees"
    WALKING = "walking"
    CYCLING = "cycling"
    SQUATS = "squats"
    LUNGES = "lunges"
    STRENGTH = "strength"
    REST = "rest"
    RECOVERY_TIME = "recovery_time"
    AGE = "age"
