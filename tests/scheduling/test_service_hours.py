"""When a service may be booked at all: its own hours, ranges of dates, public holidays."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from scheduling.absences import Closure, HolidayRules, LocalPeriod
from scheduling.availability import SlotQuery, slots
from scheduling.business import Catalog
from scheduling.catalog import Service
from scheduling.errors import InvalidValue, Reason
from scheduling.explanations import iter_reasons
from scheduling.layers import Layer
from scheduling.policies import SchedulingPolicy
from scheduling.recurrence import DayPeriod
from scheduling.service_hours import (
    AvailabilityType,
    AvailabilityWindow,
    ServiceAvailability,
    ServiceHours,
)
from scheduling.time_ranges import TimeRange
from tests.fakes.businesses import at, salon, salon_business, weekdays

NEVER = ServiceAvailability(AvailabilityType.NOT_BOOKABLE)
MORNINGS = ServiceAvailability(
    AvailabilityType.CUSTOM_WEEKLY_HOURS, weekdays(DayPeriod(9 * 60 + 40, 12 * 60))
)
WHENEVER = ServiceAvailability()
HOURLY = timedelta(hours=1)
TUESDAY = date(2026, 4, 14)


def service(**policy: object) -> Service:
    rules = SchedulingPolicy(time_slot_interval=HOURLY, **policy)  # type: ignore[arg-type]  # any part
    return Service(
        service_id="one", display_name="One", staff_member_ids=("ana",), scheduling_policy=rules
    )


def starts(catalog: Catalog, day: int) -> list[str]:
    offered = catalog.service("one")
    bounds = TimeRange(at(day, 0), at(day, 0) + timedelta(days=1))
    query = SlotQuery(offered, catalog.providers_of(offered), bounds)
    berlin = ZoneInfo("Europe/Berlin")
    return [f"{each.start_at.astimezone(berlin):%H:%M}" for each in slots(catalog, query, {})]


ALL_DAY = ["09:00", "10:00", "11:00", "12:00", "13:00", "14:00", "15:00", "16:00"]


@pytest.mark.parametrize(
    ("general", "windows", "expected"),
    [
        (None, None, ALL_DAY),
        (WHENEVER, None, ALL_DAY),
        (NEVER, None, []),
        (MORNINGS, None, ["09:40", "10:40"]),
        (MORNINGS, (AvailabilityWindow(TUESDAY, TUESDAY, WHENEVER),), ALL_DAY),
        (None, (AvailabilityWindow(TUESDAY, TUESDAY, NEVER),), []),
        (NEVER, (AvailabilityWindow(date(2026, 4, 1), date(2026, 4, 13), WHENEVER),), []),
        (
            None,
            (
                AvailabilityWindow(TUESDAY, TUESDAY, MORNINGS),
                AvailabilityWindow(date(2026, 4, 1), date(2026, 4, 30), NEVER),
            ),
            ["09:40", "10:40"],
        ),
    ],
)
def test_a_service_is_offered_within_its_own_hours(
    general: ServiceAvailability | None,
    windows: tuple[AvailabilityWindow, ...] | None,
    expected: list[str],
) -> None:
    offered = service(general_availability=general, custom_availabilities=windows)
    assert starts(salon(offered), 14) == expected


def test_the_services_hours_go_over_the_businesss() -> None:
    policy = SchedulingPolicy(general_availability=NEVER)
    business = salon_business(scheduling_policy=policy)
    assert starts(salon(service(), business=business), 14) == []
    assert starts(salon(service(general_availability=WHENEVER), business=business), 14) == ALL_DAY


def test_outside_the_services_hours_the_setting_is_named() -> None:
    catalog = salon(service(general_availability=MORNINGS))
    (found,) = iter_reasons(
        catalog, catalog.service("one"), catalog.staff_member("ana"), at(14, 14), {}
    )
    assert found.reason is Reason.OUTSIDE_SERVICE_HOURS
    assert found.layer is Layer.SERVICE_HOURS
    assert found.setting == "services[one].schedulingPolicy.generalAvailability"


def test_custom_hours_need_hours_and_others_have_none() -> None:
    with pytest.raises(InvalidValue, match="businessHours"):
        ServiceAvailability(AvailabilityType.CUSTOM_WEEKLY_HOURS)
    with pytest.raises(InvalidValue, match="businessHours"):
        ServiceAvailability(AvailabilityType.NOT_BOOKABLE, weekdays(DayPeriod(540, 600)))


def test_a_window_does_not_end_before_it_starts() -> None:
    with pytest.raises(InvalidValue, match="endDate"):
        AvailabilityWindow(date(2026, 4, 2), date(2026, 4, 1))


def test_on_a_public_holiday_nothing_is_offered_and_its_name_is_told() -> None:
    day = LocalPeriod(datetime(2026, 4, 14), datetime(2026, 4, 15))  # noqa: DTZ001  # local
    holiday = Closure("holiday-1", day, "Founders' day")
    catalog = salon(service(), public_holidays=(holiday,))
    assert starts(catalog, 14) == []
    assert starts(catalog, 15) == ALL_DAY
    (found,) = iter_reasons(
        catalog, catalog.service("one"), catalog.staff_member("ana"), at(14, 14), {}
    )
    assert (found.reason, found.title, found.setting) == (
        Reason.CLOSED,
        "Founders' day",
        "publicHolidays",
    )


def test_a_country_is_a_two_letter_code() -> None:
    with pytest.raises(InvalidValue, match="country"):
        HolidayRules("Germany")


def test_a_closure_that_the_clocks_go_forward_over_closes_nothing() -> None:
    night = LocalPeriod(datetime(2026, 3, 29, 2), datetime(2026, 3, 29, 2, 30))  # noqa: DTZ001  # local
    catalog = salon(service(), closures=(Closure("x-1", night),))
    assert not night.in_zone("Europe/Berlin")
    assert night.in_zone("UTC").duration == timedelta(minutes=30)
    assert starts(catalog, 14) == ALL_DAY


def test_hours_of_its_own_are_given_for_each_date_the_last_one_included() -> None:
    weekly = weekdays(DayPeriod(600, 660))
    hours = ServiceHours(ServiceAvailability(AvailabilityType.CUSTOM_WEEKLY_HOURS, weekly))
    found = hours.ranges(date(2026, 4, 13), date(2026, 4, 15), "UTC")
    assert [each.start_at.day for each in found] == [13, 14, 15]
