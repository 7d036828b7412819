"""Nobody guesses their way into a clinic: invites are long, random, kept as hashes, and end."""

from secrets import token_urlsafe

import pytest
from sqlalchemy import func, select

from bot.app import Kneecheck
from bot.sandbox.world import Sandbox
from bot.stage import BotOnStage
from bot.storage.clinic_tables import Clinic as ClinicRow
from bot.storage.clinic_tables import Membership
from tests.handlers.clinic import Clinic
from tests.handlers.conftest import ana, bot, clock, sandbox, stage  # noqa: F401
from tests.handlers.phone import Phone


@pytest.fixture
async def clinic(sandbox: Sandbox, stage: BotOnStage) -> Clinic:  # noqa: F811
    return await Clinic(sandbox, stage).open()


async def members(bot: Kneecheck) -> int:  # noqa: F811
    count = select(func.count()).select_from(Membership)
    return await bot.database.run(lambda session: session.scalar(count) or 0)


@pytest.mark.parametrize("how", ["random", "a letter off", "cut short", "the number", "empty"])
async def test_what_is_guessed_opens_nothing_and_tells_nothing(
    bot: Kneecheck,  # noqa: F811
    clinic: Clinic,
    ana: Phone,  # noqa: F811
    how: str,
) -> None:
    real = clinic.invite
    other_last = "A" if real[-2] != "A" else "B"
    guess = {
        "random": f"join_{token_urlsafe(16)}",
        "a letter off": real[:-2] + other_last + real[-1],
        "cut short": real[:-4],
        "the number": "join_1",
        "empty": "join_",
    }[how]
    answer = await ana.says(f"/start {guess}")
    assert answer
    assert "Knee Clinic" not in answer
    assert await members(bot) == 0
    assert "Knee Clinic" in await ana.says(f"/start {real}")


async def test_an_invite_has_128_bits_and_only_its_hash_is_kept(
    bot: Kneecheck,  # noqa: F811
    clinic: Clinic,
) -> None:
    token = clinic.invite.removeprefix("join_")
    assert len(token) >= 22  # 16 bytes in URL-safe base64
    kept = await bot.database.run(
        lambda session: session.scalars(select(ClinicRow.invite_hash)).all()
    )
    assert len(kept) == 1
    assert token not in str(kept[0])
