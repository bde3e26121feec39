"""A day from its hours down to its slots: what each rule took, and whose."""

from datetime import datetime, timedelta

from scheduling.absences import Closure, LocalPeriod, TimeOff
from scheduling.errors import Reason
from scheduling.explanation_views import DayExplanationView, Step
from scheduling.policies import SchedulingPolicy
from scheduling.service.holding import HoldCommand, hold
from scheduling.service.wishes import Wish
from tests.fakes.businesses import BUSINESS, COLOUR, HAIRCUT, STAFF, at, customer, salon
from tests.fakes.desk import MemoryDesk
from tests.scheduling.explaining.questions import TEAM_MEMBER, why_day
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
