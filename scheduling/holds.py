"""Holds: a customer's time kept while they fill in details. Released by time, with no cleaner.

A hold is a claim on one staff member's calendar until `expires_at`. Past that instant it counts
for nothing, whether its row is still stored or not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from scheduling.time_ranges import TimeRange

MOST_HOLDS = 2
"""So many times one customer may hold with one business at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A time kept for `owner` (a digest of who they are) with one staff member.

    `hold_id` is the same for the same owner and the same appointment in the making. `place` counts
    an owner's holds, 0 to `MOST_HOLDS` - 1. `claimed` is the time with the service's buffers.
    """

    business_id: str
    hold_id: str
    owner: str
    place: int
    service_id: str
    staff_member_id: str
    start_at: datetime
    claimed: TimeRange
    expires_at: datetime

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

    def place(self, hold: Hold) -> None:
        """Write a hold with its claim. Raises SlotTaken where the guard refuses."""
        ...

    def remove(self, business_id: str, hold_ids: Sequence[str]) -> None:
        """Give these holds' time back. Those that are gone already stay gone."""
        ...
