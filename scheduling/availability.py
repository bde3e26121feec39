"""Which times can be booked: working time, less what is busy, cut into slots.

The layers, each over the one before:

1. the hours of the staff member: the business's hours, or their own in their own zone;
2. within the hours of the service: whenever staff are free, weekly hours of its own, or not at
   all, overridden for ranges of dates;
3. less the business's closures, public holidays included, and the staff member's time off;
4. less what is busy: other appointments, buffers included, and holds; and less the days on
   which the staff member or the service has as many appointments as it takes in a day;
5. less what the staff member has elsewhere: in their own calendar, in another business;
6. cut on a grid that starts with each working period and steps by the policy's interval,
   where the service fits into the working time and its buffers meet nothing busy;
7. where a unit of each resource the service needs is open and free as well, and as many staff
   members as have it at once;
8. and besides, for a service that a group attends, wherever one of its appointments has room;
9. kept within the policy's lead time and advance, counted from `now`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from itertools import compress
from operator import or_

from scheduling.business import Catalog
from scheduling.busy_time import NOTHING_BUSY, Busy
from scheduling.catalog import Service, StaffMember
from scheduling.policies import EffectivePolicy
from scheduling.recurrence import dates_touching
from scheduling.resource_time import starts_with_units
from scheduling.start_grid import StartGrid, free_on, grid_of, union_of
from scheduling.time_ranges import TimeRange, minute_from
from scheduling.working_time import working_patterns

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """A time that can be booked and the staff members who are free then.

    With an `appointment_id` it is a place in that appointment, which they have already. For a
    service that a group attends, `open_attendees_count` people find room; 1 for any other.
    """

    time_range: TimeRange
    staff_member_ids: tuple[str, ...]
    appointment_id: str = ""
    open_attendees_count: int = 1

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
class FreeStarts:
    """Who is free at which start: `starts` in order, and for each staff member a bit for each."""

    starts: Sequence[datetime]
    bits: Mapping[str, int]

    def of(self, staff_member_id: str) -> tuple[datetime, ...]:
        """List the starts at which this staff member is free."""
        return tuple(compress(self.starts, self._marks(self.bits.get(staff_member_id, 0))))

    def of_anyone(self) -> tuple[datetime, ...]:
        """List the starts at which somebody is free."""
        return tuple(compress(self.starts, self._marks(reduce(or_, self.bits.values(), 0))))

    def slots(self, length: timedelta, attendees_count: int = 1) -> tuple[Slot, ...]:
        """List the starts at which somebody is free as slots of that length, with all who are.

        So many attendees find room in each.
        """
        names = tuple(self.bits)
        marks = zip(*map(self._marks, self.bits.values()), strict=True)
        return tuple(
            Slot(
                TimeRange(start_at, start_at + length),
                tuple(compress(names, free)),
                open_attendees_count=attendees_count,
            )
            for start_at, free in zip(self.starts, marks, strict=False)
            if any(free)
        )

    def _marks(self, bits: int) -> bytes:
        """Give zero or one for each start; a one above them keeps the leading zeros."""
        digits = f"{1 << len(self.starts) | bits:b}"[:0:-1]
        return digits.encode().translate(_ZERO_OR_ONE)


_ZERO_OR_ONE = bytes(each % 2 for each in range(256))
"""The digits 0 and 1 as what they stand for: 48 and 49 are even and odd."""


def with_full_days(busy: Busy, full: Mapping[str, Iterable[TimeRange]]) -> Busy:
    """Give busy time with the days of each staff member on which nothing more may start."""
    filled: Busy = {who: busy.get(who, NOTHING_BUSY).filled(days) for who, days in full.items()}
    return {**busy, **filled}


def bookable_window(policy: EffectivePolicy, now: datetime) -> TimeRange:
    """Give the instants at which a customer's appointment may start, as of `now`."""
    earliest = now + policy.minimum_lead_time
    return TimeRange(earliest, now + policy.maximum_advance + timedelta(microseconds=1))


def slots(catalog: Catalog, query: SlotQuery, busy: Busy) -> tuple[Slot, ...]:
    """List the slots of `query`, in order of time, each with everybody who is free for it.

    `query.bounds` bounds the starts; intersect it with `bookable_window` for customers.
    """
    service = query.service
    found = free_starts(catalog, query, busy)
    return found.slots(service.default_duration, service.maximum_attendees_count)


def free_starts(catalog: Catalog, query: SlotQuery, busy: Busy) -> FreeStarts:
    """Find the starts of `query` and who is free at each; `query.bounds` bounds the starts."""
    service = query.service
    grids = _grids(catalog, query)
    if not grids:
        return FreeStarts((), {})
    grid = union_of(frozenset(grids.values()))
    first = grid.position(minute_from(query.bounds.start_at))
    last = grid.position(minute_from(query.bounds.end_at))
    before = service.pre_buffer // _MINUTE
    after = (service.default_duration + service.post_buffer) // _MINUTE
    asked = (1 << last) - (1 << first) if first < last else 0
    if service.required_resources:
        asked &= starts_with_units(catalog, service, grid, busy)
    bits = {
        who: (free_on(grid, own, busy.get(who, NOTHING_BUSY), before, after) & asked) >> first
        for who, own in grids.items()
    }
    return FreeStarts(grid.instants[first:last], bits)


def _grids(catalog: Catalog, query: SlotQuery) -> dict[str, StartGrid]:
    """Give everybody's grid; those who share their working time share the grid."""
    service, policy = query.service, catalog.policy_of(query.service)
    patterns = working_patterns(catalog, policy.service_hours)
    asked = [each.staff_member_id for each in query.staff_members]
    found = {each: patterns[each] for each in asked if each in service.staff_member_ids}
    made: dict[int, StartGrid] = {}
    for pattern in {id(each): each for each in found.values()}.values():
        days = dates_touching(query.bounds, pattern.zone)
        made[id(pattern)] = grid_of(
            pattern, policy.time_slot_interval, service.default_duration, days[0], days[-1]
        )
    return {who: made[id(pattern)] for who, pattern in found.items()}
