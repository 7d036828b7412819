"""The group's reminder of open check-ins: one message, seldom, and telling of nobody who did not
agree to that."""

from bot.sandbox.log import MessageSent
from bot.sandbox.world import Sandbox
from bot.stage import BotOnStage
from tests.handlers.clinic import Clinic
from tests.handlers.phone import Phone


def reminders(clinic: Clinic) -> list[str]:
    """Every reminder that was sent to the group, as it was sent."""
    return [
        deed.message.text
        for deed in clinic.sandbox.log
        if isinstance(deed, MessageSent)
        and deed.chat_id == clinic.room.id
        and "One tap in our private chat" in deed.message.text
    ]


async def opened(clinic: Clinic, *phones: Phone) -> None:
    """Each has a workout, and leaves its first question open until the group hears of it."""
    for phone in phones:
        await phone.says("/log squats 40 min")
    await clinic.later(minutes=30)


async def test_one_message_names_those_who_agreed_and_counts_the_others(
    sandbox: Sandbox, stage: BotOnStage
) -> None:
    clinic = await Clinic(sandbox, stage).open()
    ana = await clinic.admit("Ana", "name")
    others = [await clinic.admit(name) for name in ("Ben", "Dora", "Eva")]
    await opened(clinic, ana, *others[:2])
    [text] = reminders(clinic)
    assert "Ana has a check-in open" in text
    assert "2 other check-ins are open" in text
    assert "Ben" not in text


async def test_nothing_is_said_when_fewer_than_three_are_not_named(
    sandbox: Sandbox, stage: BotOnStage
) -> None:
    clinic = await Clinic(sandbox, stage).open()
    ana, ben = await clinic.admit("Ana"), await clinic.admit("Ben")
    await opened(clinic, ana, ben)
    assert reminders(clinic) == []
    await clinic.later(days=2)
    assert reminders(clinic) == []


async def test_a_clinic_may_have_nobody_named(sandbox: Sandbox, stage: BotOnStage) -> None:
    clinic = await Clinic(sandbox, stage).open()
    await clinic.room.says(clinic.cleo, "/clinic")
    await clinic.room.taps(clinic.cleo, "Names in reminders")
    await clinic.room.taps(clinic.cleo, "name nobody, only count")
    phones = [await clinic.admit(name, "name") for name in ("Ana", "Ben", "Dora")]
    await opened(clinic, *phones[:2])
    [text] = reminders(clinic)
    assert text.startswith("2 check-ins are open")


async def test_it_changes_as_people_answer_and_goes_when_all_have(
    sandbox: Sandbox, stage: BotOnStage
) -> None:
    clinic = await Clinic(sandbox, stage).open()
    phones = [await clinic.admit(name, "name") for name in ("Ana", "Ben")]
    await opened(clinic, *phones)
    assert "Ana and Ben have a check-in open" in clinic.room.last()
    await phones[0].taps("3")
    await clinic.later(seconds=5)
    assert "Ben has a check-in open" in clinic.room.last()
    await phones[1].taps("3")
    await clinic.later(seconds=5)
    assert "check-in open" not in clinic.room.last()
    assert any("check-in open" in text for text in clinic.room.deleted())


async def test_there_is_at_most_one_in_half_an_hour_and_it_takes_the_place_of_the_last(
    sandbox: Sandbox, stage: BotOnStage
) -> None:
    clinic = await Clinic(sandbox, stage).open()
    ana, ben = await clinic.admit("Ana", "name"), await clinic.admit("Ben", "name")
    await opened(clinic, ana)
    first = len(reminders(clinic))
    await ben.says("/log squats 40 min")
    await clinic.later(minutes=29)
    assert (first, len(reminders(clinic))) == (1, 1)
    await clinic.later(minutes=1)
    assert len(reminders(clinic)) == 2
    shown = [m.text for m in clinic.room.seen(clinic.cleo) if "One tap" in m.text]
    assert len(shown) == 1


async def test_none_comes_in_the_quiet_hours_but_right_after_them(
    sandbox: Sandbox, stage: BotOnStage
) -> None:
    clinic = await Clinic(sandbox, stage).open("quiet 18:15-23:30")
    ana = await clinic.admit("Ana", "name")
    await opened(clinic, ana)
    await clinic.later(hours=28, minutes=59)
    assert reminders(clinic) == []
    await clinic.later(minutes=1)
    assert len(reminders(clinic)) == 1


async def test_an_athlete_in_two_clinics_agreed_for_each(
    sandbox: Sandbox, stage: BotOnStage
) -> None:
    first = await Clinic(sandbox, stage, "First").open()
    second = await Clinic(sandbox, stage, "Second").open()
    ana = await first.admit("Ana", "name")
    await second.admit_phone(ana)
    await opened(first, ana)
    assert len(reminders(first)) == 1
    assert reminders(second) == []


async def test_once_nobody_is_to_be_named_the_names_go_from_what_stands_there(
    sandbox: Sandbox, stage: BotOnStage
) -> None:
    clinic = await Clinic(sandbox, stage).open()
    phones = [await clinic.admit(name, "name") for name in ("Ana", "Ben", "Dora")]
    await opened(clinic, phones[0])
    assert "Ana has a check-in open" in clinic.room.last()
    await clinic.room.says(clinic.cleo, "/clinic")
    await clinic.room.taps(clinic.cleo, "Names in reminders")
    await clinic.room.taps(clinic.cleo, "name nobody, only count")
    await clinic.later(seconds=5)
    [shown] = [m.text for m in clinic.room.seen(clinic.cleo) if "One tap" in m.text]
    assert shown.startswith("1 check-in is open")
