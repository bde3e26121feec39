"""What cannot be built says which field is wrong, in the document's words, and what to change."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from scheduling.absences import HolidayRules, LocalPeriod
from scheduling.actors import Principal
from scheduling.business import BookingBusiness
from scheduling.catalog import (
    MOST_STAFF_AT_ONCE,
    AnswerInputType,
    CustomQuestion,
    Price,
    Service,
    ServiceDuration,
    StaffMember,
)
from scheduling.customers import (
    LONGEST_NAME,
    Contact,
    Customer,
    CustomerInformation,
    email_address,
    phone_number,
)
from scheduling.errors import InvalidValue
from scheduling.handing_over import HandOver, HandOverState
from scheduling.personal_calendars import LONGEST_READING, PersonalCalendar
from scheduling.policies import (
    LONGEST_HOLD,
    LONGEST_INTERVAL,
    LONGEST_LIMIT,
    LONGEST_OFFER,
    MOST_OPEN_APPOINTMENTS,
    SHORTEST_INTERVAL,
    SchedulingPolicy,
    check_gap,
)
from scheduling.recurrence import DayPeriod, Weekday, WeeklyHours, start_of
from scheduling.resources import LARGEST_CAPACITY, Resource, ResourceNeed
from scheduling.series import MOST_INTERVAL, MOST_OCCURRENCES, Frequency, Occurrence, SeriesRule
from scheduling.service_hours import AvailabilityType, AvailabilityWindow, ServiceAvailability
from scheduling.time_ranges import TimeRange, as_instant
from scheduling.visits import FEWEST_PARTS, MOST_PARTS, VisitPart, VisitWish
from scheduling.waitlist import LONGEST_WAIT, WaitlistWish
from tests.fakes.businesses import DANA, NOW, TUESDAY_TEN, appointment

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
MOMENT = timedelta.resolution
NOTHING = timedelta()
YEARS_AT_MOST = "must not be negative, nor more than ten years"
APPROVAL = "must be more than zero, at most ten years"
HELD = "must not be negative, nor more than an hour"
OPEN = f"must be 1 to {MOST_OPEN_APPOINTMENTS}"
INTERVAL = "must be whole minutes, from 5 minutes to 4 hours"
NAMED = "must name at least one"
BETWEEN = "must lie between 1970 and 2099"
HOURS = "are for customWeeklyHours, which must have some"
NAIVE = datetime(2026, 1, 1)  # noqa: DTZ001  # what is refused
OVERLAPPING = {Weekday.MONDAY: (DayPeriod(0, 61), DayPeriod(60, 90))}
CUSTOM = AvailabilityType.CUSTOM_WEEKLY_HOURS
TEN = datetime(2026, 4, 14, 10)  # noqa: DTZ001  # a wall clock
NO_ZONE = "'Atlantis' is not an IANA time zone"
LONG_MAIL = f"{'d' * 63}@{'e' * 60}.{'f' * 60}.{'g' * 60}.example"
EMPTY, CHARACTERS = "must not be empty", "must be at most 400 characters"
LENGTH, MINUTES = "must be more than zero and at most 7 days", "must be whole minutes"
BUFFER = "must be whole minutes, from zero to one day"
MONEY = "must be zero or more"
STAFF_AT_ONCE = f"must be 1 to {MOST_STAFF_AT_ONCE}"
A_DAY = "must be at least 1, or left out"
LOCAL, WHOLE = "must be local time, without an offset", "must be a whole minute"
MAIL, PHONE = "does not look like a mail address", "does not look like a phone number"
OCCURRENCES, ENDS = f"must be 1 to {MOST_OCCURRENCES}", "either a count or a last day, not both"
EVERY = f"must be 1 to {MOST_INTERVAL}"
OFFERED = "must be more than zero, at most a day"
OUR_TIME, WITHIN = "must be a date of our time", "must be within 62 days of the first"
PARTS = f"must be {FEWEST_PARTS} to {MOST_PARTS}"
YEARS_TOO_MANY = TimeRange(NOW, NOW + LONGEST_READING + MOMENT)
OF_A_DAY = "must be minutes of a day, the first no later"
CODE, COUNTRY = (
    "must be a three-letter ISO 4217 code",
    "must be a two-letter ISO 3166-1 code such as DE",
)


def policy(**parts: timedelta | int) -> Callable[[], object]:
    return lambda: SchedulingPolicy(**parts)  # type: ignore[arg-type]


def service(**parts: Any) -> Callable[[], object]:
    facts: dict[str, Any] = {"service_id": "s", "display_name": "Haircut", **parts}
    return lambda: Service(**facts)


def staff_member(**parts: Any) -> Callable[[], object]:
    facts: dict[str, Any] = {"staff_member_id": "ana", "display_name": "Ana", **parts}
    return lambda: StaffMember(**facts)


def business(**parts: Any) -> Callable[[], object]:
    facts: dict[str, Any] = {"business_id": "b", "display_name": "Salon", **parts}
    return lambda: BookingBusiness(**facts)


def resource(**parts: Any) -> Callable[[], object]:
    facts: dict[str, Any] = {"resource_id": "r", "display_name": "Room", **parts}
    return lambda: Resource(**facts)


def attendee(**parts: Any) -> Callable[[], object]:
    return lambda: CustomerInformation(customer_id="c", contact=DANA, **parts)


def group(*attending: tuple[str, int]) -> Callable[[], object]:
    def make() -> object:
        customers = tuple(
            CustomerInformation(customer_id=who, contact=DANA, attendees_count=count)
            for who, count in attending
        )
        return appointment(customers=customers, maximum_attendees_count=3)

    return make


def visit(count: int) -> Callable[[], object]:
    return lambda: VisitWish("b", (VisitPart("s"),) * count)


def calendar(**parts: Any) -> Callable[[], object]:
    facts: dict[str, Any] = {"source": "s", "within": TimeRange(NOW, NOW + DAY), **parts}
    return lambda: PersonalCalendar(
        business_id="b", staff_member_id="ana", read_at=NOW, event_count=0, **facts
    )


def rule(**parts: Any) -> Callable[[], object]:
    return lambda: SeriesRule(Frequency.WEEKLY, **parts)


def period(start: datetime, end: datetime) -> Callable[[], object]:
    return lambda: LocalPeriod(start, end)


def wish(**parts: Any) -> Callable[[], object]:
    tuesday = date(2026, 4, 14)
    facts: dict[str, Any] = {"from_on": tuesday, "to_on": tuesday, "zone": "UTC", **parts}
    return lambda: WaitlistWish(service_id="s", **facts)


def no_hand_over() -> HandOver:
    return HandOver(
        business_id="b",
        hand_over_id="h",
        by_staff_member_id="ana",
        from_staff_member_id="ana",
        items=(),
        state=HandOverState.DONE,
        created_at=NOW,
    )


REFUSED: list[tuple[Callable[[], object], str, str]] = [
    (policy(minimum_lead_time=-MOMENT), "minimum_lead_time", YEARS_AT_MOST),
    (policy(minimum_lead_time=LONGEST_LIMIT + MOMENT), "minimum_lead_time", YEARS_AT_MOST),
    (policy(minimum_cancelling_notice=-MOMENT), "minimum_cancelling_notice", YEARS_AT_MOST),
    (policy(maximum_advance=LONGEST_LIMIT + MOMENT), "maximum_advance", YEARS_AT_MOST),
    (policy(approval_time=NOTHING), "approval_time", APPROVAL),
    (policy(approval_time=LONGEST_LIMIT + MOMENT), "approval_time", APPROVAL),
    (policy(hold_time=-MOMENT), "hold_time", HELD),
    (policy(hold_time=LONGEST_HOLD + MOMENT), "hold_time", HELD),
    (policy(maximum_open_appointments=0), "maximum_open_appointments", OPEN),
    (policy(maximum_open_appointments=1001), "maximum_open_appointments", OPEN),
    (policy(time_slot_interval=4 * MINUTE), "time_slot_interval", INTERVAL),
    (policy(time_slot_interval=241 * MINUTE), "time_slot_interval", INTERVAL),
    (policy(time_slot_interval=5.5 * MINUTE), "time_slot_interval", INTERVAL),
    (
        lambda: check_gap(NOTHING, DAY - MOMENT),
        "maximum_advance",
        "must be at least 24 hours more than minimum_lead_time",
    ),
    (lambda: as_instant(NAIVE), "datetime", "has no time zone"),
    (lambda: as_instant(datetime(2100, 1, 1, tzinfo=UTC)), "datetime", BETWEEN),
    (
        lambda: TimeRange(TUESDAY_TEN, TUESDAY_TEN),
        "endDateTime",
        "must be after startDateTime",
    ),
    (
        lambda: DayPeriod(60, 60),
        "timeSlots",
        "startTime must be before endTime, within one day",
    ),
    (lambda: WeeklyHours(OVERLAPPING), "timeSlots", "the periods of a day must not overlap"),
    (lambda: start_of(date(1969, 12, 31), 0, "UTC"), "date", BETWEEN),
    (lambda: ServiceAvailability(CUSTOM), "businessHours", HOURS),
    (
        lambda: AvailabilityWindow(date(2026, 1, 2), date(2026, 1, 1), ServiceAvailability()),
        "endDate",
        "must not be before startDate",
    ),
    (lambda: appointment(staff_member_ids=()), "staffMemberIds", f"{NAMED} staff member"),
    (lambda: appointment(customers=()), "customers", f"{NAMED} customer"),
    (
        lambda: appointment(time_range=TimeRange(TUESDAY_TEN, TUESDAY_TEN + 31 * DAY + MOMENT)),
        "endDateTime",
        "must be at most 31 days ahead, buffers included",
    ),
]
REFUSED_OF_A_CATALOG: list[tuple[Callable[[], object], str, str]] = [
    (business(display_name=" "), "displayName", EMPTY),
    (business(display_name="x" * 401), "displayName", CHARACTERS),
    (business(time_zone="Atlantis"), "timeZone", NO_ZONE),
    (business(default_currency_iso="euro"), "defaultCurrencyIso", CODE),
    (business(default_currency_iso="eur"), "defaultCurrencyIso", CODE),
    (service(display_name=""), "displayName", EMPTY),
    (service(default_duration=NOTHING), "defaultDuration", LENGTH),
    (service(default_duration=7 * DAY + MINUTE), "defaultDuration", LENGTH),
    (service(default_duration=1.5 * MINUTE), "defaultDuration", MINUTES),
    (service(pre_buffer=-MINUTE), "preBuffer", BUFFER),
    (service(pre_buffer=DAY + MINUTE), "preBuffer", BUFFER),
    (service(post_buffer=DAY + MINUTE), "postBuffer", BUFFER),
    (service(post_buffer=0.5 * MINUTE), "postBuffer", BUFFER),
    (service(required_staff_count=0), "requiredStaffCount", STAFF_AT_ONCE),
    (service(required_staff_count=21), "requiredStaffCount", STAFF_AT_ONCE),
    (service(maximum_appointments_per_day=0), "maximumAppointmentsPerDay", A_DAY),
    (service(maximum_attendees_count=0), "maximumAttendeesCount", "must be at least 1"),
    (
        service(maximum_attendees_count=2, needs_approval=True),
        "isApprovalRequired",
        "is not for a service that a group attends",
    ),
    (
        service(maximum_attendees_count=2, durations=(ServiceDuration(MINUTE),)),
        "durations",
        "are not for a service that a group attends",
    ),
    (lambda: ServiceDuration(NOTHING), "duration", LENGTH),
    (
        lambda: Service(service_id="s", display_name="Haircut").lasting(MINUTE),
        "duration",
        "is none of the service's durations",
    ),
    (lambda: Price(amount=Decimal("-0.01")), "defaultPrice", MONEY),
    (lambda: Price(amount=Decimal("NaN")), "defaultPrice", MONEY),
    (lambda: CustomQuestion("q", ""), "displayName", EMPTY),
    (
        lambda: CustomQuestion("q", "How?", AnswerInputType.RADIO_BUTTON),
        "answerOptions",
        "a radioButton question needs at least one",
    ),
    (staff_member(display_name=""), "displayName", EMPTY),
    (staff_member(time_zone="Atlantis"), "timeZone", NO_ZONE),
    (staff_member(maximum_appointments_per_day=0), "maximumAppointmentsPerDay", A_DAY),
    (resource(display_name=" "), "displayName", EMPTY),
    (resource(capacity=0), "capacity", f"must be 1 to {LARGEST_CAPACITY}"),
    (resource(capacity=1001), "capacity", f"must be 1 to {LARGEST_CAPACITY}"),
    (lambda: ResourceNeed(()), "resourceIds", "must name at least one resource"),
    (lambda: HolidayRules("Germany"), "country", COUNTRY),
    (lambda: HolidayRules("de"), "country", COUNTRY),
    (policy(waitlist_offer_time=NOTHING), "waitlist_offer_time", OFFERED),
    (policy(waitlist_offer_time=LONGEST_OFFER + MOMENT), "waitlist_offer_time", OFFERED),
    (period(TEN.replace(tzinfo=UTC), TEN + DAY), "start", LOCAL),
    (period(TEN, (TEN + DAY).replace(tzinfo=UTC)), "end", LOCAL),
    (period(TEN.replace(second=1), TEN + DAY), "start", WHOLE),
    (period(TEN, TEN + DAY + MOMENT), "end", WHOLE),
    (period(TEN, TEN), "end", "must be after start"),
]
REFUSED_OF_CUSTOMERS: list[tuple[Callable[[], object], str, str]] = [
    (lambda: Contact(name=" "), "name", EMPTY),
    (lambda: Contact(name="x" * 201), "name", f"must be at most {LONGEST_NAME} characters"),
    (lambda: Contact(name="Dana", email_address="dana"), "emailAddress", MAIL),
    (lambda: email_address("dana@example"), "emailAddress", MAIL),
    (
        lambda: email_address(f"d{LONG_MAIL}"),
        "emailAddress",
        MAIL,
    ),
    (lambda: Contact(name="Dana", phone="later"), "phone", PHONE),
    (lambda: phone_number("12345"), "phone", PHONE),
    (lambda: phone_number("1234567890123456"), "phone", PHONE),
    (
        lambda: Customer(customer_id="c", contact=DANA, customer_time_zone="Atlantis"),
        "timeZone",
        NO_ZONE,
    ),
    (attendee(attendees_count=0), "attendeesCount", "must be at least 1"),
    (
        attendee(attendee_name="x" * 201),
        "attendeeName",
        f"must be at most {LONGEST_NAME} characters",
    ),
    (group(("c", 1), ("c", 1)), "customers", "must not name a customer twice"),
    (group(("c", 2), ("d", 2)), "maximumAttendeesCount", "is less than the 4 who attend"),
    (visit(FEWEST_PARTS - 1), "parts", PARTS),
    (visit(MOST_PARTS + 1), "parts", PARTS),
    (calendar(source=""), "source", EMPTY),
    (calendar(source="x" * 101), "source", "must be at most 100 characters"),
    (calendar(within=YEARS_TOO_MANY), "within", "must be at most 1100 days"),
    (lambda: Occurrence("", date(2026, 4, 14)), "series_id", EMPTY),
    (rule(count=1, interval=0), "interval", EVERY),
    (rule(count=1, interval=53), "interval", EVERY),
    (rule(), "count", ENDS),
    (rule(count=1, until_on=date(2026, 4, 14)), "count", ENDS),
    (rule(count=0), "count", OCCURRENCES),
    (rule(count=61), "count", OCCURRENCES),
    (wish(zone="Atlantis"), "timeZone", NO_ZONE),
    (wish(from_on=date(1969, 12, 31)), "from_on", OUR_TIME),
    (wish(from_on=date(2027, 1, 1)), "from_on", OUR_TIME),
    (wish(to_on=date(9001, 1, 1)), "from_on", OUR_TIME),
    (wish(from_on=date(2026, 4, 15)), "to_on", WITHIN),
    (wish(to_on=date(2026, 4, 14) + LONGEST_WAIT), "to_on", WITHIN),
    (wish(weekdays=frozenset({-1})), "weekdays", "must be 0 to 6"),
    (wish(weekdays=frozenset({7})), "weekdays", "must be 0 to 6"),
    (wish(from_minute=-1), "from_minute", OF_A_DAY),
    (wish(to_minute=1440), "from_minute", OF_A_DAY),
    (wish(from_minute=601, to_minute=600), "from_minute", OF_A_DAY),
    (no_hand_over, "items", "a hand-over is of at least one appointment"),
]


@pytest.mark.parametrize(
    ("make", "field", "problem"), [*REFUSED, *REFUSED_OF_A_CATALOG, *REFUSED_OF_CUSTOMERS]
)
def test_what_is_refused_names_the_field_and_the_problem(
    make: Callable[[], object], field: str, problem: str
) -> None:
    with pytest.raises(InvalidValue) as refused:
        make()
    assert (refused.value.field, refused.value.problem) == (field, problem)


@pytest.mark.parametrize(
    "make",
    [
        policy(minimum_lead_time=NOTHING),
        policy(minimum_cancelling_notice=LONGEST_LIMIT),
        policy(maximum_advance=LONGEST_LIMIT),
        policy(approval_time=MOMENT),
        policy(approval_time=LONGEST_LIMIT),
        policy(hold_time=NOTHING),
        policy(hold_time=LONGEST_HOLD),
        policy(maximum_open_appointments=1),
        policy(maximum_open_appointments=MOST_OPEN_APPOINTMENTS),
        policy(time_slot_interval=SHORTEST_INTERVAL),
        policy(time_slot_interval=LONGEST_INTERVAL),
        policy(time_slot_interval=7 * MINUTE),
        lambda: check_gap(NOTHING, DAY),
        lambda: as_instant(datetime(2099, 12, 31, tzinfo=UTC)),
        lambda: DayPeriod(0, 1440),
        lambda: AvailabilityWindow(date(2026, 1, 1), date(2026, 1, 1), ServiceAvailability()),
        lambda: appointment(time_range=TimeRange(TUESDAY_TEN, TUESDAY_TEN + 31 * DAY)),
        business(display_name="x" * 400),
        service(default_duration=MINUTE),
        service(default_duration=7 * DAY),
        service(pre_buffer=DAY, post_buffer=DAY),
        service(required_staff_count=1, maximum_appointments_per_day=1),
        service(required_staff_count=MOST_STAFF_AT_ONCE),
        service(maximum_attendees_count=2),
        service(needs_approval=True, durations=(ServiceDuration(MINUTE),)),
        lambda: Price(amount=Decimal(0)),
        lambda: CustomQuestion("q", "How?", AnswerInputType.RADIO_BUTTON, ("So",)),
        staff_member(maximum_appointments_per_day=1, time_zone="Asia/Tokyo"),
        resource(capacity=1),
        resource(capacity=LARGEST_CAPACITY),
        lambda: HolidayRules("DE"),
        policy(waitlist_offer_time=MOMENT),
        policy(waitlist_offer_time=LONGEST_OFFER),
        period(TEN, TEN + MINUTE),
        lambda: Contact(name="x" * LONGEST_NAME),
        lambda: email_address(LONG_MAIL),
        lambda: phone_number("123456"),
        lambda: phone_number("+123456789012345"),
        attendee(attendees_count=1, attendee_name="x" * LONGEST_NAME),
        group(("c", 1), ("d", 2)),
        visit(FEWEST_PARTS),
        visit(MOST_PARTS),
        calendar(source="x" * 100, within=TimeRange(NOW, NOW + LONGEST_READING)),
        rule(count=1, interval=MOST_INTERVAL),
        rule(count=MOST_OCCURRENCES),
        wish(to_on=date(2026, 4, 13) + LONGEST_WAIT, weekdays=frozenset({0, 6})),
        wish(from_on=date(1970, 1, 1), to_on=date(1970, 1, 1)),
        wish(from_on=date(9000, 12, 31), to_on=date(9000, 12, 31)),
        wish(from_minute=0, to_minute=1439),
        wish(from_minute=600, to_minute=600),
    ],
)
def test_what_is_just_within_the_limit_is_built(make: Callable[[], object]) -> None:
    make()


@pytest.mark.parametrize(("channel", "user_id"), [("", "dana"), ("msteams", ""), ("", "")])
def test_an_identity_says_by_which_door_and_who(channel: str, user_id: str) -> None:
    with pytest.raises(ValueError, match=r"^a principal needs a channel and a user id$"):
        Principal(channel, "", user_id)
