"""What a script expects of the bot."""

from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema, model_validator

from bot.rehearsal.part import SCALAR, Part, Text, Texts
from bot.rehearsal.times import SpanFor

Fact = Annotated[str, StringConstraints(pattern=r"^[AS]\d+$")]


Row = tuple[str, ...]


def _read_buttons(given: Any) -> Any:
    if isinstance(given, str):
        given = [given]
    if isinstance(given, list | tuple) and all(map(_is_label, given)):
        return tuple(given)
    if isinstance(given, list | tuple) and all(isinstance(row, list) and row for row in given):
        rows = tuple(map(tuple, given))
        if all(_is_label(label) for row in rows for label in row):
            return rows
    raise ValueError(
        "buttons are a list of what stands on them, such as [Save, Change], or a list of rows, "
        "such as [[Save], [Change, Cancel]]"
    )


def _is_label(given: Any) -> bool:
    return isinstance(given, str) and given != ""


Buttons = Annotated[
    Row | tuple[Row, ...],
    BeforeValidator(_read_buttons),
    WithJsonSchema(
        {
            "anyOf": [
                SCALAR,
                {"type": "array", "items": SCALAR},
                {"type": "array", "items": {"type": "array", "items": SCALAR, "minItems": 1}},
            ]
        }
    ),
]
"""All the labels in order, or the rows that they stand in."""


class Expected(Part):
    """The bot's next message: what it `contains` and `lacks`, all its `buttons` in order (or its
    rows of buttons), the facts that it `cites` and a `file` that comes with it, by its name, with
    what it `holds` (or `file: picture`); or a pop-up that `shows` something, a message that it
    `removes`, or all that it `offers` to send in another chat.

    `to` somebody; otherwise to whoever did something last, or whoever else it fits. In a group
    with topics it may have to be in one `topic`.

    A message that was changed since somebody last did something, or a pop-up, may take the place
    of a new message.
    """

    SHORT: ClassVar[str] = "contains"

    to: Text | None = None
    topic: Text | None = None
    contains: Texts = ()
    lacks: Texts = ()
    buttons: Buttons | None = None
    cites: tuple[Fact, ...] | None = None
    file: Text | None = None
    holds: Texts = ()
    shows: Texts = ()
    removes: Texts = ()
    offers: tuple[Text, ...] | None = None

    @model_validator(mode="after")
    def _is_one_thing(self) -> "Expected":
        parts = (self.buttons, self.cites, self.file)
        about_message = self.contains or self.holds or any(part is not None for part in parts)
        if sum(map(bool, (about_message, self.shows, self.removes))) > 1:
            raise ValueError(
                "a message (contains, buttons, cites), a pop-up (shows) and a message that goes "
                "(removes) are three steps"
            )
        return self


class Silence(Part):
    """There is no new message, now or while the clock moves on."""

    SHORT: ClassVar[str] = "for"

    span: SpanFor | None = Field(None, alias="for")
