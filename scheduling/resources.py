"""What a service needs besides people: rooms and equipment, each unit with a calendar of its own.

A resource of capacity three is three alike, say three massage tables. An appointment has one and
the same unit from its start to its end, so it may find none although, moment by moment, not all
are in use: nobody moves to another room halfway through.
"""

from dataclasses import dataclass

from scheduling.errors import InvalidValue
from scheduling.recurrence import WeeklyHours

LARGEST_CAPACITY = 1000


@dataclass(frozen=True, slots=True, order=True)
class ResourceUnit:
    """One of the units of a resource, counted from 1. It claims and is busy as staff members do."""

    resource_id: str
    unit: int


Calendar = str | ResourceUnit
"""Whose time it is: a staff member's id, or a unit of a resource."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """A room, or equipment of which there are `capacity` alike.

    Its `working_hours` are local time of the business; None is around the clock.
    """

    resource_id: str
    display_name: str
    capacity: int = 1
    working_hours: WeeklyHours | None = None

    def __post_init__(self) -> None:
        if not self.display_name.strip():
            raise InvalidValue("displayName", "must not be empty")
        if not 1 <= self.capacity <= LARGEST_CAPACITY:
            raise InvalidValue("capacity", f"must be 1 to {LARGEST_CAPACITY}")

    @property
    def units(self) -> tuple[ResourceUnit, ...]:
        """List its units, the first one first."""
        return tuple(ResourceUnit(self.resource_id, n + 1) for n in range(self.capacity))


@dataclass(frozen=True, slots=True)
class ResourceNeed:
    """One unit of any of these resources, in order of preference."""

    resource_ids: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.resource_ids:
            raise InvalidValue("resourceIds", "must name at least one resource")
