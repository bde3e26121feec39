"""What the cards of lengths, groups and rooms show, and to whom."""

from collections import Counter
from typing import Any

import pytest

from cards.channels import CardJson, Channel
from language.texts import Texts
from tests.cards.samples import SAMPLES
from tests.cards.walking import actions
from tests.support.cards import texts_of

TEXTS = Texts("en")


def card_of(name: str) -> CardJson:
    return SAMPLES[name](TEXTS, Channel.DIRECT_LINE)


def shown(name: str) -> str:
    return "\n".join(texts_of(card_of(name)))


def data_of(name: str, verb: str) -> list[Any]:
    return [
        each["data"] for each in actions(card_of(name)) if each.get("data", {}).get("verb") == verb
    ]


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("lengths", ("30 minutes", "€30", "1 hour, 30 minutes", "€90")),
        ("times-group", ("3 places left",)),
        ("nearest-group", ("1 place left",)),
        ("summary-group", ("3 people", "How many?")),
        ("summary-lengths", ("Length",)),
        ("appointment-group", ("3 people", "Give back")),
        ("cancel-question-group", ("Yes, give it back",)),
        (
            "staff-appointment-group",
            ("Attendees, 9 of 10", "Room 2", "With Ana Ruiz and Ben Okafor"),
        ),
        ("agenda-group", ("9 of 10", "Room 2", "Ana Ruiz and Ben Okafor")),
        ("staff-list-group", ("9 of 10",)),
        ("news-staff-joined", ("New attendee", "9 of 10")),
        ("news-staff-left", ("An attendee has left", "9 of 10")),
    ],
)
def test_it_is_shown(name: str, texts: tuple[str, ...]) -> None:
    assert not [each for each in texts if each not in shown(name)]


@pytest.mark.parametrize("name", ["appointment-group", "cancel-question-group"])
def test_a_customer_sees_nothing_of_the_others(name: str) -> None:
    assert "of 10" not in shown(name)
    assert "7" not in shown(name)


@pytest.mark.parametrize("name", ["times", "nearest", "summary", "appointment"])
def test_what_is_no_group_says_nothing_of_places(name: str) -> None:
    text = shown(name)
    assert not [each for each in ("left", "people", "How many", "person") if each in text]


def test_lengths_come_the_shortest_first() -> None:
    assert [each["minutes"] for each in data_of("lengths", "pick.length")] == [30, 60, 90]


def test_how_many_is_bounded_by_what_can_be_tapped() -> None:
    assert [each["count"] for each in data_of("summary-group", "pick.count")] == [1, 2, 3, 4, 5, 6]


def test_each_attendee_can_be_removed() -> None:
    people = Counter(
        each["customer"] for each in data_of("staff-appointment-group", "staff.remove")
    )
    assert set(people.values()) == {1}
    assert len(people) == 5
