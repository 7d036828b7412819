"""A group becomes a clinic and is set up: by its admins only, with taps or /clinic."""

import re
from dataclasses import replace
from datetime import time
from secrets import token_urlsafe

from bot.domain.clinic import (
    Choices,
    ClinicRecord,
    DigestEvery,
    DigestTime,
    QuietHours,
)
from bot.domain.pain import HIGHEST, LOWEST, Marks
from bot.reading.sessions import weekday_of
from bot.services.clinics import (
    choose,
    clinic_in,
    end_clinic,
    set_up,
    standing_reminders,
    write_here,
)
from bot.services.invites import end_invite, is_invite, renew_invite
from bot.services.standing import resume
from bot.telegram import sending
from bot.telegram.links import start_link
from bot.views import choices as offered
from bot.views import clinic as views
from bot.views.clinic_taps import (
    Choose,
    EndClinic,
    EndInvite,
    InvitePicture,
    Ready,
    RenewInvite,
    SetUp,
    Show,
)
from bot.views.message import Message
from handlers.invite import invite_picture
from handlers.turn import Turn
from handlers.zones import zone_called


async def by_admin(turn: Turn) -> bool:
    """Whether an admin of the group did this; anybody else is told so, aside."""
    if await turn.desk.admins.may_configure(turn.bot, turn.update, turn.now):
        return True
    if turn.update.callback_query:
        await turn.toast(views.ADMINS_ONLY, alert=True)
        return False
    refusal = Message(views.ADMINS_ONLY)
    if not await turn.whisper(refusal) and not await turn.show_in_private(refusal):
        await turn.show(refusal)
    return False


async def clinic(turn: Turn) -> None:
    """/clinic: sets the group up, or shows and changes how it is set up."""
    if not await by_admin(turn):
        return
    found = await turn.run(clinic_in, turn.chat_id)
    if found is None:
        found = await _set_up(turn)
    if turn.arguments:
        chosen = read_setting(turn.arguments, found.choices)
        if chosen is None:
            await turn.show(views.SETTING_NOT_UNDERSTOOD)
            return
        found = await turn.run(choose, found.id, chosen, turn.desk.plan, turn.now) or found
    await turn.show(views.settings(found))


async def tapped_set_up(turn: Turn, _tap: SetUp) -> None:
    if await by_admin(turn):
        found = await _set_up(turn)
        await turn.toast()
        await turn.replace(views.settings(found))


async def ready(turn: Turn, _tap: Ready) -> None:
    """The second of two taps: the invite comes with it."""
    if (found := await _of_admin(turn)) is None:
        return
    await turn.toast()
    if found.has_invite:
        await turn.replace(views.settings(found))
        return
    token = token_urlsafe(16)
    found = await turn.run(renew_invite, found.id, token) or found
    await turn.replace(views.ready(found, invite_link(turn, token), token))


async def show(turn: Turn, tap: Show) -> None:
    if (found := await _of_admin(turn)) is not None:
        await turn.toast()
        await turn.replace(views.section(found, tap.section))


async def choose_offered(turn: Turn, tap: Choose) -> None:
    if (found := await _of_admin(turn)) is None:
        return
    offers = offered.offers(tap.section, found.choices)
    wanted = next((offer.choices for offer in offers if offer.value == tap.value), None)
    if wanted is None:
        await turn.toast(views.MOVED_ON, alert=True)
        return
    found = await turn.run(choose, found.id, wanted, turn.desk.plan, turn.now) or found
    await turn.toast()
    await turn.replace(views.settings(found))


async def tapped_renew(turn: Turn, _tap: RenewInvite) -> None:
    if (found := await _of_admin(turn)) is None:
        return
    token = token_urlsafe(16)
    found = await turn.run(renew_invite, found.id, token) or found
    await turn.toast()
    await turn.replace(views.invite(found, invite_link(turn, token), token))


async def tapped_end_invite(turn: Turn, _tap: EndInvite) -> None:
    if (found := await _of_admin(turn)) is not None:
        await turn.run(end_invite, found.id)
        await turn.toast()
        await turn.replace(views.NO_INVITE)


