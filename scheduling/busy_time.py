"""Busy time as whole minutes since 1970: the form in which many periods are read and swept fast."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from scheduling.resources import Calendar
from scheduling.time_ranges import (
    TimeRange,
    TimeRangeSet,
    instant_of_minute,
    minute_from,
    minutes_around,
)

Period = tuple[int, int]
"""`[start, end)` in minutes since 1970, UTC."""


class BusySource(Enum):
    """Where a staff member has busy time that no claim of this business lays."""

    PERSONAL_CALENDAR = "personalCalendar"
    OTHER_BUSINESS = "otherBusiness"


@dataclass(frozen=True, slots=True)
class BusyElsewhere:
    """Busy time of one staff member besides their claims; `read_at` is as of when it is known."""

    source: BusySource
    periods: tuple[Period, ...]
    read_at: datetime | None = None

    def ranges(self) -> TimeRangeSet:
        """Give it as ranges of instants, merged."""
        return _as_ranges(self.periods)


def _as_ranges(periods: Iterable[Period]) -> TimeRangeSet:
    return TimeRangeSet(
        TimeRange(instant_of_minute(start), instant_of_minute(end)) for start, end in periods
    )


class BusyTime:
    """When one calendar is busy, buffers included, wherever that meets `within`. Never changed.

    `periods` come in any order and may overlap; none reaches out of `within`. Two are the same
    only if they are one object, so that whatever is worked out of one may be kept beside it.
    In the periods of `full` nothing more may start, whatever is free (days that are full).
    `elsewhere` says which of the periods no claim of this business lays; they are the last ones.
    """

    __slots__ = ("_in_order", "_longest", "elsewhere", "full", "periods", "within")

    def __init__(
        self,
        periods: Iterable[Period],
        within: Period,
        full: Iterable[Period] = (),
        elsewhere: Sequence[BusyElsewhere] = (),
    ) -> None:
        self.periods: Sequence[Period] = tuple(periods)
        self.within = within
        self.full: Sequence[Period] = tuple(full)
        self.elsewhere: Sequence[BusyElsewhere] = tuple(elsewhere)
        self._in_order: Sequence[Period] | None = None
        self._longest = 0

    @classmethod
    def of(cls, ranges: Iterable[TimeRange]) -> "BusyTime":
        """Give what covers these ranges; less than a minute counts as one."""
        periods = [minutes_around(each) for each in ranges]
        first = min((start for start, _ in periods), default=0)
        return cls(periods, (first, max((end for _, end in periods), default=0)))

    def __bool__(self) -> bool:
        return bool(self.periods or self.full)

    def filled(self, full: Iterable[TimeRange]) -> "BusyTime":
        """Give the same with ranges in which nothing more may start."""
        return BusyTime(self.periods, self.within, map(minutes_around, full), self.elsewhere)

    def joined(self, more: BusyElsewhere, within: Period) -> "BusyTime":
        """Give the same with what else makes it busy; neither reaches out of `within`."""
        elsewhere = (*self.elsewhere, more)
        return BusyTime((*self.periods, *more.periods), within, self.full, elsewhere)

    def is_full_at(self, start_at: datetime) -> bool:
        """Tell whether nothing more may start at that instant."""
        minute = minute_from(start_at)
        return any(start <= minute < end for start, end in self.full)

    def __repr__(self) -> str:
        return f"BusyTime({[str(each.start_at) for each in self.ranges()]})"

    def ranges(self) -> TimeRangeSet:
        """Give it as ranges of instants, merged."""
        return _as_ranges(self.periods)

    def claimed_ranges(self) -> TimeRangeSet:
        """Give what claims of this business lay, as ranges of instants, merged."""
        count = sum(len(each.periods) for each in self.elsewhere)
        return _as_ranges(self.periods[: len(self.periods) - count])

    def meeting(self, first: int, last: int) -> Sequence[Period]:
        """List the periods that meet `[first, last)`, and maybe a few that do not."""
        if self._in_order is None:
            self._longest = max((end - start for start, end in self.periods), default=0)
            self._in_order = sorted(self.periods)
        low = bisect_left(self._in_order, (first - self._longest, 0))
        return self._in_order[low : bisect_left(self._in_order, (last, 0), low)]

    def overlaps(self, wanted: TimeRange) -> bool:
        """Tell whether any of it is in `wanted`."""
        first, last = minutes_around(wanted)
        return any(start < last and first < end for start, end in self.meeting(first, last))

    def duration_within(self, bounds: TimeRange) -> timedelta:
        """Add up how much of `bounds` is busy."""
        return self.ranges().clipped(bounds).duration


NOTHING_BUSY = BusyTime((), (0, 0))

Busy = Mapping[Calendar, BusyTime]
"""Busy time by calendar, buffers included. What is not listed is free all the time."""
