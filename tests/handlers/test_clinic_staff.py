"""What the staff read: flares of those who agreed, the digest, the export; and nobody else."""

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from bot.domain.digest import Exported, ExportRow
from bot.sandbox.log import MessageSent
from bot.sandbox.world import Sandbox
from bot.services.export import exported_rows
from bot.stage import BotOnStage
from bot.storage.clinic_tables import Agreement
from bot.storage.clinic_tables import Clinic as ClinicRow
from tests.handlers.clinic import Clinic
from tests.handlers.phone import Phone


async def trained(clinic: Clinic, phone: Phone, *scores: str) -> None:
    """A workout, and its three answers."""
    await phone.says("/log squats 40 min")
    for score, hours in zip(scores, (1, 23, 0), strict=True):
        await phone.taps(score)
        await clinic.later(hours=hours)


def alerts(clinic: Clinic) -> list[str]:
    return [
        deed.message.text
        for deed in clinic.sandbox.log
        if isinstance(deed, MessageSent) and "I've seen it" in str(deed.message.buttons)
    ]


async def test_a_flare_reaches_the_staff_chat_of_those_who_agreed(
    sandbox: Sandbox, stage: BotOnStage
) -> None:
    clinic = await Clinic(sandbox, stage).open()
    await clinic.link_staff()
    ana = await clinic.admit("Ana", "alerts")
    ben = await clinic.admit("Ben", "name", "scores")
    await trained(clinic, ana, "3", "4", "7")
    await trained(clinic, ben, "3", "4", "8")
    [text] = alerts(clinic)
    assert "Ana (Knee Clinic)" in text
    assert "Squats, 40 min" in text
    assert "right after: 3, 1 h: 4, 24 h: 7" in text
    assert "I advised: Do less next time." in text
    assert text in [message.text for message in clinic.staff.seen(clinic.cleo)]
    assert not any("24 h: 7" in shown for shown in clinic.room.public())


async def test_whoever_of_the_staff_takes_it_is_shown_to_all(
    sandbox: Sandbox, stage: BotOnStage
) -> None:
    clinic = await Clinic(sandbox, stage).open()
    await clinic.link_staff()
    ana = await clinic.admit("Ana", "alerts")
    await trained(clinic, ana, "3", "4", "7")
    await clinic.staff.taps(clinic.cleo, "I've seen it")
    assert "Seen by Cleo of Knee Clinic." in clinic.staff.last()
    assert clinic.staff.buttons() == []


async def test_nobody_is_alerted_about_twice_a_day_unless_it_is_worse(
    sandbox: Sandbox, stage: BotOnStage
) -> None:
    clinic = await Clinic(sandbox, stage).open()
    await clinic.link_staff()
    ana = await clinic.admit("Ana", "alerts")
    await trained(clinic, ana, "3", "4", "7")
    for score, told in (("6", 1), ("7", 1), ("9", 2), ("8", 2)):
        await ana.taps(score)
        assert len(alerts(clinic)) == told
    await clinic.later(hours=24)
    await ana.taps("8")
    assert len(alerts(clinic)) == 3


async def test_without_consent_or_staff_chat_a_flare_goes_nowhere(
    sandbox: Sandbox, stage: BotOnStage
) -> None:
    clinic = await Clinic(sandbox, stage).open()
    ana = await clinic.admit("Ana", "alerts")
    await trained(clinic, ana, "3", "4", "9")
    assert alerts(clinic) == []
    await clinic.link_staff()
    await ana.says("/privacy")
    await ana.taps("Flare alerts to the staff: on")
    await trained(clinic, ana, "3", "4", "9")
    assert alerts(clinic) == []


async def test_a_sign_of_worse_is_a_flare_too(sandbox: Sandbox, stage: BotOnStage) -> None:
    clinic = await Clinic(sandbox, stage).open()
    await clinic.link_staff()
    ana = await clinic.admit("Ana", "alerts")
    await ana.says("my knee is locked and badly swollen")
    [text] = alerts(clinic)
    assert "Ana" in text
    assert "warning sign" in text


