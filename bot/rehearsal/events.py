"""What happens around the people and the bot: time, restarts, failures."""

from enum import StrEnum
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

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
    EPHEMERAL_REFUSED = "ephemeral refused"
    EPHEMERAL_UNKNOWN = "ephemeral unknown"
    NONE = "none"


_CODES = {
    "400": Trouble.CHAT_NOT_FOUND,
    "403": Trouble.BLOCKED,
    "429": Trouble.TOO_MANY_REQUESTS,
    "500": Trouble.SERVER_ERROR,
    "502": Trouble.BAD_GATEWAY,
}


def _read_code(given: Any) -> Any:
    if isinstance(given, str) and given.isdigit() and given not in _CODES:
        raise ValueError(f"“{given}” is no code of a fault; allowed are {', '.join(_CODES)}")
    return _CODES.get(given, given) if isinstance(given, str) else given


What = Annotated[
    Trouble,
    BeforeValidator(_read_code),
    WithJsonSchema({"anyOf": [{"$ref": "#/$defs/Trouble"}, {"enum": [*map(int, _CODES)]}]}),
]
"""By its name, or by the code that Telegram answers with."""


class Fault(Part):
    """The next `times` requests fail, those of one `method` or `to` one person or group if that is
    said. `retry after` belongs to too many requests.

    `cut before` and `cut after`: the connection breaks before or after Telegram did what was
    asked. `dies before` and `dies after`: the bot's process dies then, and is started again; these
    two need a `method`. `ephemeral refused` and `ephemeral unknown`: Telegram refuses messages
    that only one person sees, or shows them to all. What goes wrong may also be said as a `code`:
    400, 403, 429, 500, 502.
    """

    SHORT: ClassVar[str] = "what"

    what: What | None = None
    code: What | None = None
    method: Text = "*"
    to: Text | None = None
    times: int = Field(1, ge=1)
    retry_after: Span | None = None

    @property
    def trouble(self) -> Trouble:
        trouble = self.what or self.code
        assert trouble is not None
        return trouble

    @model_validator(mode="after")
    def _is_one_fault(self) -> "Fault":
        if (self.what is None) == (self.code is None):
            raise ValueError(
                "a fault needs what goes wrong or a code, such as network down or code: 500"
            )
        return self

    @model_validator(mode="after")
    def _has_a_method_that_fits(self) -> "Fault":
        if self.method != "*" and self.method.lower() not in {*METHODS, "getupdates"}:
            raise ValueError(f"“{self.method}” is no method of the Bot API; one is sendMessage")
        dies = self.trouble in (Trouble.DIES_BEFORE, Trouble.DIES_AFTER)
        if dies and not self.method.startswith(_DEEDS):
            raise ValueError(
                f"“{self.trouble}” needs the method of a deed in a chat, such as "
                "method: sendMessage or method: editMessageText"
            )
        return self


_DEEDS = ("send", "edit", "answer", "deleteMessage")
