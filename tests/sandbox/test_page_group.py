"""The group beside the private chat, in a real browser, with a small bot behind it."""

from collections.abc import AsyncIterator

import aiohttp
import pytest
from playwright.async_api import Locator, Page, expect

from bot.clock import MovableClock
from bot.config import Settings
from bot.sandbox.server import serving
from bot.sandbox.world import Sandbox
from tests.rehearsal.small_club_bot import ClubBotProcess
from tests.sandbox.browser import CHROMIUM, chromium
from tests.sandbox.small_stage import SmallStage

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1400, "height": 800}


@pytest.fixture
async def root(sandbox: Sandbox, clock: MovableClock) -> AsyncIterator[str]:
    bot = ClubBotProcess(Settings(), sandbox, clock, lambda: None)
    await bot.start()
    async with serving(sandbox, SmallStage(clock)) as address:
        yield address
    await bot.stop()


@pytest.fixture
async def page(root: str) -> AsyncIterator[Page]:
    """The page just opened, wide enough for both chats; a script error fails the test."""
    async with chromium() as browser:
        page = await browser.new_page(viewport=DESK)  # type: ignore[arg-type]
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        await page.goto(root)
        yield page
    assert errors == []


def group(page: Page, what: str) -> Locator:
    return page.locator(f"#group {what}")


async def press(page: Page, name: str) -> None:
    await page.get_by_role("button", name=name, exact=True).click()


async def asked(page: Page) -> None:
    """The bot is in the group and asks everybody."""
    await press(page, "Add Kneecheck")
    await expect(group(page, ".message").last).to_contain_text("I am now: member")
    await page.get_by_label("Message to the group").fill("/ask")
    await page.keyboard.press("Enter")
    await expect(group(page, ".message").last).to_contain_text("Who answers?")


async def test_what_one_member_is_shown_is_marked_and_gone_for_the_others(page: Page) -> None:
    await asked(page)
    await press(page, "Ben")
    await expect(group(page, ".author").first).to_have_text("Kneecheck")
    await expect(group(page, ".author").nth(1)).to_have_text("You")
    await press(page, "Answer here")
    await expect(group(page, ".only-you")).to_contain_text("Only you can see this")
    await expect(group(page, ".only-you")).to_contain_text("How is your knee?")
    await group(page, '[data-callback-data="score:3"]').click()
    await expect(group(page, ".only-you")).to_contain_text("Saved: 3")

    await press(page, "Cleo")
    await expect(group(page, ".message")).to_have_count(3)
    await expect(group(page, ".only-you")).to_have_count(0)
    await expect(page.locator("#start")).to_be_visible()
    await press(page, "Ben")
    await expect(group(page, ".only-you")).to_contain_text("Saved: 3")


async def test_a_link_to_the_bot_opens_the_private_chat_on_a_phone(page: Page) -> None:
    await page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    await expect(page.locator("#group")).to_be_hidden()
    await press(page, "Group")
    await expect(page.locator("#private")).to_be_hidden()
    await asked(page)
    assert await page.locator("html").evaluate("html => html.scrollWidth") == 360
    await press(page, "Answer in private")
    await expect(page.locator("#private .message").last).to_contain_text("/start here")
    await expect(page.locator("#group")).to_be_hidden()

    await page.get_by_label("Message", exact=True).fill("hello")
    await press(page, "Group")
    await page.get_by_label("Message to the group").fill("/link")
    await page.keyboard.press("Enter")
    await group(page, ".bubble a").click()
    await expect(page.locator("#private .message").last).to_contain_text("/start join_abc")


async def test_an_admin_changes_how_the_bot_stands(page: Page) -> None:
    status = group(page, ".status")
    await expect(status).to_have_text("You, Ben, Cleo")
    await press(page, "Ben")
    await press(page, "Add Kneecheck")
    await expect(status).to_have_text("You, Ben, Cleo and Kneecheck")
    await expect(page.get_by_role("button", name="Make admin")).to_have_count(0)
    await press(page, "You")
    await press(page, "Make admin")
    await expect(status).to_have_text("You, Ben, Cleo and Kneecheck (admin)")
    await press(page, "No admin")
    await press(page, "Remove")
    await expect(group(page, ".service").last).to_have_text("You removed Kneecheck")
    await press(page, "Add Kneecheck")
    await expect(status).to_have_text("You, Ben, Cleo and Kneecheck")


async def test_both_chats_stand_side_by_side_where_there_is_room(page: Page) -> None:
    await expect(page.locator("#private")).to_be_visible()
    await expect(page.locator("#group")).to_be_visible()
    await expect(page.locator(".tabs")).to_be_hidden()


async def test_what_may_not_be_done_is_refused(root: str) -> None:
    async with aiohttp.ClientSession(root) as http:
        for path, body in (
            ("/page/group", {"person": 100_002, "act": "remove"}),
            ("/page/group", {"act": "explode"}),
            ("/page/group", {"person": 7, "act": "add"}),
            ("/page/text", {"person": 7, "text": "hi"}),
            ("/page/tap", {"where": "group", "message_id": -1, "data": "x"}),
        ):
            async with http.post(path, json=body) as answer:
                assert answer.status == 422, (path, body)
