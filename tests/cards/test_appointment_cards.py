"""What the cards of appointments offer, by the facts they are given."""

from typing import Any

import pytest

from cards.agenda import render_agenda
from cards.appointment_views import (
    AgendaCardView,
    AppointmentCardView,
    StaffAppointmentView,
)
from cards.channels import CardJson, Channel
from cards.customer_appointments import render_appointment
from cards.staff_appointments import render_staff_appointment
from cards.verbs import Field, Verb
from language.texts import Texts
from scheduling.permissions import Action
from scheduling.statuses import AppointmentStatus, CancelledBy
from scheduling.views import AppointmentView
from tests.cards.facts import (
    ALL_ACTIONS,
    CONTACT,
    ZONE,
    agenda,
    appointment,
)
from tests.cards.walking import buttons, shown_text, taps

TEXTS = Texts("en")
CHANNEL = Channel.DIRECT_LINE


def customer_card(view: AppointmentView) -> CardJson:
    facts = AppointmentCardView(prompt="Here.", appointment=view, time_zone=ZONE)
    return render_appointment(facts, TEXTS, CHANNEL)


def staff_card(view: AppointmentView) -> CardJson:
    facts = StaffAppointmentView(appointment=view, time_zone=ZONE)
    return render_staff_appointment(facts, TEXTS, CHANNEL)


@pytest.mark.parametrize(
    ("may", "verbs"),
    [
        (
            frozenset({Action.RESCHEDULE, Action.CANCEL}),
            {Verb.MOVE_APPOINTMENT, Verb.CANCEL_APPOINTMENT},
        ),
        (frozenset({Action.CANCEL}), {Verb.CANCEL_APPOINTMENT}),
        (frozenset[Action](), set[Verb]()),
    ],
)
def test_a_customer_is_offered_what_they_may(may: frozenset[Action], verbs: set[Verb]) -> None:
    assert set(taps(customer_card(appointment(may=may)))) == verbs


@pytest.mark.parametrize(
    ("may", "verbs"),
    [
        (
            ALL_ACTIONS,
            {
                Verb.STAFF_MARK,
                Verb.STAFF_MOVE,
                Verb.STAFF_CANCEL,
                Verb.HAND_OVER,
                Verb.STAFF_HISTORY,
            },
        ),
        (frozenset({Action.ANSWER_REQUEST}), {Verb.ACCEPT_REQUEST, Verb.DECLINE_REQUEST}),
        (frozenset({Action.SEE_HISTORY}), {Verb.STAFF_HISTORY}),
        (frozenset({Action.SET_STATUS}), {Verb.STAFF_MARK}),
        (frozenset({Action.SEE_APPOINTMENTS}), set[Verb]()),
    ],
)
def test_staff_are_offered_what_they_may(may: frozenset[Action], verbs: set[Verb]) -> None:
    assert set(taps(staff_card(appointment(may=may)))) == verbs


def test_marks_name_the_version_they_were_made_from() -> None:
    found = taps(staff_card(appointment(may=ALL_ACTIONS)))[Verb.STAFF_MARK]
    assert [each[Field.STATUS] for each in found] == ["arrived", "completed", "noShow"]
    assert {each[Field.VERSION] for each in found} == {3}


def test_contact_details_are_shown_only_where_the_view_has_them() -> None:
    assert CONTACT.email_address in shown_text(staff_card(appointment(contact=CONTACT)))
    assert CONTACT.email_address not in shown_text(staff_card(appointment()))


def test_a_cancelled_appointment_offers_no_calendar_file() -> None:
    view = AppointmentCardView(
        prompt="",
        appointment=appointment(status=AppointmentStatus.CANCELLED, may=frozenset()),
        time_zone=ZONE,
        calendar_file_url="https://x.example/a.ics",
    )
    assert buttons(render_appointment(view, TEXTS, CHANNEL)) == []


def agenda_card(count: int, first: int = 0, **changes: Any) -> CardJson:
    view = AgendaCardView(agenda=agenda(count, **changes), first=first)
    return render_agenda(view, TEXTS, CHANNEL)


def test_an_agenda_opens_each_appointment_and_pages_through_all() -> None:
    opened: list[str] = []
    first: int | None = 0
    while first is not None:
        found = taps(agenda_card(60, first))
        opened += [each[Field.APPOINTMENT] for each in found[Verb.STAFF_OPEN]]
        more = [each[Field.FROM] for each in found[Verb.STAFF_DAY] if Field.FROM in each]
        first = more[0] if more else None
    assert opened == [each.appointment_id for each in agenda(60).appointments]


def test_an_agenda_marks_what_comes_next() -> None:
    assert shown_text(agenda_card(8)).count("Next") == 1


def test_the_teams_agenda_says_with_whom() -> None:
    assert "Ana Ruiz" in shown_text(agenda_card(3, is_team=True))


def test_an_agenda_leads_to_the_days_beside_it() -> None:
    found = [each[Field.DAY] for each in taps(agenda_card(1))[Verb.STAFF_DAY]]
    assert found == ["2026-04-13", "2026-04-15", "2026-04-14"]


@pytest.mark.parametrize(
    ("by", "said"),
    [
        (CancelledBy.CUSTOMER, "The customer"),
        (CancelledBy.STAFF, "The business"),
        (CancelledBy.SYSTEM, "Nobody answered in time"),
    ],
)
def test_a_cancelled_appointment_says_by_whom_and_why(by: CancelledBy, said: str) -> None:
    ended = appointment(
        status=AppointmentStatus.CANCELLED,
        cancelled_by=by,
        cancellation_message="It rains.",
        may=frozenset(),
    )
    for card in (customer_card(ended), staff_card(ended)):
        shown = shown_text(card)
        assert said in shown
        assert shown.count("It rains.") == 1
