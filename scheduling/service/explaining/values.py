"""The value of a rule at a start: the hours of that day, the grid around it, what is in the way."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from scheduling.appointments import Appointment
from scheduling.availability import bookable_window
from scheduling.business import Catalog
from scheduling.catalog import Service, StaffMember
from scheduling.explanation_views import ObstacleView
from scheduling.recurrence import day_range, local_date
from scheduling.service.searching import LONGEST_SERVICE, Search
from scheduling.time_ranges import TimeRange, TimeRangeSet
from scheduling.working_time import hours_of, working_time

_FAR = timedelta(days=1)


def hours_on(
    catalog: Catalog, staff_member: StaffMember, start_at: datetime
) -> tuple[TimeRange, ...]:
    """List a staff member's periods on the local day of an instant, in the zone of their hours."""
    _, zone = hours_of(catalog, staff_member)
    day = day_range(local_date(start_at, zone), zone)
    found = working_time(catalog, staff_member, day).periods
    return tuple(each for each in found if day.start_at <= each.start_at < day.end_at)


def service_hours_on(catalog: Catalog, service: Service, on: date) -> tuple[TimeRange, ...]:
    """List when a service may be booked on a local date of the business."""
    hours = catalog.policy_of(service).service_hours
    return hours.ranges(on, on, catalog.business.time_zone).ranges


def custom_hours_path(catalog: Catalog, service: Service, on: date, general: str) -> str:
    """Give the path of the hours that hold on a date: a range of dates goes over the general ones."""
    windows = catalog.policy_of(service).service_hours.windows
    for place, window in enumerate(windows):
        if window.start_on <= on <= window.end_on:
            is_own = service.scheduling_policy.custom_availabilities is not None
            owner = f"services[{service.service_id}]." if is_own else ""
            return f"{owner}schedulingPolicy.customAvailabilities[{place}]"
    return general


def starts_around(
    catalog: Catalog, service: Service, staff_member: StaffMember, start_at: datetime
) -> tuple[datetime, ...]:
    """Give the starts of the grid just before and just after an instant, as far as there are any."""
    policy = catalog.policy_of(service)
    around = TimeRange(start_at, start_at + service.default_duration)
    periods = working_time(catalog, staff_member, around, policy.service_hours).periods
    step = policy.time_slot_interval
    for period in periods:
        if period.start_at <= start_at < period.end_at:
            before = start_at - (start_at - period.start_at) % step
            return tuple(each for each in (before, before + step) if each < period.end_at)
    return ()


def window_of(search: Search) -> TimeRange:
    """Give the instants at which a customer's appointment may start."""
    return bookable_window(search.catalog.policy_of(search.service), search.now)


@dataclass(frozen=True, slots=True)
class Calendar:
    """One staff member's appointments around a time, to tell what a busy time is."""

    appointments: tuple[Appointment, ...]

    def claimed(self) -> TimeRangeSet:
        """Give the time that the appointments claim, buffers included."""
        return TimeRangeSet(each.claimed for each in self.appointments)

    def obstacles(self, busy: Iterable[TimeRange], meeting: TimeRange) -> tuple[ObstacleView, ...]:
        """Tell what of busy time meets a time: appointments, and what is held beside them."""
        held = [ObstacleView(claimed=each) for each in TimeRangeSet(busy).minus(self.claimed())]
        found = (*map(_appointment, self.appointments), *held)
        met = (each for each in found if each.claimed.overlaps(meeting))
        return tuple(sorted(met, key=lambda each: each.claimed))


def calendar_of(search: Search, staff_member_id: str, within: TimeRange) -> Calendar:
    """Read the appointments of a staff member that claim any of a time."""
    freed = search.freed_appointment_id
    found = search.uow.appointments.of_staff(
        search.catalog.business.business_id,
        [staff_member_id],
        within.padded(_FAR + LONGEST_SERVICE, _FAR + LONGEST_SERVICE),
    )
    return Calendar(
        tuple(
            each
            for each in found
            if each.is_active and not each.has_lapsed(search.now) and each.appointment_id != freed
        )
    )


def _appointment(appointment: Appointment) -> ObstacleView:
    return ObstacleView(
        claimed=appointment.claimed,
        appointment_id=appointment.appointment_id,
        customer_name=appointment.customer.contact.name,
        service_name=appointment.service_name,
        time_range=appointment.time_range,
    )
