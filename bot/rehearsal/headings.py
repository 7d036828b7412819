"""What stands before a step's colon: the kinds of steps, and who is named there."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from bot.rehearsal.doings import (
    Blocking,
    Edit,
    Forwarding,
    Leaving,
    Saying,
    Sending,
    Tap,
    Unblocking,
)
from bot.rehearsal.events import ClockAt, Fault, Later, Restart
from bot.rehearsal.expected import Expected, Silence
from bot.rehearsal.part import Part, unknown

KINDS: Mapping[str, type[Part]] = {
    "bot": Expected,
    "bot to <Name>": Expected,
    "bot says nothing": Silence,
    "later": Later,
    "clock": ClockAt,
    "restart": Restart,
    "fault": Fault,
    "<Name>": Saying,
    "<Name> taps": Tap,
    "<Name> edits": Edit,
    "<Name> sends": Sending,
    "<Name> forwards": Forwarding,
    "<Name> blocks the bot": Blocking,
    "<Name> unblocks the bot": Unblocking,
    "<Name> deletes the account": Leaving,
}
"""Every kind of step, by what stands before its colon."""

_UNNAMED = tuple(kind for kind in KINDS if "<Name>" not in kind)
_VERBS = tuple(kind.removeprefix("<Name> ") for kind in KINDS if kind.startswith("<Name> "))
_KEYWORDS = "|".join(
    f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in _UNNAMED if " " not in word
)
# Any word of any script; of ASCII's signs only those that occur in names.
_WORD = r"[^\s!-&(-,/:-@\[-^`{-~]+"
_NAME = rf"((?!(?:{_KEYWORDS})(?: |$))(?![0-9]){_WORD}(?: {_WORD})*)"


@dataclass(frozen=True, slots=True)
class Heading:
    """The kind of a step, and the person that it names, if it names one."""

    part: type[Part]
    who: str | None


def pattern_of(kind: str) -> str:
    """A regular expression for what stands before the colon; no two kinds share a heading."""
    # Whoever is called “Ana taps” would be misunderstood.
    no_verb = rf"(?!.* (?:{'|'.join(_VERBS)})$)" if kind == "<Name>" else ""
    return f"^{no_verb}{kind.replace('<Name>', _NAME)}$"


def read_heading(written: str) -> Heading:
    """Raises ValueError, with what is allowed, for what is no heading or looks like a slip."""
    for kind, part in KINDS.items():
        if match := re.match(pattern_of(kind), written):
            if kind == "<Name>" and _is_a_slip(written):
                break
            return Heading(part, match[1] if match.groups() else None)
    raise ValueError(not_known(written))


def not_known(written: str) -> str:
    """`“Ana tap” is not known here (did you mean “Ana taps”?); allowed are …`"""
    named = [kind.replace("<Name>", name) for name in _names_in(written) for kind in KINDS]
    return unknown(written, tuple(KINDS), like=[*_UNNAMED, *named])


def begins_with_one_of(people: Sequence[str], written: str) -> bool:
    """Whether “Ana says” is Ana, doing something, rather than somebody of that name."""
    return any(
        written.startswith(f"{name} ") and written.removeprefix(name).islower() for name in people
    )


def _is_a_slip(name: str) -> bool:
    """A word in lower case that is almost a keyword, or a name and what is almost a verb."""
    if name.casefold() in _UNNAMED or (
        name.islower() and get_close_matches(name, _UNNAMED, 1, 0.8)
    ):
        return True
    rests = (name.removeprefix(f"{shorter} ") for shorter in _names_in(name) if shorter != name)
    return any(rest.islower() and get_close_matches(rest, _VERBS, 1, 0.75) for rest in rests)


def _names_in(written: str) -> Iterator[str]:
    """Everybody who may be meant: `Ana María tap` is of Ana, of Ana María or of Ana María tap."""
    words = written.split(" ")
    for end in range(1, len(words) + 1):
        if re.fullmatch(_NAME, name := " ".join(words[:end])):
            yield name
