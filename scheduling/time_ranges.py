"""Half-open ranges of UTC instants, and sorted, disjoint sets of them.

Every question about time in Frontdesk ends here: a range holds its start and not its end, so
two ranges that touch do not overlap. All instants are aware and kept in UTC, because Python's
arithmetic and comparison within any other zone is about wall clocks, not about instants.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from scheduling.errors import InvalidValue

YEARS = range(1970, 2100)
"""The years Frontdesk knows: far enough from what a datetime holds that no sum falls off its end."""


def as_instant(moment: datetime) -> datetime:
    """Give `moment` in UTC. Raises InvalidValue for a naive datetime: it names no instant."""
    if moment.tzinfo is None:
        raise InvalidValue("datetime", "has no time zone")
    if moment.year not in YEARS:
        raise InvalidValue("datetime", "must lie between 1970 and 2099")
    # Nearly all that come are in UTC already, and none of them needs to be made anew.
    return moment if moment.tzinfo is UTC else moment.astimezone(UTC)


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)


def instant_of_minute(minute: int) -> datetime:
    """Give the instant that many minutes after the start of 1970, UTC."""
    return _EPOCH + minute * _MINUTE


def minute_from(instant: datetime) -> int:
    """Give the first whole minute, since 1970, that is not before `instant`."""
    return -((_EPOCH - instant) // _MINUTE)


@dataclass(frozen=True, slots=True, order=True)
class TimeRange:
    """The instants from `start_at` up to, not including, `end_at`. Never empty."""

    start_at: datetime
    end_at: datetime

    def __post_init__(self) -> None:
        object.__setattr__(self, "start_at", as_instant(self.start_at))
        object.__setattr__(self, "end_at", as_instant(self.end_at))
        if self.end_at <= self.start_at:
            raise InvalidValue("endDateTime", "must be after startDateTime")

    @property
    def duration(self) -> timedelta:
        """Elapsed time between the two ends."""
        return self.end_at - self.start_at

    def overlaps(self, other: "TimeRange") -> bool:
        """Tell whether the two share an instant; ranges that only touch do not."""
        return self.start_at < other.end_at and other.start_at < self.end_at

    def contains(self, other: "TimeRange") -> bool:
        """Tell whether every instant of `other` is in this range."""
        return self.start_at <= other.start_at and other.end_at <= self.end_at

    def padded(self, before: timedelta, after: timedelta) -> "TimeRange":
        """Give the range grown by `before` at its start and by `after` at its end."""
        return TimeRange(self.start_at - before, self.end_at + after)

    def clipped(self, bounds: "TimeRange") -> "TimeRange | None":
        """Give the part within `bounds`, or None where they do not overlap."""
        if not self.overlaps(bounds):
            return None
        return TimeRange(max(self.start_at, bounds.start_at), min(self.end_at, bounds.end_at))


def minutes_around(time_range: TimeRange) -> tuple[int, int]:
    """Give `[start, end)` in whole minutes since 1970, never less than the range."""
    return (time_range.start_at - _EPOCH) // _MINUTE, minute_from(time_range.end_at)


@dataclass(frozen=True, slots=True, init=False)
class TimeRangeSet:
    """A set of instants as sorted ranges that neither overlap nor touch.

    Build it from any ranges in any order; they are merged. An empty set is fine.
    """

    ranges: tuple[TimeRange, ...]

    def __init__(self, ranges: Iterable[TimeRange] = ()) -> None:
        object.__setattr__(self, "ranges", tuple(_merged(sorted(ranges))))

    def __iter__(self) -> Iterator[TimeRange]:
        return iter(self.ranges)

    def __bool__(self) -> bool:
        return bool(self.ranges)

    @property
    def duration(self) -> timedelta:
        """Total elapsed time of all ranges."""
        return sum((each.duration for each in self.ranges), timedelta())

    def union(self, other: "TimeRangeSet") -> "TimeRangeSet":
        """Give the instants that are in either set."""
        return TimeRangeSet((*self.ranges, *other.ranges))

    def minus(self, other: "TimeRangeSet") -> "TimeRangeSet":
        """Give the instants of this set that are not in `other`."""
        return _of_sorted(_without(self.ranges, other.ranges))

    def intersection(self, other: "TimeRangeSet") -> "TimeRangeSet":
        """Give the instants that are in both sets."""
        return _of_sorted(_common(self.ranges, other.ranges))

    def clipped(self, bounds: TimeRange) -> "TimeRangeSet":
        """Give the instants of this set within `bounds`."""
        return _of_sorted(_common(self.ranges, (bounds,)))

    def overlaps(self, wanted: TimeRange) -> bool:
        """Tell whether any instant of `wanted` is in the set."""
        position = bisect_right(self.ranges, wanted.start_at, key=lambda each: each.end_at)
        return position < len(self.ranges) and self.ranges[position].start_at < wanted.end_at

    def overlapping(self, wanted: TimeRange) -> tuple[TimeRange, ...]:
        """List the ranges that share an instant with `wanted`."""
        return tuple(each for each in self.ranges if each.overlaps(wanted))

    def contains(self, wanted: TimeRange) -> bool:
        """Tell whether every instant of `wanted` is in the set."""
        position = bisect_right(self.ranges, wanted.start_at, key=lambda each: each.end_at)
        return position < len(self.ranges) and self.ranges[position].contains(wanted)


def _of_sorted(ranges: Iterable[TimeRange]) -> TimeRangeSet:
    """Skip the merge for ranges that are already sorted and apart."""
    made = TimeRangeSet.__new__(TimeRangeSet)
    object.__setattr__(made, "ranges", tuple(ranges))
    return made


def _merged(ranges: Iterable[TimeRange]) -> Iterator[TimeRange]:
    current: TimeRange | None = None
    for each in ranges:
        if current is not None and each.start_at <= current.end_at:
            if each.end_at > current.end_at:
                current = TimeRange(current.start_at, each.end_at)
            continue
        if current is not None:
            yield current
        current = each
    if current is not None:
        yield current


def _without(kept: tuple[TimeRange, ...], removed: tuple[TimeRange, ...]) -> Iterator[TimeRange]:
    position = 0
    for each in kept:
        start_at = each.start_at
        while position < len(removed) and removed[position].end_at <= start_at:
            position += 1
        following = position
        while following < len(removed) and removed[following].start_at < each.end_at:
            if removed[following].start_at > start_at:
                yield TimeRange(start_at, removed[following].start_at)
            start_at = max(start_at, removed[following].end_at)
            following += 1
        if start_at < each.end_at:
            yield TimeRange(start_at, each.end_at)


def _common(left: tuple[TimeRange, ...], right: tuple[TimeRange, ...]) -> Iterator[TimeRange]:
    i = j = 0
    while i < len(left) and j < len(right):
        shared = left[i].clipped(right[j])
        if shared is not None:
            yield shared
        if left[i].end_at <= right[j].end_at:
            i += 1
        else:
            j += 1
