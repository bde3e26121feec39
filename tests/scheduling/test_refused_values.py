"""What cannot be built says which field is wrong, in the document's words, and what to change."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from scheduling.errors import InvalidValue
from scheduling.policies import (
    LONGEST_HOLD,
    LONGEST_INTERVAL,
    LONGEST_LIMIT,
    MOST_OPEN_APPOINTMENTS,
    SHORTEST_INTERVAL,
    SchedulingPolicy,
    check_gap,
)
from scheduling.recurrence import DayPeriod, Weekday, WeeklyHours, start_of
from scheduling.service_hours import AvailabilityType, AvailabilityWindow, ServiceAvailability
from scheduling.time_ranges import TimeRange, as_instant
from tests.fakes.businesses import TUESDAY_TEN, appointment

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
MOMENT = timedelta.resolution
NOTHING = timedelta()
YEARS_AT_MOST = "must not be negative, nor more than ten years"
APPROVAL = "must be more than zero, at most ten years"
HELD = "must not be negative, nor more than an hour"
OPEN = f"must be 1 to {MOST_OPEN_APPOINTMENTS}"
INTERVAL = "must be whole minutes, from 5 minutes to 4 hours"
NAMED = "must name at least one"
BETWEEN = "must lie between 1970 and 2099"
HOURS = "are for customWeeklyHours, which must have some"
NAIVE = datetime(2026, 1, 1)  # noqa: DTZ001  # what is refused
OVERLAPPING = {Weekday.MONDAY: (DayPeriod(0, 61), DayPeriod(60, 90))}
CUSTOM = AvailabilityType.CUSTOM_WEEKLY_HOURS


def policy(**parts: timedelta | int) -> Callable[[], object]:
    return lambda: SchedulingPolicy(**parts)  # type: ignore[arg-type]


REFUSED: list[tuple[Callable[[], object], str, str]] = [
    (policy(minimum_lead_time=-MOMENT), "minimum_lead_time", YEARS_AT_MOST),
    (policy(minimum_lead_time=LONGEST_LIMIT + MOMENT), "minimum_lead_time", YEARS_AT_MOST),
    (policy(minimum_cancelling_notice=-MOMENT), "minimum_cancelling_notice", YEARS_AT_MOST),
    (policy(maximum_advance=LONGEST_LIMIT + MOMENT), "maximum_advance", YEARS_AT_MOST),
    (policy(approval_time=NOTHING), "approval_time", APPROVAL),
    (policy(approval_time=LONGEST_LIMIT + MOMENT), "approval_time", APPROVAL),
    (policy(hold_time=-MOMENT), "hold_time", HELD),
    (policy(hold_time=LONGEST_HOLD + MOMENT), "hold_time", HELD),
    (policy(maximum_open_appointments=0), "maximum_open_appointments", OPEN),
    (policy(maximum_open_appointments=1001), "maximum_open_appointments", OPEN),
    (policy(time_slot_interval=4 * MINUTE), "time_slot_interval", INTERVAL),
    (policy(time_slot_interval=241 * MINUTE), "time_slot_interval", INTERVAL),
    (policy(time_slot_interval=5.5 * MINUTE), "time_slot_interval", INTERVAL),
    (
        lambda: check_gap(NOTHING, DAY - MOMENT),
        "maximum_advance",
        "must be at least 24 hours more than minimum_lead_time",
    ),
    (lambda: as_instant(NAIVE), "datetime", "has no time zone"),
    (lambda: as_instant(datetime(2100, 1, 1, tzinfo=UTC)), "datetime", BETWEEN),
    (
        lambda: TimeRange(TUESDAY_TEN, TUESDAY_TEN),
        "endDateTime",
        "must be after startDateTime",
    ),
    (
        lambda: DayPeriod(60, 60),
        "timeSlots",
        "startTime must be before endTime, within one day",
    ),
    (lambda: WeeklyHours(OVERLAPPING), "timeSlots", "the periods of a day must not overlap"),
    (lambda: start_of(date(1969, 12, 31), 0, "UTC"), "date", BETWEEN),
    (lambda: ServiceAvailability(CUSTOM), "businessHours", HOURS),
    (
        lambda: AvailabilityWindow(date(2026, 1, 2), date(2026, 1, 1), ServiceAvailability()),
        "endDate",
        "must not be before startDate",
    ),
    (lambda: appointment(staff_member_ids=()), "staffMemberIds", f"{NAMED} staff member"),
    (lambda: appointment(customers=()), "customers", f"{NAMED} customer"),
    (
        lambda: appointment(time_range=TimeRange(TUESDAY_TEN, TUESDAY_TEN + 31 * DAY + MOMENT)),
        "endDateTime",
        "must be at most 31 days ahead, buffers included",
    ),
]


@pytest.mark.parametrize(("make", "field", "problem"), REFUSED)
def test_what_is_refused_names_the_field_and_the_problem(
    make: Callable[[], object], field: str, problem: str
) -> None:
    with pytest.raises(InvalidValue) as refused:
        make()
    assert (refused.value.field, refused.value.problem) == (field, problem)


@pytest.mark.parametrize(
    "make",
    [
        policy(minimum_lead_time=NOTHING),
        policy(minimum_cancelling_notice=LONGEST_LIMIT),
        policy(maximum_advance=LONGEST_LIMIT),
        policy(approval_time=MOMENT),
        policy(approval_time=LONGEST_LIMIT),
        policy(hold_time=NOTHING),
        policy(hold_time=LONGEST_HOLD),
        policy(maximum_open_appointments=1),
        policy(maximum_open_appointments=MOST_OPEN_APPOINTMENTS),
        policy(time_slot_interval=SHORTEST_INTERVAL),
        policy(time_slot_interval=LONGEST_INTERVAL),
        policy(time_slot_interval=7 * MINUTE),
        lambda: check_gap(NOTHING, DAY),
        lambda: as_instant(datetime(2099, 12, 31, tzinfo=UTC)),
        lambda: DayPeriod(0, 1440),
        lambda: AvailabilityWindow(date(2026, 1, 1), date(2026, 1, 1), ServiceAvailability()),
        lambda: appointment(time_range=TimeRange(TUESDAY_TEN, TUESDAY_TEN + 31 * DAY)),
    ],
)
def test_what_is_just_within_the_limit_is_built(make: Callable[[], object]) -> None:
    make()
