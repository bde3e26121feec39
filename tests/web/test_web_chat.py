"""Stock Web Chat in a real Chromium on our page, over our channel."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, ViewportSize, expect

from tests.direct_line.chat_host import ROOT, ChatHost, chat_host

pytestmark = pytest.mark.browser
PHONE: ViewportSize = {"width": 390, "height": 780}


@dataclass
class Window:
    """An open chat and all its browser complained about."""

    host: ChatHost
    page: Page
    complaints: list[str] = field(default_factory=list)

    async def open(self, path: str = "/chat/barber") -> None:
        await self.page.goto(self.host.url + path)

    async def send(self, text: str) -> None:
        box = self.page.get_by_placeholder("Type your message")
        await box.fill(text)
        await box.press("Enter")

    async def expect_said(self, text: str, count: int = 1) -> None:
        bubbles = self.page.locator(".webchat__bubble__content").filter(
            has_text=re.compile(rf"^\s*{re.escape(text)}\s*$")
        )
        await expect(bubbles).to_have_count(count, timeout=15_000)


@pytest.fixture
async def window(tmp_path: Path, browser: Browser) -> AsyncIterator[Window]:
    async with chat_host(tmp_path) as host, _window(host, browser) as opened:
        yield opened
        assert opened.complaints == []


@asynccontextmanager
async def _window(host: ChatHost, browser: Browser) -> AsyncIterator[Window]:
    context = await browser.new_context(viewport=PHONE, locale="en-GB", timezone_id="Europe/Berlin")
    page = await context.new_page()
    window = Window(host, page)
    page.on("pageerror", lambda error: window.complaints.append(str(error)))
    page.on(
        "console",
        lambda line: window.complaints.append(line.text) if line.type == "error" else None,
    )
    try:
        yield window
    finally:
        await context.close()


async def test_a_message_is_echoed_and_answered(window: Window) -> None:
    await window.open()
    await window.expect_said("Welcome")
    await window.send("hello")
    await window.expect_said("hello")
    await window.expect_said("You said hello")
    activity, principal, _ = window.host.bot.told[-1]
    assert activity["localTimezone"] == "Europe/Berlin"
    assert activity["locale"] == "en-GB"
    assert principal.user_id.startswith("visitor")
    await expect(window.page.locator("#notice")).to_be_hidden()


async def test_a_card_is_submitted_and_changed_in_place(window: Window) -> None:
    await window.open()
    await window.send("card")
    await window.page.get_by_label("Anything we should know?").fill("a note")
    await window.page.locator("button.ac-pushButton", has_text="Take it").click()
    await expect(window.page.get_by_text("Chosen: take")).to_be_visible()
    await expect(window.page.get_by_text("Choose", exact=True)).to_have_count(0)
    activity, _, _ = window.host.bot.told[-1]
    assert activity["value"] == {"verb": "take", "id": "42", "note": "a note"}
    assert activity["channelData"]["postBack"] is True
    await expect(window.page.get_by_text("Connecting")).to_have_count(0)
    (ROOT / "build").mkdir(exist_ok=True)
    await window.page.screenshot(path=ROOT / "build" / "web-chat.png")


async def test_a_reload_goes_on_with_the_same_conversation(window: Window) -> None:
    await window.open()
    await window.send("hello")
    await window.expect_said("You said hello")
    await window.page.reload()
    await window.expect_said("You said hello")
    await window.send("again")
    await window.expect_said("You said again")
    await window.expect_said("Welcome")
    assert len({activity["conversation"]["id"] for activity, _, _ in window.host.bot.told}) == 1


async def test_another_window_is_another_conversation(window: Window, browser: Browser) -> None:
    await window.open()
    await window.send("hello")
    await window.expect_said("You said hello")
    async with _window(window.host, browser) as other:
        await other.open()
        await other.expect_said("Welcome")
        await other.expect_said("hello", 0)


async def test_the_link_of_a_confirmation_is_posted_once(window: Window) -> None:
    await window.open("/chat/barber?open=a.token")
    await window.expect_said("Welcome")
    await window.send("hello")
    await window.expect_said("You said hello")
    assert "open=" not in window.page.url
    await window.page.reload()
    await window.expect_said("You said hello")
    opened = [activity for activity, _, _ in window.host.bot.told if activity.get("value")]
    assert [each["value"] for each in opened] == [{"verb": "appointment.open", "token": "a.token"}]
    assert opened[0]["channelData"]["postBack"] is True


async def test_the_demo_bar_makes_one_somebody_else(window: Window) -> None:
    await window.open()
    await window.page.get_by_role("link", name="I am Ana (administrator)").click()
    await window.expect_said("Welcome")
    assert window.host.bot.linked[-1][3] == "ana"
    await window.page.get_by_role("link", name="I am a customer").click()
    await window.expect_said("Welcome")
    first, second = window.host.bot.told[0][1], window.host.bot.told[1][1]
    assert first != second


async def test_an_expired_token_is_renewed_by_itself(window: Window) -> None:
    await window.open()
    await window.expect_said("Welcome")
    window.host.clock.go(timedelta(hours=1))
    await window.send("hello")
    await expect(window.page.locator("#notice")).to_be_visible()
    await expect(window.page.locator("#notice")).to_be_hidden(timeout=15_000)
    await window.send("here again")
    await window.expect_said("You said here again")
    # The browser itself reports the refused request.
    window.complaints[:] = [each for each in window.complaints if "403" not in each]
