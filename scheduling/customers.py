"""Customers, and what they said when they booked."""

import re
from dataclasses import dataclass
from datetime import datetime

from scheduling.catalog import require_text
from scheduling.errors import InvalidValue
from scheduling.recurrence import time_zone
from scheduling.series import Occurrence

_EMAIL = re.compile(r"[^@\s<>,;:\"()\[\]\\]{1,64}@(?:[\w-]{1,63}\.)+[\w-]{2,63}")
LONGEST_EMAIL_ADDRESS = 254
LONGEST_NAME = 200
PHONE_DIGITS = range(6, 16)
_PHONE_PUNCTUATION = str.maketrans("", "", " .-/()\u00a0\u202f")


def email_address(text: str) -> str:
    """Give a mail address as typed, trimmed. Raises InvalidValue where it cannot be one."""
    trimmed = text.strip()
    if len(trimmed) > LONGEST_EMAIL_ADDRESS or not _EMAIL.fullmatch(trimmed):
        raise InvalidValue("emailAddress", "does not look like a mail address")
    return trimmed


def phone_number(text: str) -> str:
    """Give a phone number as typed, trimmed. Raises InvalidValue unless it has 6 to 15 digits."""
    trimmed = text.strip()
    digits = trimmed.translate(_PHONE_PUNCTUATION).removeprefix("+")
    if not (digits.isascii() and digits.isdigit() and len(digits) in PHONE_DIGITS):
        raise InvalidValue("phone", "does not look like a phone number")
    return trimmed


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """How somebody is called and reached. Both addresses may be empty; neither may be nonsense."""

    name: str
    email_address: str = ""
    phone: str = ""

    def __post_init__(self) -> None:
        require_text("name", self.name, longest=LONGEST_NAME)
        object.__setattr__(self, "name", " ".join(self.name.split()))
        if self.email_address:
            object.__setattr__(self, "email_address", email_address(self.email_address))
        if self.phone:
            object.__setattr__(self, "phone", phone_number(self.phone))


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """Somebody who books (Graph bookingCustomer). `notes` are the staff's and never shown to them."""

    customer_id: str
    contact: Contact
    customer_time_zone: str = ""
    language_tag: str = ""
    notes: str = ""

    def __post_init__(self) -> None:
        if self.customer_time_zone:
            time_zone(self.customer_time_zone)


@dataclass(frozen=True, slots=True)
class QuestionAnswer:
    """What a customer answered, kept with the question's words as they were then."""

    question_id: str
    question: str
    answer: str
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Consent:
    """What a customer agreed to, in its words at that time, and when."""

    message: str
    given_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerInformation:
    """One customer within one appointment (Graph bookingCustomerInformation).

    They come with others: `attendees_count` people in all. Where they booked for somebody else,
    it is `attendee_name` who comes. In a group each place is booked by itself, so it is the place
    that says who booked it, with what else of one `visit_id`, and as which `occurrence` of a series.
    """

    customer_id: str
    contact: Contact
    attendees_count: int = 1
    attendee_name: str = ""
    customer_time_zone: str = ""
    notes: str = ""
    answers: tuple[QuestionAnswer, ...] = ()
    consent: Consent | None = None
    is_self_service: bool = True
    visit_id: str = ""
    occurrence: Occurrence | None = None

    def __post_init__(self) -> None:
        if self.attendees_count < 1:
            raise InvalidValue("attendeesCount", "must be at least 1")
        if len(self.attendee_name) > LONGEST_NAME:
            raise InvalidValue("attendeeName", f"must be at most {LONGEST_NAME} characters")
        object.__setattr__(self, "attendee_name", " ".join(self.attendee_name.split()))
