"""When there is a unit of every resource a service needs: theirs is a layer of its own."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache, reduce
from operator import and_, or_

from scheduling.business import Catalog
from scheduling.busy_time import NOTHING_BUSY, Busy, BusyTime
from scheduling.catalog import Service
from scheduling.recurrence import WeeklyHours, dates_touching, day_range
from scheduling.resources import Resource, ResourceUnit
from scheduling.start_grid import StartGrid, free_on
from scheduling.time_ranges import TimeRange, TimeRangeSet

_MINUTE = timedelta(minutes=1)
Choices = Sequence[Sequence[ResourceUnit]]
"""For each resource needed, the units that would do, the best first."""


def opening_hours(resource: Resource, zone: str, bounds: TimeRange) -> TimeRangeSet:
    """Give when a resource can be had at all, within some time."""
    if resource.working_hours is None:
        return TimeRangeSet((bounds,))
    return resource.working_hours.within(bounds, zone)


def free_units(
    catalog: Catalog, service: Service, start_at: datetime, busy: Busy
) -> tuple[ResourceUnit, ...] | None:
    """Give a unit for each resource the service needs at a start, or None where there are none."""
    return matched(unit_choices(catalog, service, start_at, busy))


def unit_choices(catalog: Catalog, service: Service, start_at: datetime, busy: Busy) -> Choices:
    """List, for each resource needed, the units that are open and free then."""
    if not service.required_resources:
        return []
    wanted = TimeRange(start_at, start_at + service.default_duration)
    claimed = service.claimed_from(start_at)
    zone = catalog.business.time_zone
    is_open = {
        each.resource_id: opening_hours(each, zone, wanted).contains(wanted)
        for each in catalog.resources.values()
    }
    return [
        [
            unit
            for unit in units
            if is_open[unit.resource_id] and not busy.get(unit, NOTHING_BUSY).overlaps(claimed)
        ]
        for units in catalog.units_for(service)
    ]


def matched(choices: Choices) -> tuple[ResourceUnit, ...] | None:
    """Give each need a unit of its own, or None where that cannot be. Early needs choose first."""
    given: dict[ResourceUnit, int] = {}

    def finds(need: int, tried: set[ResourceUnit]) -> bool:
        """Give `need` a unit, moving others to another one where that helps."""
        for unit in choices[need]:
            if unit in tried:
                continue
            tried.add(unit)
            if unit not in given or finds(given[unit], tried):
                given[unit] = need
                return True
        return False

    if not all(finds(need, set()) for need in range(len(choices))):
        return None
    found = {need: unit for unit, need in given.items()}
    return tuple(found[need] for need in range(len(choices)))


def starts_with_units(catalog: Catalog, service: Service, grid: StartGrid, busy: Busy) -> int:
    """Mark the starts of a grid at which there is a unit of everything the service needs."""
    needs = catalog.units_for(service)
    if not grid.minutes or not all(needs):
        return 0
    bits = {
        unit: _free(catalog, service, grid, busy, unit) for unit in {u for n in needs for u in n}
    }
    enough = reduce(and_, (reduce(or_, (bits[unit] for unit in units)) for units in needs))
    if not _share_units(needs):
        return enough
    return sum(
        1 << position
        for position in range(len(grid.minutes))
        if enough >> position & 1 and _is_matched(needs, bits, position)
    )


def _share_units(needs: Choices) -> bool:
    """Tell whether two needs could want the same unit: then each of them may find one and both not."""
    named = [frozenset(each) for each in needs]
    return sum(map(len, named)) > len(frozenset[ResourceUnit]().union(*named))


def _is_matched(needs: Choices, bits: Mapping[ResourceUnit, int], position: int) -> bool:
    free = [[unit for unit in units if bits[unit] >> position & 1] for units in needs]
    return matched(free) is not None


def _free(
    catalog: Catalog, service: Service, grid: StartGrid, busy: Busy, unit: ResourceUnit
) -> int:
    """Mark the starts at which one unit is open for the appointment and free with its buffers."""
    length = service.default_duration // _MINUTE
    before, after = service.pre_buffer // _MINUTE, length + service.post_buffer // _MINUTE
    bits = free_on(grid, grid, busy.get(unit, NOTHING_BUSY), before, after)
    hours = catalog.resources[unit.resource_id].working_hours
    if hours is None:
        return bits
    zone = catalog.business.time_zone
    bounds = TimeRange(grid.instants[0], grid.instants[-1] + service.default_duration)
    days = dates_touching(bounds, zone)
    return bits & free_on(grid, grid, _closed(hours, zone, days[0], days[-1]), 0, length)


@lru_cache(maxsize=512)
def _closed(hours: WeeklyHours, zone: str, first_on: date, last_on: date) -> BusyTime:
    """Give what lies between the hours of these local dates, a day to either side, as busy."""
    day = timedelta(days=1)
    days = [first_on + n * day for n in range(-1, (last_on - first_on).days + 2)]
    whole = TimeRange(day_range(days[0], zone).start_at, day_range(days[-1], zone).end_at)
    open_time = TimeRangeSet(hours.periods(days, zone))
    return BusyTime.of(TimeRangeSet((whole,)).minus(open_time))
