"""Which times can be booked: working time, less what is busy, cut into slots.

The layers, each over the one before:

1. the hours of the staff member: the business's hours, or their own in their own zone;
2. less the business's closures and the staff member's time off;
3. less what is busy: other appointments, buffers included, and holds;
4. cut on a grid that starts with each working period and steps by the policy's interval,
   where the service fits into the working time and its buffers meet nothing busy;
5. kept within the policy's lead time and advance, counted from `now`.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from scheduling.business import Catalog
from scheduling.catalog import Service, StaffMember
from scheduling.policies import EffectivePolicy
from scheduling.recurrence import WeeklyHours, dates_touching
from scheduling.time_ranges import TimeRange, TimeRangeSet

Busy = Mapping[str, TimeRangeSet]
"""Busy time by staff member id, buffers included. Nobody listed is free all the time."""

NOTHING_BUSY = TimeRangeSet()


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """A time that can be booked and the staff members who are free then."""

    time_range: TimeRange
    staff_member_ids: tuple[str, ...]

    @property
    def start_at(self) -> datetime:
        """The instant at which the appointment would begin."""
        return self.time_range.start_at


@dataclass(frozen=True, slots=True)
class SlotQuery:
    """Starts of `service` with any of `staff_members`, within `bounds`."""

    service: Service
    staff_members: tuple[StaffMember, ...]
    bounds: TimeRange


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """One staff member's hours: the periods that anchor the grid, and what absences leave of them.

    Periods that touch (a night shift, a business that never closes) stay apart, each with its own
    grid; in `open_time` they are one, so that an appointment may run from one into the next.
    """

    periods: tuple[TimeRange, ...]
    open_time: TimeRangeSet


def hours_of(catalog: Catalog, staff_member: StaffMember) -> tuple[WeeklyHours, str]:
    """Give the weekly hours that hold for a staff member and the zone they are meant in."""
    business = catalog.business
    if staff_member.use_business_hours:
        return business.business_hours, business.time_zone
    return staff_member.working_hours, staff_member.time_zone or business.time_zone


def working_time(catalog: Catalog, staff_member: StaffMember, bounds: TimeRange) -> WorkingTime:
    """Expand a staff member's hours over `bounds`, less closures and their time off."""
    hours, zone = hours_of(catalog, staff_member)
    days = dates_touching(bounds, zone)
    periods = _expanded(hours, days[0], days[-1], zone)
    absent = TimeRangeSet((*closed_ranges(catalog), *time_off_ranges(catalog, staff_member)))
    return WorkingTime(periods, TimeRangeSet(periods).minus(absent))


@lru_cache(maxsize=256)
def _expanded(
    hours: WeeklyHours, first_on: date, last_on: date, zone: str
) -> tuple[TimeRange, ...]:
    """Staff members who share their hours share the expansion, which costs more than the sweep."""
    days = (first_on + timedelta(days=n) for n in range((last_on - first_on).days + 1))
    return tuple(hours.periods(days, zone))


def closed_ranges(catalog: Catalog) -> tuple[TimeRange, ...]:
    """Give the business's closures as instants."""
    zone = catalog.business.time_zone
    return tuple(closure.period.in_zone(zone) for closure in catalog.closures)


def time_off_ranges(catalog: Catalog, staff_member: StaffMember) -> tuple[TimeRange, ...]:
    """Give a staff member's time off as instants, read in the business's zone."""
    zone = catalog.business.time_zone
    theirs = staff_member.staff_member_id
    return tuple(
        each.period.in_zone(zone) for each in catalog.time_off if each.staff_member_id == theirs
    )


def bookable_window(policy: EffectivePolicy, now: datetime) -> TimeRange:
    """Give the instants at which a customer's appointment may start, as of `now`."""
    earliest = now + policy.minimum_lead_time
    return TimeRange(earliest, now + policy.maximum_advance + timedelta(microseconds=1))


def slots(catalog: Catalog, query: SlotQuery, busy: Busy) -> tuple[Slot, ...]:
    """List the slots of `query`, in order of time, each with everybody who is free for it.

    `query.bounds` bounds the starts; intersect it with `bookable_window` for customers.
    """
    free: dict[datetime, list[str]] = {}
    interval = catalog.policy_of(query.service).time_slot_interval
    length = query.service.default_duration
    for staff_member in query.staff_members:
        if staff_member.staff_member_id not in query.service.staff_member_ids:
            continue
        working = working_time(catalog, staff_member, query.bounds.padded(timedelta(), length))
        taken = busy.get(staff_member.staff_member_id, NOTHING_BUSY)
        for start_at in _starts(query, working, taken, interval):
            free.setdefault(start_at, []).append(staff_member.staff_member_id)
    return tuple(
        Slot(TimeRange(start_at, start_at + length), tuple(free[start_at]))
        for start_at in sorted(free)
    )


def _starts(
    query: SlotQuery, working: WorkingTime, busy: TimeRangeSet, interval: timedelta
) -> Iterator[datetime]:
    """Walk the grid of each working period, once along the open time and once along the busy."""
    service, bounds = query.service, query.bounds
    before, length = service.pre_buffer, service.default_duration
    after = length + service.post_buffer
    busy_ends = [each.end_at for each in busy]
    for start_at in sorted(set(_grid(working.periods, bounds, interval))):
        position = bisect_left(busy_ends, start_at - before + timedelta(microseconds=1))
        if position < len(busy_ends) and busy.ranges[position].start_at < start_at + after:
            continue
        if working.open_time.contains(TimeRange(start_at, start_at + length)):
            yield start_at


def _grid(
    periods: Iterable[TimeRange], bounds: TimeRange, interval: timedelta
) -> Iterator[datetime]:
    for period in periods:
        start_at = period.start_at
        if start_at < bounds.start_at:
            start_at += -((start_at - bounds.start_at) // interval) * interval
        end_at = min(period.end_at, bounds.end_at)
        while start_at < end_at:
            yield start_at
            start_at += interval


def is_on_grid(working: WorkingTime, start_at: datetime, interval: timedelta) -> bool:
    """Tell whether `start_at` lies on the grid of the working period it falls into."""
    return any(
        period.start_at <= start_at < period.end_at and not (start_at - period.start_at) % interval
        for period in working.periods
    )


def is_free(busy: TimeRangeSet, service: Service, start_at: datetime) -> bool:
    """Tell whether the service with its buffers meets nothing busy."""
    wanted = TimeRange(start_at, start_at + service.default_duration)
    return not busy.overlaps(wanted.padded(service.pre_buffer, service.post_buffer))
