"""What a business offers and who provides it: services, staff members, questions, prices.

The names are those of Graph's booking types, in our spelling (bookingService,
bookingStaffMember, bookingCustomQuestion).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal
from enum import Enum

from scheduling.errors import InvalidValue
from scheduling.policies import SchedulingPolicy
from scheduling.recurrence import WeeklyHours, time_zone
from scheduling.resources import ResourceNeed
from scheduling.time_ranges import TimeRange

MOST_STAFF_AT_ONCE = 20


class Role(Enum):
    """What a staff member may do; the values are Graph's bookingStaffRole."""

    ADMINISTRATOR = "administrator"
    SCHEDULER = "scheduler"
    TEAM_MEMBER = "teamMember"
    VIEWER = "viewer"
    GUEST = "guest"


class PriceType(Enum):
    """How a price is meant; the values are Graph's bookingPriceType."""

    UNDEFINED = "undefined"
    FIXED_PRICE = "fixedPrice"
    STARTING_AT = "startingAt"
    HOURLY = "hourly"
    FREE = "free"
    PRICE_VARIES = "priceVaries"
    CALL_US = "callUs"
    NOT_SET = "notSet"


_BY_PLACE = (PriceType.FIXED_PRICE, PriceType.STARTING_AT, PriceType.HOURLY)


@dataclass(frozen=True, slots=True)
class Price:
    """An amount in the business's currency and how it is meant."""

    price_type: PriceType = PriceType.NOT_SET
    amount: Decimal = Decimal(0)

    def __post_init__(self) -> None:
        if not self.amount.is_finite() or self.amount < 0:
            raise InvalidValue("defaultPrice", "must be zero or more")

    def for_places(self, count: int) -> "Price":
        """Give what so many places cost, where one has an amount of its own."""
        return replace(self, amount=self.amount * count) if self.price_type in _BY_PLACE else self


class ContactDetail(Enum):
    """A way to reach a customer that a service may demand."""

    EMAIL_ADDRESS = "emailAddress"
    PHONE = "phone"


class AnswerInputType(Enum):
    """How a custom question is answered; the values are Graph's answerInputType."""

    TEXT = "text"
    RADIO_BUTTON = "radioButton"


@dataclass(frozen=True, slots=True)
class CustomQuestion:
    """A question of the business, answered in free text or by one of `answer_options`."""

    question_id: str
    display_name: str
    answer_input_type: AnswerInputType = AnswerInputType.TEXT
    answer_options: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require_text("displayName", self.display_name)
        if self.answer_input_type is AnswerInputType.RADIO_BUTTON and not self.answer_options:
            raise InvalidValue("answerOptions", "a radioButton question needs at least one")


