"""What is said of a series: how many, from when to when, to customers and to staff."""

from datetime import UTC, datetime, timedelta

import pytest

from cards.channels import Channel
from notifications.rendering import NewsLinks, render_news
from scheduling.announcements import AnnouncementKind, RecipientKind
from scheduling.views import NewsView
from tests.cards.facts import appointment
from tests.support.cards import texts_of

LINKS = NewsLinks(lambda _: "https://x.test/a.ics", lambda _: "https://x.test/a")
START = datetime(2026, 4, 16, 13, 0, tzinfo=UTC)


def news(kind: AnnouncementKind, to: RecipientKind, count: int) -> NewsView:
    told = tuple(
        appointment(
            each,
            series_id="s",
            start_at=START + timedelta(weeks=each),
            end_at=START + timedelta(weeks=each, hours=1),
        )
        for each in range(count)
    )
    return NewsView(
        kind=kind,
        recipient_kind=to,
        appointment=told[0],
        time_zone="Europe/Berlin",
        language_tag="en",
        occurrences=told,
    )


CUSTOMER, STAFF = RecipientKind.CUSTOMER, RecipientKind.STAFF_MEMBER


@pytest.mark.parametrize(
    ("kind", "to", "said"),
    [
        (AnnouncementKind.BOOKED, CUSTOMER, "has booked you 4 appointments"),
        (AnnouncementKind.RESCHEDULED, CUSTOMER, "has moved 4 of your appointments"),
        (AnnouncementKind.CANCELLED, CUSTOMER, "has cancelled 4 of your appointments"),
        (AnnouncementKind.REQUESTED, STAFF, "4 new requests of Dana Whitfield"),
        (AnnouncementKind.BOOKED, STAFF, "4 new appointments: Dana Whitfield"),
        (AnnouncementKind.RESCHEDULED, STAFF, "4 of Dana Whitfield\u2019s appointments have moved"),
        (
            AnnouncementKind.CANCELLED,
            STAFF,
            "4 of Dana Whitfield\u2019s appointments are cancelled",
        ),
    ],
)
def test_a_series_is_said_once_with_all_its_dates(
    kind: AnnouncementKind, to: RecipientKind, said: str
) -> None:
    found = render_news(news(kind, to, 4), LINKS)
    for channel in Channel:
        assert said in found[channel].text
        shown = "\n".join(texts_of([found[channel].card]))
        assert "Thursday 7 May at 15:00" in shown
        assert "4 appointments" in shown


def test_what_is_left_of_a_series_is_said_as_one_appointment() -> None:
    found = render_news(news(AnnouncementKind.BOOKED, STAFF, 1), LINKS)
    assert found[Channel.TEAMS].text.startswith("New appointment: ")
