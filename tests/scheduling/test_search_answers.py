"""Why a wish cannot be met, to the letter: groups, several staff members at once, limits of a day."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from scheduling.customers import Contact
from scheduling.errors import InvalidValue, NotFound, NotYours, Reason
from scheduling.layers import Explanation, Layer
from scheduling.policies import SchedulingPolicy
from scheduling.service.finding import FindSlots, WishAnswer, find_slots
from scheduling.service.wishes import Wish
from scheduling.time_ranges import TimeRange
from tests.fakes.businesses import (
    BUSINESS,
    EVE,
    HAIRCUT,
    NOW,
    appointment,
    at,
    customer,
    salon,
    staff,
)
from tests.fakes.desk import MemoryDesk

TEN, MINUTE, DAY = at(14, 10), timedelta(minutes=1), timedelta(days=1)
GROUP = replace(HAIRCUT, maximum_attendees_count=4, staff_member_ids=("ana",))
PAIR = replace(HAIRCUT, required_staff_count=2)
TRIO = replace(HAIRCUT, required_staff_count=3, staff_member_ids=("ana", "ben", "tom", "gus"))
TUESDAY = TimeRange(at(14, 0), at(15, 0))


def slots(desk: MemoryDesk, **changes: Any) -> dict[Any, list[str]]:
    facts: dict[str, Any] = {"service_id": "haircut", **changes}
    wish = Wish(business_id=BUSINESS, **facts)
    found = desk.do(find_slots, customer("eve"), FindSlots(wish, TUESDAY))
    return {each.start_at: [who.staff_member_id for who in each.staff_members] for each in found}


# Groups


@pytest.mark.parametrize(
    ("come", "left", "wanted", "is_met"),
    [(1, 3, 3, True), (2, 2, 3, False), (3, 1, 1, True), (3, 1, 2, False), (4, 0, 1, False)],
)
def test_a_group_says_how_many_find_room(come: int, left: int, wanted: int, is_met: bool) -> None:  # noqa: FBT001
    desk = MemoryDesk(salon(GROUP))
    desk.book(attendees_count=come)
    answer = desk.check(TEN, customer("eve"), attendees_count=wanted)
    full = Explanation(Reason.FULL, layer=Layer.CAPACITY, open_attendees_count=left)
    assert answer.refusal == (None if is_met else full)
    assert (TEN in slots(desk, attendees_count=wanted)) is is_met


def test_a_group_that_begins_a_minute_later_is_no_place_now() -> None:
    desk = MemoryDesk(salon(GROUP))
    later = appointment(start_at=TEN + MINUTE, maximum_attendees_count=4)
    desk.state.appointments[BUSINESS, "a-1"] = later
    refusal = desk.check(TEN, customer("eve")).refusal
    assert refusal is not None
    assert refusal.reason is Reason.TAKEN


@pytest.mark.parametrize("count", [0, 5])
def test_so_many_never_come(count: int) -> None:
    with pytest.raises(InvalidValue) as refused:
        MemoryDesk(salon(GROUP)).check(TEN, attendees_count=count)
    assert (refused.value.field, refused.value.problem) == ("attendeesCount", "must be 1 to 4")


# Several at once


@pytest.mark.parametrize(
    ("service", "busy", "wished", "refused"),
    [
        (PAIR, ("ana",), "ana", "ana"),
        (PAIR, ("ana",), None, None),
        (PAIR, ("ana",), "ben", None),
        (TRIO, ("ana",), "ana", "ana"),
        (TRIO, ("ana",), "tom", None),
    ],
)
def test_who_is_wished_for_must_be_among_them(
    service: Any, busy: tuple[str, ...], wished: str | None, refused: str | None
) -> None:
    desk = MemoryDesk()
    for number, who in enumerate(busy):
        desk.book(customer(str(number)), staff_member_id=who, contact=EVE)
    desk.change(salon(service))
    refusal = desk.check(TEN, staff("ana"), staff_member_id=wished).refusal
    if refused is None:
        assert refusal is None
    else:
        assert refusal is not None
        assert (refusal.reason, refusal.staff_member_id) == (Reason.TAKEN, refused)
    assert (TEN in slots(desk, staff_member_id=wished)) is (refused is None)


def test_too_few_are_free() -> None:
    desk = MemoryDesk()
    for who in ("ana", "ben"):
        desk.book(customer(who), staff_member_id=who, contact=EVE)
    desk.change(salon(PAIR))
    assert desk.check(TEN, staff("ana")).refusal is not None
    found = slots(desk)
    assert TEN not in found
    assert sorted(found[at(14, 14)]) == ["ana", "ben", "tom"]


# Who may be named


def test_where_customers_do_not_choose_a_name_is_refused() -> None:
    policy = SchedulingPolicy(allow_staff_selection=False)
    desk = MemoryDesk(salon(replace(HAIRCUT, scheduling_policy=policy)))
    named = desk.check(TEN, staff_member_id="ana")
    assert named.refusal == Explanation(Reason.NOT_OFFERED_BY_STAFF, "ana")
    assert {each.start_at for each in named.nearest} == {
        at(14, 9),
        at(14, 9, 30),
        TEN,
        at(14, 10, 30),
        at(14, 11),
    }
    assert desk.check(TEN, except_staff_member_ids=frozenset({"ana"})).refusal is not None
    assert desk.check(TEN, staff("ben"), staff_member_id="ana").refusal is None
    assert desk.check(TEN).refusal is None


def test_what_was_booked_with_somebody_moves_with_them_though_customers_do_not_choose() -> None:
    desk = MemoryDesk()
    view = desk.book()
    policy = SchedulingPolicy(allow_staff_selection=False)
    desk.change(salon(replace(HAIRCUT, scheduling_policy=policy)))
    moving: dict[str, Any] = {"except_appointment_id": view.appointment_id}
    assert desk.check(TEN, staff_member_id="ana", **moving).refusal is None
    assert desk.check(TEN, staff_member_id="ben", **moving).refusal is not None


@pytest.mark.parametrize(
    ("wish", "kind", "named"),
    [
        ({"service_id": "nothing"}, "service", "nothing"),
        ({"service_id": "hidden"}, "service", "hidden"),
        ({"staff_member_id": "nobody"}, "staff member", "nobody"),
        ({"except_appointment_id": "a-9"}, "appointment", "a-9"),
        ({"except_appointment_id": ""}, "appointment", ""),
    ],
)
def test_what_is_not_there_is_not_found(wish: dict[str, Any], kind: str, named: str) -> None:
    with pytest.raises(NotFound) as refused:
        MemoryDesk().check(TEN, **wish)
    assert (refused.value.kind, refused.value.identifier) == (kind, named)


def test_what_is_hidden_staff_may_wish_for() -> None:
    assert MemoryDesk().check(TEN, staff("ben"), service_id="hidden").refusal is None


def test_a_length_it_does_not_have_is_refused() -> None:
    with pytest.raises(InvalidValue) as refused:
        MemoryDesk().check(TEN, duration=timedelta(minutes=17))
    assert refused.value.field == "duration"


# Moving one's own


def test_one_s_own_time_is_in_no_way_of_its_move_and_another_s_is_nobody_s_to_ask() -> None:
    desk = MemoryDesk()
    view = desk.book()
    moving: dict[str, Any] = {
        "except_appointment_id": view.appointment_id,
        "staff_member_id": "ana",
    }
    assert desk.check(at(14, 10, 30), **moving).refusal is None
    with pytest.raises(NotYours):
        desk.check(at(14, 10, 30), customer("eve"), **moving)


def test_one_of_a_group_moves_with_as_many_as_they_are() -> None:
    desk = MemoryDesk(salon(GROUP))
    view = desk.book(attendees_count=3)
    other = Contact(name="Eve", phone="+49 30 1234567")
    desk.book(customer("eve"), at(15, 10), contact=other, attendees_count=2)
    moving: dict[str, Any] = {"except_appointment_id": view.appointment_id, "attendees_count": 1}
    refusal = desk.check(at(15, 10), **moving).refusal
    assert refusal is not None
    assert (refusal.reason, refusal.open_attendees_count) == (Reason.FULL, 2)
    assert desk.check(at(15, 12), **moving).refusal is None


# Limits


@pytest.mark.parametrize(
    ("start_at", "reason"), [(NOW, None), (NOW - timedelta(minutes=30), Reason.PAST)]
)
def test_only_the_past_binds_who_may_override(start_at: Any, reason: Reason | None) -> None:
    refusal = MemoryDesk().check(start_at, staff("ana")).refusal
    assert (refusal and refusal.reason) is reason


def test_what_lapsed_fills_no_day() -> None:
    asked = replace(HAIRCUT, needs_approval=True, maximum_appointments_per_day=1)
    desk = MemoryDesk(salon(asked))
    desk.book(start_at=at(16, 10))
    assert desk.check(at(16, 14), customer("9")).refusal is not None
    desk.wait(DAY)
    assert desk.check(at(16, 14), customer("9")).refusal is None


def test_a_met_wish_says_who_is_free_and_nothing_more() -> None:
    desk = MemoryDesk()
    desk.book()
    assert desk.check(TEN) == WishAnswer(TEN, None, (), ("ben", "tom"))
