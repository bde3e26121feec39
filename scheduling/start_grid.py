"""Grids of starts: when an appointment of some length could begin, by working time alone.

A grid is worked out once for a pattern of working time and kept. Who is free is a number with one
bit for each start of the grid: what is busy crosses bits out, and "anybody" is an `or`. That
makes hundreds of calendars cheap to search.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache, reduce
from operator import or_

from scheduling.busy_time import BusyTime, Period
from scheduling.time_ranges import TimeRangeSet, instant_of_minute, minutes_around
from scheduling.working_time import WorkingPattern, expanded


class StartGrid:
    """Starts in minutes since 1970, in order. Never changed; the same only if it is one object."""

    __slots__ = ("instants", "minutes")

    def __init__(self, minutes: Iterable[int]) -> None:
        self.minutes: Sequence[int] = tuple(minutes)
        self.instants: Sequence[datetime] = tuple(map(instant_of_minute, self.minutes))

    def position(self, minute: int) -> int:
        """Give how many starts lie before a minute."""
        return bisect_left(self.minutes, minute)


class _Grids:
    """The grids of a pattern: a question within the days of the last one is answered out of it.

    Whoever asks for a month and then for one day of it finds all that was worked out for the
    month. One attribute holds all of it, so that two threads never see half of a change.
    """

    __slots__ = ("_interval", "_last", "_length", "_pattern")

    def __init__(self, pattern: WorkingPattern, interval: timedelta, length: timedelta) -> None:
        self._pattern, self._interval, self._length = pattern, interval, length
        self._last: tuple[date, date, StartGrid] | None = None

    def on(self, first_on: date, last_on: date) -> StartGrid:
        """Give a grid that has these local dates, and maybe others around them."""
        last = self._last
        if last is not None and last[0] <= first_on <= last_on <= last[1]:
            return last[2]
        grid = _grid_on(self._pattern, self._interval, self._length, first_on, last_on)
        self._last = (first_on, last_on, grid)
        return grid


_grids_of = lru_cache(maxsize=512)(_Grids)


def grid_of(
    pattern: WorkingPattern, interval: timedelta, length: timedelta, first_on: date, last_on: date
) -> StartGrid:
    """Give the starts at which `length` of working time follows, on these local dates at least."""
    return _grids_of(pattern, interval, length).on(first_on, last_on)


@lru_cache(maxsize=512)
def _grid_on(
    pattern: WorkingPattern, interval: timedelta, length: timedelta, first_on: date, last_on: date
) -> StartGrid:
    # A start on the last day may need what is worked on the days after it.
    reach = timedelta(days=length // timedelta(days=1) + 1)
    working = expanded(pattern, first_on, last_on + reach)
    step, minutes = interval // timedelta(minutes=1), length // timedelta(minutes=1)
    starts = {start for period in working.periods for start in range(*minutes_around(period), step)}
    return StartGrid(_fitting(sorted(starts), working.open_time, minutes))


def _fitting(starts: Sequence[int], open_time: TimeRangeSet, length: int) -> Iterator[int]:
    """Keep the starts that `length` minutes of open time follow, in one walk along both."""
    opens = iter(map(minutes_around, open_time))
    first = last = 0
    for start in starts:
        while start >= last and (following := next(opens, None)) is not None:
            first, last = following
        if first <= start and start + length <= last:
            yield start


@lru_cache(maxsize=128)
def union_of(grids: frozenset[StartGrid]) -> StartGrid:
    """Give all the starts of several grids; a single one as it is."""
    if len(grids) == 1:
        return next(iter(grids))
    return StartGrid(sorted({start for grid in grids for start in grid.minutes}))


@lru_cache(maxsize=512)
def bits_on(grid: StartGrid, own: StartGrid) -> int:
    """Give a number whose bits mark, on `grid`, the starts that are in `own`."""
    if own is grid:
        return (1 << len(grid.minutes)) - 1
    marked = set(own.minutes)
    return sum(1 << position for position, each in enumerate(grid.minutes) if each in marked)


@lru_cache(maxsize=8192)
def free_on(grid: StartGrid, own: StartGrid, busy: BusyTime, before: int, after: int) -> int:
    """Mark the starts of `own` that nothing busy meets, from `before` ahead of them to `after`.

    Both are minutes; `after` counts from the start: the appointment and the buffer behind it.
    """
    bits = bits_on(grid, own)
    if not bits or not busy:
        return bits
    first, last = grid.minutes[0] - before, grid.minutes[-1] + after
    reaches_further = busy.within[0] < first - _FAR or busy.within[1] > last + _FAR
    periods = busy.meeting(first, last) if reaches_further else busy.periods
    crossing = _crossing_on(grid, before, after)
    crossed = reduce(or_, map(crossing.__getitem__, periods), 0)
    starting = _crossing_on(grid, 0, 1)
    return bits & ~reduce(or_, map(starting.__getitem__, busy.full), crossed)


_FAR = 20_000
"""A fortnight in minutes: further out, choosing among the periods costs less than asking of all."""


class _Crossing(dict[Period, int]):
    """The starts of a grid that a busy period crosses out, as bits; each worked out once."""

    def __init__(self, grid: StartGrid, before: int, after: int) -> None:
        super().__init__()
        self._grid, self._before, self._after = grid, before, after

    def __missing__(self, period: Period) -> int:
        low = self._grid.position(period[0] - self._after + 1)
        high = self._grid.position(period[1] + self._before)
        if len(self) >= _KEPT:
            self.clear()
        crossed = self[period] = (1 << high) - (1 << low)
        return crossed


_KEPT = 20_000


@lru_cache(maxsize=64)
def _crossing_on(grid: StartGrid, before: int, after: int) -> _Crossing:
    return _Crossing(grid, before, after)
