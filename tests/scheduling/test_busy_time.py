"""Busy time: what it covers, what meets it, and days on which nothing more may start."""

from datetime import UTC, datetime, timedelta

import pytest

from scheduling.busy_time import NOTHING_BUSY, BusyElsewhere, BusySource, BusyTime
from scheduling.time_ranges import (
    TimeRange,
    TimeRangeSet,
    instant_of_minute,
    minute_from,
    minutes_around,
)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)


def span(start: float, end: float) -> TimeRange:
    return TimeRange(EPOCH + start * MINUTE, EPOCH + end * MINUTE)


@pytest.mark.parametrize("minute", [0, 1, 90, 1_000_000])
def test_a_minute_is_an_instant_and_back(minute: int) -> None:
    assert instant_of_minute(minute) == EPOCH + minute * MINUTE
    assert minute_from(instant_of_minute(minute)) == minute


def test_the_first_minute_not_before_an_instant() -> None:
    assert minute_from(EPOCH + 5 * MINUTE + SECOND) == 6
    assert minute_from(EPOCH + 5 * MINUTE - SECOND) == 5


def test_minutes_around_leave_nothing_out() -> None:
    assert minutes_around(span(5, 7)) == (5, 7)
    assert minutes_around(span(5.5, 6.5)) == (5, 7)
    assert all(type(each) is int for each in minutes_around(span(5.5, 6.5)))


def test_it_covers_its_ranges_and_knows_how_far_they_reach() -> None:
    busy = BusyTime.of([span(50, 60), span(10, 20), span(15, 30)])
    assert busy.within == (10, 60)
    assert busy.ranges() == TimeRangeSet([span(10, 30), span(50, 60)])
    assert busy.duration_within(span(20, 55)) == 15 * MINUTE
    assert repr(busy) == f"BusyTime({[str(EPOCH + n * MINUTE) for n in (10, 50)]})"
    assert bool(busy)


def test_nothing_reaches_nowhere() -> None:
    nothing = BusyTime.of([])
    assert nothing.within == (0, 0)
    assert not nothing
    assert not nothing.overlaps(span(0, 100))
    assert list(NOTHING_BUSY.meeting(0, 100)) == []


@pytest.mark.parametrize(
    ("wanted", "is_met"),
    [((0, 10), False), ((9, 11), True), ((29, 30), True), ((30, 50), False), ((60, 99), False)],
)
def test_what_overlaps_it(wanted: tuple[int, int], is_met: bool) -> None:  # noqa: FBT001  # a table
    busy = BusyTime.of([span(50, 60), span(10, 30), span(12, 13)])
    assert busy.overlaps(span(*wanted)) is is_met


def test_what_meets_is_found_however_long_it_is() -> None:
    busy = BusyTime.of([span(0, 1000), span(400, 401), span(990, 995)])
    assert (0, 1000) in busy.meeting(999, 1001)
    assert (400, 401) in busy.meeting(400, 401)
    assert (990, 995) not in busy.meeting(400, 401)
    assert (990, 995) not in busy.meeting(400, 990)


def test_a_full_day_leaves_the_rest_as_it_was() -> None:
    busy = BusyTime.of([span(10, 20)])
    full = busy.filled([span(100, 200)])
    assert (full.periods, full.within) == (busy.periods, busy.within)
    assert list(full.full) == [(100, 200)]
    at_which = [n for n in (99, 100, 199, 200) if full.is_full_at(EPOCH + n * MINUTE)]
    assert at_which == [100, 199]
    assert not full.overlaps(span(100, 200))
    elsewhere = BusyElsewhere(BusySource.OTHER_BUSINESS, ((30, 40),))
    both = busy.joined(elsewhere, (10, 40)).filled([span(100, 200)])
    assert both.elsewhere == (elsewhere,)
    assert both.claimed_ranges() == TimeRangeSet([span(10, 20)])
    assert bool(BusyTime.of([]).filled([span(1, 2)]))
