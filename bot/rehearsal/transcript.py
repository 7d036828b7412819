"""The conversation so far, as a chat that anybody can read."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum

from bot.rehearsal.comparison import labels
from bot.rehearsal.shown import Audience, Form, Shown


class Voice(Enum):
    """Whose line it is."""

    TIME = "time"
    PERSON = "person"
    BOT = "bot"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Line:
    voice: Voice
    text: str


_DOES = {
    Form.MESSAGE: "",
    Form.CHANGE: " (changes a message)",
    Form.POP_UP: " (pop-up)",
    Form.REMOVAL: " (removes a message)",
    Form.OFFER: " (offers in another chat)",
}
_LONGEST = 400


@dataclass(slots=True)
class Transcript:
    """Lines in the order of what happened; times are shown in the zone of `started`."""

    started: datetime
    several_people: bool
    lines: list[Line] = field(default_factory=list)
    _last_time: str = ""

    def person(self, at: datetime, name: str, does: str) -> None:
        self._add(at, Voice.PERSON, f"{name} {does}")

    def bot(self, at: datetime, audience: Audience, shown: Shown) -> None:
        whom = audience.in_words(several=self.several_people)
        topic = f", topic {shown.topic}" if shown.topic else ""
        heading = f"bot{whom}{topic}{_DOES[shown.form]}: "
        file = f"📎 {shown.file.name}\n" if shown.file else ""
        text = heading + file + _shortened(shown.text)
        if shown.form is not Form.REMOVAL:
            text += "".join(f"\n{labels(row)}" for row in shown.rows)
        self._add(at, Voice.BOT, text.replace("\n", "\n    "))

    def event(self, at: datetime, text: str) -> None:
        self._add(at, Voice.EVENT, f"({text})")

    def __str__(self) -> str:
        return "\n".join(line.text for line in self.lines)

    def _add(self, at: datetime, voice: Voice, text: str) -> None:
        local = at.astimezone(self.started.tzinfo)
        time = f"{local:%a} {local.day} {local:%B %H:%M}"
        if time != self._last_time:
            self.lines.append(Line(Voice.TIME, f"── {time} ──"))
            self._last_time = time
        self.lines.append(Line(voice, f"  {text}"))


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} … ({len(text)} characters)"


@dataclass
class ScriptFailure(Exception):  # noqa: N818 - a script fails; the program is as it should be
    """The bot did something else than the script says. Its text is the transcript so far and the
    difference."""

    name: str
    title: str
    transcript: Transcript
    place: str
    difference: Sequence[str]

    def __str__(self) -> str:
        return "\n".join(
            (
                f"{self.name}: {self.title}",
                "",
                str(self.transcript),
                "",
                f"{self.place}:",
                *(f"  {line}" for line in self.difference),
            )
        )