@dataclass(frozen=True, slots=True)
class QuestionAssignment:
    """A service asks this question, required or not."""

    question_id: str
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class ServiceDuration:
    """Another length a service can be booked for, at its own price where it has one."""

    duration: timedelta
    price: Price | None = None

    def __post_init__(self) -> None:
        require_duration("duration", self.duration)


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Something a customer can book: how long, by whom, at what price, under which policy.

    It lasts `default_duration` unless one of `durations` is asked for. `required_staff_count`
    staff members have it at once, and one unit for each of `required_resources` besides. Up to
    `maximum_attendees_count` people attend one appointment: more than one make it a group
    service. Where it `needs_approval`, what a customer books is a request until a staff member
    accepts it.
    """

    service_id: str
    display_name: str
    description: str = ""
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    default_duration: timedelta = timedelta(hours=1)
    durations: tuple[ServiceDuration, ...] = ()
    pre_buffer: timedelta = timedelta()
    post_buffer: timedelta = timedelta()
    price: Price = Price()
    staff_member_ids: tuple[str, ...] = ()
    required_staff_count: int = 1
    required_resources: tuple[ResourceNeed, ...] = ()
    scheduling_policy: SchedulingPolicy = SchedulingPolicy()
    custom_questions: tuple[QuestionAssignment, ...] = ()
    required_contact_details: frozenset[ContactDetail] = frozenset()
    customer_consent_message: str = ""
    maximum_attendees_count: int = 1
    maximum_appointments_per_day: int | None = None
    is_hidden_from_customers: bool = False
    is_location_online: bool = False
    is_customer_allowed_to_manage_booking: bool = False
    needs_approval: bool = False
    default_location: str = ""
    additional_information: str = ""
    notes: str = ""
    language_tag: str = ""

    def __post_init__(self) -> None:
        require_text("displayName", self.display_name)
        require_duration("defaultDuration", self.default_duration)
        for name, buffer in (("preBuffer", self.pre_buffer), ("postBuffer", self.post_buffer)):
            if not timedelta() <= buffer <= timedelta(days=1) or buffer % timedelta(minutes=1):
                raise InvalidValue(name, "must be whole minutes, from zero to one day")
        if not 1 <= self.required_staff_count <= MOST_STAFF_AT_ONCE:
            raise InvalidValue("requiredStaffCount", f"must be 1 to {MOST_STAFF_AT_ONCE}")
        _require_limit(self.maximum_appointments_per_day)
        self._check_group()

    def _check_group(self) -> None:
        if self.maximum_attendees_count < 1:
            raise InvalidValue("maximumAttendeesCount", "must be at least 1")
        if self.is_group and self.needs_approval:
            raise InvalidValue("isApprovalRequired", "is not for a service that a group attends")
        if self.is_group and self.durations:
            raise InvalidValue("durations", "are not for a service that a group attends")

    @property
    def is_group(self) -> bool:
        """Tell whether several customers attend one appointment of it."""
        return self.maximum_attendees_count > 1

    def lasting(self, duration: timedelta | None) -> "Service":
        """Give it as booked for that long, at the price of that; None is its default duration.

        Raises InvalidValue for a length it does not have.
        """
        if duration is None or duration == self.default_duration:
            return self
        for each in self.durations:
            if each.duration == duration:
                price = self.price if each.price is None else each.price
                return replace(self, default_duration=duration, price=price)
        raise InvalidValue("duration", "is none of the service's durations")

    def claimed_from(self, start_at: datetime) -> TimeRange:
        """Give what an appointment at `start_at` takes of a calendar: its time with its buffers."""
        wanted = TimeRange(start_at, start_at + self.default_duration)
        return wanted.padded(self.pre_buffer, self.post_buffer)


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffMember:
    """Somebody who can be booked, signs in, or both.

    With `use_business_hours` the business's hours are theirs; otherwise `working_hours`, read in
    `time_zone` (the business's where it is empty).
    """

    staff_member_id: str
    display_name: str
    role: Role = Role.GUEST
    email_address: str = ""
    use_business_hours: bool = True
    working_hours: WeeklyHours = WeeklyHours()
    time_zone: str = ""
    is_email_notification_enabled: bool = True
    maximum_appointments_per_day: int | None = None
    availability_is_affected_by_personal_calendar: bool = True

    def __post_init__(self) -> None:
        require_text("displayName", self.display_name)
        if self.time_zone:
            time_zone(self.time_zone)
        _require_limit(self.maximum_appointments_per_day)


def require_duration(name: str, duration: timedelta) -> None:
    """Refuse what no appointment can last; `name` is the field in the document's own words."""
    if not timedelta() < duration <= timedelta(days=7):
        raise InvalidValue(name, "must be more than zero and at most 7 days")
    if duration % timedelta(minutes=1):
        raise InvalidValue(name, "must be whole minutes")


def _require_limit(maximum_appointments_per_day: int | None) -> None:
    if maximum_appointments_per_day is not None and maximum_appointments_per_day < 1:
        raise InvalidValue("maximumAppointmentsPerDay", "must be at least 1, or left out")


def require_text(name: str, value: str, longest: int = 400) -> None:
    """Refuse an empty or overlong `value`; `name` is the field in the document's own words."""
    if not value.strip():
        raise InvalidValue(name, "must not be empty")
    if len(value) > longest:
        raise InvalidValue(name, f"must be at most {longest} characters")