async def tapped_picture(turn: Turn, tap: InvitePicture) -> None:
    if (found := await _of_admin(turn)) is not None:
        if not await turn.run(is_invite, found.id, tap.token):
            await turn.toast(views.MOVED_ON, alert=True)
            return
        await turn.toast()
        link = invite_link(turn, tap.token)
        caption = views.picture_caption(found)
        await sending.send_picture(
            turn.bot,
            turn.chat_id,
            invite_picture(link),
            caption,
            thread_id=turn.place.thread_id,
        )


async def tapped_end(turn: Turn, _tap: EndClinic) -> None:
    if (found := await _of_admin(turn)) is not None:
        reminders = await turn.run(standing_reminders, found.id)
        await turn.run(end_clinic, found.id)
        await turn.toast()
        await turn.replace(views.ENDED)
        for chat_id, message_id in reminders:
            await sending.delete(turn.bot, chat_id, message_id)


async def here(turn: Turn) -> None:
    """/here: everything goes to this topic from now on."""
    if not await by_admin(turn):
        return
    moved = await turn.run(write_here, turn.place)
    await turn.run(resume, turn.chat_id, turn.desk.plan, turn.now)
    await turn.show(views.HERE if moved else views.HERE_NOT)


def invite_link(turn: Turn, token: str) -> str:
    """What an athlete opens to join."""
    return start_link(turn.bot, f"join_{token}")


def read_setting(text: str, now: Choices) -> Choices | None:
    """What was typed behind /clinic as settings; None for anything that is none."""
    try:
        return _read_setting(text.split(), now)
    except ValueError:
        return None


def _read_setting(words: list[str], now: Choices) -> Choices | None:
    match [word.lower() for word in words]:
        case ["quiet", "none" | "off"]:
            return replace(now, quiet=QuietHours(time(0), time(0)))
        case ["quiet", *rest]:
            start, _, end = "".join(rest).replace("–", "-").partition("-")
            return replace(now, quiet=QuietHours(_time(start), _time(end)))
        case ["digest", "never" | "off" | "none"]:
            return replace(now, digest=replace(now.digest, every=DigestEvery.NEVER))
        case ["digest", "daily" | "day", at]:
            return replace(now, digest=DigestTime(DigestEvery.DAY, 0, _time(at)))
        case ["digest", day, at] if (weekday := weekday_of(day)) is not None:
            return replace(now, digest=DigestTime(DigestEvery.WEEK, weekday, _time(at)))
        case ["marks", tolerable, too_much] if (tolerable + too_much).isdecimal():
            return replace(now, marks=_marks(int(tolerable), int(too_much)))
    zone = zone_called(" ".join(words))
    return replace(now, zone=zone) if zone else None


def _marks(tolerable: int, too_much: int) -> Marks:
    if not LOWEST <= tolerable < too_much <= HIGHEST:
        raise ValueError("tolerable ends below too much, both on the scale")
    return Marks(tolerable, too_much)


def _time(text: str) -> time:
    match = re.fullmatch(r"(\d{1,2})(?:[:.](\d{2}))?", text, re.ASCII)
    if match is None:
        raise ValueError("no time of day")
    return time(int(match[1]) % 24 if match[1] == "24" else int(match[1]), int(match[2] or 0))


async def _set_up(turn: Turn) -> ClinicRecord:
    chat = turn.update.effective_chat
    title = (chat.title if chat else None) or "Clinic"
    return await turn.run(set_up, turn.place, title, turn.user.id, turn.desk.time_zone, turn.now)


async def _of_admin(turn: Turn) -> ClinicRecord | None:
    """The clinic of this group, if it has one and an admin tapped; otherwise they were told."""
    if not await by_admin(turn):
        return None
    found = await turn.run(clinic_in, turn.chat_id)
    if found is None:
        await turn.toast(views.MOVED_ON, alert=True)
    return found
