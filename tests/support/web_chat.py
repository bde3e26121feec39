"""A person at the stock Web Chat in a real browser: types, taps, fills in, and looks."""

import re
from dataclasses import dataclass

from playwright.async_api import Locator, Page, expect

PATIENCE = 15_000
"""Milliseconds to wait for something to be seen."""


@dataclass
class Window:
    """An open chat page of one person."""

    page: Page
    url: str

    async def opens(self, path: str) -> None:
        """Open the chat page and wait for the greeting."""
        await self.page.goto(self.url + path)
        await self.sees("You can book an appointment|Your day at|my day")

    async def says(self, text: str) -> None:
        """Type a message."""
        box = self.page.get_by_placeholder("Type your message")
        await box.fill(text)
        await box.press("Enter")

    async def sees(self, pattern: str) -> None:
        """Wait until the newest answers show a text."""
        found = self.page.locator(".webchat__basic-transcript").get_by_text(re.compile(pattern))
        await expect(found.last).to_be_visible(timeout=PATIENCE)

    async def taps(self, title: str, *, exact: bool = True) -> None:
        """Tap the newest button of that title."""
        button = self.page.get_by_role("button", name=title, exact=exact).last
        await expect(button).to_be_visible(timeout=PATIENCE)
        await button.click()

    async def fills(self, label: str, text: str) -> None:
        """Fill in the newest input of that label."""
        field: Locator = self.page.get_by_label(re.compile(label)).last
        await expect(field).to_be_visible(timeout=PATIENCE)
        await field.fill(text)

    async def sees_one_of(self, *texts: str) -> str:
        """Wait until the newest answers show one of the texts, and tell which."""
        await self.sees("|".join(texts))
        transcript = self.page.locator(".webchat__basic-transcript")
        shown = [text for text in texts if await transcript.get_by_text(text).count()]
        assert len(shown) == 1, shown
        return shown[0]

    async def link_behind(self, title: str) -> str:
        """Tap the newest button that opens a link, and give the address it would open."""
        # Opening a calendar file starts a download; the address is all that is asked for here.
        await self.page.evaluate("window.open = address => { window.openedAddress = address }")
        found = self.page.get_by_role("link", name=title)
        await found.or_(self.page.get_by_role("button", name=title)).last.click()
        return str(await self.page.evaluate("window.openedAddress"))
