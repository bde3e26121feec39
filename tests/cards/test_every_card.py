"""What holds for every card, whatever it shows, on both channels."""

import json
from collections.abc import Iterator

import pytest

from cards.channels import CardJson, Channel
from cards.verbs import Field, Verb
from language.texts import Texts
from tests.cards.samples import SAMPLES
from tests.cards.schema import problems_of
from tests.cards.walking import actions, buttons, nodes

BUDGET = 28 * 1024
TEXTS = Texts("en")
EVERY = [
    pytest.param(name, channel, id=f"{name}-{channel.value}")
    for name in SAMPLES
    for channel in Channel
]
ON_TEAMS = [pytest.param(name, id=name) for name in SAMPLES]
KNOWN_DATA = {each.value for each in Field}
OUR_WORDS = ("fallbackText", "speak")


def card_of(name: str, channel: Channel) -> CardJson:
    return SAMPLES[name](TEXTS, channel)


def text_blocks(card: object) -> Iterator[str]:
    return (each["text"] for each in nodes(card) if each.get("type") == "TextBlock")


@pytest.mark.parametrize(("name", "channel"), EVERY)
def test_is_valid_by_the_schema(name: str, channel: Channel) -> None:
    assert problems_of(card_of(name, channel)) == []


@pytest.mark.parametrize(("name", "channel"), EVERY)
def test_is_of_version_1_5(name: str, channel: Channel) -> None:
    assert card_of(name, channel)["version"] == "1.5"


@pytest.mark.parametrize(("name", "channel"), EVERY)
def test_stays_within_the_budget_of_bytes(name: str, channel: Channel) -> None:
    written = json.dumps(card_of(name, channel), ensure_ascii=False, separators=(",", ":"))
    assert max(len(written.encode()), len(written.encode("utf-16-le")) // 2) < BUDGET


@pytest.mark.parametrize(("name", "channel"), EVERY)
def test_shows_six_buttons_at_most(name: str, channel: Channel) -> None:
    assert len(buttons(card_of(name, channel))) <= 6


@pytest.mark.parametrize(("name", "channel"), EVERY)
def test_says_itself_in_words(name: str, channel: Channel) -> None:
    card = card_of(name, channel)
    assert all(str(card[each]).strip() for each in OUR_WORDS)
    assert not set("<>&") & set(str(card["speak"]))


@pytest.mark.parametrize(("name", "channel"), EVERY)
def test_carries_verbs_and_ids_only(name: str, channel: Channel) -> None:
    for action in actions(card_of(name, channel), fallbacks=True):
        if action["type"] == "Action.OpenUrl":
            continue
        assert action["data"].keys() <= KNOWN_DATA
        assert action["data"]["verb"] in set(Verb)
        assert all(len(str(each)) < 64 for each in action["data"].values())


@pytest.mark.parametrize("name", ON_TEAMS)
def test_executes_on_teams_and_submits_the_same_where_a_client_is_too_old(name: str) -> None:
    for action in actions(card_of(name, Channel.TEAMS)):
        if action["type"] == "Action.OpenUrl":
            continue
        assert action["type"] == "Action.Execute"
        assert action["verb"] == action["data"]["verb"]
        assert action["fallback"]["type"] == "Action.Submit"
        assert action["fallback"]["data"] == action["data"]


@pytest.mark.parametrize("name", ON_TEAMS)
def test_only_submits_in_web_chat(name: str) -> None:
    kinds = {each["type"] for each in actions(card_of(name, Channel.DIRECT_LINE), fallbacks=True)}
    assert kinds <= {"Action.Submit", "Action.OpenUrl"}


@pytest.mark.parametrize(("name", "channel"), EVERY)
def test_opens_no_address_that_runs_a_script(name: str, channel: Channel) -> None:
    opened = [each["url"] for each in actions(card_of(name, channel)) if "url" in each]
    assert all(each.split(":")[0] in {"https", "tel", "mailto"} for each in opened)


@pytest.mark.parametrize(("name", "channel"), EVERY)
def test_puts_no_words_of_others_where_markdown_is_read(name: str, channel: Channel) -> None:
    card = card_of(name, channel)
    for text in text_blocks(card):
        assert not set("[]*_<>`{}") & set(text)
    assert not [each for each in nodes(card) if each.get("type") == "FactSet"]


@pytest.mark.parametrize(("name", "channel"), EVERY)
def test_leaves_nothing_a_client_would_expand(name: str, channel: Channel) -> None:
    card = card_of(name, channel)
    values = [
        text
        for each in nodes(card)
        for key, text in each.items()
        if key != "value" and isinstance(text, str)
    ]
    assert not [each for each in values if "{{" in each]


def test_the_schema_refuses_what_it_does_not_know() -> None:
    card = card_of("welcome", Channel.TEAMS)
    assert problems_of({**card, "colour": "red"})
