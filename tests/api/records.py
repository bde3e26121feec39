"""Businesses of every kind, made up by hypothesis, that could have been stored."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from hypothesis import strategies as st

from scheduling.absences import Closure, HolidayRules, LocalPeriod, TimeOff
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
    ServiceDuration,
    StaffMember,
)
from scheduling.customers import Consent, Contact, Customer, CustomerInformation, QuestionAnswer
from scheduling.policies import AssignmentRule, SchedulingPolicy
from scheduling.recurrence import DayPeriod, Weekday, WeeklyHours
from scheduling.resources import Resource, ResourceNeed, ResourceUnit
from scheduling.series import Occurrence
from scheduling.service.administration import BusinessRecord
from scheduling.service_hours import AvailabilityType, AvailabilityWindow, ServiceAvailability
from scheduling.statuses import AppointmentStatus, CancelledBy
from scheduling.time_ranges import TimeRange
from scheduling.wall_clocks import WallClock

T = TypeVar("T")
Draw = Callable[[st.SearchStrategy[Any]], Any]

ZONES = ("UTC", "Europe/Paris", "America/New_York", "Asia/Kathmandu", "Africa/El_Aaiun")
STAFF = ("ana", "ben", "kim@example.com")
SERVICES = ("cut", "colour=", "b4a6")
QUESTIONS = ("allergies", "length")
RESOURCES = ("room", "tables")
CUSTOMERS = ("c-1", "c-2", "c-3")

texts = st.text(
    st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\u2028\u2029"), max_size=12
)
names = texts.map(lambda text: f"N{text}")
prose = st.lists(texts, max_size=3).map("\n".join)
tags = st.sampled_from(["", "en", "pt-BR", "zh-Hant-TW"])
zones = st.sampled_from(ZONES)
addresses = st.sampled_from(["", "https://www.example.com/a?b=c", "http://example.org"])
mails = st.sampled_from(["", "dana@example.com", "é.b@exämple.org"])
phones = st.sampled_from(["", "+49 30 1234567", "(212) 555-0142"])
instants = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)).map(  # noqa: DTZ001  # in UTC next
    lambda at: at.replace(tzinfo=UTC)
)
dates = st.dates(date(2000, 1, 1), date(2080, 1, 1))
minutes = st.datetimes(datetime(2000, 1, 1), datetime(2080, 1, 1)).map(  # noqa: DTZ001  # local time
    lambda at: at.replace(second=0, microsecond=0)
)
buffers = st.integers(0, 1440).map(lambda count: timedelta(minutes=count))
limits = st.none() | st.timedeltas(timedelta(), timedelta(days=100))
choices = st.none() | st.booleans()
prices = st.builds(
    Price,
    st.sampled_from(PriceType),
    st.decimals(0, 99_999, places=2).map(Decimal.normalize),
)


lengths = st.integers(1, 10_080).map(lambda count: timedelta(minutes=count))
durations = st.lists(
    st.builds(ServiceDuration, lengths, st.none() | prices),
    max_size=2,
    unique_by=lambda each: each.duration,
).map(tuple)
needs = st.builds(
    ResourceNeed,
    st.lists(st.sampled_from(RESOURCES), min_size=1, max_size=2, unique=True).map(tuple),
)
units = st.builds(ResourceUnit, st.sampled_from(RESOURCES), st.integers(1, 2))


@st.composite
def weekly_hours(draw: Draw) -> WeeklyHours:
    days: dict[Weekday, tuple[DayPeriod, ...]] = {}
    for day in draw(st.sets(st.sampled_from(Weekday))):
        edges = sorted(draw(st.sets(st.integers(0, 1440), min_size=2, max_size=6)))
        pairs = zip(edges[::2], edges[1::2], strict=False)
        days[day] = tuple(DayPeriod(start, end) for start, end in pairs)
    return WeeklyHours(days)


@st.composite
def policies(draw: Draw) -> SchedulingPolicy:
    advances = st.timedeltas(timedelta(days=120), timedelta(days=3650))
    intervals = st.integers(5, 240).map(lambda count: timedelta(minutes=count))
    return SchedulingPolicy(
        time_slot_interval=draw(st.none() | intervals),
        minimum_lead_time=draw(limits),
        minimum_cancelling_notice=draw(limits),
        maximum_advance=draw(st.none() | advances),
        allow_staff_selection=draw(choices),
        send_confirmations_to_owner=draw(choices),
        assignment=draw(st.none() | st.sampled_from(AssignmentRule)),
        general_availability=draw(st.none() | availabilities()),
        custom_availabilities=draw(st.none() | st.lists(windows(), max_size=2).map(tuple)),
        hold_time=draw(st.none() | st.integers(0, 60).map(lambda count: timedelta(minutes=count))),
        maximum_open_appointments=draw(st.none() | st.integers(1, 1000)),
        approval_time=draw(st.none() | intervals),
        waitlist_offer_time=draw(st.none() | intervals),
    )


@st.composite
def holiday_rules(draw: Draw) -> HolidayRules:
    country, subdivision = draw(st.sampled_from([("DE", ""), ("DE", "BE"), ("FR", "")]))
    return HolidayRules(country, subdivision, tuple(draw(st.lists(dates, unique=True))))


@st.composite
def availabilities(draw: Draw) -> ServiceAvailability:
    kind = draw(st.sampled_from(AvailabilityType))
    if kind is AvailabilityType.CUSTOM_WEEKLY_HOURS:
        return ServiceAvailability(kind, draw(weekly_hours().filter(lambda each: each.days)))
    return ServiceAvailability(kind)


@st.composite
def windows(draw: Draw) -> AvailabilityWindow:
    first, last = sorted((draw(dates), draw(dates)))
    return AvailabilityWindow(first, last, draw(availabilities()))


@st.composite
def businesses(draw: Draw) -> BookingBusiness:
    consent_message = draw(prose)
    return BookingBusiness(
        business_id=draw(st.sampled_from(["salon", "Salon@example.com", "é"])),
        display_name=draw(names),
        time_zone=draw(zones),
        business_type=draw(texts),
        address=draw(st.builds(Address, texts, texts, texts, texts, texts)),
        phone=draw(texts),
        email=draw(mails),
        web_site_url=draw(addresses),
        default_currency_iso=draw(st.sampled_from(["EUR", "JPY"])),
        language_tag=draw(tags),
        business_hours=draw(weekly_hours()),
        scheduling_policy=draw(policies()),
        is_published=draw(st.booleans()),
        is_customer_consent_enabled=draw(st.booleans()) and bool(consent_message),
        customer_consent_message=consent_message,
        privacy_policy_web_url=draw(addresses),
        terms_and_conditions_web_url=draw(addresses),
        always_show_business_time_zone=draw(st.booleans()),
        holidays=draw(st.none() | holiday_rules()),
    )


@st.composite
def services(draw: Draw, service_id: str) -> Service:
    is_group = draw(st.booleans())
    assignments = [QuestionAssignment(each, draw(st.booleans())) for each in QUESTIONS]
    languages = st.dictionaries(tags.filter(bool), st.lists(names, max_size=3).map(tuple))
    return Service(
        service_id=service_id,
        display_name=draw(names),
        description=draw(prose),
        aliases=draw(languages),
        default_duration=draw(lengths),
        durations=() if is_group else draw(durations),
        required_staff_count=draw(st.integers(1, 20)),
        required_resources=draw(st.lists(needs, max_size=2).map(tuple)),
        pre_buffer=draw(buffers),
        post_buffer=draw(buffers),
        price=draw(prices),
        staff_member_ids=draw(_some_of(STAFF)),
        scheduling_policy=draw(policies()),
        custom_questions=draw(_some_of(tuple(assignments))),
        required_contact_details=draw(st.frozensets(st.sampled_from(ContactDetail))),
        customer_consent_message=draw(prose),
        maximum_attendees_count=draw(st.integers(2, 20)) if is_group else 1,
        maximum_appointments_per_day=draw(st.none() | st.integers(1, 20)),
        is_hidden_from_customers=draw(st.booleans()),
        is_location_online=draw(st.booleans()),
        is_customer_allowed_to_manage_booking=draw(st.booleans()),
        needs_approval=not is_group and draw(st.booleans()),
        default_location=draw(texts),
        additional_information=draw(prose),
        notes=draw(prose),
        language_tag=draw(tags),
    )


@st.composite
def staff_members(draw: Draw, staff_member_id: str) -> StaffMember:
    return StaffMember(
        staff_member_id=staff_member_id,
        display_name=draw(names),
        role=draw(st.sampled_from(Role)),
        email_address=draw(mails),
        use_business_hours=draw(st.booleans()),
        working_hours=draw(weekly_hours()),
        time_zone=draw(zones | st.just("")),
        is_email_notification_enabled=draw(st.booleans()),
        maximum_appointments_per_day=draw(st.none() | st.integers(1, 20)),
        availability_is_affected_by_personal_calendar=draw(st.booleans()),
    )


@st.composite
def resources(draw: Draw, resource_id: str) -> Resource:
    return Resource(
        resource_id=resource_id,
        display_name=draw(names),
        capacity=draw(st.integers(2, 5)),
        working_hours=draw(st.none() | weekly_hours()),
    )


@st.composite
def contacts(draw: Draw) -> Contact:
    return Contact(name=draw(names), email_address=draw(mails), phone=draw(phones))


@st.composite
def customers(draw: Draw, customer_id: str) -> Customer:
    return Customer(
        customer_id=customer_id,
        contact=draw(contacts()),
        customer_time_zone=draw(zones | st.just("")),
        language_tag=draw(tags),
        notes=draw(prose),
    )


def _whose(information: CustomerInformation) -> str:
    return information.customer_id


@st.composite
def information(draw: Draw) -> CustomerInformation:
    answers = st.builds(QuestionAnswer, st.sampled_from(QUESTIONS), names, prose, st.booleans())
    return CustomerInformation(
        customer_id=draw(st.sampled_from(CUSTOMERS)),
        contact=draw(contacts()),
        attendees_count=draw(st.integers(1, 3)),
        attendee_name=draw(st.sampled_from(("", "Mia Doe"))),
        customer_time_zone=draw(zones | st.just("")),
        notes=draw(prose),
        answers=draw(st.lists(answers, max_size=2).map(tuple)),
        consent=draw(st.none() | st.builds(Consent, prose, instants)),
        is_self_service=draw(st.booleans()),
        visit_id=draw(st.sampled_from(("", "v-1"))),
        occurrence=draw(st.none() | st.builds(Occurrence, st.sampled_from(("s-1", "s-2")), dates)),
    )


@st.composite
def appointments(draw: Draw, number: int, business: BookingBusiness) -> Appointment:
    """An appointment of a week of its own, at any second of it."""
    week = datetime(2026, 9, 28, tzinfo=UTC) + timedelta(weeks=3 * number)
    start_at = week + draw(st.timedeltas(timedelta(), timedelta(days=7)))
    promised = WallClock.of(start_at, business.time_zone)
    others = st.builds(WallClock, minutes, zones, st.sampled_from([0, 1]), st.just("2026b"))
    return Appointment(
        business_id=business.business_id,
        appointment_id=f"a-{number}",
        service_id=draw(st.sampled_from(SERVICES)),
        service_name=draw(names),
        staff_member_ids=draw(_some_of(STAFF, least=1)),
        resource_units=draw(st.lists(units, max_size=2, unique=True).map(tuple)),
        customers=tuple(draw(st.lists(information(), min_size=1, max_size=2, unique_by=_whose))),
        maximum_attendees_count=draw(st.sampled_from((1, 6, 20))),
        time_range=TimeRange(start_at, start_at + draw(buffers) + timedelta(seconds=1)),
        wall_clock=draw(st.just(promised) | others),
        pre_buffer=draw(buffers),
        post_buffer=draw(buffers),
        price=draw(prices),
        status=draw(st.sampled_from(AppointmentStatus)),
        sequence=draw(st.integers(0, 9)),
        version=draw(st.integers(1, 9)),
        location=draw(texts),
        is_location_online=draw(st.booleans()),
        join_web_url=draw(addresses),
        additional_information=draw(prose),
        service_notes=draw(prose),
        cancellation_message=draw(prose),
        cancelled_by=draw(st.none() | st.sampled_from(CancelledBy)),
        request_expires_at=draw(st.none() | instants),
        created_at=draw(instants),
        last_updated_at=draw(instants),
    )


@st.composite
def periods(draw: Draw) -> LocalPeriod:
    start = draw(minutes)
    return LocalPeriod(start, start + timedelta(minutes=draw(st.integers(1, 10_000))))


@st.composite
def records(draw: Draw) -> BusinessRecord:
    business = draw(businesses())
    questions = [
        CustomQuestion("allergies", draw(names)),
        CustomQuestion("length", draw(names), AnswerInputType.RADIO_BUTTON, ("Short", "Long")),
    ]
    offs = [TimeOff(f"t-{n}", draw(st.sampled_from(STAFF)), draw(periods())) for n in (1, 2)]
    return BusinessRecord(
        Catalog(
            business=business,
            services={each: draw(services(each)) for each in draw(st.permutations(SERVICES))},
            staff_members={
                each: draw(staff_members(each)) for each in draw(st.permutations(STAFF))
            },
            custom_questions={each.question_id: each for each in questions},
            resources={each: draw(resources(each)) for each in draw(st.permutations(RESOURCES))},
            closures=tuple(Closure(f"x-{n}", draw(periods()), draw(texts)) for n in (2, 1)),
            time_off=tuple(offs),
        ),
        tuple(draw(customers(each)) for each in CUSTOMERS),
        tuple(draw(appointments(n, business)) for n in range(draw(st.integers(0, 2)))),
    )


def _some_of(values: tuple[T, ...], least: int = 0) -> st.SearchStrategy[tuple[T, ...]]:
    """Some of the values, each once, in any order."""
    return st.permutations(values).flatmap(
        lambda order: st.integers(least, len(values)).map(lambda count: tuple(order[:count]))
    )
