"""Busy time read from calendars staff members have besides: when, and nothing of what.

What an event is called, where it is and who is there is never kept, nor ever given to the core.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from scheduling.busy_time import BusyElsewhere
from scheduling.catalog import require_text
from scheduling.errors import InvalidValue
from scheduling.time_ranges import TimeRange, TimeRangeSet, as_instant

LONGEST_SOURCE = 100
"""So many characters name a source."""
LONGEST_READING = timedelta(days=1100)
"""Three years: nobody books further, and what is kept of one calendar stays small."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalCalendar:
    """What is known of one calendar of a staff member: when it was read, and of which time.

    `source` tells it from others of theirs. Of `event_count` events in the feed `skipped_count`
    could not be read.
    """

    business_id: str
    staff_member_id: str
    source: str
    read_at: datetime
    within: TimeRange
    event_count: int
    skipped_count: int = 0

    def __post_init__(self) -> None:
        require_text("source", self.source, LONGEST_SOURCE)
        if self.within.duration > LONGEST_READING:
            raise InvalidValue("within", f"must be at most {LONGEST_READING.days} days")
        object.__setattr__(self, "read_at", as_instant(self.read_at))


@dataclass(frozen=True, slots=True)
class BusyFeed:
    """What a feed says: when somebody is busy. Of `event_count` events some were skipped."""

    busy: TimeRangeSet
    event_count: int = 0
    skipped_count: int = 0


class PersonalCalendarFeed(Protocol):
    """Where one calendar of somebody's is read: a file; an address would be another."""

    async def read(self, within: TimeRange, zone: str) -> BusyFeed:
        """Read it as far as it is `within`; its dates and times without a zone are of `zone`.

        What refuses a feed, or keeps it from being read, is for the implementation to raise.
        """
        ...


class PersonalCalendars(Protocol):
    """Busy time of staff members elsewhere, by where it was read."""

    def replace(self, calendar: PersonalCalendar, busy: TimeRangeSet) -> None:
        """Write the busy time of one source of a staff member, in place of all there was of it."""
        ...

    def remove(self, business_id: str, staff_member_id: str, source: str) -> bool:
        """Forget a source with its busy time; say whether there was one."""
        ...

    def all(self, business_id: str) -> tuple[PersonalCalendar, ...]:
        """List what was read, by staff member and source."""
        ...

    def busy(
        self, business_id: str, staff_member_ids: Sequence[str], within: TimeRange
    ) -> Mapping[str, BusyElsewhere]:
        """Give whole minutes of busy time in `within` by staff member; nobody free is listed.

        Of several sources the time of the one read the longest ago is given.
        """
        ...
