"""What the bot writes into groups on its own: every kind of message, and where it stands."""

from enum import StrEnum


class PostKind(StrEnum):
    """reminder: open check-ins. session: how is your knee after a session. alert: a flare, to the
    staff. digest: to the staff, or without one counts only, to the group."""

    REMINDER = "reminder"
    SESSION = "session"
    ALERT = "alert"
    DIGEST = "digest"


class PostState(StrEnum):
    """planned: its time has not come. posted: it is in the group and is kept up to date.
    over: nothing more happens to it, or it was never needed."""

    PLANNED = "planned"
    POSTED = "posted"
    OVER = "over"
