"""The salon of the journeys: small, with every rule a conversation can meet."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from scheduling.absences import Closure, LocalPeriod
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
from scheduling.policies import SchedulingPolicy
from scheduling.recurrence import DayPeriod, Weekday, WeeklyHours
from scheduling.service.administration import BusinessRecord

BUSINESS = "salon"
NOW = datetime(2026, 4, 14, 8, 0, tzinfo=UTC)
"""Tuesday 14 April 2026, 10:00 in Paris."""

_DAY = (DayPeriod(9 * 60, 12 * 60), DayPeriod(13 * 60, 18 * 60))

_BUSINESS = BookingBusiness(
    business_id=BUSINESS,
    display_name="Salon Aurora",
    time_zone="Europe/Paris",
    phone="+33 1 55 00 01 02",
    email="hello@aurora.example",
    address=Address("1 rue des Lilas", "Paris", postal_code="75011"),
    business_hours=WeeklyHours(dict.fromkeys(tuple(Weekday)[:5], _DAY)),
    scheduling_policy=SchedulingPolicy(
        time_slot_interval=timedelta(minutes=30),
        minimum_lead_time=timedelta(hours=1),
        maximum_advance=timedelta(days=60),
    ),
)

_HAIRCUT = Service(
    service_id="haircut",
    display_name="Haircut",
    default_duration=timedelta(minutes=45),
    post_buffer=timedelta(minutes=15),
    price=Price(PriceType.FIXED_PRICE, Decimal(40)),
    staff_member_ids=("ana", "bo"),
)

_COLOURING = Service(
    service_id="colouring",
    display_name="Colouring",
    aliases={"en": ("colour", "dye")},
    default_duration=timedelta(minutes=90),
    price=Price(PriceType.STARTING_AT, Decimal(75)),
    staff_member_ids=("ana",),
    custom_questions=(QuestionAssignment("length", is_required=True), QuestionAssignment("notes")),
    required_contact_details=frozenset({ContactDetail.PHONE}),
    customer_consent_message="I have had a patch test.",
)

_QUESTIONS = (
    CustomQuestion(
        "length", "How long is your hair?", AnswerInputType.RADIO_BUTTON, ("Short", "Long")
    ),
    CustomQuestion("notes", "Anything we should know?"),
)

_STAFF = (
    StaffMember(staff_member_id="ana", display_name="Ana", role=Role.ADMINISTRATOR),
    StaffMember(staff_member_id="bo", display_name="Bo", role=Role.TEAM_MEMBER),
    StaffMember(staff_member_id="vic", display_name="Vic", role=Role.VIEWER),
    StaffMember(staff_member_id="gus", display_name="Gus", role=Role.GUEST),
)

SALON = BusinessRecord(
    Catalog(
        business=_BUSINESS,
        services={each.service_id: each for each in (_HAIRCUT, _COLOURING)},
        staff_members={each.staff_member_id: each for each in _STAFF},
        custom_questions={each.question_id: each for each in _QUESTIONS},
        closures=(
            Closure(
                "may",
                LocalPeriod(
                    datetime.fromisoformat("2026-05-01"), datetime.fromisoformat("2026-05-02")
                ),
                "Labour Day",
            ),
        ),
    )
)
