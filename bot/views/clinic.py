"""What is said in a clinic's group about the clinic itself: hello, settings, invite, staff chat."""

from html import escape

from bot.domain.clinic import ClinicRecord, Pause
from bot.views import choices
from bot.views.clinic_taps import (
    Choose,
    ClinicTap,
    EndClinic,
    EndInvite,
    InvitePicture,
    Ready,
    RenewInvite,
    Section,
    SetUp,
    Show,
    UnlinkStaff,
    write,
)
from bot.views.message import Button, Message, Rows

HELLO = Message(
    "Hello! I remind this group of its sessions and of open check-ins, and what anybody answers "
    "stays between them and me unless they agree to show it.\n"
    "An admin of this group can switch me on: please tap <b>Set up</b>.",
    ((Button("Set up", write(SetUp())),),),
)
ADMINS_ONLY = "Only admins of this group can do that. Your own settings: write /privacy to me."
NO_CLINIC = Message("This group is not set up yet. An admin can send /clinic to do so.")
OWN_GROUP = Message(
    "A staff chat has to be another group than the clinic's own, as not everybody here is staff."
)
WRONG_CODE = Message(
    "I do not know this code. It is good for one hour and for one clinic; "
    "<code>/staff</code> in the staff's group gives a new one."
)
ENDED = Message(
    "The clinic is removed, with its sessions, its invite and everything that was agreed to. "
    "Everybody keeps their own diary, and open check-ins come in private."
)
HERE = Message("All right, from now on I write here.")
HERE_NOT = Message("This group is neither a clinic nor a staff chat, so there is nothing to move.")
NO_INVITE = Message(
    "There is no invite at the moment, so nobody new can join.",
    ((Button("New invite", write(RenewInvite())),), (Button("Back", write(Show(Section.ALL))),)),
)
MOVED_ON = "That changed meanwhile. /clinic shows how it is now."
SETTING_NOT_UNDERSTOOD = Message(
    "I did not get that. It can be <code>/clinic Europe/Berlin</code>, "
    "<code>/clinic quiet 21:30-07:00</code>, <code>/clinic digest Tue 18:00</code>, "
    "<code>/clinic digest daily 07:30</code> or <code>/clinic marks 4 5</code>."
)

_NAMES = {
    Section.QUIET: "Quiet hours",
    Section.NAMES: "Names in reminders",
    Section.DIGEST: "Digest",
    Section.MARKS: "Marks",
    Section.INVITE: "Invite",
    Section.STAFF: "Staff chat",
}
_QUESTIONS = {
    Section.QUIET: "When shall I write no reminders into this group? Another time can be typed, "
    "such as <code>/clinic quiet 21:30-07:00</code>.",
    Section.NAMES: "May reminders name people? Only those who agreed are ever named.",
    Section.DIGEST: "When shall the digest come? Another time can be typed, such as "
    "<code>/clinic digest Tue 18:00</code>.",
    Section.MARKS: "Which pain counts as tolerable, and which as too much? The article says up to "
    "4 and from 6; other published models differ. I say so where I go by your marks.",
}


def settings(clinic: ClinicRecord) -> Message:
    """How the clinic is set up, and what can be changed."""
    chosen = clinic.choices
    lines = [
        f"<b>{escape(clinic.title)}</b> is set up like this:",
        f"• Time zone: {chosen.zone.key} (<code>/clinic Europe/Berlin</code> sets another)",
        "• Language: English",
        f"• No reminders at night: {choices.quiet(chosen.quiet)}",
        f"• Reminders: {choices.names(chosen.reminders)}",
        f"• Digest: {choices.digest(chosen.digest)}{'' if clinic.staff else ', counts only'}",
        f"• Pain: {choices.marks(chosen.marks)}",
        f"• Staff chat: {'linked' if clinic.staff else 'none, so scores and flares go nowhere'}",
    ]
    if clinic.pause is not None:
        lines.append(f"• {_PAUSED[clinic.pause]}")
    change = [Button(name, write(Show(section))) for section, name in _NAMES.items()]
    rows: Rows = (
        (Button("Looks good", write(Ready())),),
        *(tuple(change[i : i + 2]) for i in range(0, len(change), 2)),
        (Button("Remove clinic", write(Show(Section.END))),),
    )
    return Message("\n".join(lines), rows)


def section(clinic: ClinicRecord, shown: Section) -> Message:
    """One page of the settings."""
    match shown:
        case Section.ALL:
            return settings(clinic)
        case Section.INVITE:
            return _invite(clinic)
        case Section.STAFF:
            return _staff(clinic)
        case Section.END:
            text = (
                "Remove this clinic? Its sessions, invite and everything that was agreed to go. "
                "Everybody keeps their own diary."
            )
            return Message(
                text,
                (_row("Remove it", EndClinic()), _row("Keep it", Show(Section.ALL))),
            )
    offered = choices.offers(shown, clinic.choices)
    rows = tuple(_row(offer.label, Choose(shown, offer.value)) for offer in offered)
    return Message(_QUESTIONS[shown], (*rows, _row("Back", Show(Section.ALL))))


