"""Microsoft's own card renderer, in a real Chromium without a network."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser, Page, Route

from cards.channels import CardJson, Channel
from tests.support.browser import running_browser

ROOT = Path(__file__).parents[2]
_MODULES = ROOT / "node_modules"
_SCRIPTS = (
    _MODULES / "adaptivecards/dist/adaptivecards.js",
    _MODULES / "markdown-it/dist/markdown-it.js",
)
_HOST_CONFIGS = _MODULES / "adaptivecards-designer/lib/hostConfigs"
_HOST_CONFIG = {
    Channel.TEAMS: "microsoft-teams-light.json",
    Channel.DIRECT_LINE: "webchat.json",
}
_WIDTH = {Channel.TEAMS: 460, Channel.DIRECT_LINE: 380}
_STYLE = """
    body { margin: 0; padding: 16px; background: #f3f2f1; font-family: 'Segoe UI', sans-serif }
    #card { overflow-wrap: anywhere }
    #card { background: #fff; border-radius: 6px; box-shadow: 0 1px 4px #0003; overflow: hidden }
    .ac-pushButton { border: 1px solid #c8c6c4; border-radius: 4px; background: #fff;
        padding: 6px 14px; font: 600 13px 'Segoe UI', sans-serif; overflow: hidden }
    .ac-pushButton.style-positive { background: #5b5fc7; border-color: #5b5fc7; color: #fff }
    .ac-pushButton.style-destructive { border-color: #c4314b; color: #c4314b }
    .ac-input { border: 1px solid #c8c6c4; border-radius: 4px; padding: 6px; width: 100%;
        box-sizing: border-box; font: 14px 'Segoe UI', sans-serif }
    .ac-horizontal-separator { margin: 0 }
    input[type=checkbox].ac-input { width: auto }
"""
_RENDER = """
({card, hostConfig}) => {
    AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
        result.outputHtml = markdownit().render(text);
        result.didProcess = true;
    };
    const context = new AdaptiveCards.SerializationContext();
    const made = new AdaptiveCards.AdaptiveCard();
    made.hostConfig = new AdaptiveCards.HostConfig(hostConfig);
    made.parse(card, context);
    const events = [];
    for (let place = 0; place < context.eventCount; place++)
        events.push(context.getEventAt(place).message);
    made.validateProperties().validationEvents.forEach(each => events.push(each.message));
    const element = made.render();
    document.getElementById("card").replaceChildren(element);
    const every = selector => [...element.querySelectorAll(selector)];
    const labelled = every("button, option, input, textarea, [aria-label]");
    return {
        events,
        text: element.textContent,
        titles: labelled.map(each => each.ariaLabel || each.value || each.textContent),
        foreign: every("a, img, script, iframe, b, strong, em, code").map(each => each.outerHTML),
        buttonsCount: every("button").length,
    };
}
"""


@dataclass(frozen=True, slots=True)
class Rendered:
    """What became of a card: what the renderer complained of, and what a person sees."""

    events: tuple[str, ...]
    text: str
    titles: tuple[str, ...]
    foreign: tuple[str, ...]
    buttons_count: int


@dataclass(slots=True)
class Renderer:
    """A page that shows one card at a time. `requested` are the addresses it tried to fetch."""

    page: Page
    requested: list[str]

    async def render(self, card: CardJson, channel: Channel) -> Rendered:
        config = json.loads((_HOST_CONFIGS / _HOST_CONFIG[channel]).read_text())
        await self.page.set_viewport_size({"width": _WIDTH[channel] + 32, "height": 80})
        found = await self.page.evaluate(_RENDER, {"card": card, "hostConfig": config})
        return Rendered(
            tuple(found["events"]),
            found["text"],
            tuple(found["titles"]),
            tuple(found["foreign"]),
            found["buttonsCount"],
        )

    async def picture(self, path: Path) -> None:
        await self.page.screenshot(path=path, full_page=True)


@asynccontextmanager
async def opened_renderer() -> AsyncIterator[Renderer]:
    """A renderer for as long as the block lasts."""
    async with running_browser() as browser:
        yield await _opened(browser)


async def _opened(browser: Browser) -> Renderer:
    page = await browser.new_page(device_scale_factor=2)
    requested: list[str] = []

    async def refuse(route: Route) -> None:
        requested.append(route.request.url)
        await route.abort()

    await page.route("**/*", refuse)
    await page.set_content(f"<style>{_STYLE}</style><div id='card'></div>")
    for script in _SCRIPTS:
        await page.add_script_tag(path=script)
    return Renderer(page, requested)