async def test_a_clinics_own_marks_decide_and_the_advice_says_so(
    sandbox: Sandbox, stage: BotOnStage
) -> None:
    clinic = await Clinic(sandbox, stage).open("marks 4 5")
    await clinic.link_staff()
    ana = await clinic.admit("Ana", "alerts")
    await trained(clinic, ana, "3", "3", "5")
    assert len(alerts(clinic)) == 1
    assert "your clinic's" in ana.messages[-1].text


async def test_the_code_works_once_and_not_for_the_clinics_own_group(
    sandbox: Sandbox, stage: BotOnStage
) -> None:
    clinic = await Clinic(sandbox, stage).open()
    other = await Clinic(sandbox, stage, "Other").open()
    await clinic.staff.says(clinic.cleo, "/staff")
    code = clinic.staff.last().partition("/staff ")[2].split()[0]
    await other.room.says(other.cleo, "/staff WRONGCODE")
    assert "do not know this code" in other.room.last()
    await clinic.room.says(clinic.cleo, f"/staff {code}")
    assert "Done" in clinic.room.last()
    await other.room.says(other.cleo, f"/staff {code}")
    assert "do not know this code" in other.room.last()


async def test_the_digest_counts_those_who_agreed_and_comes_in_time(
    sandbox: Sandbox, stage: BotOnStage
) -> None:
    clinic = await Clinic(sandbox, stage).open("digest daily 08:00")
    await clinic.link_staff()
    phones = [await clinic.admit(name, "scores") for name in ("Ana", "Ben", "Dora")]
    silent = await clinic.admit("Eva")
    for phone in (*phones, silent):
        await phone.says("/log squats 40 min")
    for phone in phones[:2]:
        await phone.taps("3")
    before = len(clinic.staff.public())
    await clinic.later(hours=14)
    [digest] = [text for text in clinic.staff.public()[before:] if "Answered in time" in text]
    assert "2 of 6" in digest
    assert "missed 4" in digest


async def test_a_digest_of_fewer_than_three_shows_nothing(
    sandbox: Sandbox, stage: BotOnStage
) -> None:
    clinic = await Clinic(sandbox, stage).open()
    await clinic.link_staff()
    for name in ("Ana", "Ben"):
        phone = await clinic.admit(name, "scores")
        await trained(clinic, phone, "3", "3", "7")
    await clinic.later(days=1)
    await clinic.staff.says(clinic.cleo, "/digest")
    shown = clinic.staff.last()
    assert "Too little to count" in shown
    assert "Flares: none to show" in shown
    assert clinic.staff.seen(clinic.cleo)[-1].media is None


async def test_who_agreed_to_be_named_is_shown_and_a_withdrawal_counts_at_once(
    sandbox: Sandbox, stage: BotOnStage
) -> None:
    clinic = await Clinic(sandbox, stage).open()
    await clinic.link_staff()
    ana = await clinic.admit("Ana", "name", "scores")
    await trained(clinic, ana, "3", "3", "7")
    await clinic.later(days=1)
    await clinic.staff.says(clinic.cleo, "/digest")
    assert "Flares: Ana" in clinic.staff.last()
    assert clinic.staff.seen(clinic.cleo)[-1].media is not None
    await clinic.staff.taps(clinic.cleo, "Export as CSV")
    assert clinic.staff.seen(clinic.cleo)[-1].media is not None
    await ana.says("/privacy")
    await ana.taps("My scores to the staff: on")
    await clinic.staff.says(clinic.cleo, "/digest")
    assert "Ana" not in clinic.staff.last()
    assert "Too little to count" in clinic.staff.last()


