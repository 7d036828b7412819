"""What happens around the people and the bot: time, restarts, failures."""

from enum import StrEnum
from typing import ClassVar

from pydantic import Field, model_validator

from bot.rehearsal.part import Part, Text
from bot.rehearsal.times import LocalTime, Span, SpanAfter
from bot.sandbox.methods import METHODS


class Later(Part):
    """Time goes by, and whatever is due meanwhile happens when it is due."""

    SHORT: ClassVar[str] = "span"

    span: Span


class ClockAt(Part):
    """The same, until the clocks show a local time."""

    SHORT: ClassVar[str] = "time"

    time: LocalTime


class Restart(Part):
    """The process dies without a warning and comes back, at once or `after` some time."""

    SHORT: ClassVar[str] = "after"

    after: SpanAfter | None = None


class Trouble(StrEnum):
    """What can go wrong between the bot and Telegram."""

    NETWORK_DOWN = "network down"
    NETWORK_UP = "network up"
    SERVER_ERROR = "server error"
    BAD_GATEWAY = "bad gateway"
    TIME_OUT = "time-out"
    TOO_MANY_REQUESTS = "too many requests"
    BLOCKED = "blocked"
    CHAT_NOT_FOUND = "chat not found"
    CUT_BEFORE = "cut before"
    CUT_AFTER = "cut after"
    DIES_BEFORE = "dies before"
    DIES_AFTER = "dies after"
    UPDATES_HELD = "updates held"
    UPDATES_RELEASED = "updates released"
    UPDATES_TWICE = "updates twice"
    NONE = "none"


class Fault(Part):
    """The next `times` requests fail, those of one `method` or `to` one person if that is said.
    `retry after` belongs to too many requests.

    `cut before` and `cut after`: the connection breaks before or after Telegram did what was
    asked. `dies before` and `dies after`: the bot's process dies then, and is started again; these
    two need a `method`.
    """

    SHORT: ClassVar[str] = "what"

    what: Trouble
    method: Text = "*"
    to: Text | None = None
    times: int = Field(1, ge=1)
    retry_after: Span | None = None

    @model_validator(mode="after")
    def _has_a_method_that_fits(self) -> "Fault":
        if self.method != "*" and self.method.lower() not in {*METHODS, "getupdates"}:
            raise ValueError(f"“{self.method}” is no method of the Bot API; one is sendMessage")
        dies = self.what in (Trouble.DIES_BEFORE, Trouble.DIES_AFTER)
        if dies and not self.method.startswith(_DEEDS):
            raise ValueError(
                f"“{self.what}” needs the method of a deed in a chat, such as "
                "method: sendMessage or method: editMessageText"
            )
        return self


_DEEDS = ("send", "edit", "answer", "deleteMessage")
