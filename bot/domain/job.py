"""The kinds of scheduled work."""

from enum import StrEnum


class JobKind(StrEnum):
    """ask: put a check-in's question into the chat. nudge: remind of it once.
    close: end its completion window."""

    ASK = "ask"
    NUDGE = "nudge"
    CLOSE = "close"
