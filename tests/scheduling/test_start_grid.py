"""Grids of starts are worked out once, and what is busy crosses out no start too few."""

from datetime import UTC, date, datetime, timedelta

import pytest

from scheduling.busy_time import BusyTime
from scheduling.recurrence import DayPeriod, Weekday, WeeklyHours
from scheduling.service_hours import (
    WHENEVER_STAFF_ARE_FREE,
    AvailabilityType,
    ServiceAvailability,
    ServiceHours,
)
from scheduling.start_grid import StartGrid, free_on, grid_of
from scheduling.time_ranges import TimeRange, instant_of_minute
from scheduling.working_time import WorkingPattern, expanded, is_on_grid
from tests.fakes.businesses import weekdays

HALF, HOUR = timedelta(minutes=30), timedelta(hours=1)
FIRST_ON, LAST_ON = date(2026, 4, 14), date(2026, 4, 17)


def on(pattern: WorkingPattern, first_on: date, last_on: date) -> StartGrid:
    return grid_of(pattern, HALF, HOUR, first_on, last_on)


def morning() -> WorkingPattern:
    hours = weekdays(DayPeriod(9 * 60, 11 * 60))
    return WorkingPattern(hours, "UTC", (), WHENEVER_STAFF_ARE_FREE, "UTC")


@pytest.mark.parametrize(
    ("first_day", "last_day", "is_kept"),
    [
        (14, 17, True),
        (14, 14, True),
        (15, 16, True),
        (17, 17, True),
        (13, 17, False),
        (14, 18, False),
        (18, 19, False),
    ],
)
def test_a_question_within_the_last_one_is_answered_out_of_it(
    first_day: int,
    last_day: int,
    is_kept: bool,  # noqa: FBT001
) -> None:
    pattern = morning()
    kept = on(pattern, FIRST_ON, LAST_ON)
    asked = on(pattern, date(2026, 4, first_day), date(2026, 4, last_day))
    assert (asked is kept) is is_kept


def test_a_grid_has_the_starts_that_enough_working_time_follows() -> None:
    grid = on(morning(), FIRST_ON, FIRST_ON)
    assert [f"{each:%d %H:%M}" for each in grid.instants][:3] == [
        "14 09:00",
        "14 09:30",
        "14 10:00",
    ]
    assert {f"{each:%H:%M}" for each in grid.instants} == {"09:00", "09:30", "10:00"}


def test_nothing_starts_in_an_absence_that_lasts_to_the_end() -> None:
    friday = date(2026, 4, 17)
    away = TimeRange(datetime(2026, 4, 17, 10, tzinfo=UTC), datetime(2026, 4, 17, 11, tzinfo=UTC))
    hours = weekdays(DayPeriod(9 * 60, 11 * 60))
    pattern = WorkingPattern(hours, "UTC", (away,), WHENEVER_STAFF_ARE_FREE, "UTC")
    assert on(pattern, friday, friday).instants == (away.start_at - HOUR,)


@pytest.mark.parametrize(
    ("period", "free"),
    [
        ((0, 90), [100, 160, 220]),
        ((0, 91), [160, 220]),
        ((135, 140), [100, 160, 220]),
        ((134, 140), [160, 220]),
        ((140, 150), [100, 160, 220]),
        ((140, 151), [100, 220]),
        ((194, 195), [100, 220]),
        ((195, 210), [100, 160, 220]),
        ((255, 300), [100, 160, 220]),
        ((254, 300), [100, 160]),
    ],
)
def test_a_start_is_crossed_out_by_one_minute_of_what_is_busy(
    period: tuple[int, int], free: list[int]
) -> None:
    # Ten minutes before a start and thirty-five after it are needed.
    grid = StartGrid((100, 160, 220))
    bits = free_on(grid, grid, BusyTime((period,), period), 10, 35)
    assert [each for position, each in enumerate(grid.minutes) if bits >> position & 1] == free


def test_hours_are_expanded_over_the_days_asked_for_and_no_others() -> None:
    worked = expanded(morning(), FIRST_ON, LAST_ON)
    assert [f"{each.start_at:%d %H}" for each in worked.periods] == [
        f"{day} 09" for day in range(14, 18)
    ]
    (only,) = expanded(morning(), FIRST_ON, FIRST_ON).periods
    assert only.duration == 2 * HOUR


@pytest.mark.parametrize(
    ("minute", "is_on"),
    [(60, True), (90, True), (105, False), (120, False), (150, False), (180, True), (30, False)],
)
def test_a_start_is_on_the_grid_of_the_period_it_falls_into(
    minute: int,
    is_on: bool,  # noqa: FBT001
) -> None:
    periods = [span(60, 120), span(180, 240)]
    assert is_on_grid(periods, span(minute, minute + 60), HALF) is is_on


@pytest.mark.parametrize(
    ("zone", "service_zone", "day", "hour", "start_at"),
    [
        # Sunday evening in Los Angeles is Monday in Tokyo.
        ("America/Los_Angeles", "Asia/Tokyo", 12, 18, datetime(2026, 4, 13, 1, tzinfo=UTC)),
        # Tuesday morning in Tokyo is Monday in Los Angeles.
        ("Asia/Tokyo", "America/Los_Angeles", 14, 6, datetime(2026, 4, 13, 21, tzinfo=UTC)),
    ],
)
def test_the_hours_of_a_service_hold_for_who_works_a_day_ahead_or_behind(
    zone: str, service_zone: str, day: int, hour: int, start_at: datetime
) -> None:
    mondays = WeeklyHours({Weekday.MONDAY: (DayPeriod(0, 24 * 60),)})
    offered = ServiceHours(ServiceAvailability(AvailabilityType.CUSTOM_WEEKLY_HOURS, mondays))
    hours = WeeklyHours(dict.fromkeys(Weekday, (DayPeriod(hour * 60, hour * 60 + 120),)))
    pattern = WorkingPattern(hours, zone, (), offered, service_zone)
    on = date(2026, 4, day)
    assert expanded(pattern, on, on).periods == (TimeRange(start_at, start_at + 2 * HOUR),)


def span(start: int, end: int) -> TimeRange:
    return TimeRange(instant_of_minute(start), instant_of_minute(end))