def invite(clinic: ClinicRecord, link: str, token: str) -> Message:
    """The link, which is shown once: only its hash is kept."""
    text = (
        f"With this link athletes join <b>{escape(clinic.title)}</b>:\n{link}\n\n"
        "Whoever opens it reads what could be shared, and nothing is shared before they say so. "
        "It works until you make a new one or end it."
    )
    return Message(
        text,
        (
            _row("As a picture to print", InvitePicture(token)),
            _row("End this invite", EndInvite()),
        ),
    )


def picture_caption(clinic: ClinicRecord) -> Message:
    """Below the invite to print."""
    return Message(f"To print: whoever scans this can join <b>{escape(clinic.title)}</b>.")


def ready(clinic: ClinicRecord, link: str, token: str) -> Message:
    """Set up, with what to do next."""
    joining = invite(clinic, link, token)
    text = (
        "Ready. Plan a session with <code>/session squats 18:00 45 min</code> or "
        "<code>/session lunges every Tue 18:00</code>; link a staff chat with /staff there.\n\n"
    )
    return Message(text + joining.text, joining.buttons)


def staff_code(code: str) -> Message:
    """What to send where, to make this the staff chat."""
    return Message(
        "To make this the staff chat of a clinic, an admin sends this in the clinic's group within "
        f"one hour:\n<code>/staff {code}</code>\n\n"
        "Flares and scores of those who agreed are then shown here, to everybody in this chat."
    )


def staff_linked(clinic: ClinicRecord) -> Message:
    """In the staff chat."""
    return Message(
        f"This is now the staff chat of <b>{escape(clinic.title)}</b>. Flare alerts and the digest "
        "come here. /digest shows the numbers now."
    )


STAFF_LINKED = Message("Done: flare alerts and the digest go to your staff chat.")
STAFF_OUT_OF_REACH = Message(
    "I can not write in that chat any more, so it is not linked. Add me there again, and "
    "<code>/staff</code> gives a new code."
)
STAFF_UNLINKED = Message("The staff chat is not linked any more. Scores and flares go nowhere.")


def lost(clinic: ClinicRecord, why: Pause) -> Message:
    """To the one who set the clinic up, in private."""
    return Message(f"<b>{escape(clinic.title)}</b>: {_LOST[why]}")


def handed_over(clinic: ClinicRecord) -> Message:
    """To the next admin, in private."""
    return Message(
        f"The one who set up <b>{escape(clinic.title)}</b> is no admin of the group any more. From "
        "now on I tell you when something is wrong there; /clinic in the group shows the settings."
    )


def staff_lost(clinic: ClinicRecord) -> Message:
    """To the one who set the clinic up, in private."""
    return Message(
        f"<b>{escape(clinic.title)}</b>: I can not write in your staff chat any more, so it is not "
        "linked now, and flares go nowhere. /staff there gives a new code once I am back."
    )


_ASIDE = "Check-ins are asked in private until then, so nobody misses any."
_LOST = {
    Pause.REMOVED: f"I am not in the group any more. Add me again and I go on. {_ASIDE}",
    Pause.MUTED: f"I may not write in the group any more. Let me, and I go on. {_ASIDE}",
    Pause.TOPIC: (
        "The topic I wrote in is closed or gone. Send /here in the topic where I shall write, "
        f"and I go on. {_ASIDE}"
    ),
}
_PAUSED = {
    Pause.REMOVED: "Paused: I was removed from the group.",
    Pause.MUTED: "Paused: I may not write in the group.",
    Pause.TOPIC: "Paused: my topic is closed. /here in another one moves me.",
}


def _invite(clinic: ClinicRecord) -> Message:
    if not clinic.has_invite:
        return NO_INVITE
    return Message(
        "There is an invite that works. I keep no copy of it; a new one ends the old one.",
        (
            _row("New invite", RenewInvite()),
            _row("End the invite", EndInvite()),
            _row("Back", Show(Section.ALL)),
        ),
    )


def _staff(clinic: ClinicRecord) -> Message:
    text = (
        "Flares, and scores of those who agreed, go to a staff chat and nowhere else. To link one: "
        "add me to the staff's group and send /staff there. If this is the staff's group itself, "
        "remove this clinic first with /clinic."
    )
    rows: Rows = (_row("Back", Show(Section.ALL)),)
    if clinic.staff:
        rows = (_row("Unlink the staff chat", UnlinkStaff()), *rows)
    return Message(text, rows)


def _row(label: str, tap: ClinicTap) -> tuple[Button, ...]:
    return (Button(label, write(tap)),)
