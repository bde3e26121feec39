"""A day from its hours down to its slots: what each rule took, and whose."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from scheduling.absences import Closure, LocalPeriod, TimeOff
from scheduling.errors import Reason
from scheduling.explanation_views import (
    DayExplanationView,
    DayStep,
    PlainReason,
    ServiceName,
    Step,
)
from scheduling.policies import SchedulingPolicy
from scheduling.recurrence import DayPeriod
from scheduling.resources import Resource, ResourceNeed
from scheduling.service.explaining.day import ExplainDay, explain_day
from scheduling.service.explaining.waterfall import added, merged_for_colleagues
from scheduling.service.holding import HoldCommand, hold
from scheduling.service.wishes import Wish
from scheduling.views import StaffMemberView
from tests.fakes.businesses import (
    BUSINESS,
    COLOUR,
    HAIRCUT,
    STAFF,
    at,
    customer,
    salon,
    weekdays,
)
from tests.fakes.desk import MemoryDesk
from tests.scheduling.explaining.questions import ADMINISTRATOR, TEAM_MEMBER, asked, why_day
from tests.scheduling.explaining.test_slot import MORNINGS, haircut

WEDNESDAY = 15
HOUR = timedelta(hours=1)
FIFTEEN = timedelta(minutes=15)


def taken(view: DayExplanationView) -> dict[Step, timedelta]:
    """Give what each step took, as far as it took anything."""
    return {each.step: each.removed for each in view.people[0].steps if each.removed}


def local(day: int, hour: int) -> datetime:
    return datetime(2026, 4, day, hour)  # noqa: DTZ001  # local time of the salon


def a_full_day() -> MemoryDesk:
    """Open a salon where every kind of rule takes something from Ana's Wednesday."""
    catalog = salon(
        haircut(scheduling_policy=SchedulingPolicy(general_availability=MORNINGS)), COLOUR
    )
    lunch = Closure("fair", LocalPeriod(local(15, 11), local(15, 13)), "Trade fair")
    dentist = TimeOff("t-1", "ana", LocalPeriod(local(15, 9), local(15, 10)), "Dentist")
    desk = MemoryDesk(catalog)
    desk.book(start_at=at(WEDNESDAY, 9))
    desk.change(
        salon(*catalog.services.values(), closures=(lunch,), time_off=(dentist,)),
    )
    return desk


def test_each_rule_takes_its_part_and_what_is_left_adds_up() -> None:
    view = why_day(a_full_day(), WEDNESDAY)
    (ana,) = view.people
    assert ana.hours == 8 * HOUR
    assert taken(view) == {
        Step.SERVICE_HOURS: 5 * HOUR,
        Step.CLOSURES: HOUR,
        Step.TIME_OFF: HOUR,
    }
    assert ana.steps[-1].left == HOUR
    assert (ana.slots_count, view.slots_count) == (1, 1)


def test_an_empty_day_ends_with_nothing_and_names_what_took_the_rest() -> None:
    desk = a_full_day()
    desk.book(start_at=at(WEDNESDAY, 10))
    view = why_day(desk, WEDNESDAY)
    (ana,) = view.people
    (step,) = [each for each in ana.steps if each.step is Step.APPOINTMENTS]
    (cause,) = step.causes[-1:]
    assert (step.removed, step.left, view.slots_count) == (HOUR, timedelta(), 0)
    assert cause.obstacles[0].customer_name == "Dana"
    assert view.nearest


def test_buffers_count_to_the_appointment_and_a_hold_is_a_step_of_its_own() -> None:
    desk = MemoryDesk()
    desk.book(start_at=at(WEDNESDAY, 10), service_id="colour")
    wish = Wish(business_id=BUSINESS, service_id="haircut", staff_member_id="ana")
    desk.do(hold, customer("eve"), HoldCommand(wish, at(WEDNESDAY, 14), "draft"))
    found = taken(why_day(desk, WEDNESDAY))
    assert found[Step.APPOINTMENTS] == timedelta(hours=2)
    assert found[Step.HOLDS] == HOUR


