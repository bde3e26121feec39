"""The appointment: its facts, its status machine, and the events each change records."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import Enum

from scheduling.actors import Actor
from scheduling.catalog import Price
from scheduling.customers import CustomerInformation
from scheduling.errors import InvalidValue, WrongStatus
from scheduling.recurrence import time_zone
from scheduling.time_ranges import TimeRange


class AppointmentStatus(Enum):
    """Where an appointment stands."""

    CONFIRMED = "confirmed"
    ARRIVED = "arrived"
    COMPLETED = "completed"
    NO_SHOW = "noShow"
    CANCELLED = "cancelled"


class EventKind(Enum):
    """What happened to an appointment."""

    BOOKED = "booked"
    RESCHEDULED = "rescheduled"
    CANCELLED = "cancelled"
    STATUS_CHANGED = "statusChanged"


_NEXT = {
    AppointmentStatus.CONFIRMED: frozenset(
        {AppointmentStatus.ARRIVED, AppointmentStatus.COMPLETED, AppointmentStatus.NO_SHOW}
    ),
    AppointmentStatus.ARRIVED: frozenset(
        {AppointmentStatus.COMPLETED, AppointmentStatus.CONFIRMED, AppointmentStatus.NO_SHOW}
    ),
    AppointmentStatus.COMPLETED: frozenset({AppointmentStatus.ARRIVED}),
    AppointmentStatus.NO_SHOW: frozenset({AppointmentStatus.ARRIVED, AppointmentStatus.CONFIRMED}),
    AppointmentStatus.CANCELLED: frozenset[AppointmentStatus](),
}
"""Marks can be corrected (a no-show may turn up late); a cancelled appointment stays cancelled."""


@dataclass(frozen=True, slots=True)
class WallClock:
    """The start as promised: local time, zone, and which of two equal local times (fold).

    It is the contract with the customer. The UTC instants are derived from it with the zone
    data named by `zone_data` and can be derived anew when that data changes.
    """

    local_start: datetime
    zone: str
    fold: int = 0
    zone_data: str = ""

    @classmethod
    def of(cls, start_at: datetime, zone: str, zone_data: str = "") -> "WallClock":
        """Read the wall clock in `zone` at an instant."""
        local = start_at.astimezone(time_zone(zone))
        return cls(local.replace(tzinfo=None, fold=0), zone, local.fold, zone_data)


@dataclass(frozen=True, slots=True)
class AppointmentEvent:
    """One recorded change: what, by whom, and what was there before."""

    kind: EventKind
    by: Actor
    at: datetime
    previous_status: AppointmentStatus | None = None
    previous_range: TimeRange | None = None
    previous_staff_member_ids: tuple[str, ...] = ()
    message: str = ""


LONGEST_CLAIM = timedelta(days=31)
"""Nothing is booked for longer: whoever looks for what meets a day need look no further back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """A service booked for customers with staff members (Graph bookingAppointment).

    `time_range` is what the customer sees; buffers surround it in the staff members' claims.
    `sequence` rises with each change a calendar must hear of (RFC 5546), `version` with every
    change. `events` are those recorded since it was read; they are not part of its state.
    """

    business_id: str
    appointment_id: str
    service_id: str
    service_name: str
    staff_member_ids: tuple[str, ...]
    customers: tuple[CustomerInformation, ...]
    time_range: TimeRange
    wall_clock: WallClock
    pre_buffer: timedelta = timedelta()
    post_buffer: timedelta = timedelta()
    price: Price = Price()
    status: AppointmentStatus = AppointmentStatus.CONFIRMED
    sequence: int = 0
    version: int = 1
    location: str = ""
    is_location_online: bool = False
    join_web_url: str = ""
    additional_information: str = ""
    service_notes: str = ""
    is_self_service: bool = True
    cancellation_message: str = ""
    created_at: datetime
    last_updated_at: datetime
    events: tuple[AppointmentEvent, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        if not self.staff_member_ids:
            raise InvalidValue("staffMemberIds", "must name at least one staff member")
        if not self.customers:
            raise InvalidValue("customers", "must name at least one customer")
        if self.claimed.duration > LONGEST_CLAIM:
            raise InvalidValue("endDateTime", "must be at most 31 days ahead, buffers included")

    @property
    def customer(self) -> CustomerInformation:
        """The customer of an appointment for one; the first of a group."""
        return self.customers[0]

    @property
    def claimed(self) -> TimeRange:
        """What each staff member's calendar loses: the time with its buffers."""
        return self.time_range.padded(self.pre_buffer, self.post_buffer)

    @property
    def is_active(self) -> bool:
        """Tell whether it claims its staff members' time: until it is cancelled, it does."""
        return self.status is not AppointmentStatus.CANCELLED

    def rescheduled(
        self, to: TimeRange, staff_member_ids: tuple[str, ...], by: Actor, at: datetime
    ) -> "Appointment":
        """Give it at another time or with other staff. Raises WrongStatus unless confirmed."""
        self._require_confirmed("rescheduled")
        event = AppointmentEvent(
            EventKind.RESCHEDULED,
            by,
            at,
            previous_range=self.time_range,
            previous_staff_member_ids=self.staff_member_ids,
        )
        clock = WallClock.of(to.start_at, self.wall_clock.zone, self.wall_clock.zone_data)
        moved = replace(self, time_range=to, staff_member_ids=staff_member_ids, wall_clock=clock)
        return _changed(moved, event, self.sequence + 1)

    def cancelled(self, by: Actor, at: datetime, message: str = "") -> "Appointment":
        """Give it cancelled, for good. Raises WrongStatus unless it is still to come."""
        self._require_confirmed("cancelled")
        event = AppointmentEvent(
            EventKind.CANCELLED, by, at, previous_status=self.status, message=message
        )
        ended = replace(self, status=AppointmentStatus.CANCELLED, cancellation_message=message)
        return _changed(ended, event, self.sequence + 1)

    def marked(self, status: AppointmentStatus, by: Actor, at: datetime) -> "Appointment":
        """Give it with another status. Raises WrongStatus where the machine has no such step."""
        if status not in _NEXT[self.status]:
            raise WrongStatus(self.status.value, status.value)
        event = AppointmentEvent(EventKind.STATUS_CHANGED, by, at, previous_status=self.status)
        return _changed(replace(self, status=status), event, self.sequence)

    def _require_confirmed(self, wanted: str) -> None:
        if self.status is not AppointmentStatus.CONFIRMED:
            raise WrongStatus(self.status.value, wanted)


def _changed(appointment: Appointment, event: AppointmentEvent, sequence: int) -> Appointment:
    return replace(
        appointment,
        sequence=sequence,
        version=appointment.version + 1,
        last_updated_at=event.at,
        events=(*appointment.events, event),
    )
