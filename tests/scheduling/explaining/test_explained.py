"""Explanations to the letter: what a start and a day say of rooms, groups, limits and colleagues."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from scheduling.absences import TimeOff
from scheduling.errors import Reason
from scheduling.explanation_views import (
    DayStep,
    ExplanationView,
    PlainReason,
    ReasonView,
    ServiceName,
    Step,
)
from scheduling.layers import Layer
from scheduling.policies import SchedulingPolicy
from scheduling.recurrence import DayPeriod
from scheduling.resources import Resource, ResourceNeed
from scheduling.service_hours import AvailabilityType, AvailabilityWindow, ServiceAvailability
from scheduling.time_ranges import TimeRange
from scheduling.views import StaffMemberView
from tests.fakes.businesses import (
    CONSULTATION,
    EVE,
    HAIRCUT,
    NOW,
    STAFF,
    appointment,
    at,
    customer,
    salon,
    salon_business,
    staff,
    weekdays,
)
from tests.fakes.desk import MemoryDesk
from tests.fakes.periods import local_period
from tests.scheduling.explaining.questions import (
    SCHEDULER,
    TEAM_MEMBER,
    reasons,
    why,
    why_day,
)

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
TEN = at(15, 10)
ANA, BEN, TOM = (StaffMemberView(who, who.title()) for who in ("ana", "ben", "tom"))
CUT = ServiceName("haircut", "Haircut", HOUR)
IN_ROOM = replace(HAIRCUT, required_resources=(ResourceNeed(("room",)),))
MORNINGS = ServiceAvailability(
    AvailabilityType.CUSTOM_WEEKLY_HOURS, weekdays(DayPeriod(9 * 60, 12 * 60))
)


def step(desk: MemoryDesk, which: Step, **asked: Any) -> DayStep:
    (person,) = why_day(desk, 15, **asked).people
    (found,) = [each for each in person.steps if each.step is which]
    return found


# Days


def room(**changes: Any) -> dict[str, Resource]:
    return {"room": Resource(resource_id="room", display_name="Room", **changes)}


@pytest.mark.parametrize(
    ("resources", "removed"),
    [
        (room(), HOUR),
        (room(capacity=2), HOUR * 0),
        (room(working_hours=weekdays(DayPeriod(12 * 60, 17 * 60))), 3 * HOUR),
        ({}, 8 * HOUR),
    ],
)
def test_a_room_takes_what_it_is_not_to_be_had(
    resources: dict[str, Resource], removed: timedelta
) -> None:
    desk = MemoryDesk(salon(IN_ROOM, resources=room()))
    desk.book(start_at=TEN, staff_member_id="ben")
    desk.change(salon(IN_ROOM, resources=resources))
    found = step(desk, Step.RESOURCES)
    assert (found.removed, found.left) == (removed, 8 * HOUR - removed)


def test_of_two_that_are_needed_both_must_be_had() -> None:
    both = (ResourceNeed(("room",)), ResourceNeed(("bath",)))
    late = Resource(
        resource_id="bath",
        display_name="Bath",
        working_hours=weekdays(DayPeriod(11 * 60, 17 * 60)),
    )
    desk = MemoryDesk(
        salon(replace(HAIRCUT, required_resources=both), resources={**room(), "bath": late})
    )
    assert step(desk, Step.RESOURCES).removed == 2 * HOUR


def test_the_last_start_that_may_be_booked_takes_its_whole_length() -> None:
    policy = SchedulingPolicy(maximum_advance=timedelta(days=2))
    desk = MemoryDesk(salon(replace(HAIRCUT, scheduling_policy=policy)))
    ben_s: dict[str, Any] = {"actor": SCHEDULER, "staff_member_id": "ben"}
    cut_off = NOW + timedelta(days=2)
    assert cut_off == TEN
    by_policy, rest = step(desk, Step.POLICY, **ben_s), step(desk, Step.FIT, **ben_s)
    assert by_policy.left in (2 * HOUR, 2 * HOUR - MINUTE)
    assert by_policy.removed + by_policy.left == 8 * HOUR
    assert rest.left == by_policy.left - by_policy.left % (HOUR / 2)


def test_what_takes_nothing_has_no_cause() -> None:
    (person,) = why_day(MemoryDesk(), 15).people
    assert [(each.removed, each.left, each.causes) for each in person.steps] == [
        (HOUR * 0, 8 * HOUR, ())
    ] * len(person.steps)


def test_what_a_colleague_may_not_tell_apart_is_one_step_in_its_place() -> None:
    off = TimeOff("t", "ana", local_period(15, 9, 15, 10))
    desk = MemoryDesk(salon(time_off=(off,)))
    desk.book(start_at=TEN)
    (person,) = why_day(desk, 15, TEAM_MEMBER).people
    assert [(each.step, each.removed, each.left) for each in person.steps] == [
        (Step.SERVICE_HOURS, HOUR * 0, 8 * HOUR),
        (Step.CLOSURES, HOUR * 0, 8 * HOUR),
        (Step.BUSY, 2 * HOUR, 6 * HOUR),
        (Step.RESOURCES, HOUR * 0, 6 * HOUR),
        (Step.POLICY, HOUR * 0, 6 * HOUR),
        (Step.FIT, HOUR * 0, 6 * HOUR),
    ]


def test_only_one_s_own_calendar_is_in_one_s_way() -> None:
    asked = replace(HAIRCUT, service_id="asked", needs_approval=True)
    desk = MemoryDesk(salon(HAIRCUT, asked))
    desk.book(start_at=TEN, staff_member_id="ben")
    desk.cancel(desk.book(start_at=at(15, 12)), staff("ana"))
    desk.book(customer("eve"), at(15, 14), service_id="asked", contact=EVE)
    mine = desk.book(customer("fay"), at(15, 16), contact=EVE)
    desk.wait(timedelta(days=1))
    (cause,) = step(desk, Step.APPOINTMENTS).causes
    assert [each.appointment_id for each in cause.obstacles] == [mine.appointment_id]


# Starts


def test_who_asks_is_answered_with_what_they_asked() -> None:
    desk = MemoryDesk()
    view = why(desk, TEN)
    assert view == ExplanationView(
        start_at=TEN,
        time_zone="Europe/Berlin",
        service=CUT,
        is_service_named=True,
        staff_member=ANA,
        is_bookable=True,
        is_bookable_by_customers=True,
        people=view.people,
        nearest=view.nearest,
    )
    assert [(each.staff_member, each.reasons, each.may_book) for each in view.people] == [
        (ANA, (), True)
    ]
    assert why(desk, TEN, staff_member_id=None).staff_member is None


@pytest.mark.parametrize(
    ("start_at", "plain"),
    [
        (TEN, None),
        (at(15, 12), PlainReason(Reason.TAKEN)),
        (NOW + 30 * MINUTE, PlainReason(Reason.TOO_SOON, HOUR)),
    ],
)
def test_a_customer_is_told_one_plain_reason_or_none(
    start_at: Any, plain: PlainReason | None
) -> None:
    desk = MemoryDesk()
    desk.book(start_at=at(15, 12))
    view = why(desk, start_at, customer("eve"))
    assert view == ExplanationView(
        start_at=start_at,
        time_zone="Europe/Berlin",
        service=CUT,
        is_service_named=True,
        staff_member=ANA,
        is_bookable=plain is None,
        is_bookable_by_customers=plain is None,
        bookable_services=(CUT,) if plain is None else (),
        plain=plain,
        nearest=view.nearest,
    )
    unnamed = why(desk, start_at, customer("eve"), service_id=None, staff_member_id=None)
    assert (unnamed.is_service_named, unnamed.staff_member) == (False, None)


@pytest.mark.parametrize(
    ("come", "wanted", "has_room"), [(3, 1, True), (4, 1, False), (2, 2, True), (3, 2, False)]
)
def test_a_group_with_room_can_be_had_though_its_people_are_taken(
    come: int,
    wanted: int,
    has_room: bool,  # noqa: FBT001
) -> None:
    group = replace(HAIRCUT, maximum_attendees_count=4)
    desk = MemoryDesk(salon(group))
    desk.book(start_at=TEN, attendees_count=come)
    view = why(desk, TEN, SCHEDULER, attendees_count=wanted) if wanted > 1 else why(desk, TEN)
    assert (view.is_bookable, view.is_bookable_by_customers) == (has_room, has_room)


def test_what_several_have_moves_where_all_of_them_are_free() -> None:
    desk = MemoryDesk()
    both = appointment("x", at(14, 10), ("ana", "ben"))
    desk.state.appointments["salon", "x"] = both
    desk.book(customer("eve"), TEN, staff_member_id="ben", contact=EVE)
    view = why(desk, TEN, staff_member_id=None, except_appointment_id="x")
    assert (view.needs_all, view.is_bookable) == (True, False)
    assert [(each.staff_member, each.is_bookable) for each in view.people] == [
        (ANA, True),
        (BEN, False),
    ]
    assert not why(desk, at(15, 12)).needs_all


def test_one_s_own_time_is_in_no_way_of_its_move() -> None:
    desk = MemoryDesk()
    view = desk.book(start_at=TEN)
    moving: dict[str, Any] = {"except_appointment_id": view.appointment_id}
    assert why(desk, TEN + HOUR / 2, **moving).is_bookable
    (reason,) = reasons(why(desk, TEN + HOUR / 2))
    assert [each.appointment_id for each in reason.obstacles] == [view.appointment_id]


# Values of rules


def test_who_gives_it_is_named_where_somebody_does_not() -> None:
    desk = MemoryDesk(
        salon(replace(HAIRCUT, staff_member_ids=("tom", "left", "ben")), CONSULTATION)
    )
    (reason,) = reasons(why(desk, TEN))
    assert reason == ReasonView(
        reason=Reason.NOT_OFFERED_BY_STAFF,
        layer=Layer.SERVICE,
        setting="services[haircut].staffMemberIds",
        may_change=True,
        providers=(TOM, BEN),
    )


@pytest.mark.parametrize(
    ("start_at", "reason", "limit", "setting"),
    [
        (NOW + 30 * MINUTE, Reason.TOO_SOON, HOUR, "schedulingPolicy.minimumLeadTime"),
        (NOW - 30 * MINUTE, Reason.PAST, None, ""),
    ],
)
def test_a_limit_of_time_names_the_window(
    start_at: Any, reason: Reason, limit: timedelta | None, setting: str
) -> None:
    found = reasons(why(MemoryDesk(), start_at, SCHEDULER, staff_member_id="ben"), "ben")
    (view,) = [each for each in found if each.layer is Layer.POLICY]
    assert (view.reason, view.limit, view.setting, view.binds_viewer) == (
        reason,
        limit,
        setting,
        True,
    )
    assert view.window is not None
    assert view.window.start_at == NOW + HOUR


def test_an_administrator_is_told_what_binds_customers_alone() -> None:
    view = why(MemoryDesk(), NOW + 30 * MINUTE)
    (found,) = reasons(view)
    assert (found.reason, found.binds_viewer) == (Reason.TOO_SOON, False)
    assert (view.is_bookable, view.is_bookable_by_customers) == (True, False)


@pytest.mark.parametrize(
    ("minutes", "near"),
    [
        (10, (at(15, 9), at(15, 9, 30))),
        (7 * 60 + 40, (at(15, 16, 30),)),
    ],
)
def test_the_starts_of_the_grid_around_are_named(minutes: int, near: tuple[Any, ...]) -> None:
    short = replace(HAIRCUT, default_duration=15 * MINUTE)
    found = reasons(why(MemoryDesk(salon(short)), at(15, 9) + minutes * MINUTE))
    (view,) = [each for each in found if each.layer is Layer.GRID]
    assert (view.reason, view.limit, view.near_starts) == (Reason.OFF_GRID, HOUR / 2, near)


@pytest.mark.parametrize(
    ("own", "setting"),
    [
        (True, "services[haircut].schedulingPolicy.customAvailabilities[1]"),
        (False, "schedulingPolicy.customAvailabilities[1]"),
    ],
)
@pytest.mark.parametrize("edge", ["first", "last"])
def test_hours_of_certain_dates_are_named_by_their_place(
    own: bool,  # noqa: FBT001
    setting: str,
    edge: str,
) -> None:
    there = date(2026, 4, 15)
    first, last = (there, date(2026, 4, 20)) if edge == "first" else (date(2026, 4, 10), there)
    windows = (
        AvailabilityWindow(date(2026, 4, 1), date(2026, 4, 9), MORNINGS),
        AvailabilityWindow(first, last, MORNINGS),
    )
    policy = SchedulingPolicy(custom_availabilities=windows)
    if own:
        catalog = salon(replace(HAIRCUT, scheduling_policy=policy))
    else:
        business = salon_business()
        below = policy.over(business.scheduling_policy)
        catalog = salon(business=salon_business(scheduling_policy=below))
    (found,) = reasons(why(MemoryDesk(catalog), at(15, 14)))
    assert (found.reason, found.setting) == (Reason.OUTSIDE_SERVICE_HOURS, setting)
    assert found.hours == (TimeRange(at(15, 9), at(15, 12)),)


def test_a_colleague_is_told_when_but_not_why_and_no_hours_of_another_s_own() -> None:
    off = TimeOff("t", "ana", local_period(15, 12, 15, 14), "Dentist")
    late = weekdays(DayPeriod(9 * 60, 22 * 60))
    own = tuple(replace(each, use_business_hours=False, working_hours=late) for each in STAFF)
    desk = MemoryDesk(salon(time_off=(off,)))
    desk.book(start_at=TEN)
    for start_at, when in (
        (TEN, TimeRange(TEN, TEN + HOUR)),
        (at(15, 12), TimeRange(at(15, 12), at(15, 14))),
    ):
        (told,) = reasons(why(desk, start_at, TEAM_MEMBER))
        assert told == ReasonView(reason=Reason.TAKEN, layer=Layer.APPOINTMENTS, time_range=when)
    (theirs,) = reasons(why(desk, at(15, 20), TEAM_MEMBER))
    assert theirs.hours == (TimeRange(at(15, 9), at(15, 17)),), "the business's are no secret"
    desk.change(salon(staff=own))
    (hidden,) = reasons(why(desk, at(15, 22), TEAM_MEMBER))
    assert (hidden.reason, hidden.hours) == (Reason.STAFF_NOT_WORKING, ())
    (mine,) = reasons(why(desk, at(15, 22), TEAM_MEMBER, staff_member_id="tom"), "tom")
    assert mine.hours == (TimeRange(at(15, 9), at(15, 22)),)


@pytest.mark.parametrize("title", ["Dentist", ""])
def test_time_off_is_named_by_its_title(title: str) -> None:
    off = (
        TimeOff("s", "ben", local_period(15, 9, 15, 17), "Ben's"),
        TimeOff("t", "ana", local_period(15, 9, 15, 12), title),
    )
    (found,) = reasons(why(MemoryDesk(salon(time_off=off)), TEN))
    assert found == ReasonView(
        reason=Reason.TIME_OFF,
        layer=Layer.TIME_OFF,
        setting="timeOff[t]",
        may_change=True,
        title=title,
        time_range=TimeRange(at(15, 9), at(15, 12)),
    )