async def test_who_takes_it_back_while_the_export_is_read_is_not_in_it(
    sandbox: Sandbox, stage: BotOnStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    clinic = await Clinic(sandbox, stage).open()
    await clinic.link_staff()
    for name in ("Ana", "Ben"):
        await trained(clinic, await clinic.admit(name, "name", "scores"), "3", "3", "3")

    def read_and_withdraw(session: Session, athlete: Exported) -> list[ExportRow]:
        rows = exported_rows(session, athlete)
        if athlete.shown_as == "Ana":
            session.execute(
                update(Agreement)
                .where(Agreement.membership_id == 1, Agreement.withdrawn_at.is_(None))
                .values(withdrawn_at=Agreement.given_at)
            )
        return rows

    monkeypatch.setattr("handlers.staff.exported_rows", read_and_withdraw)
    await clinic.staff.says(clinic.cleo, "/digest")
    await clinic.staff.taps(clinic.cleo, "Export as CSV")
    media = clinic.staff.seen(clinic.cleo)[-1].media
    assert media is not None
    content = sandbox.file_by_id(media.body["file_id"]).content.decode()
    assert "Ben" in content
    assert "Ana" not in content


async def test_an_export_does_not_go_to_a_chat_that_is_unlinked_while_it_is_read(
    sandbox: Sandbox, stage: BotOnStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    clinic = await Clinic(sandbox, stage).open()
    await clinic.link_staff()
    await trained(clinic, await clinic.admit("Ana", "name", "scores"), "3", "3", "3")

    def read_and_unlink(session: Session, athlete: Exported) -> list[ExportRow]:
        session.execute(update(ClinicRow).values(staff_chat_id=None))
        return exported_rows(session, athlete)

    monkeypatch.setattr("handlers.staff.exported_rows", read_and_unlink)
    await clinic.staff.says(clinic.cleo, "/digest")
    before = clinic.staff.seen(clinic.cleo)
    await clinic.staff.taps(clinic.cleo, "Export as CSV")
    assert clinic.staff.seen(clinic.cleo) == before


async def test_silent_athletes_are_one_line(sandbox: Sandbox, stage: BotOnStage) -> None:
    clinic = await Clinic(sandbox, stage).open()
    await clinic.link_staff()
    ana = await clinic.admit("Ana", "name", "scores")
    await clinic.admit("Ben", "name", "scores")
    for _ in range(3):
        await ana.says("/log squats 40 min")
        await clinic.later(days=2)
    await clinic.staff.says(clinic.cleo, "/digest")
    assert "Silent: Ana." in clinic.staff.last()
    await clinic.later(days=9)
    await clinic.staff.says(clinic.cleo, "/digest")
    assert "Silent: Ana, Ben." in clinic.staff.last()


async def test_silence_from_before_somebody_agreed_is_told_to_nobody(
    sandbox: Sandbox, stage: BotOnStage
) -> None:
    clinic = await Clinic(sandbox, stage).open()
    await clinic.link_staff()
    ana, ben = await clinic.admit("Ana"), await clinic.admit("Ben")
    for _ in range(3):
        await ana.says("/log squats 40 min")
        await clinic.later(days=5)
    for phone in (ana, ben):
        await phone.says("/privacy")
        await phone.taps("My name in reminders: off")
        await phone.taps("My scores to the staff: off")
    await clinic.staff.says(clinic.cleo, "/digest")
    assert "Silent: none to show." in clinic.staff.last()
    await clinic.later(days=14)
    await clinic.staff.says(clinic.cleo, "/digest")
    assert "Silent: Ana, Ben." in clinic.staff.last()


async def test_two_clinics_may_share_a_staff_chat(sandbox: Sandbox, stage: BotOnStage) -> None:
    first = await Clinic(sandbox, stage, "First").open()
    second = await Clinic(sandbox, stage, "Second").open()
    second.staff, second.cleo = first.staff, second.cleo
    sandbox.groups.join(first.staff.group, second.cleo)
    await first.link_staff()
    await first.staff.says(first.cleo, "/staff")
    code = first.staff.last().partition("/staff ")[2].split()[0]
    await second.room.says(second.cleo, f"/staff {code}")
    ana, ben = await first.admit("Ana", "alerts"), await second.admit("Ben", "alerts")
    await trained(first, ana, "3", "3", "7")
    await trained(second, ben, "3", "3", "8")
    assert ["(First)" in text for text in alerts(first)] == [True, False]
    await first.staff.says(first.cleo, "/digest")
    shown = [message.text for message in first.staff.seen(first.cleo)[-2:]]
    assert [text.split(",")[0] for text in shown] == ["First", "Second"]
