"""Names full of markup, in the stock Web Chat of a real browser: shown as they were written."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.journeys.salon import BUSINESS, NOW, SALON
from tests.support.hosts import RunningHost, running_host
from tests.support.web_chat import PATIENCE, Window

pytestmark = pytest.mark.browser

NAMES = {
    "a link, a picture, marks": "[click](javascript:alert(1)) ![x](https://evil.example/p.png)"
    " **bold** __strong__ `code`",
    "a mention, a template, a tag, an address": "<at>Everyone</at> {{DATE(x,LONG)}} ${name}"
    " <img src=x onerror=alert(1)> &lt;b&gt; https://evil.example/",
}


SHOWN_TO_STAFF = 60
"""The heading of a card is cut where a long name would push everything else away."""


@pytest_asyncio.fixture
async def salon(sqlite_url: str, tmp_path: Path) -> AsyncIterator[RunningHost]:
    """The salon on a free port."""
    async with running_host(sqlite_url, tmp_path, SALON, NOW) as running:
        yield running


class Witness:
    """Opens chats and keeps what their browsers did that no chat should."""

    def __init__(self, browser: Browser, url: str) -> None:
        self._browser = browser
        self._url = url
        self.faults: list[str] = []

    async def window(self, query: str = "") -> Window:
        context = await self._browser.new_context(locale="en-GB", timezone_id="Europe/Paris")
        page = await context.new_page()
        page.on("request", lambda request: self._look_at(request.url))
        page.on("dialog", lambda dialog: self.faults.append(f"dialog {dialog.message}"))
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        window = Window(page, self._url)
        await window.opens(f"/chat/{BUSINESS}{query}")
        return window

    def _look_at(self, url: str) -> None:
        if not url.startswith((self._url, "data:", "blob:")):
            self.faults.append(url)


async def sees_literally(window: Window, name: str) -> None:
    """The name stands there with every sign it was written with, and nothing came of it."""
    transcript = window.page.locator(".webchat__basic-transcript")
    await expect(transcript.get_by_text(name).last).to_be_visible(timeout=PATIENCE)
    for made in ("a[href*='evil']", "a[href*='javascript']", "img[src*='evil']", "img[src='x']"):
        assert await transcript.locator(made).count() == 0, made
    for made in ("strong", "em", "code", "at"):
        assert await transcript.locator(made).count() == 0, made


@pytest.mark.parametrize("kind", NAMES)
async def test_a_name_is_shown_as_it_was_written(
    browser: Browser, salon: RunningHost, kind: str
) -> None:
    name, witness = NAMES[kind], Witness(browser, salon.url)
    customer = await witness.window()
    await customer.says("haircut with Ana on Thursday at 10")
    await customer.sees("What is your name")
    await customer.fills("Your name", name)
    await customer.fills("Email", "somebody@example.com")
    await customer.taps("Continue")
    await customer.sees("Shall I book this for Thursday 16 April")
    await sees_literally(customer, name)
    await customer.taps("Book it")
    await customer.sees("is booked for Thursday 16 April")
    await sees_literally(customer, name)
    staff = await witness.window("?as=staff:ana")
    await staff.says("my day on Thursday")
    await staff.taps("10:00", exact=False)
    await staff.sees("somebody@example.com")
    await sees_literally(staff, name[:SHOWN_TO_STAFF])
    assert witness.faults == []
