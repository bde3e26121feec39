"""When staff members work: their hours, expanded to instants, less closures and time off."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from scheduling.business import Catalog
from scheduling.catalog import StaffMember
from scheduling.recurrence import WeeklyHours, dates_touching
from scheduling.service_hours import WHENEVER_STAFF_ARE_FREE, ServiceHours
from scheduling.time_ranges import TimeRange, TimeRangeSet


@dataclass(frozen=True, slots=True, eq=False)
class WorkingPattern:
    """What decides when a staff member can be booked for a service, appointments left aside.

    Those who share it share one object and all that is worked out of it. `absences` are closures
    of the business and time off of theirs; `service_hours` are read in `service_zone`.
    """

    hours: WeeklyHours
    zone: str
    absences: tuple[TimeRange, ...]
    service_hours: ServiceHours
    service_zone: str


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """One staff member's hours: the periods that anchor the grid, and what absences leave of them.

    Periods that touch (a night shift, a business that never closes) stay apart, each with its own
    grid; in `worked_time`, and in `open_time` with absences left out, they are one, so that an
    appointment may run from one into the next.
    """

    periods: tuple[TimeRange, ...]
    worked_time: TimeRangeSet
    open_time: TimeRangeSet


def hours_of(catalog: Catalog, staff_member: StaffMember) -> tuple[WeeklyHours, str]:
    """Give the weekly hours that hold for a staff member and the zone they are meant in."""
    business = catalog.business
    if staff_member.use_business_hours:
        return business.business_hours, business.time_zone
    return staff_member.working_hours, staff_member.time_zone or business.time_zone


@lru_cache(maxsize=512)
def working_patterns(
    catalog: Catalog, service_hours: ServiceHours = WHENEVER_STAFF_ARE_FREE
) -> Mapping[str, WorkingPattern]:
    """Give each staff member's pattern by id, one object for all who share it."""
    made: dict[object, WorkingPattern] = {}
    closed, zone = closed_ranges(catalog), catalog.business.time_zone
    patterns = {}
    for who, staff_member in catalog.staff_members.items():
        absences = (*closed, *time_off_ranges(catalog, staff_member))
        own = (*hours_of(catalog, staff_member), absences)
        patterns[who] = made.setdefault(own, WorkingPattern(*own, service_hours, zone))
    return patterns


def working_time(
    catalog: Catalog,
    staff_member: StaffMember,
    bounds: TimeRange,
    service_hours: ServiceHours = WHENEVER_STAFF_ARE_FREE,
) -> WorkingTime:
    """Expand a staff member's hours over `bounds`, within the service's, less all absences."""
    pattern = working_patterns(catalog, service_hours)[staff_member.staff_member_id]
    days = dates_touching(bounds, pattern.zone)
    return expanded(pattern, days[0], days[-1])


@lru_cache(maxsize=512)
def expanded(pattern: WorkingPattern, first_on: date, last_on: date) -> WorkingTime:
    """Expand a pattern over these local dates, the last one included."""
    periods = _periods(pattern, first_on, last_on)
    worked = TimeRangeSet(periods)
    return WorkingTime(periods, worked, worked.minus(TimeRangeSet(pattern.absences)))


def _periods(pattern: WorkingPattern, first_on: date, last_on: date) -> tuple[TimeRange, ...]:
    """Expand the hours; where the service has its own, what is common begins a period anew."""
    day = timedelta(days=1)
    days = (first_on + n * day for n in range((last_on - first_on).days + 1))
    periods = tuple(pattern.hours.periods(days, pattern.zone))
    if pattern.service_hours.is_unlimited:
        return periods
    # The staff member's zone may be a day ahead of the business's, or behind it.
    bookable = pattern.service_hours.ranges(first_on - day, last_on + day, pattern.service_zone)
    return tuple(each for period in periods for each in bookable.clipped(period))


def closed_ranges(catalog: Catalog) -> tuple[TimeRange, ...]:
    """Give the business's closures as instants."""
    zone = catalog.business.time_zone
    return tuple(each for closure in catalog.all_closures for each in closure.period.in_zone(zone))


def time_off_ranges(catalog: Catalog, staff_member: StaffMember) -> tuple[TimeRange, ...]:
    """Give a staff member's time off as instants, read in the business's zone."""
    zone = catalog.business.time_zone
    theirs = catalog.time_off_by_staff_member.get(staff_member.staff_member_id, ())
    return tuple(each for time_off in theirs for each in time_off.period.in_zone(zone))


def is_on_grid(periods: Iterable[TimeRange], wanted: TimeRange, interval: timedelta) -> bool:
    """Tell whether `wanted` begins on the grid of the working period it falls into."""
    start_at = wanted.start_at
    return any(
        period.start_at <= start_at < period.end_at and not (start_at - period.start_at) % interval
        for period in periods
    )
