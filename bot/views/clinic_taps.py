"""The meaning of the buttons of clinics, in their groups and with their athletes; written and read
as in `bot.views.taps`. A button in a group is about the clinic of that group."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from bot.domain.clinic import Consent
from bot.domain.pain import SCORES
from bot.views.numbers import number


class Section(StrEnum):
    """A page of the settings."""

    ALL = "all"
    QUIET = "quiet"
    NAMES = "names"
    DIGEST = "digest"
    MARKS = "marks"
    INVITE = "invite"
    STAFF = "staff"
    END = "end"


@dataclass(frozen=True)
class SetUp:
    """Make this group a clinic."""


@dataclass(frozen=True)
class Ready:
    """The settings are as they should be."""


@dataclass(frozen=True)
class Show:
    """Show this page of the settings."""

    section: Section


@dataclass(frozen=True)
class Choose:
    """Take this one of the offered values (`bot.views.choices`)."""

    section: Section
    value: str


@dataclass(frozen=True)
class RenewInvite:
    """A new link; the old one ends."""


@dataclass(frozen=True)
class EndInvite:
    """No link any more."""


@dataclass(frozen=True)
class InvitePicture:
    """The link with this token as a picture to print."""

    token: str


@dataclass(frozen=True)
class UnlinkStaff:
    """No staff chat any more."""


@dataclass(frozen=True)
class EndClinic:
    """Remove the clinic."""


@dataclass(frozen=True)
class AnswerHere:
    """Ask me what this post asks, so that only I see it."""

    post_id: int


@dataclass(frozen=True)
class PostScore:
    """A pain score for what this post asks."""

    post_id: int
    score: int


@dataclass(frozen=True)
class Seen:
    """I have seen this alert."""

    post_id: int


@dataclass(frozen=True)
class SwitchOn:
    """Agree to this in this clinic."""

    membership_id: int
    consent: Consent


@dataclass(frozen=True)
class SwitchOff:
    """Agree to it no longer."""

    membership_id: int
    consent: Consent


@dataclass(frozen=True)
class AskToLeave:
    """Ask me whether I want to leave this clinic."""

    membership_id: int


@dataclass(frozen=True)
class Leave:
    """Leave it."""

    membership_id: int


@dataclass(frozen=True)
class Stay:
    """Do not."""


@dataclass(frozen=True)
class SkipDate:
    """The session does not happen then, or does after all."""

    session_id: int
    starts_at: datetime


@dataclass(frozen=True)
class AskToCancel:
    """Ask me whether to cancel this session for good."""

    session_id: int


@dataclass(frozen=True)
class CancelSession:
    """Cancel it."""

    session_id: int


@dataclass(frozen=True)
class ShowSession:
    """Show this session with its next dates."""

    session_id: int


@dataclass(frozen=True)
class ShowSessions:
    """Show all sessions."""


@dataclass(frozen=True)
class Export:
    """The consented data of this clinic as a file."""

    clinic_id: int


ClinicTap = (
    SetUp
    | Ready
    | Show
    | Choose
    | RenewInvite
    | EndInvite
    | InvitePicture
    | UnlinkStaff
    | EndClinic
    | AnswerHere
    | PostScore
    | Seen
    | SwitchOn
    | SwitchOff
    | AskToLeave
    | Leave
    | Stay
    | SkipDate
    | AskToCancel
    | CancelSession
    | ShowSession
    | ShowSessions
    | Export
)

_PLAIN: dict[str, ClinicTap] = {
    "gs": SetUp(),
    "gr": Ready(),
    "gn": RenewInvite(),
    "gN": EndInvite(),
    "gu": UnlinkStaff(),
    "gE": EndClinic(),
    "gK": Stay(),
    "gL": ShowSessions(),
}
_WORDS = {tap: word for word, tap in _PLAIN.items()}
_Numbered = (
    AnswerHere | Seen | AskToLeave | Leave | ShowSession | AskToCancel | CancelSession | Export
)
_NUMBERED: dict[str, type[_Numbered]] = {
    "ga": AnswerHere,
    "gv": Seen,
    "gl": AskToLeave,
    "gw": Leave,
    "gz": ShowSession,
    "gx": AskToCancel,
    "gX": CancelSession,
    "ge": Export,
}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def write(tap: ClinicTap) -> str:
    """The tap as callback data, within Telegram's 64 bytes."""
    match tap:
        case Show(section):
            return f"gm:{section.value}"
        case Choose(section, value):
            return f"gc:{section.value}:{value}"
        case InvitePicture(token):
            return f"gq:{token}"
        case PostScore(post_id, score):
            return f"gp:{post_id}:{score}"
        case SwitchOn(membership_id, consent):
            return f"gy:{membership_id}:{consent.value}"
        case SwitchOff(membership_id, consent):
            return f"gY:{membership_id}:{consent.value}"
        case SkipDate(session_id, starts_at):
            return f"gk:{session_id}:{(starts_at - _EPOCH) // timedelta(seconds=1)}"
    if tap in _WORDS:
        return _WORDS[tap]
    for word, kind in _NUMBERED.items():
        if isinstance(tap, kind):
            (subject,) = vars(tap).values()
            return f"{word}:{subject}"
    raise TypeError(f"no button says {tap}")


def read(data: str) -> ClinicTap | None:
    """The tap, or None if no button of this version of the bot carries such data."""
    try:
        tap = _read(data.split(":"))
        return tap if tap is not None and write(tap) == data else None
    except (ValueError, OverflowError):
        return None


def _read(parts: list[str]) -> ClinicTap | None:
    match parts:
        case [word]:
            return _PLAIN.get(word)
        case ["gm", section]:
            return Show(Section(section))
        case ["gc", section, value]:
            return Choose(Section(section), value)
        case ["gq", token]:
            return InvitePicture(token)
        case ["gp", post_id, score] if number(score) in SCORES:
            return PostScore(number(post_id), number(score))
        case ["gy", membership_id, consent]:
            return SwitchOn(number(membership_id), Consent(consent))
        case ["gY", membership_id, consent]:
            return SwitchOff(number(membership_id), Consent(consent))
        case ["gk", session_id, seconds]:
            starts_at = _EPOCH + timedelta(seconds=number(seconds))
            return SkipDate(number(session_id), starts_at)
        case [word, subject] if word in _NUMBERED:
            return _NUMBERED[word](number(subject))
    return None
