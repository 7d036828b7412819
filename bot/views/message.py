"""What people see: a text and rows of buttons. Values only; sending is somebody else's job."""

from dataclasses import dataclass
from typing import NamedTuple


class Button(NamedTuple):
    """A button's label and what comes back when it is tapped (see `bot.views.taps`)."""

    label: str
    data: str


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True)
class Message:
    """Telegram HTML and the buttons below it."""

    text: str
    buttons: Rows = ()
