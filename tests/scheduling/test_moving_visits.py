"""A whole visit is moved at once: the old parts make room for the new ones, or nothing happens."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from scheduling.errors import NotFound, SlotTaken, TooLateToChange
from scheduling.policies import SchedulingPolicy
from scheduling.service.visiting.booking_visits import BookVisitCommand
from scheduling.service.visiting.moving_visits import MoveVisitCommand, move_visit
from scheduling.statuses import AppointmentStatus
from scheduling.views import AppointmentView
from scheduling.visits import PlannedPart, VisitPart, VisitPlan
from tests.fakes.businesses import BUSINESS, DANA, HAIRCUT, at, customer
from tests.fakes.desk import MemoryDesk
from tests.scheduling.test_visits import CUT, DYE, PLAIN_DYE, book, desk, plans

ANA_CUTS, ANA_DYES = VisitPart("haircut", "ana"), VisitPart("colour", "ana")


def later(plan: VisitPlan, by: timedelta) -> tuple[PlannedPart, ...]:
    return tuple(
        PlannedPart(each.part, each.start_at + by, each.end_at + by, each.staff_member_ids)
        for each in plan.parts
    )


def move(
    salon_desk: MemoryDesk, one: AppointmentView, parts: tuple[PlannedPart, ...], **changes: Any
) -> tuple[AppointmentView, ...]:
    facts: dict[str, Any] = {"contact": DANA, "idempotency_key": "m", **changes}
    booked = BookVisitCommand(business_id=BUSINESS, parts=parts, **facts)
    return salon_desk.do(
        move_visit, customer(), MoveVisitCommand(appointment_id=one.appointment_id, booked=booked)
    )


def alive(salon_desk: MemoryDesk, views: tuple[AppointmentView, ...]) -> list[bool]:
    seen = [salon_desk.see(each, customer()).status for each in views]
    return [each is AppointmentStatus.CONFIRMED for each in seen]


def test_it_moves_into_its_own_time() -> None:
    salon_desk = desk(HAIRCUT, PLAIN_DYE)
    plan = plans(salon_desk, ANA_CUTS, ANA_DYES)[0]
    old = book(salon_desk, plan)
    moved = move(salon_desk, old[1], later(plan, timedelta(minutes=30)))
    assert [each.start_at for each in moved] == [at(14, 9, 30), at(14, 10, 30)]
    assert (alive(salon_desk, old), alive(salon_desk, moved)) == ([False] * 2, [True] * 2)
    assert moved[0].visit_id == moved[1].visit_id != old[0].visit_id


def test_where_the_new_time_is_busy_the_old_one_stays() -> None:
    salon_desk = desk(HAIRCUT, PLAIN_DYE)
    plan = plans(salon_desk, ANA_CUTS, ANA_DYES)[0]
    old = book(salon_desk, plan)
    salon_desk.book(customer("eve"), at(14, 14))
    with pytest.raises(SlotTaken):
        move(salon_desk, old[0], later(plan, timedelta(hours=4)))
    assert alive(salon_desk, old) == [True, True]


def test_moving_twice_is_moving_once() -> None:
    salon_desk = desk(HAIRCUT, PLAIN_DYE)
    plan = plans(salon_desk, CUT, DYE)[0]
    old = book(salon_desk, plan)
    wanted = later(plan, timedelta(hours=2))
    assert move(salon_desk, old[0], wanted) == move(salon_desk, old[0], wanted)
    assert len(salon_desk.state.appointments) == 4


def test_past_the_notice_a_customer_moves_nothing() -> None:
    notice = SchedulingPolicy(minimum_cancelling_notice=timedelta(days=30))
    salon_desk = desk(HAIRCUT, PLAIN_DYE)
    plan = plans(salon_desk, CUT, DYE)[0]
    old = book(salon_desk, plan)
    catalog = salon_desk.state.catalogs[BUSINESS]
    strict = [replace(each, scheduling_policy=notice) for each in catalog.services.values()]
    salon_desk.change(replace(catalog, services={each.service_id: each for each in strict}))
    with pytest.raises(TooLateToChange):
        move(salon_desk, old[0], later(plan, timedelta(hours=2)))
    assert alive(salon_desk, old) == [True, True]


def test_nobody_moves_the_visit_of_somebody_else() -> None:
    salon_desk = desk(HAIRCUT, PLAIN_DYE)
    plan = plans(salon_desk, CUT, DYE)[0]
    old = book(salon_desk, plan)
    command = MoveVisitCommand(
        appointment_id=old[0].appointment_id,
        booked=BookVisitCommand(
            business_id=BUSINESS,
            parts=later(plan, timedelta(hours=2)),
            contact=DANA,
            idempotency_key="m",
        ),
    )
    with pytest.raises(NotFound):
        salon_desk.do(move_visit, customer("eve"), command)
    assert alive(salon_desk, old) == [True, True]
