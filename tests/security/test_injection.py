"""What people write, call themselves or forge into a button is text: never SQL, never HTML."""

from typing import Any

import pytest
from sqlalchemy import func, inspect, select

from bot.app import Kneecheck
from bot.sandbox.world import Sandbox
from bot.stage import BotOnStage
from bot.storage.tables import Base
from tests.handlers.conftest import ana, bot, clock, sandbox, stage  # noqa: F401
from tests.handlers.phone import Phone

SQL = [
    "'; DROP TABLE athlete; --",
    '"; DELETE FROM workout; --',
    "') OR 1=1 --",
    "1; UPDATE answer SET score = 0",
    "\\'; DROP TABLE job; --",
    "%' UNION SELECT sql FROM sqlite_master --",
    "{0} %s :id $1 ?",
]
HTML = [
    "<b>bold</b>",
    "</b></i></a>",
    '<a href="tg://user?id=1">Ana</a>',
    "<script>alert(1)</script>",
    "&lt;b&gt; &amp; &#60;",
    "<pre><code class='language-python'>",
    "<<<>>>&&&",
    "<tg-spoiler>",
]
WAYS = ["{}", "/log {}", "/log squats {} 40 min", "/timezone {}", "/undo {}", "/start {}", "/{}"]
OUR_FAULT = "went wrong"
OURS = {"bold", "italic", "code", "bot_command"}
"""What the bot marks up in texts of its own."""


def rows(bot: Kneecheck) -> dict[str, int]:  # noqa: F811
    """How many there are of each table that there is."""

    def count(session: Any) -> dict[str, int]:
        names = inspect(session.connection()).get_table_names()
        tables = {name: Base.metadata.tables[name] for name in names}
        return {
            name: session.scalar(select(func.count()).select_from(table))
            for name, table in tables.items()
        }

    return bot.database.call(count)


@pytest.mark.parametrize("nasty", SQL)
async def test_sql_in_texts_names_and_buttons_changes_nothing(
    bot: Kneecheck,  # noqa: F811
    sandbox: Sandbox,  # noqa: F811
    stage: BotOnStage,  # noqa: F811
    nasty: str,
) -> None:
    phone = Phone(sandbox, stage, nasty)
    await phone.says("/log squats 40 min")
    await phone.taps("3")
    before = rows(bot)
    assert set(before) == set(Base.metadata.tables)
    for way in WAYS:
        assert OUR_FAULT not in await phone.says(way.format(nasty))
    for data in (f"s:1:{nasty}", f"s:{nasty}:3", f"u:{nasty}", nasty):
        assert OUR_FAULT not in await phone.forges(data[:64])
    after = rows(bot)
    assert set(after) == set(before)
    assert after["athlete"] == before["athlete"] == 1
    assert after["answer"] == before["answer"] == 1
    assert after["workout"] >= before["workout"] == 1
    assert "right after: 3" in await phone.says("/history")


@pytest.mark.parametrize("nasty", HTML)
async def test_html_is_shown_as_it_was_typed_and_marks_nothing_up(
    ana: Phone,  # noqa: F811
    sandbox: Sandbox,  # noqa: F811
    stage: BotOnStage,  # noqa: F811
    nasty: str,
) -> None:
    named = Phone(sandbox, stage, nasty)
    for phone in (ana, named):
        for way in WAYS:
            # The sandbox refuses what Telegram refuses, such as a tag that is not closed.
            said = await phone.says(way.format(nasty))
            assert said
            assert OUR_FAULT not in said
        marked = {entity.type for message in phone.messages for entity in message.entities}
        assert marked <= OURS


async def test_what_was_not_understood_is_quoted_letter_by_letter(ana: Phone) -> None:  # noqa: F811
    for tag in ("<b>bold</b>", "</b></i></a>", "<tg-spoiler>"):
        assert f"“{tag}”" in await ana.says(f"/log squats {tag}")
