"""What an athlete agrees to in a clinic: nothing before a tap, on record, and ended at once."""

from sqlalchemy import select

from bot.app import Kneecheck
from bot.domain.clinic import Consent
from bot.sandbox.members import MUTED
from bot.sandbox.world import Sandbox
from bot.stage import BotOnStage
from bot.storage.clinic_tables import Agreement, Membership
from tests.handlers.clinic import CONSENTS, Clinic


async def agreements(bot: Kneecheck) -> list[tuple[Consent, bool]]:
    """What was agreed to, in order, and whether it was taken back."""
    rows = await bot.database.run(
        lambda s: s.execute(
            select(Agreement.consent, Agreement.withdrawn_at).order_by(Agreement.id)
        ).all()
    )
    return [(consent, withdrawn_at is not None) for consent, withdrawn_at in rows]


async def current(bot: Kneecheck) -> int:
    rows = await bot.database.run(
        lambda s: s.scalars(select(Membership.id).where(Membership.left_at.is_(None))).all()
    )
    return len(rows)


async def test_nothing_is_on_before_it_is_tapped(
    bot: Kneecheck, sandbox: Sandbox, stage: BotOnStage
) -> None:
    clinic = await Clinic(sandbox, stage).open()
    ana = await clinic.admit("Ana")
    assert "Knee Clinic" in ana.messages[-1].text
    labels = [button.text for button in ana.messages[-1].buttons]
    assert labels[:3] == list(CONSENTS.values())
    assert await agreements(bot) == []


async def test_each_switch_is_for_itself_and_stays_on_record(
    bot: Kneecheck, sandbox: Sandbox, stage: BotOnStage
) -> None:
    clinic = await Clinic(sandbox, stage).open()
    ana = await clinic.admit("Ana", "scores")
    assert await agreements(bot) == [(Consent.SCORES, False)]
    await ana.says("/privacy")
    await ana.taps("My scores to the staff: on")
    await ana.taps("Flare alerts to the staff: off")
    assert await agreements(bot) == [(Consent.SCORES, True), (Consent.ALERTS, False)]
    await ana.taps("My scores to the staff: off")
    assert await agreements(bot) == [
        (Consent.SCORES, True),
        (Consent.ALERTS, False),
        (Consent.SCORES, False),
    ]


async def test_leave_ends_everything_at_once_and_the_record_stays(
    bot: Kneecheck, sandbox: Sandbox, stage: BotOnStage
) -> None:
    clinic = await Clinic(sandbox, stage).open()
    ana = await clinic.admit("Ana", "name", "alerts")
    assert "You have left" in await ana.says("/leave")
    assert await current(bot) == 0
    assert await agreements(bot) == [(Consent.NAME, True), (Consent.ALERTS, True)]
    names = await bot.database.run(lambda s: s.scalars(select(Membership.name)).all())
    assert list(names) == [None]
    assert "no clinic" in await ana.says("/privacy")


async def test_leaving_the_group_ends_it_too_whether_the_bot_is_admin_or_not(
    bot: Kneecheck, sandbox: Sandbox, stage: BotOnStage
) -> None:
    clinic = await Clinic(sandbox, stage).open()
    ana = await clinic.admit("Ana", "name")
    ben = await clinic.admit("Ben", "scores")
    sandbox.groups.leave(clinic.room.group, ana.user)
    assert "You have left" in await ana.reads()
    sandbox.groups.make_plain(clinic.room.group, sandbox.bot, clinic.cleo)
    sandbox.groups.remove(clinic.room.group, ben.user, clinic.cleo)
    assert "You have left" in await ben.reads()
    assert await current(bot) == 0


async def test_whoever_leaves_while_muted_is_out_too(
    bot: Kneecheck, sandbox: Sandbox, stage: BotOnStage
) -> None:
    clinic = await Clinic(sandbox, stage).open()
    ana = await clinic.admit("Ana", "name")
    muted = MUTED.wire(ana.user)
    for is_member, still in ((True, 1), (False, 0)):
        change = {
            "chat": clinic.room.group.chat.wire(),
            "from": ana.user.wire(),
            "date": 1_772_470_800,
            "old_chat_member": muted,
            "new_chat_member": muted | {"is_member": is_member},
        }
        # In a large group nobody is told that they left but in this way.
        sandbox._state.updates.put("chat_member", change)
        await stage.settled()
        assert await current(bot) == still


async def test_somebody_in_two_clinics_is_asked_which_to_leave(
    bot: Kneecheck, sandbox: Sandbox, stage: BotOnStage
) -> None:
    first = await Clinic(sandbox, stage, "First").open()
    second = await Clinic(sandbox, stage, "Second").open()
    ana = await first.admit("Ana")
    await second.admit_phone(ana)
    await ana.says("/leave")
    await ana.taps("First")
    await ana.taps("Leave")
    assert await current(bot) == 1
    assert "Second" in await ana.says("/privacy")


async def test_nobody_switches_for_somebody_else(
    bot: Kneecheck, sandbox: Sandbox, stage: BotOnStage
) -> None:
    clinic = await Clinic(sandbox, stage).open()
    ana = await clinic.admit("Ana")
    ben = await clinic.admit("Ben")
    [data] = [b.data for b in ana.messages[-1].buttons if b.text == CONSENTS["scores"]]
    assert "not in this clinic" in await ben.forges(data or "")
    assert await agreements(bot) == []
