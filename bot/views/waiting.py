"""A scheduled job in two short texts, for the list beside the demo's chat."""

from bot.domain.check_in import Moment
from bot.domain.job import JobKind
from bot.domain.workout import Activity
from bot.views import words

_KINDS = {
    JobKind.ASK: "Ask",
    JobKind.NUDGE: "Nudge, if still unanswered",
    JobKind.CLOSE: "Close, if still unanswered",
}


def waiting_job(kind: JobKind, moment: Moment, activity: Activity) -> tuple[str, str]:
    """What happens, and to which check-in: `("Ask", "squats, one hour after")`."""
    return _KINDS[kind], f"{words.ACTIVITIES[activity]}, {words.MOMENTS[moment]}"
