"""An athlete joins a clinic, chooses what it may see, and leaves; all in the private chat."""

from bot.domain.declined import DeclinedError
from bot.services.memberships import agree, join, leave, memberships, withdraw
from bot.views import declined
from bot.views import privacy as views
from bot.views.clinic_taps import AskToLeave, Leave, Stay, SwitchOff, SwitchOn
from bot.views.message import Message
from handlers.turn import Turn


async def joined(turn: Turn, token: str) -> None:
    """The invite was opened: nothing is shared before it is tapped."""
    athlete = await turn.athlete()
    try:
        membership = await turn.run(join, athlete.id, token, turn.now)
    except DeclinedError as no:
        await turn.show(Message(declined.SENTENCES[no.reason]))
        return
    await turn.show(views.joined(membership))


async def privacy(turn: Turn) -> None:
    """/privacy: the switches of every clinic."""
    athlete = await turn.athlete()
    found = await turn.run(memberships, athlete.id)
    if not found:
        await turn.show(views.NO_CLINIC)
    for membership in found:
        await turn.show(views.switches(membership))


async def switch_on(turn: Turn, tap: SwitchOn) -> None:
    athlete = await turn.athlete()
    membership = await turn.run(
        agree, athlete.id, tap.membership_id, tap.consent, turn.user.full_name, turn.now
    )
    await turn.toast()
    await turn.replace(views.switches(membership))


async def switch_off(turn: Turn, tap: SwitchOff) -> None:
    athlete = await turn.athlete()
    membership = await turn.run(withdraw, athlete.id, tap.membership_id, tap.consent, turn.now)
    await turn.toast()
    await turn.replace(views.switches(membership))


async def leave_command(turn: Turn) -> None:
    """/leave ends it at once; only somebody in several clinics is asked which."""
    athlete = await turn.athlete()
    found = await turn.run(memberships, athlete.id)
    if not found:
        await turn.show(views.NO_CLINIC)
    elif len(found) == 1:
        await turn.run(leave, athlete.id, found[0].id, turn.now)
        await turn.show(views.left(found[0].title))
    else:
        await turn.show(views.which_to_leave(found))


async def ask_to_leave(turn: Turn, tap: AskToLeave) -> None:
    athlete = await turn.athlete()
    found = await turn.run(memberships, athlete.id)
    membership = next((one for one in found if one.id == tap.membership_id), None)
    await turn.toast()
    await turn.replace(views.leaving(membership) if membership else views.NO_CLINIC)


async def leave_clinic(turn: Turn, tap: Leave) -> None:
    athlete = await turn.athlete()
    left = await turn.run(leave, athlete.id, tap.membership_id, turn.now)
    await turn.toast()
    await turn.replace(views.left(left.title))


async def stay(turn: Turn, _tap: Stay) -> None:
    await turn.toast()
    await turn.replace(views.STAYING)
