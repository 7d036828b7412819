"""The staff chat: linked with a code, and what can be done there."""

import asyncio
from secrets import choice

from telegram.error import TelegramError

from bot.domain.digest import Export, ExportRow
from bot.services.clinics import clinic_in, clinics_of_staff
from bot.services.digest import digest_now
from bot.services.export import export_of, exported_rows
from bot.services.invites import link_staff_chat, offer_staff_chat, unlink_staff_chat
from bot.telegram import sending
from bot.telegram.failures import Unreachable, failure_of
from bot.views import clinic as views
from bot.views import digest as digest_views
from bot.views.clinic_taps import Export as ExportTap
from bot.views.clinic_taps import Section, UnlinkStaff
from bot.views.digest_picture import picture_if_any
from bot.views.group import NOT_STAFF
from handlers.clinic import by_admin
from handlers.turn import Turn

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without those that look like another."""
_LENGTH = 10


async def staff(turn: Turn) -> None:
    """/staff: gives a code in the staff's group, takes it in the clinic's."""
    if not await by_admin(turn):
        return
    clinic = await turn.run(clinic_in, turn.chat_id)
    if turn.arguments:
        if clinic is None:
            await turn.show(views.NO_CLINIC)
            return
        linked = await turn.run(
            link_staff_chat, clinic.id, turn.arguments.strip().upper(), turn.now
        )
        if linked is None or linked.staff is None:
            await turn.show(views.WRONG_CODE)
            return
        try:
            await sending.send(
                turn.bot,
                linked.staff.chat_id,
                views.staff_linked(linked),
                thread_id=linked.staff.thread_id,
            )
        except TelegramError as error:
            if isinstance(failure_of(error), Unreachable):
                await turn.run(unlink_staff_chat, linked.staff.chat_id, turn.now, clinic.id)
                await turn.show(views.STAFF_OUT_OF_REACH)
                return
        await turn.show(views.STAFF_LINKED)
    elif clinic is not None:
        await turn.show(views.section(clinic, Section.STAFF))
    else:
        code = "".join(choice(_LETTERS) for _ in range(_LENGTH))
        await turn.run(offer_staff_chat, turn.place, code, turn.now)
        await turn.show(views.staff_code(code))


async def unlink(turn: Turn, _tap: UnlinkStaff) -> None:
    if not await by_admin(turn):
        return
    clinic = await turn.run(clinic_in, turn.chat_id)
    if clinic is not None and clinic.staff is not None:
        await turn.run(unlink_staff_chat, clinic.staff.chat_id, turn.now, clinic.id)
    await turn.toast()
    await turn.replace(views.STAFF_UNLINKED)


async def digest(turn: Turn) -> None:
    """/digest, in the staff chat: the numbers now, of every clinic that it belongs to. In the
    clinic's own group, for its admins, the counts."""
    found = await turn.run(clinics_of_staff, turn.chat_id)
    if not found:
        clinic = await turn.run(clinic_in, turn.chat_id)
        if clinic is None:
            await turn.show(NOT_STAFF)
            return
        if not await by_admin(turn):
            return
        found = (clinic,)
    for clinic in found:
        in_staff_chat = clinic.group.chat_id != turn.chat_id
        shown = await turn.run(digest_now, clinic.id, in_staff_chat, turn.now)
        if shown is None:
            continue
        message = digest_views.digest(shown, clinic.id)
        drawn = await picture_if_any(shown.weeks, shown.marks)
        if drawn is None:
            await turn.show(message)
        else:
            await sending.send_picture(
                turn.bot, turn.chat_id, drawn, message, thread_id=turn.place.thread_id
            )


async def export(turn: Turn, tap: ExportTap) -> None:
    """The file goes to the staff chat that the clinic has now, and nowhere else."""
    if not await _is_theirs(turn, tap.clinic_id):
        await turn.toast(views.MOVED_ON, alert=True)
        return
    await turn.toast()
    written, allowed = None, await turn.run(export_of, tap.clinic_id)
    while allowed is not None and allowed != written:
        # Again, if somebody agreed or took it back while the rows were read.
        written, rows = allowed, await _rows(turn, allowed)
        content = await asyncio.to_thread(digest_views.table, rows, written.zone)
        allowed = await turn.run(export_of, tap.clinic_id)
    if allowed is None or not await _is_theirs(turn, tap.clinic_id):
        return
    await sending.send_file(
        turn.bot,
        turn.chat_id,
        content,
        "kneecheck.csv",
        digest_views.KEPT_BACK if allowed.kept_back else "",
        thread_id=turn.place.thread_id,
    )


async def _is_theirs(turn: Turn, clinic_id: int) -> bool:
    """Whether this chat is the clinic's staff chat now."""
    found = await turn.run(clinics_of_staff, turn.chat_id)
    return clinic_id in {clinic.id for clinic in found}


async def _rows(turn: Turn, export: Export) -> list[ExportRow]:
    return [row for athlete in export.athletes for row in await turn.run(exported_rows, athlete)]
