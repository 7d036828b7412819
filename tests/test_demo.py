"""The demo as a visitor sees it: the whole bot in a browser, on a phone."""

import asyncio
import re
import socket
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from signal import SIGINT, SIGTERM, Signals
from typing import Any

import aiohttp
import pytest
from playwright.async_api import Locator, Page, expect

from bot.config import Settings
from bot.demo import on_stage
from tests.process import command, output
from tests.sandbox.browser import CHROMIUM, chromium

in_a_browser = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")
WIDTH = 360


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    """The demo just opened, on a phone that is elsewhere; a script error fails the test."""
    async with on_stage(Settings(time_zone="Europe/Berlin")) as address, chromium() as browser:
        page = await browser.new_page(
            viewport={"width": WIDTH, "height": 740}, timezone_id="Asia/Tokyo"
        )
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        await page.goto(address)
        yield page
    assert errors == []


def answers(page: Page) -> Locator:
    """What the bot has said."""
    return page.locator(".message:not(.mine)")


async def tap(page: Page, label: str) -> None:
    """The button of that name under the latest message that has it."""
    await page.locator(".key").get_by_text(label, exact=True).last.click()


async def press(page: Page, name: str) -> None:
    await page.get_by_role("button", name=name, exact=True).click()


@in_a_browser
async def test_a_visitor_logs_a_workout_and_answers_three_questions(page: Page) -> None:
    last = answers(page).last
    await press(page, "Start")
    await expect(last).to_contain_text("no medical service")
    await tap(page, "Log a workout")
    await expect(last).to_contain_text("What did you do?")
    for label, asked in (
        ("Squats", "How long"),
        ("40 min", "When did it end?"),
        ("Just now", "How hard"),
        ("Skip", "How was the knee before?"),
        ("Skip", "Shall I save it?"),
        ("Save", "Logged: squats, 40 min"),
    ):
        await tap(page, label)
        await expect(last).to_contain_text(asked)

    await expect(last).to_contain_text("0 is no pain, 10 is the worst pain you can imagine")
    await tap(page, "3")
    await expect(last).to_contain_text("Your answer: 3 of 10, tolerable")
    assert "3 of 10" in await page.locator("#toast").inner_text()

    await press(page, "+1 h")
    await expect(last).to_contain_text("One hour after your squats")
    await tap(page, "5")
    await expect(last).to_contain_text("Your answer: 5 of 10, borderline")

    await press(page, "next event")
    await expect(last).to_contain_text("24 hours after your squats")
    await tap(page, "7")
    await expect(last).to_contain_text("Your answer: 7 of 10, too much")
    await expect(last).to_contain_text(re.compile(r"reduce.*A8", re.DOTALL))

    assert await page.locator("html").evaluate("html => html.scrollWidth") == WIDTH
    await expect(page.locator("#no-jobs")).to_be_attached()
    await expect(page.locator("#jobs li")).to_have_count(0)


@in_a_browser
async def test_a_visitor_types_and_lets_the_questions_pass(page: Page) -> None:
    await press(page, "Start")
    box = page.get_by_label("Message", exact=True)
    await box.fill("did 3x10 lunges for 20 min")
    await page.keyboard.press("Enter")
    await tap(page, "Save")
    await expect(answers(page).last).to_contain_text("Logged: lunges")
    await press(page, "+15 min")
    await expect(answers(page).last).to_contain_text("A quick reminder")
    for _ in range(3):
        await press(page, "+24 h")
    await expect(answers(page).last).to_contain_text("24 hours after your lunges")
    await expect(answers(page).last).to_contain_text("marked as late")
    assert await answers(page).filter(has_text="A quick reminder").count() == 0


@in_a_browser
async def test_the_page_and_the_bot_tell_the_same_time(page: Page) -> None:
    await press(page, "Start")
    shown = await page.locator("#time").inner_text()
    box = page.get_by_label("Message", exact=True)
    await box.fill(f"/log squats 40 min ended {shown}")
    await page.keyboard.press("Enter")
    await expect(answers(page).last).to_contain_text("Logged: squats, 40 min")


async def test_moves_of_the_clock_at_the_same_moment_count_both() -> None:
    async with on_stage(Settings()) as address, aiohttp.ClientSession() as session:

        async def now(path: str, **how: Any) -> datetime:
            async with session.request("POST" if how else "GET", address + path, **how) as response:
                return datetime.fromisoformat((await response.json())["now"])

        before = await now("/page/stage")
        await asyncio.gather(*(now("/page/move", json={"minutes": 600}) for _ in range(2)))
        assert await now("/page/stage") - before >= timedelta(hours=20)


async def test_without_a_setting_it_tells_the_time_of_this_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    for settings, zone in (({}, "Asia/Tokyo"), ({"time_zone": "Europe/Rome"}, "Europe/Rome")):
        async with command(tmp_path, "demo", "--port", "0", **settings) as demo:
            await demo.says("Kneecheck is running at")
            [address] = re.findall(r"http://127\.0\.0\.1:\d+", demo.text)
            async with (
                aiohttp.ClientSession() as session,
                session.get(f"{address}/page/stage") as response,
            ):
                assert (await response.json())["zone"] == zone


@pytest.mark.parametrize("signal", [SIGTERM, SIGINT])
async def test_the_command_prints_its_address_and_ends_when_told(
    tmp_path: Path, signal: Signals
) -> None:
    async with command(tmp_path, "demo", "--port", "0") as demo:
        await demo.says("Kneecheck is running at")
        assert demo.text.split()[:4] == ["Kneecheck", "is", "running", "at"]
        [address] = re.findall(r"http://127\.0\.0\.1:\d+", demo.text)
        async with aiohttp.ClientSession() as session, session.get(address) as response:
            assert response.status == 200
            assert "Kneecheck" in await response.text()
        assert await demo.ends(signal) == 0
    assert "Traceback" not in demo.text
    assert is_empty(tmp_path)


async def test_a_port_that_is_taken_is_named_in_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, out, err = await output(tmp_path, "demo", "--port", str(port), log_level="warning")
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert f"Port {port} can not be used" in err
    assert "--port" in err


def is_empty(folder: Path) -> bool:
    return not list(folder.iterdir())