def test_a_full_day_is_taken_whole_by_the_daily_limit() -> None:
    desk = MemoryDesk(salon(haircut(maximum_appointments_per_day=1)))
    desk.book(start_at=at(WEDNESDAY, 10))
    view = why_day(desk, WEDNESDAY)
    (step,) = [each for each in view.people[0].steps if each.step is Step.DAILY_LIMIT]
    (cause,) = step.causes
    assert (step.removed, step.left) == (7 * HOUR, timedelta())
    assert (cause.count, cause.maximum) == (1, 1)
    assert cause.setting == "services[haircut].maximumAppointmentsPerDay"


def test_the_lead_time_takes_the_hours_until_it_is_over_from_who_may_not_override_it() -> None:
    view = why_day(MemoryDesk(), 13, TEAM_MEMBER, staff_member_id="tom")
    (step,) = [each for each in view.people[0].steps if each.step is Step.POLICY]
    assert step.removed == 2 * HOUR
    assert [each.reason for each in step.causes] == [Reason.TOO_SOON, Reason.PAST]
    assert step.causes[0].limit == HOUR


def test_the_past_alone_binds_an_administrator() -> None:
    (step,) = [
        each for each in why_day(MemoryDesk(), 13).people[0].steps if each.step is Step.POLICY
    ]
    assert [each.reason for each in step.causes] == [Reason.PAST]
    assert step.removed == HOUR


def test_a_day_that_is_past_is_past() -> None:
    view = why_day(MemoryDesk(), 8)
    (step,) = [each for each in view.people[0].steps if each.step is Step.POLICY]
    assert [each.reason for each in step.causes] == [Reason.PAST]
    assert view.slots_count == 0


def test_too_short_a_gap_is_what_does_not_fit() -> None:
    desk = MemoryDesk(salon(haircut(default_duration=4 * HOUR)))
    desk.book(start_at=at(WEDNESDAY, 11))
    view = why_day(desk, WEDNESDAY)
    assert taken(view) == {Step.APPOINTMENTS: 4 * HOUR, Step.FIT: 4 * HOUR}
    assert view.slots_count == 0


def test_a_day_without_hours_begins_with_nothing() -> None:
    view = why_day(MemoryDesk(), 18)
    (ana,) = view.people
    assert (ana.hours, taken(view)) == (timedelta(), {})
    assert ana.hours_rule.hours == ()


def test_who_does_not_provide_it_has_no_time_for_it() -> None:
    desk = MemoryDesk(salon(haircut(staff_member_ids=("ben",))))
    (ana,) = why_day(desk, WEDNESDAY).people
    (step,) = ana.steps
    assert [each.reason for each in step.causes] == [Reason.NOT_OFFERED_BY_STAFF]
    assert (step.left, ana.slots_count) == (timedelta(), 0)


def test_the_team_is_the_sum_of_its_people() -> None:
    desk = MemoryDesk()
    desk.book(start_at=at(WEDNESDAY, 14))
    view = why_day(desk, WEDNESDAY, staff_member_id=None)
    assert view.days_hours == 24 * HOUR
    assert [each.staff_member.display_name for each in view.people] == ["Ana", "Ben", "Tom"]
    (appointments,) = [each for each in view.steps if each.step is Step.APPOINTMENTS]
    assert (appointments.removed, appointments.left) == (HOUR, 23 * HOUR)
    assert len(STAFF) > len(HAIRCUT.staff_member_ids)


def test_without_a_service_the_one_with_most_left_is_explained() -> None:
    view = why_day(MemoryDesk(), WEDNESDAY, service_id=None)
    assert view.service.service_id == "consultation"
    assert not view.is_service_named


# What is told with it

SATURDAY = 18
MINUTE = timedelta(minutes=1)
ANA = StaffMemberView("ana", "Ana")
CUT = ServiceName("haircut", "Haircut", HOUR)
ANYTHING: dict[str, Any] = {"service_id": None, "staff_member_id": None}


