"""Why a time is not offered for want of a room or of equipment."""

from collections.abc import Iterator
from datetime import datetime

from scheduling.business import Catalog
from scheduling.busy_time import NOTHING_BUSY, Busy
from scheduling.catalog import Service
from scheduling.errors import Reason
from scheduling.layers import Explanation, Layer
from scheduling.resource_time import matched, opening_hours, unit_choices
from scheduling.resources import Resource
from scheduling.settings_paths import resource_path, service_path
from scheduling.time_ranges import TimeRange


def iter_missing_resources(
    catalog: Catalog, service: Service, start_at: datetime, busy: Busy
) -> Iterator[Explanation]:
    """Give every resource the service needs of which nothing is open and free at `start_at`."""
    choices = unit_choices(catalog, service, start_at, busy)
    needs = service.required_resources
    lacking = [need for need, units in zip(needs, choices, strict=True) if not units]
    if not lacking and matched(choices) is None:
        lacking = [*needs]
    for need in lacking:
        yield from (
            _missing(catalog, service, catalog.resources[each], start_at, busy)
            for each in need.resource_ids
            if each in catalog.resources
        )
        if catalog.resources.keys().isdisjoint(need.resource_ids):
            path = service_path(service, "requiredResources")
            yield Explanation(Reason.NO_RESOURCE, layer=Layer.RESOURCES, setting=path)


def _missing(
    catalog: Catalog, service: Service, resource: Resource, start_at: datetime, busy: Busy
) -> Explanation:
    """Say of one resource whether it is closed, or when its first unit is busy."""
    wanted = TimeRange(start_at, start_at + service.default_duration)
    hours = opening_hours(resource, catalog.business.time_zone, wanted)
    if not hours.contains(wanted):
        return _refused(resource, "workingHours", wanted)
    claimed = service.claimed_from(start_at)
    in_the_way = [
        each
        for unit in resource.units
        for each in busy.get(unit, NOTHING_BUSY).ranges().overlapping(claimed)
    ]
    return _refused(resource, "capacity", min(in_the_way, default=None))


def _refused(resource: Resource, setting: str, time_range: TimeRange | None) -> Explanation:
    return Explanation(
        Reason.NO_RESOURCE,
        title=resource.display_name,
        layer=Layer.RESOURCES,
        setting=resource_path(resource, setting),
        time_range=time_range,
    )
