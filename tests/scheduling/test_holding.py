"""Holding a time: kept for its owner, taken to everybody else, over by itself."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from scheduling.actors import Actor
from scheduling.errors import NotFound, Reason, SlotNotOffered, SlotTaken, TooManyAppointments
from scheduling.holds import MOST_HOLDS
from scheduling.policies import SchedulingPolicy
from scheduling.service.finding import FindSlots, find_slots
from scheduling.service.holding import HoldCommand, ReleaseCommand, hold, release
from scheduling.service.wishes import Wish
from scheduling.time_ranges import TimeRange
from scheduling.views import HoldView
from tests.fakes.businesses import (
    BUSINESS,
    EVE,
    HAIRCUT,
    NOW,
    TUESDAY_TEN,
    at,
    customer,
    salon,
    salon_business,
    staff,
)
from tests.fakes.desk import MemoryDesk

MINUTE = timedelta(minutes=1)
FIVE = 5 * MINUTE
DANA, OTHER = customer(), customer("eve")


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk()


def keep(
    desk: MemoryDesk,
    actor: Actor = DANA,
    start_at: datetime = TUESDAY_TEN,
    key: str = "draft",
    **wish: Any,
) -> HoldView | None:
    """Hold a haircut with Ana, or what `wish` says."""
    facts: dict[str, Any] = {
        "business_id": BUSINESS,
        "service_id": "haircut",
        "staff_member_id": "ana",
        **wish,
    }
    return desk.do(hold, actor, HoldCommand(Wish(**facts), start_at, key))


def starts(desk: MemoryDesk, actor: Actor) -> set[datetime]:
    wish = Wish(business_id=BUSINESS, service_id="haircut", staff_member_id="ana")
    day = TimeRange(at(14, 0), at(15, 0))
    return {each.start_at for each in desk.do(find_slots, actor, FindSlots(wish, day))}


def held(desk: MemoryDesk) -> list[tuple[str, datetime]]:
    return sorted((each.staff_member_ids[0], each.start_at) for each in desk.state.holds.values())


def test_a_held_time_is_kept_for_five_minutes_and_taken_to_others(desk: MemoryDesk) -> None:
    assert keep(desk) == HoldView(TUESDAY_TEN, NOW + FIVE, FIVE)
    assert TUESDAY_TEN in starts(desk, DANA)
    for somebody in (OTHER, staff("ana"), staff("ben")):
        assert not starts(desk, somebody) & {TUESDAY_TEN, at(14, 10, 30), at(14, 9, 30)}
        with pytest.raises(SlotTaken) as refused:
            desk.book(somebody, contact=EVE)
        assert refused.value.nearest
    with pytest.raises(SlotTaken):
        keep(desk, OTHER)


def test_the_holder_books_and_the_hold_is_gone(desk: MemoryDesk) -> None:
    keep(desk)
    assert desk.book().start_at == TUESDAY_TEN
    assert held(desk) == []


@pytest.mark.parametrize("late", [False, True], ids=["in time", "too late"])
def test_until_it_is_over_and_not_a_moment_longer(desk: MemoryDesk, late: bool) -> None:  # noqa: FBT001
    keep(desk)
    desk.wait(FIVE if late else FIVE - timedelta(microseconds=1))
    answer = desk.check(TUESDAY_TEN, OTHER, staff_member_id="ana")
    assert (answer.refusal is None) is late
    if late:
        assert desk.book(OTHER, contact=EVE).start_at == TUESDAY_TEN
        with pytest.raises(SlotTaken):
            desk.book()


def test_after_it_is_over_the_holder_still_books_what_is_free(desk: MemoryDesk) -> None:
    keep(desk)
    desk.wait(2 * FIVE)
    assert desk.book().start_at == TUESDAY_TEN
    assert held(desk) == []


def test_an_old_hold_stands_in_nobodys_way(desk: MemoryDesk) -> None:
    """The row is still there: booking, moving and holding all have to remove it first."""
    for key, start_at in (("a", at(14, 10)), ("b", at(14, 12))):
        keep(desk, start_at=start_at, key=key)
    desk.wait(FIVE)
    assert len(held(desk)) == MOST_HOLDS
    view = desk.book(OTHER, at(14, 15), contact=EVE)
    assert held(desk) == []
    keep(desk, start_at=at(14, 12))
    desk.wait(FIVE)
    desk.move(view, OTHER, at(14, 12))
    assert held(desk) == []


def test_holding_again_keeps_it_anew(desk: MemoryDesk) -> None:
    keep(desk)
    desk.wait(3 * MINUTE)
    assert keep(desk) == HoldView(TUESDAY_TEN, NOW + 8 * MINUTE, FIVE)
    assert held(desk) == [("ana", TUESDAY_TEN)]


def test_another_time_takes_the_place_of_the_first(desk: MemoryDesk) -> None:
    keep(desk)
    keep(desk, start_at=at(14, 10, 30))
    assert held(desk) == [("ana", at(14, 10, 30))]
    keep(desk, start_at=at(15, 10), staff_member_id="ben")
    assert held(desk) == [("ben", at(15, 10))]
    assert TUESDAY_TEN in starts(desk, OTHER)


def test_what_cannot_be_held_leaves_what_is_held(desk: MemoryDesk) -> None:
    keep(desk, OTHER, at(14, 12))
    keep(desk)
    with pytest.raises(SlotTaken):
        keep(desk, start_at=at(14, 12))
    with pytest.raises(SlotNotOffered) as refused:
        keep(desk, start_at=at(14, 20))
    assert refused.value.reason is Reason.CLOSED
    with pytest.raises(NotFound):
        keep(desk, service_id="hidden")
    assert len(held(desk)) == MOST_HOLDS


def test_one_customer_holds_two_times_and_the_oldest_gives_way(desk: MemoryDesk) -> None:
    for number, key in enumerate("abc"):
        keep(desk, start_at=at(14, 10 + 2 * number), key=key)
        desk.wait(MINUTE)
    assert [start_at for _, start_at in held(desk)] == [at(14, 12), at(14, 14)]
    keep(desk, OTHER, at(14, 10))
    assert len(held(desk)) == MOST_HOLDS + 1


def test_two_drafts_of_one_customer_are_not_in_each_others_way(desk: MemoryDesk) -> None:
    keep(desk, key="a")
    keep(desk, start_at=at(14, 10, 30), key="b")
    assert held(desk) == [("ana", at(14, 10, 30))]
    assert desk.book().start_at == TUESDAY_TEN
    assert held(desk) == []


def test_moving_onto_a_time_one_holds_takes_it_over(desk: MemoryDesk) -> None:
    view = desk.book(start_at=at(14, 15))
    keep(desk)
    assert desk.move(view, DANA, TUESDAY_TEN).start_at == TUESDAY_TEN
    assert held(desk) == []


def test_the_time_held_with_somebody_is_booked_with_them(desk: MemoryDesk) -> None:
    desk.book(OTHER, at(14, 12), contact=EVE)
    keep(desk, staff_member_id=None)
    assert held(desk) == [("ben", TUESDAY_TEN)], "ana has more to do that day"
    desk.book(OTHER, at(14, 14), staff_member_id="ben", contact=EVE)
    desk.book(OTHER, at(14, 16), staff_member_id="ben", contact=EVE)
    assert keep(desk, staff_member_id=None), "held anew, it stays with whom it is"
    view = desk.book(staff_member_id=None)
    assert [each.staff_member_id for each in view.staff_members] == ["ben"]


def test_a_hold_is_released(desk: MemoryDesk) -> None:
    keep(desk)
    desk.do(release, OTHER, ReleaseCommand(BUSINESS, "draft"))
    desk.do(release, DANA, ReleaseCommand(BUSINESS, "another"))
    assert len(held(desk)) == 1
    for _ in range(2):
        desk.do(release, DANA, ReleaseCommand(BUSINESS, "draft"))
        assert held(desk) == []


def test_who_holds_with_somebody_who_left_holds_elsewhere_and_gives_it_back(
    desk: MemoryDesk,
) -> None:
    keep(desk, key="one")
    keep(desk, start_at=at(14, 12), key="other")
    here = salon()
    staff_members = {each: who for each, who in here.staff_members.items() if each != "ana"}
    desk.change(replace(here, staff_members=staff_members))
    keep(desk, key="one", staff_member_id="ben")
    desk.do(release, DANA, ReleaseCommand(BUSINESS, "other"))
    assert held(desk) == [("ben", TUESDAY_TEN)]


@pytest.mark.parametrize("somebody", [staff("ana"), staff("tom")])
def test_staff_hold_nothing(desk: MemoryDesk, somebody: Actor) -> None:
    assert keep(desk, somebody) is None
    assert held(desk) == []


def test_a_business_may_hold_for_longer_or_not_at_all(desk: MemoryDesk) -> None:
    policy = salon_business().scheduling_policy
    for time in (timedelta(), 15 * MINUTE):
        changed = SchedulingPolicy(hold_time=time).over(policy)
        desk.change(salon(business=salon_business(scheduling_policy=changed)))
        view = keep(desk)
        assert view == (HoldView(TUESDAY_TEN, NOW + time, time) if time else None)


def test_a_hold_tells_nobody_and_changes_no_appointment(desk: MemoryDesk) -> None:
    before = desk.state.audit
    keep(desk)
    assert not desk.state.outbox
    assert desk.state.audit == before


def test_a_customer_books_five_appointments_by_themselves(desk: MemoryDesk) -> None:
    views = [desk.book(start_at=at(14, 9 + number)) for number in range(5)]
    for attempt in (
        lambda: desk.book(start_at=at(15, 10)),
        lambda: keep(desk, start_at=at(15, 10)),
    ):
        with pytest.raises(TooManyAppointments) as refused:
            attempt()
        assert refused.value.limit == 5
    (found,) = desk.state.customers.values()
    desk.book(staff("ana"), at(15, 10), customer_id=found.customer_id, contact=None)
    desk.book(OTHER, at(15, 11), contact=EVE)
    for each in views[:2]:
        desk.cancel(each, DANA)
    assert desk.book(start_at=at(15, 12)).start_at == at(15, 12)


def test_what_is_past_leaves_room(desk: MemoryDesk) -> None:
    policy = SchedulingPolicy(maximum_open_appointments=1)
    haircut = replace(HAIRCUT, scheduling_policy=policy)
    desk.change(salon(haircut))
    desk.book()
    with pytest.raises(TooManyAppointments):
        desk.book(start_at=at(15, 10))
    desk.wait(timedelta(days=1))
    assert desk.book(start_at=at(15, 12)).start_at == at(15, 12)


def test_the_same_request_again_is_answered_past_the_limit(desk: MemoryDesk) -> None:
    views = [
        desk.book(start_at=at(14, 9 + number), idempotency_key=str(number)) for number in range(5)
    ]
    assert desk.book(start_at=at(14, 13), idempotency_key="4") == views[4]


def test_a_request_sent_again_takes_nothing_that_is_held_since(desk: MemoryDesk) -> None:
    first = desk.book(idempotency_key="first")
    desk.cancel(first, DANA)
    keep(desk)
    kept = held(desk)
    assert desk.book(idempotency_key="first").appointment_id == first.appointment_id
    assert held(desk) == kept


def test_a_move_sent_again_takes_nothing_that_is_held_since(desk: MemoryDesk) -> None:
    before = desk.book(start_at=at(14, 13))
    moved = desk.move(before, DANA, TUESDAY_TEN, idempotency_key="move")
    desk.move(moved, DANA, at(14, 15))
    keep(desk)
    kept = held(desk)
    desk.move(before, DANA, TUESDAY_TEN, idempotency_key="move")
    assert held(desk) == kept


def test_who_was_planned_takes_it_though_it_is_held_with_another(desk: MemoryDesk) -> None:
    keep(desk, staff_member_id=None)
    ((having, _),) = held(desk)
    other = next(each for each in ("ana", "ben") if each != having)
    seen = desk.book(staff_member_id=None, preferred_staff_member_ids=(other,))
    assert [each.staff_member_id for each in seen.staff_members] == [other]
