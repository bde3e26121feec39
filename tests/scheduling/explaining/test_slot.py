"""Every rule in the way of a time, alone and all at once, each with its value and its place."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from scheduling.absences import Closure, LocalPeriod, TimeOff
from scheduling.actors import Actor
from scheduling.business import Catalog
from scheduling.catalog import Service, ServiceDuration
from scheduling.errors import NotFound, Reason
from scheduling.explanation_views import ExplanationView, PlainReason, ServiceName
from scheduling.layers import Explanation, Layer
from scheduling.policies import SchedulingPolicy
from scheduling.recurrence import DayPeriod
from scheduling.service.explaining.asked import nearest_refusal, plain_reason
from scheduling.service.explaining.values import starts_around
from scheduling.service.holding import HoldCommand, hold
from scheduling.service.wishes import Wish
from scheduling.service_hours import AvailabilityType, AvailabilityWindow, ServiceAvailability
from scheduling.time_ranges import TimeRange
from scheduling.views import StaffMemberView
from tests.fakes.businesses import (
    BUSINESS,
    COLOUR,
    EVE,
    HAIRCUT,
    HIDDEN,
    NOW,
    STAFF,
    TUESDAY_TEN,
    at,
    customer,
    salon,
    salon_business,
    staff,
    weekdays,
)
from tests.fakes.desk import MemoryDesk
from tests.scheduling.explaining.questions import ADMINISTRATOR, asked, reasons, why

WEDNESDAY = 15
HOUR = timedelta(hours=1)
MORNINGS = ServiceAvailability(
    AvailabilityType.CUSTOM_WEEKLY_HOURS, weekdays(DayPeriod(9 * 60, 12 * 60))
)
NEVER = ServiceAvailability(AvailabilityType.NOT_BOOKABLE)


def local(day: int, hour: int) -> datetime:
    return datetime(2026, 4, day, hour)  # noqa: DTZ001  # local time of the salon


def haircut(**changes: Any) -> Service:
    return replace(HAIRCUT, **changes)


def policy(**parts: Any) -> Catalog:
    return salon(haircut(scheduling_policy=SchedulingPolicy(**parts)))


FAIR = Closure("fair", LocalPeriod(local(15, 12), local(15, 15)), "Trade fair")
AWAY = TimeOff("t-1", "ana", LocalPeriod(local(15, 13), local(15, 15)), "Dentist")
ONE_A_DAY = tuple(
    replace(each, maximum_appointments_per_day=1) if each.staff_member_id == "ana" else each
    for each in STAFF
)
OWN_HOURS = tuple(
    replace(each, use_business_hours=False, working_hours=weekdays(DayPeriod(480, 720)))
    if each.staff_member_id == "ana"
    else each
    for each in STAFF
)
EXCEPTION = AvailabilityWindow(date(2026, 4, 15), date(2026, 4, 16), NEVER)
EARLIER = AvailabilityWindow(date(2026, 4, 13), date(2026, 4, 14), NEVER)
SOME_DATES = SchedulingPolicy(custom_availabilities=(EARLIER, EXCEPTION))
ALONE: dict[str, tuple[Catalog, datetime, dict[str, Any]]] = {
    "the business's hours": (
        salon(),
        at(WEDNESDAY, 18),
        {
            "reason": Reason.STAFF_NOT_WORKING,
            "layer": Layer.STAFF_HOURS,
            "setting": "businessHours",
            "hours": (TimeRange(at(WEDNESDAY, 9), at(WEDNESDAY, 17)),),
        },
    ),
    "their own hours": (
        salon(staff=OWN_HOURS),
        at(WEDNESDAY, 14),
        {
            "reason": Reason.STAFF_NOT_WORKING,
            "setting": "staffMembers[ana].workingHours",
            "hours": (TimeRange(at(WEDNESDAY, 8), at(WEDNESDAY, 12)),),
        },
    ),
    "a day without hours": (salon(), at(18, 14), {"setting": "businessHours", "hours": ()}),
    "the service's hours": (
        policy(general_availability=MORNINGS),
        at(WEDNESDAY, 14),
        {
            "reason": Reason.OUTSIDE_SERVICE_HOURS,
            "layer": Layer.SERVICE_HOURS,
            "setting": "services[haircut].schedulingPolicy.generalAvailability",
            "hours": (TimeRange(at(WEDNESDAY, 9), at(WEDNESDAY, 12)),),
        },
    ),
    "the service's hours of some dates": (
        policy(custom_availabilities=(EXCEPTION,)),
        at(WEDNESDAY, 14),
        {
            "setting": "services[haircut].schedulingPolicy.customAvailabilities[0]",
            "hours": (),
        },
    ),
    "the service's hours of the last of some dates": (
        policy(custom_availabilities=(EXCEPTION,)),
        at(16, 14),
        {"setting": "services[haircut].schedulingPolicy.customAvailabilities[0]", "hours": ()},
    ),
    "the business's hours of some dates": (
        salon(business=salon_business(scheduling_policy=SOME_DATES)),
        at(WEDNESDAY, 14),
        {"setting": "schedulingPolicy.customAvailabilities[1]", "hours": ()},
    ),
    "hours from midnight on": (
        salon(business=salon_business(business_hours=weekdays(DayPeriod(0, 60)))),
        at(WEDNESDAY, 14),
        {"hours": (TimeRange(at(WEDNESDAY, 0), at(WEDNESDAY, 1)),)},
    ),
    "a closure": (
        salon(closures=(FAIR,)),
        at(WEDNESDAY, 14),
        {
            "reason": Reason.CLOSED,
            "layer": Layer.CLOSURE,
            "setting": "closures[fair]",
            "title": "Trade fair",
            "time_range": TimeRange(at(WEDNESDAY, 12), at(WEDNESDAY, 15)),
        },
    ),
    "time off": (
        salon(time_off=(AWAY,)),
        at(WEDNESDAY, 14),
        {
            "reason": Reason.TIME_OFF,
            "layer": Layer.TIME_OFF,
            "setting": "timeOff[t-1]",
            "title": "Dentist",
            "time_range": TimeRange(at(WEDNESDAY, 13), at(WEDNESDAY, 15)),
        },
    ),
    "the grid": (
        salon(),
        at(WEDNESDAY, 14, 10),
        {
            "reason": Reason.OFF_GRID,
            "layer": Layer.GRID,
            "setting": "schedulingPolicy.timeSlotInterval",
            "limit": timedelta(minutes=30),
            "near_starts": (at(WEDNESDAY, 14), at(WEDNESDAY, 14, 30)),
        },
    ),
    "the past": (
        salon(),
        at(13, 9),
        {"reason": Reason.PAST, "layer": Layer.POLICY, "setting": "", "binds_viewer": True},
    ),
    "the lead time": (
        salon(),
        at(13, 10, 30),
        {
            "reason": Reason.TOO_SOON,
            "layer": Layer.POLICY,
            "setting": "schedulingPolicy.minimumLeadTime",
            "limit": HOUR,
            "window": TimeRange(at(13, 11), NOW + timedelta(days=30) + timedelta.resolution),
            "binds_viewer": False,
        },
    ),
    "the advance": (
        policy(maximum_advance=timedelta(days=2)),
        at(16, 14),
        {
            "reason": Reason.TOO_FAR_AHEAD,
            "setting": "services[haircut].schedulingPolicy.maximumAdvance",
            "limit": timedelta(days=2),
            "binds_viewer": False,
        },
    ),
    "who provides it": (
        salon(haircut(staff_member_ids=("ben",))),
        at(WEDNESDAY, 14),
        {
            "reason": Reason.NOT_OFFERED_BY_STAFF,
            "layer": Layer.SERVICE,
            "setting": "services[haircut].staffMemberIds",
            "providers": (StaffMemberView("ben", "Ben"),),
        },
    ),
    "that it is hidden": (
        salon(haircut(is_hidden_from_customers=True)),
        at(WEDNESDAY, 14),
        {
            "reason": Reason.SERVICE_NOT_BOOKABLE,
            "setting": "services[haircut].isHiddenFromCustomers",
            "binds_viewer": False,
        },
    ),
}


@pytest.mark.parametrize("rule", ALONE)
def test_a_rule_broken_alone_is_the_only_reason_and_tells_its_value(rule: str) -> None:
    catalog, start_at, expected = ALONE[rule]
    (found,) = reasons(why(MemoryDesk(catalog), start_at))
    assert {name: getattr(found, name) for name in expected} == expected
    assert found.may_change is bool(found.setting)


def test_a_time_without_a_reason_can_be_booked() -> None:
    view = why(MemoryDesk(), at(WEDNESDAY, 14))
    assert (view.is_bookable, view.is_bookable_by_customers, reasons(view)) == (True, True, ())
    desk = MemoryDesk()
    assert desk.book(start_at=at(WEDNESDAY, 14)).start_at == at(WEDNESDAY, 14)


def test_who_may_override_a_rule_can_book_what_customers_cannot() -> None:
    view = why(MemoryDesk(), at(13, 10, 30))
    assert (view.is_bookable, view.is_bookable_by_customers) == (True, False)


def test_an_appointment_in_the_way_is_named_with_its_buffers() -> None:
    desk = MemoryDesk()
    booked = desk.book(start_at=at(WEDNESDAY, 14), service_id="colour")
    (found,) = reasons(why(desk, at(WEDNESDAY, 15)))
    (obstacle,) = found.obstacles
    assert (found.reason, found.layer) == (Reason.TAKEN, Layer.APPOINTMENTS)
    assert obstacle.appointment_id == booked.appointment_id
    assert (obstacle.customer_name, obstacle.service_name) == ("Dana", "Colour")
    assert obstacle.claimed == TimeRange(at(WEDNESDAY, 13, 50), at(WEDNESDAY, 15, 50))
    assert obstacle.time_range == TimeRange(at(WEDNESDAY, 14), at(WEDNESDAY, 15, 30))


def test_what_is_over_or_somebody_elses_is_not_in_the_way() -> None:
    desk = MemoryDesk()
    desk.cancel(desk.book(start_at=at(WEDNESDAY, 14)), customer())
    desk.book(customer("ben's"), at(WEDNESDAY, 14), staff_member_id="ben")
    again = desk.book(customer("eve"), at(WEDNESDAY, 14), contact=EVE)
    (found,) = reasons(why(desk, at(WEDNESDAY, 14)))
    assert [each.appointment_id for each in found.obstacles] == [again.appointment_id]


@pytest.mark.parametrize(
    ("hour", "minute", "expected"),
    [
        (9, 0, [(9, 0), (9, 30)]),
        (9, 10, [(9, 0), (9, 30)]),
        (11, 40, [(11, 30)]),
        (12, 0, []),
        (8, 59, []),
    ],
)
def test_the_starts_around_a_time_are_those_of_the_hours_it_is_in(
    hour: int, minute: int, expected: list[tuple[int, int]]
) -> None:
    catalog = policy(general_availability=MORNINGS)
    service, ana = catalog.service("haircut"), catalog.staff_member("ana")
    found = starts_around(catalog, service, ana, at(WEDNESDAY, hour, minute))
    assert found == tuple(at(WEDNESDAY, *each) for each in expected)


def test_of_appointments_back_to_back_only_those_that_meet_it_are_named() -> None:
    desk = MemoryDesk()
    desk.book(start_at=at(WEDNESDAY, 13))
    second = desk.book(customer("eve"), start_at=at(WEDNESDAY, 14), contact=EVE)
    (found,) = reasons(why(desk, at(WEDNESDAY, 14, 30)))
    assert [each.appointment_id for each in found.obstacles] == [second.appointment_id]


def test_a_time_somebody_holds_is_told_as_held() -> None:
    desk = MemoryDesk()
    wish = Wish(business_id=BUSINESS, service_id="haircut", staff_member_id="ana")
    desk.do(hold, customer(), HoldCommand(wish, at(WEDNESDAY, 14), "draft"))
    (found,) = reasons(why(desk, at(WEDNESDAY, 14)))
    (obstacle,) = found.obstacles
    assert obstacle.is_held
    assert obstacle.claimed == TimeRange(at(WEDNESDAY, 14), at(WEDNESDAY, 15))


@pytest.mark.parametrize(
    ("catalog", "setting"),
    [
        (salon(staff=ONE_A_DAY), "staffMembers[ana].maximumAppointmentsPerDay"),
        (
            salon(haircut(maximum_appointments_per_day=1)),
            "services[haircut].maximumAppointmentsPerDay",
        ),
    ],
)
def test_a_full_day_says_whose_limit_it_is_and_how_many_there_are(
    catalog: Catalog, setting: str
) -> None:
    desk = MemoryDesk(catalog)
    desk.book(start_at=at(WEDNESDAY, 9))
    (found,) = reasons(why(desk, at(WEDNESDAY, 14)))
    assert (found.reason, found.layer) == (Reason.DAY_FULL, Layer.DAILY_LIMIT)
    assert (found.setting, found.count, found.maximum) == (setting, 1, 1)


def everything_broken() -> MemoryDesk:
    """Open a salon where nothing lets Ana cut hair on Saturday the 18th at half past ten at night."""
    limits = SchedulingPolicy(
        general_availability=MORNINGS,
        minimum_lead_time=timedelta(days=20),
        maximum_advance=timedelta(days=40),
    )
    saturday = LocalPeriod(local(18, 0), local(19, 0))
    desk = MemoryDesk(salon(staff=ONE_A_DAY))
    desk.book(start_at=at(17, 15))
    moved = replace(
        next(iter(desk.state.appointments.values())),
        time_range=TimeRange(at(18, 22), at(18, 23)),
    )
    desk.state.appointments = {(BUSINESS, moved.appointment_id): moved}
    desk.change(
        salon(
            haircut(
                scheduling_policy=limits,
                maximum_appointments_per_day=1,
                is_hidden_from_customers=True,
            ),
            COLOUR,
            staff=ONE_A_DAY,
            closures=(Closure("fair", saturday, "Trade fair"),),
            time_off=(TimeOff("t-1", "ana", saturday),),
        )
    )
    return desk


def test_all_rules_broken_at_once_are_all_told_in_the_order_of_the_layers() -> None:
    found = reasons(why(everything_broken(), at(18, 22, 30)))
    assert [(each.layer, each.reason) for each in found] == [
        (Layer.SERVICE, Reason.SERVICE_NOT_BOOKABLE),
        (Layer.STAFF_HOURS, Reason.STAFF_NOT_WORKING),
        (Layer.SERVICE_HOURS, Reason.OUTSIDE_SERVICE_HOURS),
        (Layer.CLOSURE, Reason.CLOSED),
        (Layer.TIME_OFF, Reason.TIME_OFF),
        (Layer.APPOINTMENTS, Reason.TAKEN),
        (Layer.DAILY_LIMIT, Reason.DAY_FULL),
        (Layer.DAILY_LIMIT, Reason.DAY_FULL),
        (Layer.POLICY, Reason.TOO_SOON),
    ]


def test_everybody_who_provides_it_is_explained() -> None:
    desk = MemoryDesk()
    desk.book(start_at=at(WEDNESDAY, 14))
    view = why(desk, at(WEDNESDAY, 14), staff_member_id=None)
    found = {each.staff_member.staff_member_id: each.is_bookable for each in view.people}
    assert found == {"ana": False, "ben": True, "tom": True}
    assert view.is_bookable


def test_without_a_service_what_comes_nearest_to_a_yes_is_explained() -> None:
    desk = MemoryDesk()
    desk.book(start_at=at(WEDNESDAY, 15))
    view = why(desk, at(WEDNESDAY, 14, 30), service_id=None)
    assert view.service.service_id == "consultation"
    assert not view.is_service_named
    assert [each.service_id for each in view.bookable_services] == ["consultation"]
    blocked = why(desk, at(WEDNESDAY, 15), service_id=None)
    assert (blocked.service.service_id, blocked.bookable_services) == ("consultation", ())


def test_an_appointment_that_moves_is_not_in_its_own_way() -> None:
    desk = MemoryDesk()
    booked = desk.book(start_at=at(WEDNESDAY, 14))
    view = why(desk, at(WEDNESDAY, 14, 30), except_appointment_id=booked.appointment_id)
    assert view.is_bookable


def test_the_nearest_free_times_come_with_it() -> None:
    desk = MemoryDesk()
    desk.book(start_at=at(WEDNESDAY, 14))
    view = why(desk, at(WEDNESDAY, 14))
    assert {each.start_at for each in view.nearest} >= {at(WEDNESDAY, 13), at(WEDNESDAY, 15)}


@pytest.mark.parametrize("unknown", [{"service_id": "x"}, {"staff_member_id": "x"}])
def test_what_there_is_not_cannot_be_asked_about(unknown: dict[str, Any]) -> None:
    with pytest.raises(NotFound):
        why(MemoryDesk(), at(WEDNESDAY, 14), ADMINISTRATOR, **unknown)


# What is told with it

SATURDAY = 18
MINUTE = timedelta(minutes=1)
ANA = StaffMemberView("ana", "Ana")
CUT, DYE = ServiceName("haircut", "Haircut", HOUR), ServiceName("colour", "Colour", 90 * MINUTE)
TALK = ServiceName("consultation", "Consultation", 30 * MINUTE)
ANYTHING: dict[str, Any] = {"service_id": None, "staff_member_id": None}
ANYTHING_WITH_ANA = {"service_id": None}


@pytest.fixture
def desk() -> MemoryDesk:
    """Open a salon in which Ana has Dana on Wednesday from ten to eleven."""
    desk = MemoryDesk()
    desk.book(start_at=at(WEDNESDAY, 10))
    return desk


def facts(view: ExplanationView, *names: str) -> tuple[Any, ...]:
    return tuple(getattr(view, name) for name in names)


@pytest.mark.parametrize(
    ("actor", "hour", "changes", "service", "staff_member", "is_bookable", "bookable"),
    [
        (ADMINISTRATOR, 10, {}, CUT, ANA, False, ()),
        (ADMINISTRATOR, 11, {}, CUT, ANA, True, ()),
        (ADMINISTRATOR, 10, ANYTHING, CUT, None, True, (CUT, DYE)),
        (staff("ben"), 11, ANYTHING_WITH_ANA, TALK, ANA, True, (CUT, TALK)),
        (customer(), 10, {}, CUT, ANA, False, ()),
        (customer(), 11, {}, CUT, ANA, True, (CUT,)),
        (customer(), 10, ANYTHING, CUT, None, True, (CUT, DYE)),
        (customer(), 11, ANYTHING_WITH_ANA, CUT, ANA, True, (CUT, TALK)),
    ],
)
def test_a_start_is_explained_with_what_was_asked_about(
    desk: MemoryDesk,
    actor: Actor,
    hour: int,
    changes: dict[str, Any],
    service: ServiceName,
    staff_member: StaffMemberView | None,
    bookable: tuple[ServiceName, ...],
    *,
    is_bookable: bool,
) -> None:
    view = why(desk, at(WEDNESDAY, hour), actor, **changes)
    assert facts(view, "start_at", "time_zone") == (at(WEDNESDAY, hour), "Europe/Berlin")
    assert facts(view, "service", "staff_member") == (service, staff_member)
    assert view.is_service_named is ("service_id" not in changes)
    assert (view.is_bookable, view.is_bookable_by_customers) == (is_bookable, is_bookable)
    assert tuple(each for each in view.bookable_services if each.service_id != "hidden") == bookable
    assert view.needs_all is False
    assert (view.plain is not None) is (not view.people and not is_bookable)


@pytest.mark.parametrize(
    ("start_at", "plain"),
    [
        (at(WEDNESDAY, 10), PlainReason(Reason.TAKEN)),
        (at(SATURDAY, 10), PlainReason(Reason.CLOSED)),
        (at(13, 10, 30), PlainReason(Reason.TOO_SOON, HOUR)),
    ],
)
def test_customers_are_told_one_plain_reason(desk: MemoryDesk, start_at: Any, plain: Any) -> None:
    assert why(desk, start_at, customer()).plain == plain


def test_of_a_group_a_place_is_enough() -> None:
    yoga = replace(HAIRCUT, maximum_attendees_count=4)
    desk = MemoryDesk(salon(yoga))
    desk.book(attendees_count=2)
    for count, is_bookable in ((1, True), (2, True), (3, False)):
        view = why(desk, TUESDAY_TEN, attendees_count=count)
        assert (view.is_bookable, view.is_bookable_by_customers) == (is_bookable, is_bookable)
    assert not why(desk, at(10, 10)).is_bookable, "it is in the past"


def test_an_appointment_of_two_moves_with_both() -> None:
    desk = MemoryDesk(salon(replace(HAIRCUT, required_staff_count=2)))
    seen = desk.book()
    moving: dict[str, Any] = {"staff_member_id": None, "except_appointment_id": seen.appointment_id}
    assert why(desk, at(14, 12), **moving).needs_all is True
    assert why(desk, at(14, 12), staff_member_id=None).needs_all is False


# What could be meant


def test_a_length_and_company_are_asked_of_services_that_have_them() -> None:
    both = replace(HAIRCUT, durations=(ServiceDuration(2 * HOUR),), staff_member_ids=("ana", "ben"))
    asking = asked(
        staff_member_id=None,
        except_staff_member_ids=frozenset({"ben"}),
        duration=2 * HOUR,
        attendees_count=3,
    )
    wish = asking.wish(both)
    assert (wish.duration, wish.attendees_count) == (2 * HOUR, 1)
    assert wish.except_staff_member_ids == {"ben"}
    assert asking.wish(COLOUR).duration is None
    group = replace(HAIRCUT, maximum_attendees_count=2)
    assert asking.wish(group).attendees_count == 2
    assert replace(asking, attendees_count=1).wish(group).attendees_count == 1
    view = why(MemoryDesk(salon(both)), TUESDAY_TEN, duration=2 * HOUR)
    assert view.service.duration == 2 * HOUR


@pytest.mark.parametrize(
    ("actor", "staff_member_id", "service_ids"),
    [
        (ADMINISTRATOR, None, ["haircut", "colour", "consultation", "hidden"]),
        (ADMINISTRATOR, "tom", ["haircut"]),
        (ADMINISTRATOR, "ana", ["haircut", "colour", "consultation", "hidden"]),
        (customer(), None, ["haircut", "colour", "consultation"]),
        (customer(), "ben", ["haircut", "colour"]),
    ],
)
def test_without_a_service_all_that_they_provide_and_that_may_be_seen_is_tried(
    actor: Actor, staff_member_id: str | None, service_ids: list[str]
) -> None:
    view = why(MemoryDesk(), TUESDAY_TEN, actor, service_id=None, staff_member_id=staff_member_id)
    assert [each.service_id for each in view.bookable_services] == service_ids


def test_of_who_provides_nothing_every_service_is_tried() -> None:
    view = why(MemoryDesk(), TUESDAY_TEN, service_id=None, staff_member_id="vic")
    assert (view.service, view.is_bookable) == (TALK, False)


def test_a_service_that_is_not_to_be_seen_is_not_there() -> None:
    with pytest.raises(NotFound) as missing:
        why(MemoryDesk(), TUESDAY_TEN, customer(), service_id="hidden")
    assert (missing.value.kind, missing.value.identifier) == ("service", "hidden")
    with pytest.raises(NotFound) as missing:
        why(MemoryDesk(salon(HIDDEN)), TUESDAY_TEN, customer(), service_id=None)
    assert (missing.value.kind, missing.value.identifier) == ("service", "")


def test_the_refusal_that_came_nearest_to_a_yes_is_told() -> None:
    told = [Explanation(each) for each in (Reason.PAST, Reason.TOO_SOON, Reason.CLOSED)]
    assert nearest_refusal(told).reason is Reason.CLOSED
    assert nearest_refusal(told[:2]).reason is Reason.TOO_SOON
    assert nearest_refusal(told[:1]).reason is Reason.PAST


def test_why_somebody_is_not_free_is_no_customers_business() -> None:
    for reason in (Reason.TIME_OFF, Reason.DAY_FULL):
        told = Explanation(reason, "ana", limit=HOUR, title="Dentist")
        assert plain_reason(told) == PlainReason(Reason.TAKEN)
    fair = Explanation(Reason.CLOSED, limit=HOUR, title="Trade fair")
    assert plain_reason(fair) == PlainReason(Reason.CLOSED, HOUR, "Trade fair")


def test_the_business_is_the_one_asked_about() -> None:
    assert asked().wish(HAIRCUT).business_id == BUSINESS
