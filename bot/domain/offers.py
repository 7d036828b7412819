"""The two or three topics that fit an advice."""

from bot.domain.topic import TopicId
from bot.domain.verdict import Verdict
from bot.domain.workout import Activity

_OF_ACTIVITY = {
    Activity.RUN: TopicId.RUNNING_VOLUME,
    Activity.WALK: TopicId.WALKING,
    Activity.CYCLING: TopicId.CYCLING,
    Activity.SQUATS: TopicId.SQUATS,
    Activity.LUNGES: TopicId.LUNGES,
    Activity.STEP_UPS: TopicId.STRENGTH,
    Activity.DEADLIFTS: TopicId.STRENGTH,
    Activity.STRENGTH: TopicId.STRENGTH,
    Activity.OTHER: TopicId.WHAT_IS_OK,
}

_OF_VERDICT = {
    Verdict.BUILD_UP: (TopicId.PAIN_SCALE,),
    Verdict.CARRY_ON: (TopicId.PAIN_SCALE,),
    Verdict.HOLD: (TopicId.PAIN_SCALE,),
    Verdict.DO_LESS: (TopicId.PAIN_SCALE, TopicId.RECOVERY_TIME),
    Verdict.CHOOSE_ANOTHER: (TopicId.WHAT_TO_AVOID, TopicId.WHAT_IS_OK),
    Verdict.REST: (TopicId.REST, TopicId.RECOVERY_TIME),
}


def topics_for(activity: Activity, verdict: Verdict) -> tuple[TopicId, ...]:
    """The activity's own topic first."""
    return tuple(dict.fromkeys((_OF_ACTIVITY[activity], *_OF_VERDICT[verdict])))