@pytest.fixture
def desk() -> MemoryDesk:
    """Open a salon in which Ana has Dana on Wednesday from ten to eleven."""
    desk = MemoryDesk()
    desk.book(start_at=at(WEDNESDAY, 10))
    return desk


def facts(view: DayExplanationView, *names: str) -> tuple[Any, ...]:
    return tuple(getattr(view, name) for name in names)


@pytest.mark.parametrize(
    ("changes", "staff_member", "slots_count"),
    [({}, ANA, 12), ({"staff_member_id": None}, None, 15), (ANYTHING, None, 15)],
)
def test_a_day_is_explained_with_what_was_asked_about(
    desk: MemoryDesk,
    changes: dict[str, Any],
    staff_member: StaffMemberView | None,
    slots_count: int,
) -> None:
    for actor in (ADMINISTRATOR, customer()):
        view = why_day(desk, WEDNESDAY, actor, **changes)
        assert facts(view, "on", "time_zone") == (date(2026, 4, WEDNESDAY), "Europe/Berlin")
        assert facts(view, "service", "staff_member") == (CUT, staff_member)
        assert view.is_service_named is ("service_id" not in changes)
        assert facts(view, "slots_count", "plain") == (slots_count, None)


def test_whose_day_it_is_says_who_may_book_for_it(desk: MemoryDesk) -> None:
    view = why_day(desk, WEDNESDAY, TEAM_MEMBER, staff_member_id=None)
    may_book = {each.staff_member.staff_member_id: each.may_book for each in view.people}
    assert may_book == {"ana": False, "ben": False, "tom": True}


def test_the_times_nearest_to_a_day_are_those_nearest_to_its_noon(desk: MemoryDesk) -> None:
    nearest = [each.start_at for each in why_day(desk, WEDNESDAY).nearest]
    assert nearest == [at(WEDNESDAY, 11) + n * 30 * MINUTE for n in range(5)]


def test_customers_are_shown_the_starts_of_their_day_or_what_is_nearest(desk: MemoryDesk) -> None:
    day = why_day(desk, WEDNESDAY, customer())
    assert len(day.nearest) == day.slots_count
    assert [each.start_at for each in day.nearest][:2] == [at(WEDNESDAY, 9), at(WEDNESDAY, 11)]
    closed = why_day(desk, SATURDAY, customer())
    assert (closed.slots_count, closed.plain) == (0, PlainReason(Reason.CLOSED))
    assert [each.start_at for each in closed.nearest][-1] == at(17, 16)


def test_customers_ask_about_a_day_of_their_own_calendar(desk: MemoryDesk) -> None:
    new_year = "Pacific/Auckland"  # twelve hours ahead of UTC in April
    command = ExplainDay(asked(), date(2026, 4, 16), new_year)
    view = desk.do(explain_day, customer(), command)
    assert view.time_zone == new_year
    # Until Wednesday, 14:00 in Berlin it is Wednesday there; Thursday ends at 14:00, too.
    starts = [each.start_at for each in view.nearest]
    assert (starts[0], starts[-1]) == (at(15, 14), at(16, 13, 30))


def test_of_services_that_have_as_much_left_the_shorter_is_explained() -> None:
    longer = replace(HAIRCUT, service_id="a", display_name="A", default_duration=2 * HOUR)
    desk = MemoryDesk(salon(longer, HAIRCUT))
    assert why_day(desk, SATURDAY, service_id=None).service == CUT


# What resources and the policy take

LAMP = Resource(
    resource_id="lamp", display_name="Lamp", working_hours=weekdays(DayPeriod(10 * 60, 13 * 60))
)
ROOM = Resource(resource_id="room", display_name="Room")
SPARE = Resource(
    resource_id="spare", display_name="Spare", working_hours=weekdays(DayPeriod(9 * 60, 10 * 60))
)
RESOURCES = {each.resource_id: each for each in (LAMP, ROOM, SPARE)}


