"""A real Chromium for the tests, driven through Playwright."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, async_playwright

from scripts.found_tools import find_chromium

# Without a sandbox, because the tests often run as root in a container; and without the calls
# home that a browser makes, which say nothing about Frontdesk and fail on closed networks.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)


class NoBrowser(Exception):
    """There is no Chromium on this machine."""


@asynccontextmanager
async def running_browser() -> AsyncIterator[Browser]:
    """A headless Chromium that lives as long as the block. Raises NoBrowser."""
    chromium = find_chromium()
    if chromium is None:
        raise NoBrowser("there is no Chromium here: `make test` brings one")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        try:
            yield browser
        finally:
            await browser.close()
