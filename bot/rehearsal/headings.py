"""What stands before a step's colon: the kinds of steps, and who is named there."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from bot.rehearsal import doings, group_doings
from bot.rehearsal.events import ClockAt, Fault, Later, Restart
from bot.rehearsal.expected import Expected, Silence
from bot.rehearsal.part import Part, unknown

KINDS: Mapping[str, type[Part]] = {
    "bot": Expected,
    "bot to <Name>": Expected,
    "bot in <Group>": Expected,
    "bot in <Group> only to <Name>": Expected,
    "bot says nothing": Silence,
    "bot says nothing in <Group>": Silence,
    "later": Later,
    "clock": ClockAt,
    "restart": Restart,
    "fault": Fault,
    "<Name>": doings.Saying,
    "<Name> taps": doings.Tap,
    "<Name> looks up": doings.LookingUp,
    "<Name> edits": doings.Edit,
    "<Name> sends": doings.Sending,
    "<Name> forwards": doings.Forwarding,
    "<Name> follows the link": group_doings.Following,
    "<Name> pastes": group_doings.Pasting,
    "<Name> blocks the bot": doings.Blocking,
    "<Name> unblocks the bot": doings.Unblocking,
    "<Name> deletes the account": doings.Leaving,
    "<Name> in <Group>": group_doings.SayingInGroup,
    "<Name> in <Group> taps": doings.Tap,
    "<Name> in <Group> edits": doings.Edit,
    "<Name> in <Group> sends": group_doings.SendingInGroup,
    "<Name> in <Group> pastes": group_doings.Pasting,
    "<Name> joins <Group>": group_doings.Joining,
    "<Name> leaves <Group>": group_doings.Quitting,
    "<Name> adds the bot to <Group>": group_doings.AddingBot,
    "<Name> removes <Whom> from <Group>": group_doings.Removing,
    "<Name> makes <Whom> admin of <Group>": group_doings.Promoting,
    "<Name> makes <Whom> a plain member of <Group>": group_doings.MakingPlain,
    "<Name> mutes <Whom> in <Group>": group_doings.Muting,
    "<Name> opens a topic in <Group>": group_doings.OpeningTopic,
    "<Name> closes a topic in <Group>": group_doings.ClosingTopic,
    "<Name> reopens a topic in <Group>": group_doings.ReopeningTopic,
    "<Name> deletes a topic in <Group>": group_doings.DeletingTopic,
    "<Name> deletes the group <Group>": group_doings.DeletingGroup,
    "<Group> becomes a supergroup": group_doings.BecomingSupergroup,
    "<Anyone> never saw": group_doings.NeverSaw,
    "log never shows": group_doings.NeverLogged,
}
"""Every kind of step, by what stands before its colon."""

THE_BOT = "the bot"
_PLACE = re.compile(r"<(?:Name|Group|Whom|Anyone)>")
_UNNAMED = tuple(kind for kind in KINDS if not _PLACE.search(kind))
_VERBS = tuple(
    kind.removeprefix("<Name> ")
    for kind in KINDS
    if kind.startswith("<Name> ") and not _PLACE.search(kind, 1)
)
_KEYWORDS = "|".join(
    f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in _UNNAMED if " " not in word
)
# Whoever is called “Ana taps” or “Ana in Knee group” would be misunderstood.
_RESERVED = "|".join(
    sorted(
        {kind.split("> ")[1].split()[0] for kind in KINDS if kind.startswith("<") and " " in kind}
        - {"in"}
    )
)
# Any word of any script; of ASCII's signs only those that occur in names.
_WORD = r"[^\s!-&(-,/:-@\[-^`{-~]+"
_START = rf"(?!(?:{_KEYWORDS})(?: |$))(?![0-9]){_WORD}"
_NAME = rf"({_START}(?: (?!(?:{_RESERVED}|in)(?: |$)){_WORD})*)"
_GROUP = rf"({_START}(?: (?!(?:{_RESERVED})(?: |$)|only to ){_WORD})*)"
_WRITTEN = {
    "<Name>": _NAME,
    "<Group>": _GROUP,
    "<Anyone>": _GROUP,
    "<Whom>": rf"({THE_BOT}|{_NAME[1:]}",
}


@dataclass(frozen=True, slots=True)
class Heading:
    """The kind of a step, and whom it names: who does it or is told, in which group, to whom."""

    part: type[Part]
    who: str | None = None
    group: str | None = None
    whom: str | None = None


def pattern_of(kind: str) -> str:
    """A regular expression for what stands before the colon; no two kinds share a heading."""
    return f"^{_PLACE.sub(lambda place: _WRITTEN[place.group()], kind)}$"


def read_heading(written: str) -> Heading:
    """Raises ValueError, with what is allowed, for what is no heading or looks like a slip."""
    for kind, part in KINDS.items():
        if match := re.match(pattern_of(kind), written):
            if kind == "<Name>" and _is_a_slip(written):
                break
            named = dict(zip(_PLACE.findall(kind), match.groups(), strict=True))
            who = named.get("<Name>") or named.get("<Anyone>")
            return Heading(part, who, named.get("<Group>"), named.get("<Whom>"))
    raise ValueError(not_known(written))


def not_known(written: str, groups: Sequence[str] = ()) -> str:
    """`“Ana tap” is not known here (did you mean “Ana taps”?); allowed are …`"""
    named = [
        filled(kind, name) for name in _names_in(written) for kind in KINDS if _is_of_one(kind)
    ]
    named += [
        filled(kind, name, group)
        for name in _names_in(written.partition(" in ")[0])
        for group in groups
        for kind in KINDS
    ]
    return unknown(written, tuple(KINDS), like=[*_UNNAMED, *named])


def filled(kind: str, name: str, group: str = "", whom: str = THE_BOT) -> str:
    """A heading of this kind."""
    names = {"<Name>": name, "<Group>": group, "<Anyone>": name, "<Whom>": whom}
    return _PLACE.sub(lambda place: names[place.group()], kind)


def begins_with_one_of(people: Sequence[str], written: str) -> bool:
    """Whether “Ana says” is Ana, doing something, rather than somebody of that name."""
    return any(
        written.startswith(f"{name} ") and written.removeprefix(name).islower() for name in people
    )


def _is_of_one(kind: str) -> bool:
    return _PLACE.findall(kind) == ["<Name>"]


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