@pytest.mark.parametrize(
    ("needs", "taken"),
    [
        ((("room",),), 2 * HOUR),
        ((("lamp",),), 5 * HOUR),
        ((("lamp", "spare"),), 4 * HOUR),
        ((("lamp",), ("room",)), 6 * HOUR),
        ((("lamp", "spare"), ("room",)), 5 * HOUR),
    ],
)
def test_resources_take_the_time_at_which_one_that_is_needed_is_closed_or_busy(
    needs: tuple[tuple[str, ...], ...], taken: timedelta
) -> None:
    # Tom has the room from twelve to two.
    booked = replace(
        HAIRCUT,
        service_id="b",
        default_duration=2 * HOUR,
        required_resources=(ResourceNeed(("room",)),),
    )
    needing = replace(HAIRCUT, required_resources=tuple(ResourceNeed(each) for each in needs))
    desk = MemoryDesk(salon(booked, needing, resources=RESOURCES))
    desk.book(customer(), at(WEDNESDAY, 12), service_id="b", staff_member_id="tom")
    (ana,) = why_day(desk, WEDNESDAY).people
    removed = {each.step: each.removed for each in ana.steps}
    assert (removed[Step.RESOURCES], removed[Step.APPOINTMENTS]) == (taken, timedelta())


def test_the_policy_takes_what_no_start_within_it_reaches() -> None:
    rules = SchedulingPolicy(minimum_lead_time=HOUR, maximum_advance=timedelta(days=2))
    catalog = salon(replace(HAIRCUT, scheduling_policy=rules))
    # It is Monday, ten: the last start is on Wednesday at ten, and lasts until eleven.
    view = why_day(MemoryDesk(catalog), WEDNESDAY, TEAM_MEMBER, staff_member_id="tom")
    removed = {each.step: (each.removed, each.left) for each in view.people[0].steps}
    assert removed[Step.POLICY] == (6 * HOUR, 2 * HOUR)
    later = why_day(MemoryDesk(catalog), 16, TEAM_MEMBER, staff_member_id="tom")
    assert {each.step: each.left for each in later.people[0].steps}[Step.POLICY] == timedelta()


# Steps


def step(kind: Step, removed: int, left: int) -> DayStep:
    return DayStep(kind, removed * HOUR, left * HOUR)


def test_a_colleague_is_told_busy_in_place_of_what_makes_it_so() -> None:
    steps = (
        step(Step.CLOSURES, 1, 7),
        step(Step.TIME_OFF, 2, 5),
        step(Step.APPOINTMENTS, 1, 4),
        step(Step.DAILY_LIMIT, 0, 4),
        step(Step.HOLDS, 1, 3),
        step(Step.FIT, 1, 2),
    )
    assert merged_for_colleagues(steps) == (
        step(Step.CLOSURES, 1, 7),
        step(Step.BUSY, 4, 3),
        step(Step.FIT, 1, 2),
    )
    fit = (step(Step.FIT, 8, 0),)
    assert merged_for_colleagues(fit) == fit


def test_what_each_kind_takes_from_all_is_added_in_the_order_of_the_steps() -> None:
    days: list[tuple[DayStep, ...]] = [
        (step(Step.CLOSURES, 1, 7), step(Step.FIT, 2, 5)),
        (step(Step.CLOSURES, 1, 3), step(Step.TIME_OFF, 3, 0)),
    ]
    assert added(days, 12 * HOUR) == (
        step(Step.CLOSURES, 2, 10),
        step(Step.TIME_OFF, 3, 7),
        step(Step.FIT, 2, 5),
    )
    assert added([], HOUR) == ()


def test_nothing_is_caused_by_a_step_that_takes_nothing(desk: MemoryDesk) -> None:
    for day in (WEDNESDAY, 16):
        for person in why_day(desk, day, staff_member_id=None).people:
            assert all(each.removed or each.causes == () for each in person.steps)
            assert all(isinstance(each.causes, tuple) for each in person.steps)
