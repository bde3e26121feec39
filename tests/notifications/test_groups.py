"""What is told of a group: staff hear how many attend, customers of their own place only."""

import pytest

from cards.channels import Channel
from notifications.rendering import NewsLinks, render_news
from scheduling.announcements import AnnouncementKind, RecipientKind
from scheduling.views import GroupView, NewsView
from tests.cards.facts import ZONE, appointment
from tests.support.cards import texts_of

LINKS = NewsLinks(lambda _: "https://x.test/a.ics", lambda _: "https://x.test/a")
YOGA = appointment(service_name="Yoga", group=GroupView(2, 10, 7))


def news(kind: AnnouncementKind, recipient: RecipientKind) -> NewsView:
    return NewsView(
        kind=kind,
        recipient_kind=recipient,
        appointment=YOGA,
        time_zone=ZONE,
        language_tag="en",
    )


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (AnnouncementKind.ATTENDEE_JOINED, "Somebody has joined Yoga"),
        (AnnouncementKind.ATTENDEE_LEFT, "Somebody has left Yoga"),
        (AnnouncementKind.BOOKED, "New appointment of a group: Yoga"),
    ],
)
@pytest.mark.parametrize("channel", list(Channel))
def test_staff_hear_how_many_attend(kind: AnnouncementKind, said: str, channel: Channel) -> None:
    message = render_news(news(kind, RecipientKind.STAFF_MEMBER), LINKS)[channel]
    assert message.text.startswith(said)
    assert "7 of 10" in message.text
    assert "7 of 10" in "\n".join(texts_of(message.card))
    assert YOGA.customer_name not in message.text


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (AnnouncementKind.BOOKED, "has booked you a place: Yoga"),
        (AnnouncementKind.CANCELLED, "has cancelled your place: Yoga"),
        (AnnouncementKind.RESCHEDULED, "has moved your appointment: Yoga"),
    ],
)
def test_customers_hear_of_their_own_place_only(kind: AnnouncementKind, said: str) -> None:
    message = render_news(news(kind, RecipientKind.CUSTOMER), LINKS)[Channel.DIRECT_LINE]
    assert said in message.text
    assert "of 10" not in f"{message.text}{texts_of(message.card)}"


def test_what_is_no_group_is_told_as_ever() -> None:
    plain = NewsView(
        kind=AnnouncementKind.CANCELLED,
        recipient_kind=RecipientKind.CUSTOMER,
        appointment=appointment(),
        time_zone=ZONE,
        language_tag="en",
    )
    message = render_news(plain, LINKS)[Channel.DIRECT_LINE]
    assert "has cancelled your appointment: Haircut" in message.text
