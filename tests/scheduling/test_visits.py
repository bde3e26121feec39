"""Several services in one visit, back to back or at once: found, booked and given up together."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from scheduling.actors import Actor
from scheduling.catalog import Service
from scheduling.errors import InvalidValue, KeyReused, SlotTaken
from scheduling.policies import SchedulingPolicy
from scheduling.resources import Resource, ResourceNeed
from scheduling.service.asking import AskAppointment, AskBusiness, my_appointments
from scheduling.service.visiting.booking_visits import BookVisitCommand, book_visit
from scheduling.service.visiting.cancelling_visits import (
    CancelVisitCommand,
    cancel_visit,
    get_visit,
)
from scheduling.service.visiting.finding_visits import FindVisits, find_visits
from scheduling.statuses import AppointmentStatus, CancelledBy
from scheduling.time_ranges import TimeRange
from scheduling.views import AppointmentView
from scheduling.visits import LONGEST_WAIT, VisitOrder, VisitPart, VisitPlan, VisitWish
from tests.fakes.businesses import BUSINESS, COLOUR, DANA, EVE, HAIRCUT, at, customer, salon, staff
from tests.fakes.desk import MemoryDesk

CUT, DYE = VisitPart("haircut"), VisitPart("colour")
PLAIN_DYE = replace(COLOUR, pre_buffer=timedelta(), post_buffer=timedelta())
ROOM = Resource(resource_id="room", display_name="Room")
IN_ROOM = (ResourceNeed(("room",)),)


def desk(*services: Service) -> MemoryDesk:
    return MemoryDesk(salon(*services, resources={"room": ROOM}))


def plans(
    salon_desk: MemoryDesk, *parts: VisitPart, order: VisitOrder = VisitOrder.IN_A_ROW
) -> tuple[VisitPlan, ...]:
    asked = FindVisits(VisitWish(BUSINESS, parts, order), TimeRange(at(14, 0), at(15, 0)))
    return salon_desk.do(find_visits, customer(), asked)


def told(plan: VisitPlan) -> list[tuple[str, str, tuple[str, ...]]]:
    return [
        (each.part.service_id, f"{each.start_at + timedelta(hours=2):%H:%M}", each.staff_member_ids)
        for each in plan.parts
    ]


def book(
    salon_desk: MemoryDesk, plan: VisitPlan, actor: Actor | None = None, **changes: Any
) -> tuple[AppointmentView, ...]:
    facts: dict[str, Any] = {"contact": DANA, "idempotency_key": "k", **changes}
    command = BookVisitCommand(business_id=BUSINESS, parts=plan.parts, **facts)
    return salon_desk.do(book_visit, actor or customer(), command)


def cancel(
    salon_desk: MemoryDesk, one: AppointmentView, actor: Actor | None = None, key: str = "c"
) -> tuple[AppointmentView, ...]:
    facts = {"business_id": BUSINESS, "appointment_id": one.appointment_id, "idempotency_key": key}
    return salon_desk.do(cancel_visit, actor or customer(), CancelVisitCommand(**facts))


def test_the_same_person_has_one_part_after_the_other() -> None:
    first = plans(desk(HAIRCUT, PLAIN_DYE), CUT, DYE)[0]
    assert told(first) == [("haircut", "09:00", ("ana",)), ("colour", "10:00", ("ana",))]
    assert (first.start_at, first.end_at) == (at(14, 9), at(14, 11, 30))


def test_where_buffers_need_their_time_somebody_else_goes_on() -> None:
    first = plans(desk(HAIRCUT, COLOUR), CUT, DYE)[0]
    assert told(first) == [("haircut", "09:00", ("ana",)), ("colour", "10:00", ("ben",))]


def test_with_one_person_for_both_there_is_a_short_wait() -> None:
    found = plans(desk(HAIRCUT, COLOUR), VisitPart("haircut", "ana"), VisitPart("colour", "ana"))
    assert told(found[0])[1][1] == "10:30"
    assert all(each.parts[1].start_at - each.parts[0].end_at <= LONGEST_WAIT for each in found)


def test_the_last_start_leaves_time_for_all_of_it() -> None:
    last = plans(desk(HAIRCUT, PLAIN_DYE), CUT, DYE)[-1]
    assert last.end_at <= at(14, 17)
    assert told(last)[0][1] == "14:30"


def test_a_party_comes_at_once_to_people_of_their_own() -> None:
    found = plans(desk(HAIRCUT), CUT, CUT, CUT, order=VisitOrder.AT_ONCE)
    assert told(found[0]) == [
        ("haircut", "09:00", ("ana",)),
        ("haircut", "09:00", ("ben",)),
        ("haircut", "09:00", ("tom",)),
    ]
    assert plans(desk(HAIRCUT), *[CUT] * 4, order=VisitOrder.AT_ONCE) == ()


def test_one_room_is_not_for_two_at_once_but_for_one_after_the_other() -> None:
    salon_desk = desk(replace(HAIRCUT, required_resources=IN_ROOM))
    assert plans(salon_desk, CUT, CUT, order=VisitOrder.AT_ONCE) == ()
    assert plans(salon_desk, CUT, CUT) != ()


def test_somebody_else_steps_aside_for_who_is_wished_for_later() -> None:
    # Ana alone does consultations here; so the haircut at the same time goes to another.
    late = VisitPart("colour", "ana")
    found = plans(desk(HAIRCUT, PLAIN_DYE), CUT, late, order=VisitOrder.AT_ONCE)
    assert told(found[0]) == [("haircut", "09:00", ("ben",)), ("colour", "09:00", ("ana",))]


def test_a_team_is_made_of_whoever_is_left() -> None:
    team = replace(COLOUR, staff_member_ids=("ana", "ben", "tom"), required_staff_count=2)
    salon_desk = desk(HAIRCUT, team)
    parts = VisitPart("haircut", "ben"), VisitPart("colour", "ana")
    found = plans(salon_desk, *parts, order=VisitOrder.AT_ONCE)
    assert told(found[0])[1] == ("colour", "09:00", ("ana", "tom"))


@pytest.mark.parametrize("order", VisitOrder)
def test_every_plan_can_be_booked(order: VisitOrder) -> None:
    services = (HAIRCUT, replace(COLOUR, required_resources=IN_ROOM))
    for number in range(len(plans(desk(*services), CUT, DYE, order=order))):
        salon_desk = desk(*services)
        plan = plans(salon_desk, CUT, DYE, order=order)[number]
        booked = book(salon_desk, plan)
        assert [each.start_at for each in booked] == [each.start_at for each in plan.parts]
        with_whom = [tuple(s.staff_member_id for s in each.staff_members) for each in booked]
        assert with_whom == [each.staff_member_ids for each in plan.parts]


def test_all_of_it_is_booked_or_nothing() -> None:
    salon_desk = desk(HAIRCUT, PLAIN_DYE)
    plan = plans(salon_desk, CUT, VisitPart("colour", "ben"))[0]
    salon_desk.book(customer("eve"), at(14, 10), staff_member_id="ben")
    with pytest.raises(SlotTaken):
        book(salon_desk, plan)
    assert len(salon_desk.state.appointments) == 1


def test_booking_twice_is_booking_once() -> None:
    salon_desk = desk(HAIRCUT, PLAIN_DYE)
    plan = plans(salon_desk, CUT, DYE)[0]
    assert book(salon_desk, plan) == book(salon_desk, plan)
    assert len(salon_desk.state.appointments) == 2


def test_the_parts_are_bound_together_and_cancelled_together() -> None:
    salon_desk = desk(HAIRCUT, PLAIN_DYE)
    booked = book(salon_desk, plans(salon_desk, CUT, DYE)[0])
    alone = salon_desk.book(customer(), at(15, 10))
    assert len({each.visit_id for each in booked}) == 1
    gone = cancel(salon_desk, booked[1])
    assert [each.status for each in gone] == [AppointmentStatus.CANCELLED] * 2
    assert salon_desk.see(alone, customer()).status is AppointmentStatus.CONFIRMED


def test_staff_who_name_a_customer_by_contact_book_one_visit_for_one_customer() -> None:
    salon_desk = desk(HAIRCUT, PLAIN_DYE)
    plan = plans(salon_desk, CUT, DYE)[0]
    booked = book(salon_desk, plan, staff("ana"))
    assert book(salon_desk, plan, staff("ana")) == booked
    assert len(salon_desk.state.customers) == 1
    assert len(cancel(salon_desk, booked[0], staff("ana"))) == 2


def test_staff_book_all_of_it_for_whom_they_named_where_others_attend_a_part() -> None:
    salon_desk = desk(replace(HAIRCUT, maximum_attendees_count=4), PLAIN_DYE)
    salon_desk.book(customer("eve"), at(14, 9), contact=EVE)
    booked = book(salon_desk, plans(salon_desk, CUT, DYE)[0], staff("ana"))
    assert booked[0].start_at == at(14, 9)
    assert len(salon_desk.state.customers) == 2
    assert booked[1].customer_name == "Dana"


def test_staff_cancel_all_of_it_at_once_and_nobody_else_in_a_class_loses_a_place() -> None:
    salon_desk = desk(replace(HAIRCUT, maximum_attendees_count=4), PLAIN_DYE)
    booked = book(salon_desk, plans(salon_desk, CUT, DYE)[0])
    eve = salon_desk.book(customer("eve"), at(14, 9), contact=EVE)
    assert eve.appointment_id == booked[0].appointment_id
    asked = AskAppointment(BUSINESS, booked[1].appointment_id)
    assert len(salon_desk.do(get_visit, staff("ben"), asked)) == 2
    assert len(cancel(salon_desk, booked[1], staff("ben"))) == 2
    assert salon_desk.see(booked[1], staff("ben")).status is AppointmentStatus.CANCELLED
    assert salon_desk.see(eve, customer("eve")).status is AppointmentStatus.CONFIRMED
    assert salon_desk.do(my_appointments, customer(), AskBusiness(BUSINESS)) == ()


def test_who_attends_a_class_is_in_nobody_elses_visit() -> None:
    salon_desk = desk(replace(HAIRCUT, maximum_attendees_count=4), PLAIN_DYE)
    book(salon_desk, plans(salon_desk, CUT, DYE)[0])
    eve = salon_desk.book(customer("eve"), at(14, 9), contact=EVE)
    assert (eve.visit_id, len(cancel(salon_desk, eve, customer("eve")))) == ("", 1)


def test_what_lapsed_of_it_is_over_and_the_rest_is_cancelled() -> None:
    policy = SchedulingPolicy(approval_time=timedelta(hours=2))
    asked_for = replace(HAIRCUT, needs_approval=True, scheduling_policy=policy)
    salon_desk = desk(asked_for, PLAIN_DYE)
    booked = book(salon_desk, plans(salon_desk, CUT, DYE)[0])
    salon_desk.wait(timedelta(hours=3))
    gone = cancel(salon_desk, booked[1])
    assert [each.appointment_id for each in gone] == [booked[1].appointment_id]
    assert salon_desk.see(booked[0], customer()).cancelled_by is CancelledBy.SYSTEM


def test_a_key_of_another_visit_is_refused() -> None:
    salon_desk = desk(HAIRCUT, PLAIN_DYE)
    first, second, *_ = plans(salon_desk, CUT, DYE)
    book(salon_desk, first)
    with pytest.raises(KeyReused):
        book(salon_desk, second)


def test_cancelling_all_of_it_twice_is_answered_alike() -> None:
    salon_desk = desk(HAIRCUT, PLAIN_DYE)
    booked = book(salon_desk, plans(salon_desk, CUT, DYE)[0])
    command = CancelVisitCommand(
        business_id=BUSINESS, appointment_id=booked[0].appointment_id, idempotency_key="c"
    )
    gone = salon_desk.do(cancel_visit, customer(), command)
    assert salon_desk.do(cancel_visit, customer(), command) == gone


def test_a_part_nobody_answered_in_time_does_not_keep_the_rest() -> None:
    salon_desk = desk(HAIRCUT, replace(PLAIN_DYE, needs_approval=True))
    cut, asked_for = book(salon_desk, plans(salon_desk, CUT, DYE)[-1])
    assert asked_for.answer_due_at is not None
    salon_desk.now = asked_for.answer_due_at
    command = CancelVisitCommand(
        business_id=BUSINESS, appointment_id=cut.appointment_id, idempotency_key="c"
    )
    gone = salon_desk.do(cancel_visit, customer(), command)
    assert [each.appointment_id for each in gone] == [cut.appointment_id]


def test_somebody_else_comes_beside_who_is_wished_for() -> None:
    two_at_once = replace(HAIRCUT, service_id="duo", required_staff_count=2)
    wishes = VisitPart("haircut", "ana"), VisitPart("duo", "ben")
    found = plans(desk(HAIRCUT, two_at_once), *wishes, order=VisitOrder.AT_ONCE)
    assert found[0].parts[1].staff_member_ids == ("ben", "tom")


@pytest.mark.parametrize(("most", "found"), [(1, False), (2, True)])
def test_a_day_that_the_visit_itself_makes_too_full_is_not_offered(
    most: int, *, found: bool
) -> None:
    here = salon(HAIRCUT, PLAIN_DYE)
    ben = replace(here.staff_members["ben"], maximum_appointments_per_day=most)
    salon_desk = MemoryDesk(replace(here, staff_members={**here.staff_members, "ben": ben}))
    wishes = VisitPart("haircut", "ben"), VisitPart("colour", "ben")
    assert bool(plans(salon_desk, *wishes)) is found


def test_a_service_of_which_a_day_takes_one_is_no_two_parts() -> None:
    assert not plans(desk(replace(HAIRCUT, maximum_appointments_per_day=1)), CUT, CUT)


def test_one_part_can_be_moved_by_itself() -> None:
    salon_desk = desk(HAIRCUT, PLAIN_DYE)
    first, second = book(salon_desk, plans(salon_desk, CUT, DYE)[0])
    moved = salon_desk.move(second, customer(), at(14, 13))
    assert moved.visit_id == first.visit_id
    assert salon_desk.see(first, customer()).start_at == first.start_at


@pytest.mark.parametrize("count", [0, 1, 7])
def test_a_visit_has_several_parts_but_not_too_many(count: int) -> None:
    with pytest.raises(InvalidValue):
        VisitWish(BUSINESS, (CUT,) * count)


def test_an_appointment_can_be_for_somebody_else() -> None:
    salon_desk = desk(HAIRCUT)
    seen = salon_desk.book(customer(), at(14, 10), attendee_name=" Mia  Doe ")
    assert (seen.customer_name, seen.group.attendee_name) == ("Dana", "Mia Doe")
