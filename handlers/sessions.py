"""A clinic's sessions: planned, listed, changed, skipped and cancelled by its admins."""

from bot.domain.clinic import ClinicRecord
from bot.domain.declined import DeclinedError
from bot.reading.sessions import read_session
from bot.services.clinics import clinic_in
from bot.services.sessions import (
    cancel_session,
    change_session,
    plan_session,
    sessions_of,
    skip_date,
)
from bot.views import clinic as clinic_views
from bot.views import declined
from bot.views import sessions as views
from bot.views.clinic_taps import (
    AskToCancel,
    CancelSession,
    ShowSession,
    ShowSessions,
    SkipDate,
)
from bot.views.message import Message
from handlers.clinic import by_admin
from handlers.turn import Turn


async def session(turn: Turn) -> None:
    """/session with what and when; with the number of one, it changes that."""
    if not await by_admin(turn):
        return
    clinic = await turn.run(clinic_in, turn.chat_id)
    if clinic is None:
        await turn.show(clinic_views.NO_CLINIC)
        return
    said = read_session(turn.arguments, turn.now, clinic.choices.zone)
    if said.plan is None:
        await turn.show(views.HOW)
        return
    plan = turn.desk.plan
    try:
        if said.of is None:
            record = await turn.run(plan_session, clinic.id, said.plan, plan, turn.now)
        else:
            record = await turn.run(change_session, clinic.id, said.of, said.plan, plan, turn.now)
    except DeclinedError as no:
        await turn.show(Message(declined.SENTENCES[no.reason]))
        return
    await turn.show(views.planned(record, turn.now, said.not_understood))


async def sessions(turn: Turn) -> None:
    """/sessions"""
    if not await by_admin(turn):
        return
    clinic = await turn.run(clinic_in, turn.chat_id)
    if clinic is None:
        await turn.show(clinic_views.NO_CLINIC)
        return
    await turn.show(views.listed(await turn.run(sessions_of, clinic.id, turn.now), turn.now))


async def show_all(turn: Turn, _tap: ShowSessions) -> None:
    if (clinic := await _of_admin(turn)) is not None:
        found = await turn.run(sessions_of, clinic.id, turn.now)
        await turn.toast()
        await turn.replace(views.listed(found, turn.now))


async def show_one(turn: Turn, tap: ShowSession) -> None:
    if (clinic := await _of_admin(turn)) is not None:
        found = await turn.run(sessions_of, clinic.id, turn.now)
        record = next((one for one in found if one.id == tap.session_id), None)
        await turn.toast()
        await turn.replace(views.one(record, turn.now) if record else views.listed(found, turn.now))


async def skip(turn: Turn, tap: SkipDate) -> None:
    if (clinic := await _of_admin(turn)) is not None:
        record = await turn.run(
            skip_date, clinic.id, tap.session_id, tap.starts_at, turn.desk.plan, turn.now
        )
        await turn.toast()
        await turn.replace(views.one(record, turn.now))


async def ask_to_cancel(turn: Turn, tap: AskToCancel) -> None:
    if await _of_admin(turn) is not None:
        await turn.toast()
        await turn.replace(views.cancelling(tap.session_id))


async def cancel(turn: Turn, tap: CancelSession) -> None:
    if (clinic := await _of_admin(turn)) is not None:
        record = await turn.run(cancel_session, clinic.id, tap.session_id, turn.now)
        await turn.toast()
        await turn.replace(views.cancelled(record, turn.now))


async def _of_admin(turn: Turn) -> ClinicRecord | None:
    if not await by_admin(turn):
        return None
    clinic = await turn.run(clinic_in, turn.chat_id)
    if clinic is None:
        await turn.toast(clinic_views.MOVED_ON, alert=True)
    return clinic
