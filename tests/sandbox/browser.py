"""The system's Chromium, without a window."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from playwright.async_api import Browser, async_playwright

CHROMIUM = shutil.which("chromium")
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_CLOSING_S = 60


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """A browser while the context is open."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
        try:
            yield browser
        finally:
            # Playwright waits until nobody holds Chromium's output any more, and the handlers that
            # write its crash reports may outlive it.
            with suppress(TimeoutError):
                async with asyncio.timeout(_CLOSING_S):
                    await browser.close()
