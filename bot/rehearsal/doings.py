"""What people do in a script."""

from typing import ClassVar

from pydantic import Field, model_validator

from bot.rehearsal.part import Part, Text
from bot.sandbox.media import MediaKind


class Saying(Part):
    """Types a text. `repeated` writes it that many times in a row; `reply to` answers the newest
    message that contains these words."""

    SHORT: ClassVar[str] = "text"

    text: Text
    repeated: int = Field(1, ge=1, le=4096)
    reply_to: Text | None = None


class Tap(Part):
    """Taps a button: one that is there (`button`), one that was there and is not any more, on a
    screen that has not caught up (`gone button`), or data that no button carries (`forged`).

    It is on the newest message that has it; `on` narrows this to messages that contain these
    words, `in chat of` reaches into somebody else's chat. `times` taps come at the same moment.
    """

    SHORT: ClassVar[str] = "button"

    button: Text | None = None
    gone_button: Text | None = None
    forged: Text | None = None
    on: Text | None = None
    in_chat_of: Text | None = None
    times: int = Field(1, ge=1, le=10)

    @model_validator(mode="after")
    def _is_one_tap(self) -> "Tap":
        if sum(each is not None for each in (self.button, self.gone_button, self.forged)) != 1:
            raise ValueError("a tap needs one of: button, gone button, forged")
        return self


class LookingUp(Part):
    """Types the bot's name in some other chat, and this behind it."""

    SHORT: ClassVar[str] = "text"

    text: str = ""


class Edit(Part):
    """Changes a text of their own: the newest one that contains `message`."""

    message: Text
    to: Text


class Sending(Part):
    """Sends something that is no text."""

    SHORT: ClassVar[str] = "what"

    what: MediaKind
    caption: Text | None = None


class Forwarding(Part):
    """Forwards what somebody else wrote."""

    SHORT: ClassVar[str] = "text"

    text: Text


class Blocking(Part):
    """Blocks the bot."""


class Unblocking(Part):
    """Lets the bot in again."""


class Leaving(Part):
    """Deletes the account; the bot is not told."""
