"""Graph's bookingCustomer, and the customers within an appointment (bookingCustomerInformation)."""

from dataclasses import dataclass
from typing import Any

from api.lists import Many
from api.reports import Json, Place, shown
from api.shapes import Members, Part, Property, Shape
from api.times import DATE, INSTANT
from api.values import (
    EMAIL_ADDRESS,
    IDENTIFIER,
    LANGUAGE_TAG,
    NAME,
    PHONE,
    PROSE,
    SHORT_NAME,
    TRUTH,
    WORDS,
    Whole,
)
from api.zones import TIME_ZONE
from scheduling.customers import Consent, Contact, Customer, QuestionAnswer
from scheduling.series import Occurrence


@dataclass(frozen=True, slots=True)
class _Phones:
    """A list of Graph's phone, of which the core keeps the first."""

    def read(self, value: Json, place: Place) -> str:
        if not isinstance(value, list):
            place.refuse(f"must be a list in square brackets, not {shown(value)}")
        for position in range(1, len(value)):
            place.item(position).note("is not kept: Frontdesk keeps one phone number")
        return _PHONE.read(value[0], place.item(0))["number"] if value else ""

    def write(self, value: str) -> Json:
        return [{"number": value}]


_PHONE = Members(
    (Property(name="number", field="number", codec=PHONE, is_required=True),),
    ignored=("language", "region", "type"),
)

CUSTOMER = Shape(
    Customer,
    Members(
        (
            Property(name="id", field="customer_id", codec=IDENTIFIER, is_required=True),
            Part(
                "contact",
                Contact,
                Members(
                    (
                        Property(
                            name="displayName", field="name", codec=SHORT_NAME, is_required=True
                        ),
                        Property(name="emailAddress", field="email_address", codec=EMAIL_ADDRESS),
                        Property(name="phones", field="phone", codec=_Phones()),
                    )
                ),
                is_required=True,
            ),
            # Ours, all three: Graph keeps a zone and notes with each appointment only.
            Property(name="customerTimeZone", field="customer_time_zone", codec=TIME_ZONE),
            Property(name="languageTag", field="language_tag", codec=LANGUAGE_TAG),
            Property(name="notes", field="notes", codec=PROSE),
        ),
        not_kept=("addresses",),
        ignored=("createdDateTime", "lastUpdatedDateTime"),
    ),
)

CONSENT = Shape(
    Consent,
    Members(
        (
            Property(name="message", field="message", codec=PROSE, is_required=True),
            Property(name="givenDateTime", field="given_at", codec=INSTANT, is_required=True),
        )
    ),
)


@dataclass(frozen=True, slots=True)
class _Answer:
    """Graph's bookingQuestionAnswer. What was chosen comes in `selectedOptions`.

    Read, it is the values of a QuestionAnswer; `question` may be missing among them.
    """

    def read(self, value: Json, place: Place) -> Any:
        found = _ANSWER.read(value, place)
        selected = ", ".join(found.pop("selected", ()))
        return {**found, "answer": found.get("answer") or selected}

    def write(self, value: QuestionAnswer) -> Json:
        return {
            "questionId": value.question_id,
            "question": value.question,
            "answer": value.answer,
            "isRequired": value.is_required,
        }


_ANSWER = Members(
    (
        Property(name="questionId", field="question_id", codec=IDENTIFIER, is_required=True),
        Property(name="question", field="question", codec=NAME),
        Property(name="answer", field="answer", codec=PROSE),
        Property(name="selectedOptions", field="selected", codec=Many(NAME)),
        Property(name="isRequired", field="is_required", codec=TRUTH),
    ),
    ignored=("answerInputType", "answerOptions"),
)

CONTACT_OF_INFORMATION = Members(
    (
        Property(name="name", field="name", codec=SHORT_NAME, is_required=True),
        Property(name="emailAddress", field="email_address", codec=EMAIL_ADDRESS),
        Property(name="phone", field="phone", codec=PHONE),
    )
)

MOST_TOGETHER = 10_000
NO_SELF_SERVICE = "00000000-0000-0000-0000-000000000000"


@dataclass(frozen=True, slots=True)
class _SelfService:
    """Graph's selfServiceAppointmentId: all zeros where the staff booked."""

    def read(self, value: Json, place: Place) -> bool:
        return IDENTIFIER.read(value, place) != NO_SELF_SERVICE

    def write(self, value: bool) -> Json:  # noqa: FBT001  # the value itself, as any codec's
        return None if value else NO_SELF_SERVICE


SELF_SERVICE = Property(
    name="selfServiceAppointmentId", field="is_self_service", codec=_SelfService()
)
_OCCURRENCE = Members(
    (
        Property(name="seriesId", field="series_id", codec=IDENTIFIER, is_required=True),
        Property(name="occurrenceDate", field="on", codec=DATE, is_required=True),
    )
)

CUSTOMER_INFORMATION = Members(
    (
        Property(name="customerId", field="customer_id", codec=IDENTIFIER, is_required=True),
        Part("contact", Contact, CONTACT_OF_INFORMATION),
        # Ours: who comes where the customer booked for somebody else.
        Property(name="attendeeName", field="attendee_name", codec=WORDS),
        # Ours: how many people they are, themselves included.
        Property(name="attendeesCount", field="attendees_count", codec=Whole(1, MOST_TOGETHER)),
        Property(name="timeZone", field="customer_time_zone", codec=TIME_ZONE),
        Property(name="notes", field="notes", codec=PROSE),
        Property(name="customQuestionAnswers", field="answers", codec=Many(_Answer())),
        # Ours: what the customer agreed to, and when.
        Property(name="consent", field="consent", codec=CONSENT),
        # Graph's, of an appointment there. Of a group each place is booked by itself.
        SELF_SERVICE,
        # Ours: what was booked together.
        Property(name="visitId", field="visit_id", codec=IDENTIFIER),
        # Ours: of which series it is, and its date in it (iCalendar RECURRENCE-ID).
        Part("occurrence", Occurrence, _OCCURRENCE),
    ),
    not_kept=("location",),
)
