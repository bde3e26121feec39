"""Slots and explanations of one small salon, rule by rule."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from scheduling.absences import Closure, LocalPeriod, TimeOff
from scheduling.availability import SlotQuery, bookable_window, slots
from scheduling.business import Catalog
from scheduling.busy_time import Busy, BusyTime
from scheduling.catalog import Service, StaffMember
from scheduling.errors import Reason
from scheduling.explanations import explain, explain_policy
from scheduling.recurrence import DayPeriod, Weekday, WeeklyHours
from scheduling.time_ranges import TimeRange
from tests.fakes.businesses import at, salon, salon_business, weekdays
from tests.fakes.periods import local

MINUTE = timedelta(minutes=1)


def starts(catalog: Catalog, service: Service, day: int, busy: Busy | None = None) -> list[str]:
    bounds = TimeRange(at(day, 0), at(day, 0) + timedelta(days=1))
    query = SlotQuery(service, catalog.providers_of(service), bounds)
    berlin = ZoneInfo("Europe/Berlin")
    return [
        f"{each.start_at.astimezone(berlin):%H:%M}" for each in slots(catalog, query, busy or {})
    ]


ONE = Service(service_id="one", display_name="One", staff_member_ids=("ana",))


def open_for(*periods: DayPeriod, service: Service = ONE, **changes: Any) -> Catalog:
    return salon(service, business=salon_business(business_hours=weekdays(*periods)), **changes)


def test_each_working_period_begins_a_grid_of_its_own() -> None:
    catalog = open_for(DayPeriod(9 * 60, 11 * 60), DayPeriod(13 * 60 + 10, 15 * 60))
    assert starts(catalog, ONE, 14) == ["09:00", "09:30", "10:00", "13:10", "13:40"]


def test_a_break_is_not_worked_through() -> None:
    catalog = open_for(DayPeriod(9 * 60, 11 * 60), DayPeriod(11 * 60 + 30, 13 * 60))
    assert "10:30" not in starts(catalog, ONE, 14)


def test_a_night_shift_is_booked_across_midnight() -> None:
    catalog = open_for(DayPeriod(0, 60), DayPeriod(23 * 60, 24 * 60))
    assert starts(catalog, ONE, 14) == ["00:00", "23:00", "23:30"]


def test_a_business_that_never_closes_keeps_one_grid_whenever_it_is_asked() -> None:
    always = WeeklyHours(dict.fromkeys(Weekday, (DayPeriod(0, 24 * 60),)))
    catalog = salon(ONE, business=salon_business(business_hours=always))
    for first in (at(14, 10), at(14, 10, 7), at(17, 23, 59)):
        query = SlotQuery(
            ONE, catalog.providers_of(ONE), TimeRange(first, first + timedelta(days=1))
        )
        found = slots(catalog, query, {})
        assert len(found) == 48
        assert all(each.start_at.minute in (0, 30) for each in found)
    odd = explain(catalog, ONE, catalog.providers_of(ONE), at(14, 10, 7), {})
    assert odd is not None
    assert odd.reason is Reason.OFF_GRID


def test_a_service_of_days_fits_a_business_that_never_closes() -> None:
    always = WeeklyHours(dict.fromkeys(Weekday, (DayPeriod(0, 24 * 60),)))
    week = replace(ONE, default_duration=timedelta(days=7))
    catalog = salon(week, business=salon_business(business_hours=always))
    assert len(starts(catalog, week, 14)) == 48


def test_nobody_is_offered_for_what_they_do_not_provide() -> None:
    catalog = open_for(DayPeriod(540, 1020))
    ben = (catalog.staff_member("ben"),)
    day = TimeRange(at(14, 0), at(15, 0))
    assert slots(catalog, SlotQuery(ONE, ben, day), {}) == ()


def test_buffers_keep_their_distance_on_both_sides() -> None:
    service = replace(ONE, pre_buffer=10 * MINUTE, post_buffer=20 * MINUTE)
    catalog = open_for(DayPeriod(9 * 60, 15 * 60), service=service)
    busy: Busy = {"ana": BusyTime.of([TimeRange(at(14, 11), at(14, 12))])}
    # 09:30 with its time after would end at 10:50; 10:00 at 11:20, and 12:00 begins at 11:50.
    assert starts(catalog, service, 14, busy) == [
        "09:00",
        "09:30",
        "12:30",
        "13:00",
        "13:30",
        "14:00",
    ]


def test_closures_and_time_off_take_their_time_away() -> None:
    catalog = open_for(
        DayPeriod(9 * 60, 17 * 60),
        closures=(Closure("c", LocalPeriod(local(14, 9), local(14, 12)), "Spring cleaning"),),
        time_off=(TimeOff("t", "ana", LocalPeriod(local(14, 14), local(15, 10))),),
    )
    assert starts(catalog, ONE, 14) == ["12:00", "12:30", "13:00"]
    assert starts(catalog, ONE, 15)[0] == "10:00"


REASONS = [
    (at(14, 9, 30), Reason.CLOSED, "Spring cleaning"),
    (at(14, 14, 30), Reason.TIME_OFF, ""),
    (at(14, 12, 10), Reason.OFF_GRID, ""),
    (at(14, 13), Reason.TAKEN, ""),
    (at(14, 16, 30), Reason.TIME_OFF, ""),
    (at(15, 16, 30), Reason.CLOSED, ""),
    (at(18, 10), Reason.CLOSED, ""),
]


@pytest.mark.parametrize(("start_at", "reason", "title"), REASONS)
def test_a_refused_start_tells_its_reason(start_at: datetime, reason: Reason, title: str) -> None:
    catalog = open_for(
        DayPeriod(9 * 60, 17 * 60),
        closures=(Closure("c", LocalPeriod(local(14, 9), local(14, 12)), "Spring cleaning"),),
        time_off=(TimeOff("t", "ana", LocalPeriod(local(14, 14), local(15, 10))),),
    )
    busy: Busy = {"ana": BusyTime.of([TimeRange(at(14, 13), at(14, 14))])}
    found = explain(catalog, ONE, catalog.providers_of(ONE), start_at, busy)
    assert found is not None
    assert (found.reason, found.title) == (reason, title)


def test_who_works_less_than_the_business_is_open_is_not_working_then() -> None:
    early = StaffMember(
        staff_member_id="ana",
        display_name="Ana",
        use_business_hours=False,
        working_hours=weekdays(DayPeriod(540, 720)),
    )
    catalog = salon(ONE, staff=(early,))
    found = explain(catalog, ONE, (early,), at(14, 15), {})
    assert found is not None
    assert (found.reason, found.staff_member_id) == (Reason.STAFF_NOT_WORKING, "ana")


def test_with_several_people_the_reason_nearest_to_a_yes_is_told() -> None:
    service = replace(ONE, staff_member_ids=("ana", "ben"))
    catalog = open_for(
        DayPeriod(540, 1020),
        service=service,
        time_off=(TimeOff("t", "ana", LocalPeriod(local(14, 9), local(14, 17))),),
    )
    busy: Busy = {"ben": BusyTime.of([TimeRange(at(14, 10), at(14, 11))])}
    found = explain(catalog, service, catalog.providers_of(service), at(14, 10), busy)
    assert found is not None
    assert (found.reason, found.staff_member_id) == (Reason.TAKEN, None)


def test_a_service_nobody_provides_cannot_be_booked() -> None:
    catalog = open_for(DayPeriod(540, 1020))
    found = explain(catalog, replace(ONE, staff_member_ids=("gone",)), (), at(14, 10), {})
    assert found is not None
    assert found.reason is Reason.SERVICE_NOT_BOOKABLE


NOW = at(14, 10)
LIMITS = [
    (NOW - MINUTE, Reason.PAST),
    (NOW, Reason.TOO_SOON),
    (NOW + 59 * MINUTE, Reason.TOO_SOON),
    (NOW + 60 * MINUTE, None),
    (NOW + timedelta(days=30), None),
    (NOW + timedelta(days=30, minutes=1), Reason.TOO_FAR_AHEAD),
]


@pytest.mark.parametrize(("start_at", "reason"), LIMITS)
def test_the_limits_of_the_policy_count_from_now(start_at: datetime, reason: Reason | None) -> None:
    catalog = open_for(DayPeriod(540, 1020))
    found = explain_policy(catalog, ONE, start_at, NOW)
    assert (found.reason if found else None) is reason
    window = bookable_window(catalog.policy_of(ONE), NOW)
    assert window.contains(TimeRange(start_at, start_at + timedelta.resolution)) is (reason is None)
