"""What a script expects of the bot."""

from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints, model_validator

from bot.rehearsal.part import Part, Texts
from bot.rehearsal.times import SpanFor

Fact = Annotated[str, StringConstraints(pattern=r"^[AS]\d+$")]


class Expected(Part):
    """The bot's next message: what it `contains` and `lacks`, all its `buttons` in order and the
    facts that it `cites`; or a pop-up that `shows` something, or a message that it `removes`.

    A message that was changed since somebody last did something, or a pop-up, may take the place
    of a new message.
    """

    SHORT: ClassVar[str] = "contains"

    contains: Texts = ()
    lacks: Texts = ()
    buttons: Texts | None = None
    cites: tuple[Fact, ...] | None = None
    shows: Texts = ()
    removes: Texts = ()

    @model_validator(mode="after")
    def _is_one_thing(self) -> "Expected":
        about_message = self.contains or self.buttons is not None or self.cites is not None
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
