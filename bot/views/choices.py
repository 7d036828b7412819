"""What a clinic can choose between by a tap; anything else is typed behind /clinic."""

from dataclasses import dataclass, replace
from datetime import time

from bot.domain.clinic import Choices, DigestEvery, DigestTime, QuietHours, Reminders
from bot.domain.pain import ARTICLE, Marks
from bot.views.clinic_taps import Section

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_QUIET = {
    "22-7": QuietHours(time(22), time(7)),
    "21-8": QuietHours(time(21), time(8)),
    "20-9": QuietHours(time(20), time(9)),
    "none": QuietHours(time(0), time(0)),
}
_DIGEST = {
    "mon": DigestTime(DigestEvery.WEEK, 0, time(8)),
    "fri": DigestTime(DigestEvery.WEEK, 4, time(17)),
    "day": DigestTime(DigestEvery.DAY, 0, time(8)),
    "no": DigestTime(DigestEvery.NEVER, 0, time(8)),
}
_MARKS = {"4-6": ARTICLE, "4-5": Marks(4, 5), "5-6": Marks(5, 6), "3-5": Marks(3, 5)}


@dataclass(frozen=True)
class Offer:
    """One value that can be tapped, as the settings it leads to."""

    value: str
    label: str
    choices: Choices


def offers(section: Section, now: Choices) -> tuple[Offer, ...]:
    """The values of this page, in the order of their buttons."""
    match section:
        case Section.QUIET:
            return tuple(Offer(k, quiet(v), replace(now, quiet=v)) for k, v in _QUIET.items())
        case Section.NAMES:
            return tuple(Offer(v.value, names(v), replace(now, reminders=v)) for v in Reminders)
        case Section.DIGEST:
            return tuple(Offer(k, digest(v), replace(now, digest=v)) for k, v in _DIGEST.items())
        case Section.MARKS:
            return tuple(Offer(k, marks(v), replace(now, marks=v)) for k, v in _MARKS.items())
    return ()


def quiet(hours: QuietHours) -> str:
    """`22:00 to 07:00`"""
    return "none" if hours.start == hours.end else f"{hours.start:%H:%M} to {hours.end:%H:%M}"


def names(reminders: Reminders) -> str:
    """Who is named in the group's reminders."""
    if reminders is Reminders.NAMED:
        return "name those who agreed"
    return "name nobody, only count"


def digest(at: DigestTime) -> str:
    """`every Monday at 08:00`"""
    match at.every:
        case DigestEvery.NEVER:
            return "never"
        case DigestEvery.DAY:
            return f"every day at {at.at:%H:%M}"
        case DigestEvery.WEEK:
            return f"every {DAYS[at.weekday]} at {at.at:%H:%M}"


def marks(chosen: Marks) -> str:
    """`up to 4 tolerable, from 6 too much`"""
    text = f"up to {chosen.tolerable} tolerable, from {chosen.too_much} too much"
    return f"{text} (the article's)" if chosen == ARTICLE else text
