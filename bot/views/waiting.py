"""A scheduled job in two short texts, for the list beside the demo's chat."""

from bot.domain.check_in import Moment
from bot.domain.job import JobKind
from bot.domain.post import PostKind
from bot.domain.workout import Activity
from bot.views import words

_KINDS = {
    JobKind.ASK: "Ask",
    JobKind.NUDGE: "Nudge, if still unanswered",
    JobKind.CLOSE: "Close, if still unanswered",
    JobKind.POST: "Write into the group",
    JobKind.REFRESH: "Bring up to date in the group",
    JobKind.END: "Close in the group",
}
_POSTS = {
    PostKind.REMINDER: "reminder of open check-ins",
    PostKind.SESSION: "session",
    PostKind.ALERT: "flare alert",
    PostKind.DIGEST: "digest",
}


def waiting_job(
    kind: JobKind,
    moment: Moment | None,
    activity: Activity | None,
    post: PostKind | None = None,
    clinic: str | None = None,
) -> tuple[str, str]:
    """What happens, and to what: `("Ask", "squats, one hour after")`."""
    parts = [
        words.ACTIVITIES[activity] if activity else "",
        words.MOMENTS[moment] if moment else "",
        _POSTS[post] if post and not activity else "",
        clinic or "",
    ]
    return _KINDS[kind], ", ".join(filter(None, parts))
