"""What is stored when somebody books: the appointment, the customer, what they said and agreed to."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from scheduling.actors import Actor, OperatorActor
from scheduling.appointments import Appointment
from scheduling.catalog import (
    ContactDetail,
    Price,
    PriceType,
    QuestionAssignment,
    ServiceDuration,
)
from scheduling.customers import (
    Consent,
    Contact,
    Customer,
    CustomerInformation,
    QuestionAnswer,
)
from scheduling.errors import InvalidValue, MissingDetails, NotFound, TooManyAppointments
from scheduling.policies import SchedulingPolicy
from scheduling.ports import Link
from scheduling.resources import Resource, ResourceNeed, ResourceUnit
from scheduling.statuses import AppointmentStatus
from scheduling.time_ranges import TimeRange
from scheduling.views import AppointmentView
from scheduling.wall_clocks import WallClock
from tests.fakes.businesses import (
    BUSINESS,
    DANA,
    EVE,
    HAIRCUT,
    TUESDAY_TEN,
    at,
    customer,
    salon,
    salon_business,
    staff,
)
from tests.fakes.desk import MemoryDesk

HOUR = timedelta(hours=1)
HOUSE = OperatorActor()
ROOM = Resource(resource_id="room", display_name="Room")
FULL = replace(
    HAIRCUT,
    pre_buffer=timedelta(minutes=10),
    post_buffer=timedelta(minutes=20),
    durations=(ServiceDuration(2 * HOUR, Price(PriceType.FIXED_PRICE, Decimal(70))),),
    required_resources=(ResourceNeed(("room",)),),
    default_location="Room 1",
    is_location_online=True,
    additional_information="Bring photographs.",
    notes="Staff only",
)


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk()


def stored(desk: MemoryDesk, view: AppointmentView) -> Appointment:
    return desk.state.appointments[BUSINESS, view.appointment_id]


def theirs(desk: MemoryDesk, view: AppointmentView) -> CustomerInformation:
    return stored(desk, view).customer


# The appointment


@pytest.mark.parametrize(
    ("actor", "is_self_service"), [(customer(), True), (staff("ben"), False), (HOUSE, False)]
)
def test_it_is_stored_as_the_service_says(actor: Actor, is_self_service: bool) -> None:  # noqa: FBT001
    desk = MemoryDesk(salon(FULL, resources={"room": ROOM}))
    view = desk.book(actor, duration=2 * HOUR, visit_id="v-1")
    assert stored(desk, view) == Appointment(
        business_id=BUSINESS,
        appointment_id=view.appointment_id,
        service_id="haircut",
        service_name="Haircut",
        staff_member_ids=("ana",),
        resource_units=(ResourceUnit("room", 1),),
        customers=(theirs(desk, view),),
        time_range=TimeRange(TUESDAY_TEN, TUESDAY_TEN + 2 * HOUR),
        wall_clock=WallClock.of(TUESDAY_TEN, "Europe/Berlin"),
        pre_buffer=timedelta(minutes=10),
        post_buffer=timedelta(minutes=20),
        price=Price(PriceType.FIXED_PRICE, Decimal(70)),
        location="Room 1",
        is_location_online=True,
        additional_information="Bring photographs.",
        created_at=desk.now,
        last_updated_at=desk.now,
    )
    place = theirs(desk, view)
    assert (place.is_self_service, place.visit_id) == (is_self_service, "v-1")


def test_a_group_is_stored_with_its_size_and_a_request_with_its_deadline() -> None:
    desk = MemoryDesk(salon(replace(HAIRCUT, maximum_attendees_count=4)))
    view = desk.book(attendees_count=2)
    found = stored(desk, view)
    assert (found.maximum_attendees_count, found.filled_attendees_count) == (4, 2)
    policy = SchedulingPolicy(approval_time=2 * HOUR)
    desk.load(salon(replace(HAIRCUT, needs_approval=True, scheduling_policy=policy)))
    asked = stored(desk, desk.book())
    assert (asked.status, asked.request_expires_at) == (
        AppointmentStatus.REQUESTED,
        desk.now + 2 * HOUR,
    )


def test_each_who_joins_is_stored_beside_the_others() -> None:
    desk = MemoryDesk(salon(replace(HAIRCUT, maximum_attendees_count=4)))
    first = desk.book()
    second = desk.book(customer("eve"), contact=EVE, attendees_count=2, attendee_name="Max")
    assert second.appointment_id == first.appointment_id
    found = stored(desk, first)
    assert [
        (each.contact, each.attendees_count, each.attendee_name) for each in found.customers
    ] == [
        (DANA, 1, ""),
        (EVE, 2, "Max"),
    ]
    assert (found.version, found.sequence, found.last_updated_at) == (2, 0, desk.now)


# The customer


def test_a_newcomer_is_stored_linked_and_has_it_open(desk: MemoryDesk) -> None:
    view = desk.book(customer_time_zone="Asia/Tokyo", language_tag="ja", notes="Short")
    ((key, known),) = desk.state.customers.items()
    who = known.customer_id
    assert key == (BUSINESS, who)
    assert known == Customer(
        customer_id=who, contact=DANA, customer_time_zone="Asia/Tokyo", language_tag="ja"
    )
    principal = customer().principal
    assert desk.state.links == {(BUSINESS, principal): Link(customer_id=who)}
    assert desk.state.opened == {(BUSINESS, principal): (view.appointment_id,)}
    assert theirs(desk, view) == CustomerInformation(
        customer_id=who, contact=DANA, customer_time_zone="Asia/Tokyo", notes="Short"
    )


def test_who_is_booked_by_phone_is_linked_to_nobody(desk: MemoryDesk) -> None:
    desk.book(staff("ben"), contact=EVE)
    assert (desk.state.links, desk.state.opened) == ({}, {})
    assert [each.contact for each in desk.state.customers.values()] == [EVE]


PHONE = "+49 30 7654321"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (None, DANA),
        (Contact(name="Dana B."), replace(DANA, name="Dana B.")),
        (Contact(name="Dana", phone=PHONE), replace(DANA, phone=PHONE)),
        (
            Contact(name="Dana", email_address="new@example.com"),
            replace(DANA, email_address="new@example.com"),
        ),
    ],
)
@pytest.mark.parametrize("by", ["themselves", "staff"])
def test_what_is_given_goes_over_what_is_known_part_by_part(
    desk: MemoryDesk, by: str, given: Contact | None, kept: Contact
) -> None:
    desk.book(customer_time_zone="Asia/Tokyo", language_tag="ja")
    (before,) = desk.state.customers.values()
    named = {"customer_id": before.customer_id} if by == "staff" else {}
    actor = staff("ben") if by == "staff" else customer()
    view = desk.book(actor, at(15, 10), contact=given, **named)
    (after,) = desk.state.customers.values()
    assert after == replace(before, contact=kept)
    assert theirs(desk, view).contact == kept
    assert theirs(desk, view).customer_time_zone == "Asia/Tokyo"


def test_a_new_zone_and_language_are_kept_and_none_take_nothing_away(desk: MemoryDesk) -> None:
    desk.book(customer_time_zone="Asia/Tokyo", language_tag="ja")
    desk.book(start_at=at(15, 10), customer_time_zone="Europe/Paris")
    (known,) = desk.state.customers.values()
    assert (known.customer_time_zone, known.language_tag) == ("Europe/Paris", "ja")
    desk.book(start_at=at(16, 10), language_tag="fr")
    (known,) = desk.state.customers.values()
    assert (known.customer_time_zone, known.language_tag) == ("Europe/Paris", "fr")


def test_a_customer_names_no_other_customer(desk: MemoryDesk) -> None:
    desk.book()
    (known,) = desk.state.customers.values()
    desk.book(customer("eve"), at(15, 10), contact=EVE, customer_id=known.customer_id)
    assert len(desk.state.customers) == 2
    with pytest.raises(NotFound) as refused:
        desk.book(staff("ben"), at(16, 10), contact=None, customer_id="nobody")
    assert (refused.value.kind, refused.value.identifier) == ("customer", "nobody")


def test_who_was_removed_with_an_import_begins_anew(desk: MemoryDesk) -> None:
    desk.book()
    desk.state.customers.clear()
    view = desk.book(start_at=at(15, 10))
    assert {each.customer_id for each in desk.state.customers.values()} == {
        theirs(desk, view).customer_id
    }
    assert desk.state.links[BUSINESS, customer().principal].customer_id == (
        theirs(desk, view).customer_id
    )


def test_notes_have_their_length(desk: MemoryDesk) -> None:
    assert theirs(desk, desk.book(notes="x" * 2001)).notes == "x" * 2000


# What the service demands


@pytest.mark.parametrize(
    ("required", "contact", "fields"),
    [
        ((), Contact(name="Dana"), ("contact",)),
        ((ContactDetail.PHONE,), DANA, ("phone",)),
        ((ContactDetail.EMAIL_ADDRESS,), EVE, ("emailAddress",)),
        (
            (ContactDetail.PHONE, ContactDetail.EMAIL_ADDRESS),
            Contact(name="Dana"),
            ("emailAddress", "phone"),
        ),
        ((), None, ("name",)),
    ],
)
def test_what_is_missing_is_named(
    required: tuple[ContactDetail, ...], contact: Contact | None, fields: tuple[str, ...]
) -> None:
    desk = MemoryDesk(salon(replace(HAIRCUT, required_contact_details=frozenset(required))))
    with pytest.raises(MissingDetails) as refused:
        desk.book(contact=contact)
    assert refused.value.fields == fields
    if contact is not None:
        assert desk.book(staff("ben"), contact=contact).contact == contact


ASKING = replace(
    HAIRCUT,
    custom_questions=(
        QuestionAssignment("allergies", is_required=True),
        QuestionAssignment("gone", is_required=True),
        QuestionAssignment("how"),
    ),
)


@pytest.mark.parametrize(
    ("answers", "kept"),
    [
        (
            {"allergies": " None ", "how": "Friends", "unasked": "x"},
            (
                QuestionAnswer("allergies", "Any allergies?", "None", is_required=True),
                QuestionAnswer("how", "How did you find us?", "Friends"),
            ),
        ),
        (
            {"allergies": "None", "how": " "},
            (QuestionAnswer("allergies", "Any allergies?", "None", is_required=True),),
        ),
    ],
)
def test_answers_are_kept_with_the_words_of_their_questions(
    answers: dict[str, str], kept: tuple[QuestionAnswer, ...]
) -> None:
    desk = MemoryDesk(salon(ASKING))
    assert theirs(desk, desk.book(answers=answers)).answers == kept


@pytest.mark.parametrize("answers", [{}, {"allergies": " "}, {"how": "Friends"}])
def test_what_must_be_answered_is_named_and_staff_may_leave_it_out(answers: Any) -> None:
    desk = MemoryDesk(salon(ASKING))
    with pytest.raises(MissingDetails) as refused:
        desk.book(answers=answers)
    assert refused.value.fields == ("allergies",)
    assert desk.book(staff("ben"), answers=answers).version == 1


@pytest.mark.parametrize(
    ("answers", "field", "problem"),
    [
        ({"allergies": "None", "how": "Radio"}, "how", "is not one of the options"),
        ({"allergies": "x" * 2001}, "allergies", "must be at most 2000 characters"),
    ],
)
def test_an_answer_that_cannot_be_is_refused(
    answers: dict[str, str], field: str, problem: str
) -> None:
    desk = MemoryDesk(salon(ASKING))
    with pytest.raises(InvalidValue) as refused:
        desk.book(answers=answers)
    assert (refused.value.field, refused.value.problem) == (field, problem)
    longest = desk.book(answers={"allergies": "x" * 2000})
    assert theirs(desk, longest).answers[0].answer == "x" * 2000


def test_consent_is_kept_with_its_words_and_time() -> None:
    business = salon_business(
        is_customer_consent_enabled=True, customer_consent_message="We keep your data."
    )
    desk = MemoryDesk(salon(business=business))
    with pytest.raises(MissingDetails) as refused:
        desk.book()
    assert refused.value.fields == ("consent",)
    given = theirs(desk, desk.book(has_consented=True)).consent
    assert given == Consent("We keep your data.", desk.now)
    by_staff = desk.book(staff("ben"), at(15, 10), contact=EVE)
    assert theirs(desk, by_staff).consent is None
    desk.change(salon())
    unasked = desk.book(customer("eve"), at(16, 10), contact=EVE, has_consented=True)
    assert theirs(desk, unasked).consent is None


# How much


def test_a_customer_has_so_many_to_come_and_staff_book_past_it() -> None:
    policy = SchedulingPolicy(maximum_open_appointments=2)
    desk = MemoryDesk(salon(replace(HAIRCUT, scheduling_policy=policy)))
    first = desk.book()
    desk.book(start_at=at(15, 10))
    with pytest.raises(TooManyAppointments) as refused:
        desk.book(start_at=at(16, 10))
    assert refused.value.limit == 2
    (known,) = desk.state.customers.values()
    by_staff = desk.book(staff("ben"), at(16, 10), contact=None, customer_id=known.customer_id)
    assert by_staff.customer_name == "Dana"
    desk.cancel(first, customer())
    desk.cancel(by_staff, staff("ben"))
    assert desk.book(start_at=at(17, 10)).version == 1
