"""The cards in Microsoft's own renderer, in a real browser without a network."""

import pytest

from cards.channels import CardJson, Channel
from language.texts import Texts
from tests.cards.facts import HOSTILE
from tests.cards.renderer import Rendered, Renderer, opened_renderer
from tests.cards.samples import SAMPLES
from tests.cards.walking import buttons

pytestmark = pytest.mark.browser

TEXTS = Texts("en")
# What shows the hostile text whole, somewhere.
WHOLE = ("welcome-nasty", "services-nasty", "appointment-nasty", "staff-appointment-nasty")


async def rendered(renderer: Renderer, name: str, channel: Channel) -> Rendered:
    return await renderer.render(SAMPLES[name](TEXTS, channel), channel)


async def test_every_card_renders_without_one_event_or_request() -> None:
    async with opened_renderer() as renderer:
        for name in SAMPLES:
            for channel in Channel:
                shown = await rendered(renderer, name, channel)
                assert shown.events == (), (name, channel)
                assert shown.text.strip(), (name, channel)
        assert renderer.requested == []


async def test_no_card_turns_words_of_others_into_markup() -> None:
    async with opened_renderer() as renderer:
        for name in SAMPLES:
            for channel in Channel:
                shown = await rendered(renderer, name, channel)
                assert shown.foreign == (), (name, channel)


@pytest.mark.parametrize("name", WHOLE)
async def test_hostile_words_are_shown_as_they_were_written(name: str) -> None:
    async with opened_renderer() as renderer:
        for channel in Channel:
            shown = await rendered(renderer, name, channel)
            assert HOSTILE in shown.text


async def test_every_button_is_shown_and_has_a_name() -> None:
    async with opened_renderer() as renderer:
        for name in SAMPLES:
            card = SAMPLES[name](TEXTS, Channel.TEAMS)
            shown = await renderer.render(card, Channel.TEAMS)
            assert shown.buttons_count == len(buttons(card)), name
            assert all(each["title"] in shown.titles for each in buttons(card)), name


async def test_the_renderer_would_complain_of_a_broken_card() -> None:
    async with opened_renderer() as renderer:
        card = SAMPLES["contact"](TEXTS, Channel.TEAMS)
        body = card["body"]
        assert isinstance(body, list)
        broken: CardJson = {**card, "body": [*body, {"type": "Input.Text"}]}
        assert (await renderer.render(broken, Channel.TEAMS)).events
