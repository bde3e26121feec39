"""What each step of a day names as its cause: the rule, its value, and where it is set."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from scheduling.absences import Closure, TimeOff
from scheduling.actors import Actor
from scheduling.errors import Reason
from scheduling.explanation_views import ReasonView, Step
from scheduling.layers import Layer
from scheduling.policies import SchedulingPolicy
from scheduling.recurrence import DayPeriod
from scheduling.service.holding import HoldCommand, hold
from scheduling.service.wishes import Wish
from scheduling.service_hours import AvailabilityType, AvailabilityWindow, ServiceAvailability
from scheduling.time_ranges import TimeRange
from tests.fakes.businesses import (
    BUSINESS,
    HAIRCUT,
    STAFF,
    at,
    customer,
    salon,
    salon_business,
    weekdays,
)
from tests.fakes.desk import MemoryDesk
from tests.fakes.periods import local_period
from tests.scheduling.explaining.questions import (
    ADMINISTRATOR,
    SCHEDULER,
    TEAM_MEMBER,
    VIEWER,
    why_day,
)

HOUR = timedelta(hours=1)
WEDNESDAY = 15
MORNINGS = ServiceAvailability(
    AvailabilityType.CUSTOM_WEEKLY_HOURS, weekdays(DayPeriod(9 * 60, 12 * 60))
)
THAT_WEEK = AvailabilityWindow(date(2026, 4, 13), date(2026, 4, 17), MORNINGS)
FAIR = Closure("fair", local_period(15, 14, 15, 15), "Trade fair")
EASTER = Closure("easter", local_period(15, 14, 15, 15), "Easter")
NINE_TO_FIVE = (TimeRange(at(15, 9), at(15, 17)),)


def causes(
    desk: MemoryDesk, step: Step, actor: Actor = ADMINISTRATOR, day: int = WEDNESDAY, **asked: Any
) -> tuple[ReasonView, ...]:
    (person,) = why_day(desk, day, actor, **asked).people
    (found,) = [each.causes for each in person.steps if each.step is step]
    return found


def policy(**parts: Any) -> MemoryDesk:
    return MemoryDesk(salon(replace(HAIRCUT, scheduling_policy=SchedulingPolicy(**parts))))


@pytest.mark.parametrize(
    ("parts", "setting"),
    [
        (
            {"general_availability": MORNINGS},
            "services[haircut].schedulingPolicy.generalAvailability",
        ),
        (
            {"custom_availabilities": (THAT_WEEK,)},
            "services[haircut].schedulingPolicy.customAvailabilities[0]",
        ),
    ],
)
def test_hours_of_the_service_name_those_of_that_day(parts: dict[str, Any], setting: str) -> None:
    assert causes(policy(**parts), Step.SERVICE_HOURS) == (
        ReasonView(
            reason=Reason.OUTSIDE_SERVICE_HOURS,
            layer=Layer.SERVICE_HOURS,
            setting=setting,
            may_change=True,
            hours=(TimeRange(at(15, 9), at(15, 12)),),
        ),
    )


def test_hours_of_the_business_s_policy_are_set_there() -> None:
    below = SchedulingPolicy(general_availability=MORNINGS).over(salon_business().scheduling_policy)
    desk = MemoryDesk(salon(business=salon_business(scheduling_policy=below)))
    (found,) = causes(desk, Step.SERVICE_HOURS)
    assert found.setting == "schedulingPolicy.generalAvailability"


@pytest.mark.parametrize(
    ("catalog", "title", "setting"),
    [
        (salon(closures=(FAIR,)), "Trade fair", "closures[fair]"),
        (salon(public_holidays=(EASTER,)), "Easter", "publicHolidays"),
    ],
)
def test_a_closure_is_named_with_its_time(catalog: Any, title: str, setting: str) -> None:
    assert causes(MemoryDesk(catalog), Step.CLOSURES) == (
        ReasonView(
            reason=Reason.CLOSED,
            layer=Layer.CLOSURE,
            setting=setting,
            may_change=True,
            title=title,
            time_range=TimeRange(at(15, 14), at(15, 15)),
        ),
    )


def test_only_one_s_own_time_off_is_a_cause() -> None:
    off = [
        TimeOff("t-1", "ana", local_period(15, 9, 15, 10), "Dentist"),
        TimeOff("t-2", "ana", local_period(16, 9, 16, 10), "Another day"),
        TimeOff("t-3", "ben", local_period(15, 11, 15, 12), "Ben's"),
    ]
    desk = MemoryDesk(salon(time_off=tuple(off)))
    assert causes(desk, Step.TIME_OFF) == (
        ReasonView(
            reason=Reason.TIME_OFF,
            layer=Layer.TIME_OFF,
            setting="timeOff[t-1]",
            may_change=True,
            title="Dentist",
            time_range=TimeRange(at(15, 9), at(15, 10)),
        ),
    )


def test_appointments_and_held_times_are_causes_apart() -> None:
    desk = MemoryDesk()
    booked = desk.book(start_at=at(15, 10), service_id="colour")
    wish = Wish(business_id=BUSINESS, service_id="haircut", staff_member_id="ana")
    desk.do(hold, customer("eve"), HoldCommand(wish, at(15, 14), "draft"))
    (taken,), (held,) = causes(desk, Step.APPOINTMENTS), causes(desk, Step.HOLDS)
    claimed = TimeRange(at(15, 9, 50), at(15, 11, 50))
    for view, time_range, names in (
        (taken, claimed, (booked.appointment_id, "Dana", "Colour")),
        (held, TimeRange(at(15, 14), at(15, 15)), ("", "", "")),
    ):
        (obstacle,) = view.obstacles
        assert (view.reason, view.layer) == (Reason.TAKEN, Layer.APPOINTMENTS)
        assert (view.time_range, obstacle.claimed) == (time_range, time_range)
        assert (obstacle.appointment_id, obstacle.customer_name, obstacle.service_name) == names
        assert (view.setting, view.may_change) == ("", False)


def test_a_full_day_says_how_many_of_how_many() -> None:
    one = tuple(replace(each, maximum_appointments_per_day=1) for each in STAFF)
    desk = MemoryDesk(salon(staff=one))
    desk.book(start_at=at(15, 10))
    assert causes(desk, Step.DAILY_LIMIT) == (
        ReasonView(
            reason=Reason.DAY_FULL,
            layer=Layer.DAILY_LIMIT,
            setting="staffMembers[ana].maximumAppointmentsPerDay",
            may_change=True,
            count=1,
            maximum=1,
        ),
    )


@pytest.mark.parametrize(
    ("day", "reason", "setting", "limit"),
    [
        (13, Reason.TOO_SOON, "schedulingPolicy.minimumLeadTime", HOUR),
        (13, Reason.PAST, "", None),
        (10, Reason.PAST, "", None),
    ],
)
def test_the_window_names_the_limit_that_is_broken(
    day: int, reason: Reason, setting: str, limit: timedelta | None
) -> None:
    desk = MemoryDesk()
    found = {
        each.reason: each
        for each in causes(desk, Step.POLICY, SCHEDULER, day, staff_member_id="ben")
    }
    window = TimeRange(at(13, 11), desk.now + timedelta(days=30))
    view = found[reason]
    assert (view.layer, view.setting, view.limit) == (Layer.POLICY, setting, limit)
    assert view.window is not None
    assert view.window.start_at == window.start_at
    assert view.window.end_at - window.end_at < HOUR
    assert len(found) == (2 if day == 13 else 1)


def test_too_far_ahead_is_a_limit_too() -> None:
    desk = policy(maximum_advance=timedelta(days=2))
    (found,) = causes(desk, Step.POLICY, SCHEDULER, 16, staff_member_id="ben")
    assert (found.reason, found.limit) == (Reason.TOO_FAR_AHEAD, timedelta(days=2))
    assert found.setting == "services[haircut].schedulingPolicy.maximumAdvance"


def test_what_does_not_fit_names_the_grid() -> None:
    desk = MemoryDesk(salon(replace(HAIRCUT, default_duration=4 * HOUR)))
    desk.book(start_at=at(15, 11))
    assert causes(desk, Step.FIT) == (
        ReasonView(
            reason=Reason.OFF_GRID,
            layer=Layer.GRID,
            setting="schedulingPolicy.timeSlotInterval",
            may_change=True,
            limit=HOUR / 2,
        ),
    )


def test_who_does_not_give_it_is_told_where_that_is_said() -> None:
    desk = MemoryDesk(salon(replace(HAIRCUT, staff_member_ids=("ben",))))
    assert causes(desk, Step.FIT) == (
        ReasonView(
            reason=Reason.NOT_OFFERED_BY_STAFF,
            layer=Layer.SERVICE,
            setting="services[haircut].staffMemberIds",
            may_change=True,
        ),
    )


# The hours at the top, and who may know and change what


def own_hours() -> Any:
    late = weekdays(DayPeriod(12 * 60, 22 * 60))
    return tuple(replace(each, use_business_hours=False, working_hours=late) for each in STAFF)


@pytest.mark.parametrize(
    ("actor", "who", "setting", "may_change", "is_shown"),
    [
        (ADMINISTRATOR, "ana", "staffMembers[ana].workingHours", True, True),
        (ADMINISTRATOR, "tom", "staffMembers[tom].workingHours", True, True),
        (SCHEDULER, "tom", "staffMembers[tom].workingHours", False, True),
        (VIEWER, "tom", "staffMembers[tom].workingHours", False, True),
        (TEAM_MEMBER, "tom", "staffMembers[tom].workingHours", True, True),
        (TEAM_MEMBER, "ana", "", False, False),
    ],
)
def test_the_hours_of_a_day_are_shown_as_far_as_one_may_know_them(
    actor: Actor,
    who: str,
    setting: str,
    may_change: bool,  # noqa: FBT001
    is_shown: bool,  # noqa: FBT001
) -> None:
    desk = MemoryDesk(salon(staff=own_hours()))
    (person,) = why_day(desk, WEDNESDAY, actor, staff_member_id=who).people
    rule = person.hours_rule
    assert (rule.setting, rule.may_change) == (setting, may_change)
    assert rule.hours == ((TimeRange(at(15, 12), at(15, 22)),) if is_shown else ())
    if is_shown:
        assert (rule.reason, rule.layer) == (Reason.STAFF_NOT_WORKING, Layer.STAFF_HOURS)


def test_business_hours_are_the_business_s_setting() -> None:
    (person,) = why_day(MemoryDesk(), WEDNESDAY).people
    assert person.hours_rule == ReasonView(
        reason=Reason.STAFF_NOT_WORKING,
        layer=Layer.STAFF_HOURS,
        setting="businessHours",
        may_change=True,
        hours=NINE_TO_FIVE,
    )


@pytest.mark.parametrize(
    ("actor", "closure", "time_off"),
    [
        (ADMINISTRATOR, ("closures[fair]", True), ("timeOff[t]", True)),
        (SCHEDULER, ("closures[fair]", False), ("timeOff[t]", True)),
        (VIEWER, ("closures[fair]", False), ("timeOff[t]", False)),
        (TEAM_MEMBER, ("", False), ("timeOff[t]", True)),
    ],
)
def test_where_a_rule_is_set_is_for_those_who_read_or_change_it(
    actor: Actor, closure: tuple[str, bool], time_off: tuple[str, bool]
) -> None:
    off = TimeOff("t", "tom", local_period(15, 9, 15, 10))
    desk = MemoryDesk(salon(closures=(FAIR,), time_off=(off,)))
    for step, expected in ((Step.CLOSURES, closure), (Step.TIME_OFF, time_off)):
        (found,) = causes(desk, step, actor, staff_member_id="tom")
        assert (found.setting, found.may_change) == expected
