"""The appointment: its facts, and what can be done with it."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from scheduling.actors import Actor
from scheduling.appointment_events import AppointmentEvent, EventKind
from scheduling.catalog import Price
from scheduling.customers import CustomerInformation
from scheduling.errors import InvalidValue, TooEarlyToMark, WrongStatus
from scheduling.recurrence import local_date
from scheduling.resources import Calendar, ResourceUnit
from scheduling.series import Occurrence
from scheduling.statuses import NEXT, AppointmentStatus, CancelledBy
from scheduling.time_ranges import TimeRange
from scheduling.wall_clocks import WallClock
from scheduling.zone_data import zone_fingerprint

LONGEST_CLAIM = timedelta(days=31)
"""Nothing is booked for longer: whoever looks for what meets a day need look no further back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """A service booked for customers with staff members (Graph bookingAppointment).

    `time_range` is what the customer sees; buffers surround it in the claims of its staff members
    and resource units.
    `sequence` rises with each change a calendar must hear of (RFC 5546), `version` with every
    change. A request waits until `request_expires_at` for its answer, and never past its start.
    `events` are those recorded since it was read; they are not part of its state.
    """

    business_id: str
    appointment_id: str
    service_id: str
    service_name: str
    staff_member_ids: tuple[str, ...]
    resource_units: tuple[ResourceUnit, ...] = ()
    customers: tuple[CustomerInformation, ...]
    time_range: TimeRange
    wall_clock: WallClock
    pre_buffer: timedelta = timedelta()
    post_buffer: timedelta = timedelta()
    maximum_attendees_count: int = 1
    price: Price = Price()
    status: AppointmentStatus = AppointmentStatus.CONFIRMED
    sequence: int = 0
    version: int = 1
    location: str = ""
    is_location_online: bool = False
    join_web_url: str = ""
    additional_information: str = ""
    service_notes: str = ""
    cancellation_message: str = ""
    cancelled_by: CancelledBy | None = None
    request_expires_at: datetime | None = None
    created_at: datetime
    last_updated_at: datetime
    events: tuple[AppointmentEvent, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        if not self.staff_member_ids:
            raise InvalidValue("staffMemberIds", "must name at least one staff member")
        if not self.customers:
            raise InvalidValue("customers", "must name at least one customer")
        self._check_group()
        if self.claimed.duration > LONGEST_CLAIM:
            raise InvalidValue("endDateTime", "must be at most 31 days ahead, buffers included")

    def _check_group(self) -> None:
        # One booked for several people before there were groups stays as it is.
        if not self.is_group:
            return
        if len({each.customer_id for each in self.customers}) < len(self.customers):
            raise InvalidValue("customers", "must not name a customer twice")
        filled = self.filled_attendees_count
        if filled > self.maximum_attendees_count:
            raise InvalidValue("maximumAttendeesCount", f"is less than the {filled} who attend")

    @property
    def is_group(self) -> bool:
        """Tell whether customers join and leave it, each for themselves."""
        return self.maximum_attendees_count > 1

    @property
    def filled_attendees_count(self) -> int:
        """Count the people who attend."""
        return sum(each.attendees_count for each in self.customers)

    def information_of(self, customer_id: str | None) -> CustomerInformation | None:
        """Give what is known of one customer within it, or None for who does not attend."""
        return next((each for each in self.customers if each.customer_id == customer_id), None)

    def occurrence_in(self, series_id: str) -> Occurrence | None:
        """Give its place in a series of one of its customers, or None where it is in none."""
        places = (each.occurrence for each in self.customers)
        return next((each for each in places if each and each.series_id == series_id), None)

    @property
    def customer(self) -> CustomerInformation:
        """The customer of an appointment for one; the first of a group."""
        return self.customers[0]

    @property
    def claimed(self) -> TimeRange:
        """What each staff member's calendar loses: the time with its buffers."""
        return self.time_range.padded(self.pre_buffer, self.post_buffer)

    @property
    def calendars(self) -> tuple[Calendar, ...]:
        """List whose time it claims: its staff members', and that of its units."""
        return (*self.staff_member_ids, *self.resource_units)

    @property
    def is_active(self) -> bool:
        """Tell whether it claims its staff members' time: until it is cancelled, it does."""
        return self.status is not AppointmentStatus.CANCELLED

    def day_has_come(self, at: datetime) -> bool:
        """Tell whether it is the day of the appointment, by its own zone, or later."""
        return local_date(at, self.wall_clock.zone) >= self.wall_clock.local_start.date()

    @property
    def answer_due_at(self) -> datetime | None:
        """When a request lapses; None for whatever is no request (any more)."""
        if self.status is not AppointmentStatus.REQUESTED:
            return None
        start_at = self.time_range.start_at
        return min(self.request_expires_at or start_at, start_at)

    def has_lapsed(self, now: datetime) -> bool:
        """Tell whether it is a request nobody answered in time: it claims nothing any more."""
        due_at = self.answer_due_at
        return due_at is not None and due_at <= now

    def rescheduled(
        self, to: TimeRange, staff_member_ids: tuple[str, ...], by: Actor, at: datetime
    ) -> "Appointment":
        """Give it at another time or with other staff. Raises WrongStatus unless confirmed."""
        self._require_confirmed("rescheduled")
        event = AppointmentEvent(
            EventKind.RESCHEDULED,
            by,
            at,
            previous_status=self.status,
            previous_range=self.time_range,
            previous_staff_member_ids=self.staff_member_ids,
        )
        clock = WallClock.of(to.start_at, self.wall_clock.zone)
        moved = replace(self, time_range=to, staff_member_ids=staff_member_ids, wall_clock=clock)
        return changed(moved, event, self.sequence + 1)

    def realigned(self, by: Actor, at: datetime) -> "Appointment":
        """Give it where its wall clock is by today's rules of the zone, its promise unchanged."""
        clock = replace(self.wall_clock, zone_data=zone_fingerprint(self.wall_clock.zone))
        start_at = clock.instant()
        to = TimeRange(start_at, start_at + self.time_range.duration)
        if to == self.time_range:
            return replace(self, wall_clock=clock, version=self.version + 1)
        event = AppointmentEvent(EventKind.RESCHEDULED, by, at, previous_range=self.time_range)
        return changed(replace(self, time_range=to, wall_clock=clock), event, self.sequence + 1)

    def cancelled(self, by: Actor, at: datetime, message: str = "") -> "Appointment":
        """Give it cancelled, for good; a request is withdrawn so, or declined by staff.

        Raises WrongStatus unless it is still to come.
        """
        if self.status is AppointmentStatus.REQUESTED:
            is_declined = CancelledBy.of(by) is CancelledBy.STAFF
            kind = EventKind.DECLINED if is_declined else EventKind.CANCELLED
            return self._ended(kind, by, at, message)
        self._require_confirmed("cancelled")
        return self._ended(EventKind.CANCELLED, by, at, message)

    def accepted(self, by: Actor, at: datetime) -> "Appointment":
        """Give a request confirmed. Raises WrongStatus for what is none, or has lapsed."""
        self._require_open_request(at, AppointmentStatus.CONFIRMED.value)
        event = AppointmentEvent(EventKind.ACCEPTED, by, at, previous_status=self.status)
        confirmed = replace(self, status=AppointmentStatus.CONFIRMED)
        return changed(confirmed, event, self.sequence + 1)

    def declined(self, by: Actor, at: datetime, message: str = "") -> "Appointment":
        """Give a request cancelled by staff. Raises WrongStatus for what is none, or has lapsed."""
        self._require_open_request(at, EventKind.DECLINED.value)
        return self._ended(EventKind.DECLINED, by, at, message)

    def expired(self, by: Actor, at: datetime) -> "Appointment":
        """Give a request cancelled that has lapsed. Raises WrongStatus for one that has not."""
        if not self.has_lapsed(at):
            raise WrongStatus(self.status.value, EventKind.EXPIRED.value)
        return self._ended(EventKind.EXPIRED, by, at)

    def marked(self, status: AppointmentStatus, by: Actor, at: datetime) -> "Appointment":
        """Give it with another status. Raises WrongStatus where the machine has no such step.

        Raises TooEarlyToMark before its day; a mark may be taken back at any time.
        """
        if status not in NEXT[self.status]:
            raise WrongStatus(self.status.value, status.value)
        if status is not AppointmentStatus.CONFIRMED and not self.day_has_come(at):
            raise TooEarlyToMark(self.time_range.start_at, status.value)
        event = AppointmentEvent(EventKind.STATUS_CHANGED, by, at, previous_status=self.status)
        return changed(replace(self, status=status), event, self.sequence)

    def _ended(self, kind: EventKind, by: Actor, at: datetime, message: str = "") -> "Appointment":
        event = AppointmentEvent(kind, by, at, previous_status=self.status, message=message)
        ended = replace(
            self,
            status=AppointmentStatus.CANCELLED,
            cancellation_message=message,
            cancelled_by=CancelledBy.of(by),
        )
        return changed(ended, event, self.sequence + 1)

    def _require_open_request(self, at: datetime, wanted: str) -> None:
        if self.status is not AppointmentStatus.REQUESTED or self.has_lapsed(at):
            raise WrongStatus(self.status.value, wanted)

    def _require_confirmed(self, wanted: str) -> None:
        if self.status is not AppointmentStatus.CONFIRMED:
            raise WrongStatus(self.status.value, wanted)


def changed(appointment: Appointment, event: AppointmentEvent, sequence: int) -> Appointment:
    """Give it as changed by an event: one version on, the event recorded."""
    return replace(
        appointment,
        sequence=sequence,
        version=appointment.version + 1,
        last_updated_at=event.at,
        events=(*appointment.events, event),
    )
