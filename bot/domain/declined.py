"""What a service answers when a person asks for something that can not be done."""

from enum import StrEnum


class Reason(StrEnum):
    """Why; the sentence for the person is in `bot/views/declined.py`."""

    NOT_YOURS = "not_yours"
    GONE = "gone"
    NOT_ASKED_YET = "not_asked_yet"
    IN_THE_FUTURE = "in_the_future"
    NO_DURATION = "no_duration"
    TOO_LONG = "too_long"
    NO_DISTANCE = "no_distance"
    TOO_FAR = "too_far"
    NO_SUCH_INVITE = "no_such_invite"
    NOT_A_MEMBER = "not_a_member"
    TOO_LONG_AGO = "too_long_ago"
    SESSION_IN_THE_PAST = "session_in_the_past"
    NO_SUCH_SESSION = "no_such_session"


class DeclinedError(Exception):
    """Nothing was changed; `reason` is told to the person."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason
