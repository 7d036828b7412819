"""What a failed Bot API call means for whoever made it: one of six answers.

The texts are Telegram's own, as the Bot API server words them; it has no codes for these cases.
"""

from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from typing import TypeAlias, TypeVar

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
)

T = TypeVar("T")


class MustWait(TelegramError):  # noqa: N818 (named as its siblings RetryAfter and TimedOut)
    """The rate limiter held a call back; it was not sent. Come back in `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"Held back by the rate limits for {seconds:.1f} s")
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class TryLater:
    """The network or Telegram failed, or a limit was reached; the call may even have arrived.

    `seconds` is how long Telegram or the limiter asks to wait, `None` if nobody said.
    """

    seconds: float | None = None


class Reason(Enum):
    """Why a chat cannot be written to any more."""

    BLOCKED = "the athlete blocked the bot"
    DEACTIVATED = "the account is deleted"
    NOT_FOUND = "there is no such chat, or the bot was never started in it"
    REMOVED = "the bot was removed from the group, or the group is gone"
    NO_RIGHTS = "the bot may not write in the group"


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The chat is closed to the bot until somebody there opens it again; trying is of no use."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class Migrated:
    """The group became a supergroup: do it again at `chat_id`, and remember that id."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class AlreadySo:
    """The message already shows exactly this; the wish is fulfilled."""


@dataclass(frozen=True, slots=True)
class Gone:
    """The message to change is deleted or too old to change, or the tap too old to answer."""


@dataclass(frozen=True, slots=True)
class OurMistake:
    """Telegram refused the call itself: a bug or a wrong setting. `text` is its explanation."""

    text: str


Failure: TypeAlias = TryLater | Unreachable | Migrated | AlreadySo | Gone | OurMistake

_GONE = (
    "message to edit not found",
    "message to delete not found",
    "message can't be edited",
    "message can't be deleted",
    "message_id_invalid",
    "query is too old",
    "query id is invalid",
)

_REASONS: tuple[tuple[Reason, tuple[str, ...]], ...] = (
    (Reason.BLOCKED, ("bot was blocked by the user", "user_is_blocked")),
    (Reason.DEACTIVATED, ("user is deactivated", "input_user_deactivated")),
    (
        Reason.REMOVED,
        (
            "bot was kicked",
            "bot is not a member",
            "group chat was deleted",
            "group is deactivated",
            "channel_private",
            "group chat was upgraded to a supergroup",  # only without the new id; else ChatMigrated
        ),
    ),
    (
        Reason.NOT_FOUND,
        (
            "chat not found",
            "user not found",
            "peer_id_invalid",
            "can't initiate conversation",
            "can't send messages to",
        ),
    ),
    (
        Reason.NO_RIGHTS,
        (
            "not enough rights",
            "have no rights to send",
            "need administrator rights",
            "chat_write_forbidden",
            "chat_restricted",
            "chat_admin_required",
            "chat_send_plain_forbidden",
            "topic_closed",
        ),
    ),
)


def failure_of(error: TelegramError) -> Failure:
    """Say what `error` means for the caller."""
    match error:
        case MustWait():
            return TryLater(error.seconds)
        case RetryAfter():
            return TryLater(seconds_of(error))
        case ChatMigrated():
            return Migrated(error.new_chat_id)
        case BadRequest() | Forbidden():
            return _refusal(error)
        case NetworkError() if "entity too large" not in error.message.lower():
            return TryLater()
        case _:
            return OurMistake(error.message)


def seconds_of(error: RetryAfter) -> float:
    """The pause Telegram asks for; python-telegram-bot gives it as one type or the other."""
    pause = error.retry_after
    return pause.total_seconds() if isinstance(pause, timedelta) else float(pause)


def _refusal(error: TelegramError) -> Failure:
    text = error.message.lower()
    if "message is not modified" in text:
        return AlreadySo()
    if any(known in text for known in _GONE):
        return Gone()
    for reason, texts in _REASONS:
        if any(known in text for known in texts):
            return Unreachable(reason)
    if isinstance(error, Forbidden):
        return Unreachable(Reason.NO_RIGHTS)
    return OurMistake(error.message)


def result_of(error: TelegramError) -> str:
    """How a failed call ended, in a word for whoever counts them."""
    if isinstance(error, RetryAfter):
        return "retry_after"
    match failure_of(error):
        case TryLater():
            return "network"
        case Unreachable() | Migrated():
            return "unreachable"
        case _:
            return "refused"


async def attempt(call: Awaitable[T]) -> T | Failure:
    """Await a Bot API call and return its result, or what its failure means."""
    try:
        return await call
    except TelegramError as error:
        return failure_of(error)
