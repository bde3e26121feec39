"""Why a day has no slot: one reason for all of it, what came nearest to a yes."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from scheduling.absences import Closure, TimeOff
from scheduling.catalog import StaffMember
from scheduling.errors import Reason
from scheduling.policies import SchedulingPolicy
from scheduling.recurrence import DayPeriod
from scheduling.service.day_checks import CheckDay, check_day
from scheduling.service.finding import WishAnswer
from scheduling.service.wishes import Wish
from scheduling.service_hours import AvailabilityType, ServiceAvailability
from tests.fakes.businesses import (
    BUSINESS,
    HAIRCUT,
    STAFF,
    appointment,
    at,
    customer,
    salon,
    weekdays,
)
from tests.fakes.desk import MemoryDesk
from tests.fakes.periods import local_period

HOUR = timedelta(hours=1)
WEDNESDAY = date(2026, 4, 15)


def asked(
    desk: MemoryDesk, on: date = WEDNESDAY, zone: str = "Europe/Berlin", **wish: Any
) -> WishAnswer:
    facts: dict[str, Any] = {"service_id": "haircut", "staff_member_id": "ana", **wish}
    command = CheckDay(Wish(business_id=BUSINESS, **facts), on, zone)
    return desk.do(check_day, customer("eve"), command)


def full(desk: MemoryDesk, *hours: int) -> MemoryDesk:
    for hour in hours or range(9, 17):
        name = f"w-{hour}"
        desk.state.appointments[BUSINESS, name] = appointment(name, at(15, hour))
    return desk


def test_a_day_with_a_slot_needs_no_reason() -> None:
    assert asked(MemoryDesk()) == WishAnswer(at(15, 0), None)


def test_a_day_without_one_is_told_at_its_noon_with_the_nearest_times() -> None:
    found = asked(full(MemoryDesk()))
    assert found.start_at == at(15, 12)
    assert found.refusal is not None
    assert found.refusal.reason is Reason.TAKEN
    # Tuesday's last start is 20 hours away, Thursday's first 21; of two as far the earlier comes.
    assert [each.start_at for each in found.nearest] == [
        at(14, 14, 30),
        at(14, 15),
        at(14, 15, 30),
        at(14, 16),
        at(16, 9),
    ]
    assert found.free == ()


ONE_A_DAY: tuple[StaffMember, ...] = tuple(
    replace(each, maximum_appointments_per_day=1) for each in STAFF
)
EVENINGS = ServiceAvailability(
    AvailabilityType.CUSTOM_WEEKLY_HOURS, weekdays(DayPeriod(18 * 60, 20 * 60))
)


def by_policy(**parts: Any) -> dict[str, Any]:
    return {"services": {"haircut": replace(HAIRCUT, scheduling_policy=SchedulingPolicy(**parts))}}


@pytest.mark.parametrize(
    ("changes", "hours", "reason"),
    [
        ({}, tuple(range(9, 17)), Reason.TAKEN),
        ({"staff": ONE_A_DAY}, (20,), Reason.TAKEN),
        ({"time_off": (TimeOff("t", "ana", local_period(15, 0, 16, 0)),)}, (9,), Reason.TAKEN),
        ({"closures": (Closure("c", local_period(15, 0, 16, 0)),)}, (9,), Reason.CLOSED),
        (by_policy(general_availability=EVENINGS), (9,), Reason.OUTSIDE_SERVICE_HOURS),
        (by_policy(minimum_lead_time=timedelta(days=5)), (9,), Reason.TOO_SOON),
        (
            {
                "time_off": (TimeOff("t", "ana", local_period(15, 9, 15, 12)),),
                "closures": (Closure("c", local_period(15, 12, 15, 17)),),
            },
            (16,),
            Reason.TAKEN,
        ),
        (
            {"closures": (Closure("c", local_period(15, 9, 15, 16)),)},
            (16,),
            Reason.TAKEN,
        ),
    ],
)
def test_of_all_that_is_in_the_way_the_nearest_to_a_yes_is_told(
    changes: dict[str, Any], hours: tuple[int, ...], reason: Reason
) -> None:
    desk = MemoryDesk(salon(**changes))
    refusal = asked(full(desk, *hours)).refusal
    assert refusal is not None
    assert refusal.reason is reason


@pytest.mark.parametrize(
    ("on", "reason"),
    [
        (date(2026, 4, 12), Reason.PAST),
        (date(2026, 4, 18), Reason.CLOSED),
        (date(2026, 6, 17), Reason.TOO_FAR_AHEAD),
    ],
)
def test_days_out_of_reach_say_so(on: date, reason: Reason) -> None:
    refusal = asked(MemoryDesk(), on).refusal
    assert refusal is not None
    assert refusal.reason is reason


def test_the_rest_of_a_day_is_asked_once_it_has_begun() -> None:
    desk = MemoryDesk()
    desk.now = at(15, 15, 30)
    refusal = asked(desk).refusal
    assert refusal is not None
    assert refusal.reason is Reason.TOO_SOON
    desk.now = at(16, 0)
    past = asked(desk).refusal
    assert past is not None
    assert past.reason is Reason.PAST


def test_a_day_is_that_of_the_zone_it_is_asked_in() -> None:
    # Auckland is ten hours ahead: its Wednesday has Berlin's Tuesday from two, and Wednesday until.
    desk = full(MemoryDesk(), *range(9, 17))
    there = asked(desk, zone="Pacific/Auckland")
    assert there.refusal is None
    assert there.start_at == at(14, 14)


def test_who_does_not_give_it_is_the_reason() -> None:
    refusal = asked(MemoryDesk(), staff_member_id="vic").refusal
    assert refusal is not None
    assert refusal.reason is Reason.NOT_OFFERED_BY_STAFF
