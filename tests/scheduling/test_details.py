"""What a service demands, and values that cannot be built."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from scheduling.actors import (
    StaffActor,
)
from scheduling.announcements import announcements_of
from scheduling.appointment_events import AppointmentEvent, EventKind
from scheduling.appointments import Appointment
from scheduling.business import Catalog
from scheduling.catalog import ContactDetail, CustomQuestion, QuestionAssignment
from scheduling.customers import Contact, CustomerInformation
from scheduling.errors import InvalidValue, MissingDetails
from scheduling.policies import SchedulingPolicy
from scheduling.service.details import (
    CONSENT,
    EITHER_CONTACT,
    consent_to,
    missing_contact_details,
    required_answers,
)
from tests.fakes.businesses import (
    BUSINESS,
    CONSULTATION,
    DANA,
    EVE,
    HAIRCUT,
    NOW,
    appointment,
    salon,
    salon_business,
    staff,
)

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
UNSET = SchedulingPolicy()

NAME_ONLY = Contact(name="Dana")
BOTH = frozenset(ContactDetail)
DEMANDS = [
    (frozenset(), NAME_ONLY, (EITHER_CONTACT,)),
    (frozenset(), DANA, ()),
    (frozenset(), EVE, ()),
    (frozenset({ContactDetail.PHONE}), DANA, ("phone",)),
    (frozenset({ContactDetail.PHONE}), EVE, ()),
    (BOTH, NAME_ONLY, ("emailAddress", "phone")),
    (BOTH, EVE, ("emailAddress",)),
]


@pytest.mark.parametrize(("required", "contact", "missing"), DEMANDS)
def test_one_way_to_reach_somebody_suffices_unless_more_is_demanded(
    required: frozenset[ContactDetail], contact: Contact, missing: tuple[str, ...]
) -> None:
    service = replace(HAIRCUT, required_contact_details=required)
    assert missing_contact_details(service, contact) == missing


def test_required_answers_left_out_are_named() -> None:
    with pytest.raises(MissingDetails) as refused:
        required_answers(salon(), CONSULTATION, {"allergies": "  "}, may_skip=False)
    assert refused.value.fields == ("allergies",)
    assert required_answers(salon(), CONSULTATION, {}, may_skip=True) == ()


def test_answers_keep_the_words_of_the_question() -> None:
    given = {"allergies": " nuts ", "how": "Friends", "unknown": "x"}
    found = required_answers(salon(), CONSULTATION, given, may_skip=False)
    assert [(each.question, each.answer, each.is_required) for each in found] == [
        ("Any allergies?", "nuts", True),
        ("How did you find us?", "Friends", False),
    ]


@pytest.mark.parametrize("answers", [{"how": "Else"}, {"allergies": "x" * 2001}])
def test_an_answer_that_cannot_be_one_is_refused(answers: dict[str, str]) -> None:
    with pytest.raises(InvalidValue):
        required_answers(salon(), CONSULTATION, {"allergies": "no", **answers}, may_skip=False)


def test_a_question_the_business_took_back_is_not_asked() -> None:
    service = replace(
        CONSULTATION, custom_questions=(QuestionAssignment("gone", is_required=True),)
    )
    assert required_answers(salon(), service, {}, may_skip=False) == ()


def test_consent_is_kept_with_its_words_and_time() -> None:
    found = consent_to(salon(), CONSULTATION, NOW, has_consented=True, may_skip=False)
    assert found is not None
    assert (found.message, found.given_at) == ("We may keep photographs.", NOW)
    with pytest.raises(MissingDetails) as refused:
        consent_to(salon(), CONSULTATION, NOW, has_consented=False, may_skip=False)
    assert refused.value.fields == (CONSENT,)
    assert consent_to(salon(), CONSULTATION, NOW, has_consented=False, may_skip=True) is None


def test_the_services_consent_text_goes_over_the_businesss() -> None:
    business = salon_business(is_customer_consent_enabled=True, customer_consent_message="House")
    catalog: Catalog = salon(business=business)
    assert catalog.consent_message_for(CONSULTATION) == "We may keep photographs."
    assert catalog.consent_message_for(HAIRCUT) == "House"
    silent = salon(business=replace(business, is_customer_consent_enabled=False))
    assert silent.consent_message_for(HAIRCUT) == ""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "dana",
        "dana@",
        "@example.com",
        "a b@example.com",
        "dana@example",
        "a@b.c\nBcc: x@y.zz",
        "dana@example.com, eve@example.com",
        "<dana@example.com>",
        "x" * 250 + "@example.com",
    ],
)
def test_what_cannot_be_a_mail_address_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue):
        Contact(name="Dana", email_address=text or " ")


@pytest.mark.parametrize("text", ["12345", "1" * 16, "call me", "+49 30 12x", "٠١٢٣٤٥٦٧"])
def test_what_cannot_be_a_phone_number_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue):
        Contact(name="Dana", phone=text)


def test_names_are_tidied() -> None:
    assert Contact(name="  Dana \n Doe ").name == "Dana Doe"
    mia = CustomerInformation(customer_id="c", contact=DANA, attendee_name=" Mia \n Doe ")
    assert mia.attendee_name == "Mia Doe"
    with pytest.raises(InvalidValue):
        Contact(name="   ")


def test_a_choice_without_options_is_no_question() -> None:
    with pytest.raises(InvalidValue):
        CustomQuestion("q", "")


@pytest.mark.parametrize("changes", [{"staff_member_ids": ()}, {"customers": ()}])
def test_an_appointment_has_somebody_on_both_sides(changes: dict[str, Any]) -> None:
    with pytest.raises(InvalidValue):
        appointment(**changes)


def test_each_customer_of_a_group_is_told() -> None:
    eve = CustomerInformation(customer_id="c-eve", contact=EVE)
    known: Appointment = appointment(
        customers=(*appointment().customers, eve),
        events=(AppointmentEvent(EventKind.CANCELLED, staff("ana"), NOW),),
    )
    assert [each.recipient_id for each in announcements_of(known)] == ["c-dana", "c-eve"]
    assert StaffActor(BUSINESS, "ana") == staff("ana")
