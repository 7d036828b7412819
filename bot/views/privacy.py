"""What an athlete's clinics may see of theirs, in three switches."""

from collections.abc import Sequence
from html import escape

from bot.domain.clinic import Consent, MembershipRecord
from bot.views.clinic_taps import AskToLeave, Leave, Stay, SwitchOff, SwitchOn, write
from bot.views.message import Button, Message, Rows

NO_CLINIC = Message("You are in no clinic, so nothing of yours is shared with anybody.")
STAYING = Message("All right, you stay.")

_LABELS = {
    Consent.NAME: "My name in reminders",
    Consent.SCORES: "My scores to the staff",
    Consent.ALERTS: "Flare alerts to the staff",
}
_EXPLAINED = {
    Consent.NAME: (
        "the group's reminders may say that a check-in of yours is open, and the staff may see "
        "your name beside what you share below"
    ),
    Consent.SCORES: (
        "your scores from now on count in the staff's digest, and the staff can export them, "
        "without your name unless the switch above is on"
    ),
    Consent.ALERTS: (
        "when your knee is too bad the next day, or you tell me of a warning sign, the staff read "
        "your name, the workout, its scores and your last next-day scores"
    ),
}


def joined(membership: MembershipRecord) -> Message:
    """The first thing that an athlete reads in a clinic."""
    shown = switches(membership)
    text = (
        f"You are in <b>{escape(membership.title)}</b> now. Its group can ask you about its "
        "sessions; nobody there sees what you answer. Group messages count answers and open "
        f"check-ins, without names.\n\n{shown.text}"
    )
    return Message(text, shown.buttons)


def switches(membership: MembershipRecord) -> Message:
    """What is shared with this clinic and what could be; a tap changes it."""
    lines = [f"<b>{escape(membership.title)}</b>: what may be shared? Off until you tap it."]
    rows: Rows = ()
    for consent, label in _LABELS.items():
        is_on = consent in membership.given
        lines.append(f"{'✅' if is_on else '◻️'} <b>{label}</b>: {_EXPLAINED[consent]}.")
        tap = (SwitchOff if is_on else SwitchOn)(membership.id, consent)
        rows += ((Button(f"{label}: {'on' if is_on else 'off'}", write(tap)),),)
    if not membership.has_staff_chat:
        lines.append("This clinic has no staff chat yet: the last two show nothing to anybody.")
    rows += ((Button("Leave this clinic", write(AskToLeave(membership.id))),),)
    lines.append("/privacy shows this again at any time.")
    return Message("\n".join(lines), rows)


def which_to_leave(memberships: Sequence[MembershipRecord]) -> Message:
    """/leave, for somebody in several clinics."""
    rows = tuple((Button(one.title[:40], write(AskToLeave(one.id))),) for one in memberships)
    return Message("Which clinic do you want to leave?", (*rows, (Button("None", write(Stay())),)))


def leaving(membership: MembershipRecord) -> Message:
    """Asks before somebody leaves."""
    text = (
        f"Leave <b>{escape(membership.title)}</b>? Everything that you share with it ends at once. "
        "Your own diary stays."
    )
    buttons = (Button("Leave", write(Leave(membership.id))), Button("Stay", write(Stay())))
    return Message(text, (buttons,))


def left(title: str) -> Message:
    """It is done."""
    return Message(
        f"You have left <b>{escape(title)}</b>. Nothing of yours is shared with it any more. "
        "What you agreed to and when stays on record here, for you."
    )
