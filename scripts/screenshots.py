"""Makes the pictures of the docs: `make screenshots`.

Starts the demo on a free port with a clock that always shows the same day, and plays a customer
and a staff member in a real browser.
"""

import asyncio
import os
import socket
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.request import urlopen

from playwright.async_api import Browser, Page, async_playwright, expect

from scripts.commands import ROOT
from scripts.found_tools import find_chromium

PICTURES = ROOT / "docs" / "pictures"
CLOCK = "2026-04-14T07:30:00Z"
PATIENCE = 15_000


def main() -> None:
    """Make every picture."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    asyncio.run(_make_all())


async def _make_all() -> None:
    async with _demo() as url, _browser() as browser:
        await _conversation(await _page(browser, url, 460, 1500))
        await _agenda(await _page(browser, url, 620, 900))


@asynccontextmanager
async def _demo() -> AsyncIterator[str]:
    """The demo on a free port, with a database of its own."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        settings = {
            "FRONTDESK_PORT": str(port),
            "FRONTDESK_CLOCK": CLOCK,
            "FRONTDESK_DATA_FOLDER": folder,
            "FRONTDESK_DATABASE_URL": f"sqlite:///{folder}/frontdesk.db",
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "demo", env={**os.environ, **settings}, cwd=ROOT
        )
        url = f"http://127.0.0.1:{port}"
        try:
            await _until_ready(url)
            yield url
        finally:
            process.terminate()
            await process.wait()


async def _until_ready(url: str) -> None:
    for _ in range(100):
        try:
            await asyncio.to_thread(lambda: urlopen(f"{url}/health").close())  # noqa: S310  # http
        except OSError:
            await asyncio.sleep(0.1)
        else:
            return
    raise SystemExit("the demo did not become ready")


@asynccontextmanager
async def _browser() -> AsyncIterator[Browser]:
    chromium = find_chromium()
    if chromium is None:
        raise SystemExit("there is no Chromium here: `make test` brings one")
    async with async_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = await playwright.chromium.launch(executable_path=chromium, args=flags)
        yield browser
        await browser.close()


async def _page(browser: Browser, url: str, width: int, height: int) -> Page:
    context = await browser.new_context(
        viewport={"width": width, "height": height},
        device_scale_factor=1.5,
        locale="en-GB",
        timezone_id="Europe/Paris",
        base_url=url,
    )
    return await context.new_page()


async def _conversation(page: Page) -> None:
    """A customer who changes her mind, asks the price in between, and books."""
    await page.goto("/chat/salon")
    await _sees(page, "Hello!")
    await _says(page, "haircut with Ana tomorrow at 3pm", "What is your name")
    await _says(page, "no, Thursday at 9:30", "What is your name")
    await _says(page, "Maya Stone, maya@example.com", "Shall I book")
    await _says(page, "yes", "is booked")
    await _picture(page, "conversation")


async def _agenda(page: Page) -> None:
    """Ana looks at her Thursday."""
    await page.goto("/chat/salon?as=staff:ana")
    await _sees(page, "Ana")
    await _says(page, "my day on Thursday", "Maya Stone")
    await _picture(page, "agenda")


async def _says(page: Page, text: str, then: str) -> None:
    box = page.get_by_placeholder("Type your message")
    await box.fill(text)
    await box.press("Enter")
    await _sees(page, then)


async def _sees(page: Page, text: str) -> None:
    found = page.locator(".webchat__basic-transcript").get_by_text(text)
    await expect(found.last).to_be_visible(timeout=PATIENCE)


async def _picture(page: Page, name: str) -> None:
    await page.wait_for_timeout(1200)  # for the transcript to come to rest
    path: Path = PICTURES / f"{name}.png"
    await page.screenshot(path=path)
    print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
