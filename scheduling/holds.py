"""Holds: a customer's time kept while they fill in details. Released by time, with no cleaner.

A hold claims calendars until `expires_at`, or a place in an appointment others attend already. Past
that instant it counts for nothing, whether its row is still stored or not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from scheduling.resources import Calendar, ResourceUnit
from scheduling.time_ranges import TimeRange

MOST_HOLDS = 2
"""So many times one customer may hold with one business at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A time kept for `owner` (a digest of who they are) with staff members and resource units.

    `hold_id` is the same for the same owner and the same appointment in the making. `place` counts
    an owner's holds, 0 to `MOST_HOLDS` - 1. `claimed` is the time with the service's buffers. With
    an `appointment_id` it keeps room for `attendees_count` people there, and claims nothing.
    """

    business_id: str
    hold_id: str
    owner: str
    place: int
    service_id: str
    staff_member_ids: tuple[str, ...]
    resource_units: tuple[ResourceUnit, ...] = ()
    appointment_id: str | None = None
    attendees_count: int = 1
    start_at: datetime
    claimed: TimeRange
    expires_at: datetime

    @property
    def calendars(self) -> tuple[Calendar, ...]:
        """List whose time it keeps: its staff members', and that of its units."""
        return (*self.staff_member_ids, *self.resource_units)

    def meets(self, other: "Hold") -> bool:
        """Tell whether both keep the same time of somebody or something."""
        return not {*self.calendars}.isdisjoint(other.calendars) and self.claimed.overlaps(
            other.claimed
        )

    def is_over(self, now: datetime) -> bool:
        """Tell whether it counts for nothing any more, as of `now`."""
        return self.expires_at <= now


@dataclass(frozen=True, slots=True)
class Takeover:
    """Whose own holds, wherever they meet `within`, give way to what is about to be written."""

    owner: str
    within: TimeRange


class Holds(Protocol):
    """The port for times kept: a repository within one transaction, which storage implements."""

    def of_owner(self, business_id: str, owner: str) -> tuple[Hold, ...]:
        """List an owner's holds, over or not, the one that is over first at the front."""
        ...

    def held_attendees(
        self, business_id: str, appointment_ids: Sequence[str], now: datetime, except_owner: str
    ) -> Mapping[str, int]:
        """Count the people for whom room is kept in these appointments, as of `now`, but an owner's."""
        ...

    def place(self, hold: Hold) -> None:
        """Write a hold with its claims. Raises SlotTaken where the guard refuses."""
        ...

    def remove(self, business_id: str, hold_ids: Sequence[str]) -> None:
        """Give these holds' time back. Those that are gone already stay gone."""
        ...
