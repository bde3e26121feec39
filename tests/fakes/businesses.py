"""A small business to test with: a salon in Berlin, where the clocks change."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from scheduling.actors import CustomerActor, Principal, StaffActor
from scheduling.appointments import Appointment
from scheduling.business import Address, BookingBusiness, Catalog
from scheduling.catalog import (
    AnswerInputType,
    ContactDetail,
    CustomQuestion,
    Price,
    PriceType,
    QuestionAssignment,
    Role,
    Service,
    StaffMember,
)
from scheduling.customers import Contact, Customer, CustomerInformation
from scheduling.policies import SchedulingPolicy
from scheduling.recurrence import DayPeriod, Weekday, WeeklyHours
from scheduling.time_ranges import TimeRange
from scheduling.wall_clocks import WallClock

BUSINESS = "salon"
NOW = datetime(2026, 4, 13, 8, 0, tzinfo=UTC)
"""Monday 13 April 2026, 10:00 in Berlin."""

NINE_TO_FIVE = (DayPeriod(9 * 60, 17 * 60),)
WEEKDAYS = tuple(Weekday)[:5]


def weekdays(*periods: DayPeriod) -> WeeklyHours:
    """Give the same periods from Monday to Friday."""
    return WeeklyHours(dict.fromkeys(WEEKDAYS, periods))


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """Give an instant of April 2026 by Berlin's wall clock (UTC+2)."""
    return datetime(2026, 4, day, hour, minute, tzinfo=UTC) - timedelta(hours=2)


TUESDAY_TEN = at(14, 10)

HAIRCUT = Service(
    service_id="haircut",
    display_name="Haircut",
    default_duration=timedelta(minutes=60),
    price=Price(PriceType.FIXED_PRICE, Decimal(40)),
    staff_member_ids=("ana", "ben", "tom"),
)
COLOUR = Service(
    service_id="colour",
    display_name="Colour",
    default_duration=timedelta(minutes=90),
    pre_buffer=timedelta(minutes=10),
    post_buffer=timedelta(minutes=20),
    staff_member_ids=("ana", "ben"),
)
CONSULTATION = Service(
    service_id="consultation",
    display_name="Consultation",
    default_duration=timedelta(minutes=30),
    staff_member_ids=("ana",),
    custom_questions=(QuestionAssignment("allergies", is_required=True), QuestionAssignment("how")),
    required_contact_details=frozenset({ContactDetail.PHONE}),
    customer_consent_message="We may keep photographs.",
)
HIDDEN = Service(
    service_id="hidden",
    display_name="Staff training",
    staff_member_ids=("ana",),
    is_hidden_from_customers=True,
)
QUESTIONS = {
    "allergies": CustomQuestion("allergies", "Any allergies?"),
    "how": CustomQuestion(
        "how", "How did you find us?", AnswerInputType.RADIO_BUTTON, ("Friends", "Search")
    ),
}
STAFF = (
    StaffMember(staff_member_id="ana", display_name="Ana", role=Role.ADMINISTRATOR),
    StaffMember(staff_member_id="ben", display_name="Ben", role=Role.SCHEDULER),
    StaffMember(staff_member_id="tom", display_name="Tom", role=Role.TEAM_MEMBER),
    StaffMember(staff_member_id="vic", display_name="Vic", role=Role.VIEWER),
    StaffMember(staff_member_id="gus", display_name="Gus", role=Role.GUEST),
)
STAFF_OF_ROLE = {each.role: each.staff_member_id for each in STAFF}


def salon_business(**changes: Any) -> BookingBusiness:
    """Give the salon: 09:00 to 17:00 on weekdays, an hour's lead, 30 days ahead."""
    facts: dict[str, Any] = {
        "business_id": BUSINESS,
        "display_name": "Salon Nord",
        "time_zone": "Europe/Berlin",
        "address": Address("Hauptstr. 1", "Berlin", postal_code="10115"),
        "business_hours": weekdays(*NINE_TO_FIVE),
        "scheduling_policy": SchedulingPolicy(
            time_slot_interval=timedelta(minutes=30),
            minimum_lead_time=timedelta(hours=1),
            maximum_advance=timedelta(days=30),
        ),
    }
    return BookingBusiness(**{**facts, **changes})


def salon(*services: Service, staff: tuple[StaffMember, ...] = STAFF, **changes: Any) -> Catalog:
    """Give the salon's catalog; `changes` are to the catalog itself."""
    offered = services or (HAIRCUT, COLOUR, CONSULTATION, HIDDEN)
    facts: dict[str, Any] = {
        "business": salon_business(),
        "services": {each.service_id: each for each in offered},
        "staff_members": {each.staff_member_id: each for each in staff},
        "custom_questions": QUESTIONS,
    }
    return Catalog(**{**facts, **changes})


DANA = Contact(name="Dana", email_address="dana@example.com")
EVE = Contact(name="Eve", phone="+49 30 1234567")


def customer(user_id: str = "dana") -> CustomerActor:
    """Give a customer who signed in as `user_id`."""
    return CustomerActor(BUSINESS, Principal("directline", "", user_id))


def staff(staff_member_id: str) -> StaffActor:
    """Give a staff member of the salon."""
    return StaffActor(BUSINESS, staff_member_id)


def stored_customer(customer_id: str = "c-dana", contact: Contact = DANA) -> Customer:
    """Give a customer as stored."""
    return Customer(customer_id=customer_id, contact=contact, customer_time_zone="Europe/Berlin")


def appointment(
    appointment_id: str = "a-1",
    start_at: datetime = TUESDAY_TEN,
    staff_member_ids: tuple[str, ...] = ("ana",),
    **changes: Any,
) -> Appointment:
    """Give a confirmed haircut of Dana's."""
    facts: dict[str, Any] = {
        "business_id": BUSINESS,
        "appointment_id": appointment_id,
        "service_id": "haircut",
        "service_name": "Haircut",
        "staff_member_ids": staff_member_ids,
        "customers": (CustomerInformation(customer_id="c-dana", contact=DANA),),
        "time_range": TimeRange(start_at, start_at + timedelta(hours=1)),
        "wall_clock": WallClock.of(start_at, "Europe/Berlin"),
        "created_at": NOW,
        "last_updated_at": NOW,
    }
    return Appointment(**{**facts, **changes})
