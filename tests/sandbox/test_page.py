"""The chat page in a real browser, with a small bot behind it."""

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from bot.clock import MovableClock
from bot.sandbox.server import serving
from bot.sandbox.world import Sandbox
from tests.sandbox import small_bot
from tests.sandbox.browser import CHROMIUM, chromium
from tests.sandbox.small_stage import SmallStage

# One browser for the module: it takes longer to start than a test to run.
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine"),
    pytest.mark.asyncio(loop_scope="module"),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="module")
async def page(browser: Browser, sandbox: Sandbox, clock: MovableClock) -> AsyncIterator[Page]:
    """The page just opened, on a phone that is not where the bot tells the time; a script error
    fails the test."""
    async with serving(sandbox, SmallStage(clock)) as root, small_bot.running(sandbox):
        page = await browser.new_page(
            viewport={"width": 360, "height": 740}, timezone_id="Asia/Tokyo"
        )
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        await page.goto(root)
        yield page
        await page.close()
    assert errors == []


async def _start(page: Page) -> None:
    await page.get_by_role("button", name="Start").click()
    await expect(page.locator(".bubble").last).to_contain_text("Hello!")


async def _say(page: Page, text: str) -> None:
    await page.get_by_label("Message", exact=True).fill(text)
    await page.keyboard.press("Enter")


async def test_an_athlete_starts_writes_taps_and_sees_the_edit(page: Page) -> None:
    await expect(page.locator("#description")).to_contain_text("how your knee feels")
    await _start(page)
    await expect(page.locator(".bubble strong").last).to_have_text("right after")

    await _say(page, "squats <b>40</b> min")
    await expect(page.locator(".mine .body").last).to_have_text("squats <b>40</b> min")
    await page.locator('[data-callback-data="score:3"]').click()

    answer = page.locator(".message:not(.mine)").last
    await expect(answer).to_contain_text("You said 3.")
    await expect(answer.locator(".meta")).to_have_text("edited 18:00")
    await expect(page.locator("#toast")).to_have_text("Saved")
    assert await page.locator(".message").count() == 4


async def test_a_deleted_message_vanishes_and_an_alert_wants_an_ok(page: Page) -> None:
    await _start(page)
    await _say(page, "/log")
    await page.locator('[data-callback-data="explain"]').click()
    await expect(page.locator("#alert-text")).to_contain_text("0 to 4 is fine.")
    await page.get_by_role("button", name="OK").click()
    await page.locator('[data-callback-data="forget"]').click()
    await expect(page.locator(".key")).to_have_count(0)


async def test_new_buttons_alone_do_not_look_edited(page: Page, sandbox: Sandbox) -> None:
    await _start(page)
    await _say(page, "/log")
    await expect(page.locator(".key")).to_have_count(13)
    athlete = sandbox.log[0].chat_id
    await sandbox.call("editMessageReplyMarkup", {"chat_id": athlete, "message_id": 4})
    await expect(page.locator(".key")).to_have_count(0)
    await expect(page.locator(".meta").last).to_have_text("18:00")


async def test_lines_are_kept_and_shift_enter_makes_them(page: Page) -> None:
    await _start(page)
    await page.get_by_label("Message", exact=True).fill("one")
    await page.keyboard.press("Shift+Enter")
    await page.keyboard.type("two")
    await page.keyboard.press("Enter")
    await expect(page.locator(".mine .body").last).to_have_text(re.compile("^one\ntwo$"))


async def test_the_command_menu_lists_and_sends(page: Page) -> None:
    await _start(page)
    await page.get_by_role("button", name="Commands").click()
    await expect(page.locator("#menu-list li")).to_have_count(3)
    await page.get_by_role("button", name="/log Log a workout").click()
    await expect(page.locator(".mine .body").last).to_have_text("/log")
    await expect(page.locator("#menu")).to_be_hidden()


async def test_the_clock_moves_and_the_waiting_jobs_with_it(page: Page) -> None:
    jobs, time = page.locator("#jobs li"), page.locator("#time")
    await expect(time).to_have_text("18:00")
    await expect(jobs.first).to_be_hidden()
    await page.locator("#jobs-panel summary").click()
    await expect(jobs).to_have_text(
        [
            "Nudgein 15 minSquats, right afterMon 18:15",
            "Questionin 1 hSquats, one hour afterMon 19:00",
            "Questionin 24 hSquats, the next dayTue 18:00",
        ]
    )
    await page.get_by_role("button", name="+15 min").click()
    await expect(time).to_have_text("18:15")
    await expect(jobs).to_have_count(2)
    await page.get_by_role("button", name="next event").click()
    await expect(time).to_have_text("19:00")
    await page.get_by_role("button", name="+24 h").click()
    await expect(page.locator("#date")).to_have_text(re.compile("^Tue,? 3 Mar$"))
    await expect(page.locator("#no-jobs")).to_be_visible()
    await expect(page.get_by_role("button", name="next event")).to_be_disabled()


async def test_a_reload_shows_the_same_chat(page: Page) -> None:
    await _start(page)
    await page.reload()
    await expect(page.locator(".message")).to_have_count(2)
    await expect(page.locator("#start")).to_be_hidden()


async def test_nothing_is_wider_than_a_phone_and_all_keys_can_be_reached(page: Page) -> None:
    await _start(page)
    await _say(page, "x" * 300)
    keys = page.locator(".key")
    await expect(keys).to_have_count(13)
    assert await page.locator("html").evaluate("html => html.scrollWidth") == 360
    await keys.first.focus()
    for _ in range(3):
        await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(page.locator(".message:not(.mine)").last).to_contain_text("You said 3.")
    # The bot's edit replaced the buttons; the person is still on the same one.
    await expect(page.locator('[data-callback-data="score:3"]')).to_be_focused()
