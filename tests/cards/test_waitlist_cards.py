"""What the cards of the waitlist show, and what can be tapped on them."""

import pytest

from cards.channels import Channel
from language.texts import Texts
from tests.cards.samples_of_waitlist import WAITLIST
from tests.cards.walking import buttons, shown_text, taps

TEXTS = Texts("en")


def card_of(name: str) -> object:
    return WAITLIST[name](TEXTS, Channel.TEAMS)


def test_an_offer_names_the_time_until_when_it_is_kept_and_three_answers() -> None:
    card = card_of("offer")
    shown = shown_text(card)
    for each in ("A time has freed up", "Haircut", "15:00", "15:45", "With Ana Ruiz", "11:10"):
        assert each in shown
    titles = [each["title"] for each in buttons(card)]
    assert titles == ["Book it", "No, thanks", "Leave the waitlist"]
    found = taps(card)
    assert found["waitlist.take"][0]["start"] == "2026-04-16T13:00:00Z"
    assert {*found} == {"waitlist.take", "waitlist.pass", "waitlist.leave"}


@pytest.mark.parametrize("name", ["offer-shared", "staff-waitlist-seen"])
def test_for_how_long_and_how_many_it_is_stands_on_the_cards(name: str) -> None:
    shown = shown_text(card_of(name))
    assert "1 hour, 30 minutes" in shown
    assert "3 people" in shown


def test_each_wish_can_be_left_by_one_tap() -> None:
    found = taps(card_of("waitlist"))
    assert len({each["entry"] for each in found["waitlist.leave"]}) == 5
    assert len(found["waitlist.take"]) == 1


@pytest.mark.parametrize(
    "words",
    [
        "Thursday 16 April",
        "12:00 \u2013 18:00",
        "only Monday and Friday",
        "from 17:00",
        "Haircut with Ana Ruiz",
        "Offered: Thursday 16 April at 15:00, kept until Tuesday 14 April at 11:10",
    ],
)
def test_a_wish_is_said_in_words(words: str) -> None:
    shown = shown_text(card_of("waitlist"))
    assert words in shown


def test_staff_see_how_to_reach_whom_the_bot_cannot() -> None:
    shown = shown_text(card_of("staff-waitlist"))
    assert "dana@example.com" in shown
    assert shown.count("No chat here") == 2
    assert "staff.waitlist" in taps(card_of("staff-waitlist"))
    seen = card_of("staff-waitlist-seen")
    assert "dana@example.com" not in shown_text(seen)
    assert not buttons(seen)
