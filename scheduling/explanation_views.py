"""Why a time or a day is not offered, as one viewer may know it: pure data, every value typed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from scheduling.errors import Reason
from scheduling.layers import Layer
from scheduling.time_ranges import TimeRange
from scheduling.views import SlotView, StaffMemberView


@dataclass(frozen=True, slots=True, kw_only=True)
class ObstacleView:
    """What is in the way in a calendar: `claimed` is its time with its buffers.

    An appointment has an id, or it is a time somebody holds while they fill in their details.
    """

    claimed: TimeRange
    appointment_id: str = ""
    customer_name: str = ""
    service_name: str = ""
    time_range: TimeRange | None = None

    @property
    def is_held(self) -> bool:
        """Tell whether it is no appointment yet."""
        return not self.appointment_id


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonView:
    """One rule in the way, its value, and where to change it, as far as the viewer may know.

    `setting` is a path in the business file, "" where it is no setting or none of the viewer's
    business; `may_change` where the viewer may change it. Where not `binds_viewer` it keeps
    customers from booking and not the viewer. Of the values only those of its rule are set: the
    `hours` that hold on that day, what `limit` of time, how many (`count`) of at most how many
    (`maximum`), the starts on the grid around it, the instants a start must lie in (`window`),
    who provides the service, and the `obstacles` in the calendar.
    """

    reason: Reason
    layer: Layer
    setting: str = ""
    may_change: bool = False
    binds_viewer: bool = True
    title: str = ""
    limit: timedelta | None = None
    time_range: TimeRange | None = None
    hours: tuple[TimeRange, ...] = ()
    count: int | None = None
    maximum: int | None = None
    near_starts: tuple[datetime, ...] = ()
    window: TimeRange | None = None
    providers: tuple[StaffMemberView, ...] = ()
    obstacles: tuple[ObstacleView, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonExplanation:
    """All that keeps a start from one staff member, in the order of the layers.

    `may_book` where the viewer may book for their calendar at all.
    """

    staff_member: StaffMemberView
    reasons: tuple[ReasonView, ...]
    may_book: bool

    @property
    def is_bookable(self) -> bool:
        """Tell whether nothing binds the viewer."""
        return not any(each.binds_viewer for each in self.reasons)

    @property
    def is_bookable_by_customers(self) -> bool:
        """Tell whether there is no reason at all."""
        return not self.reasons


@dataclass(frozen=True, slots=True)
class PlainReason:
    """The one reason a customer is told: nothing of anybody's calendar."""

    reason: Reason
    limit: timedelta | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class ServiceName:
    """A service by name, with how long it takes."""

    service_id: str
    display_name: str
    duration: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplanationView:
    """Whether a start can be booked, and everything that is in its way.

    Where no service was named (`is_service_named` false) all that the people concerned provide
    were tried: `service` is the one with the least in its way, `bookable_services` are those the
    viewer could book then. For customers `people` is empty and `plain` is all they are told.
    `needs_all` where all of `people` must be free, because they have the moved appointment
    together. `nearest` are the free times nearest to it.
    """

    start_at: datetime
    time_zone: str
    service: ServiceName
    is_service_named: bool
    staff_member: StaffMemberView | None
    is_bookable: bool
    is_bookable_by_customers: bool
    people: tuple[PersonExplanation, ...] = ()
    needs_all: bool = False
    bookable_services: tuple[ServiceName, ...] = ()
    plain: PlainReason | None = None
    nearest: tuple[SlotView, ...] = ()


class Step(Enum):
    """What takes time from a day, in the order in which it is taken."""

    HOURS = "hours"
    SERVICE_HOURS = "serviceHours"
    CLOSURES = "closures"
    TIME_OFF = "timeOff"
    APPOINTMENTS = "appointments"
    HOLDS = "holds"
    ELSEWHERE = "elsewhere"
    BUSY = "busy"
    """Time off, appointments and holds in one, for who may know of a colleague's day no more."""
    DAILY_LIMIT = "dailyLimit"
    RESOURCES = "resources"
    POLICY = "policy"
    FIT = "fit"
    """What is left is too short for the service, or lies between the starts of the grid."""


@dataclass(frozen=True, slots=True)
class DayStep:
    """What one kind of rule takes from a day: how much, what is left after it, and because of what."""

    step: Step
    removed: timedelta
    left: timedelta
    causes: tuple[ReasonView, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonDay:
    """One staff member's day: the `hours` at its top, each step down, and the slots at its end.

    `hours_rule` tells which hours they are and where they are set.
    """

    staff_member: StaffMemberView
    hours: timedelta
    hours_rule: ReasonView
    steps: tuple[DayStep, ...]
    slots_count: int
    may_book: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DayExplanationView:
    """What removed the time of a day, for each staff member and (`steps`) for all of them.

    `slots_count` is how many starts are left with anybody. `days_hours` are everybody's hours.
    For customers `people` and `steps` are empty and `plain` is all they are told.
    """

    on: date
    time_zone: str
    service: ServiceName
    is_service_named: bool
    staff_member: StaffMemberView | None
    slots_count: int
    days_hours: timedelta = timedelta()
    steps: tuple[DayStep, ...] = ()
    people: tuple[PersonDay, ...] = ()
    plain: PlainReason | None = None
    nearest: tuple[SlotView, ...] = ()
