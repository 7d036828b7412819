"""The kinds of scheduled work."""

from enum import StrEnum


class JobKind(StrEnum):
    """About a check-in: ask: put its question into the chat. nudge: remind of it once. close: end
    its completion window.
    About a post: post: write it into the group. refresh: bring it up to date. end: its time is
    over."""

    ASK = "ask"
    NUDGE = "nudge"
    CLOSE = "close"
    POST = "post"
    REFRESH = "refresh"
    END = "end"


ABOUT_CHECK_INS = frozenset({JobKind.ASK, JobKind.NUDGE, JobKind.CLOSE})
