"""Services that a group attends: one appointment, many customers, each for themselves."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from scheduling.announcements import RecipientKind
from scheduling.appointment_events import AppointmentEvent, EventKind
from scheduling.appointments import Appointment
from scheduling.customers import Contact, CustomerInformation
from scheduling.errors import (
    AlreadyAttending,
    CapacityBelowFilled,
    InvalidValue,
    NotFound,
    NotPermitted,
    Reason,
    SlotNotOffered,
    SlotTaken,
    WrongStatus,
)
from scheduling.groups import joined, left
from scheduling.permissions import Action
from scheduling.series import SeriesScope
from scheduling.service.asking import AskAppointment, AskBusiness, my_appointments
from scheduling.service.attending.capacity import ChangeCapacityCommand, change_capacity
from scheduling.service.attending.leaving import RemoveAttendeeCommand, remove_attendee
from scheduling.service.book_command import BookCommand
from scheduling.service.finding import FindSlots, find_slots
from scheduling.service.history import get_history
from scheduling.service.holding import HoldCommand, hold
from scheduling.service.series.booking import BookSeriesCommand, ChosenOccurrence, book_series
from scheduling.service.series.changing import AskSeriesChange, plan_cancel_series
from scheduling.service.telling import AskReached, are_customers_reached
from scheduling.service.waiting.commands import JoinCommand
from scheduling.service.waiting.joining import join_waitlist
from scheduling.service.wishes import Wish
from scheduling.statuses import AppointmentStatus, CancelledBy
from scheduling.time_ranges import TimeRange
from scheduling.views import AppointmentView, SlotView
from scheduling.waitlist import WaitlistStatus, WaitlistWish
from tests.fakes.businesses import (
    BUSINESS,
    DANA,
    HAIRCUT,
    NOW,
    TUESDAY_TEN,
    appointment,
    at,
    customer,
    salon,
    staff,
)
from tests.fakes.desk import MemoryDesk

YOGA = replace(HAIRCUT, maximum_attendees_count=4, staff_member_ids=("ana", "ben"))
TEN = at(14, 10)


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk(salon(YOGA))


def join(desk: MemoryDesk, who: str, count: int = 1, **changes: Any) -> AppointmentView:
    contact = Contact(name=who.title(), email_address=f"{who}@example.com")
    facts: dict[str, Any] = {"staff_member_id": None, "contact": contact, **changes}
    return desk.book(customer(who), attendees_count=count, **facts)


def slots(desk: MemoryDesk, who: str = "zoe", **changes: object) -> dict[str, SlotView]:
    facts: dict[str, object] = {"business_id": BUSINESS, "service_id": "haircut", **changes}
    asked = FindSlots(Wish(**facts), TimeRange(at(14, 0), at(15, 0)))  # type: ignore[arg-type]
    found = desk.do(find_slots, customer(who), asked)
    return {f"{each.start_at + timedelta(hours=2):%H:%M}": each for each in found}


def attendees(desk: MemoryDesk, seen: AppointmentView) -> list[tuple[str, int]]:
    stored = desk.state.appointments[BUSINESS, seen.appointment_id]
    return [(each.contact.name, each.attendees_count) for each in stored.customers]


def told(desk: MemoryDesk) -> set[tuple[str, str, str]]:
    found = desk.state.outbox.values()
    return {(each.kind.value, each.recipient_kind.value, each.recipient_id) for each in found}


def test_customers_join_one_appointment_until_it_is_full(desk: MemoryDesk) -> None:
    seen = [join(desk, who, count) for who, count in (("dana", 1), ("eve", 2), ("fay", 1))]
    assert len({each.appointment_id for each in seen}) == 1
    assert attendees(desk, seen[0]) == [("Dana", 1), ("Eve", 2), ("Fay", 1)]
    # Full with Ana; Ben begins another.
    assert join(desk, "gil").appointment_id != seen[0].appointment_id


def test_who_was_removed_has_it_no_more(desk: MemoryDesk) -> None:
    seen = [join(desk, who) for who in ("dana", "eve")]
    stored = desk.state.appointments[BUSINESS, seen[1].appointment_id]
    _remove(desk, "ana", seen[1], stored.customers[1].customer_id)
    assert desk.do(my_appointments, customer("eve"), AskBusiness(BUSINESS)) == ()
    (left,) = desk.do(my_appointments, customer("dana"), AskBusiness(BUSINESS))
    assert left.appointment_id == seen[0].appointment_id


def test_a_group_is_open_to_nobody_so_that_nobody_hears_what_is_told_another(
    desk: MemoryDesk,
) -> None:
    seen = join(desk, "dana")
    contact = Contact(name="Eve", phone="+33612345678")
    phoned = desk.book(staff("ana"), staff_member_id=None, contact=contact)
    reached = AskReached(BUSINESS, phoned.appointment_id)
    assert phoned.appointment_id == seen.appointment_id
    assert desk.state.opened == {}
    assert not desk.do(are_customers_reached, staff("ana"), reached)


def test_staff_do_not_cancel_a_series_for_others_who_attend(desk: MemoryDesk) -> None:
    weekly = tuple(ChosenOccurrence(each.date(), each) for each in (TEN, TEN + timedelta(days=1)))
    dana = Contact(name="Dana", email_address="dana@example.com")
    pattern = BookCommand(
        business_id=BUSINESS,
        service_id="haircut",
        staff_member_id="ana",
        start_at=TEN,
        contact=dana,
        idempotency_key="s",
    )
    series = desk.do(book_series, customer("dana"), BookSeriesCommand(pattern, weekly))
    shared, alone = series.occurrences
    join(desk, "eve", staff_member_id="ana")
    asked = AskSeriesChange(BUSINESS, shared.appointment_id, SeriesScope.ALL)
    found = desk.do(plan_cancel_series, staff("ana"), asked)
    assert [each.appointment_id for each in found.changes] == [alone.appointment_id]
    assert [each.appointment_id for each in found.stays] == [shared.appointment_id]
    own = desk.do(plan_cancel_series, customer("dana"), asked)
    assert len(own.changes) == 2


def test_with_nobody_else_to_take_it_a_full_group_is_refused(desk: MemoryDesk) -> None:
    join(desk, "dana", 4, staff_member_id="ana")
    with pytest.raises(SlotTaken) as refusal:
        join(desk, "eve", staff_member_id="ana")
    assert TEN not in refusal.value.nearest
    answer = desk.check(TEN, customer("eve"), staff_member_id="ana")
    assert answer.refusal is not None
    assert answer.refusal.reason is Reason.FULL


def test_the_slots_tell_how_many_still_find_room(desk: MemoryDesk) -> None:
    join(desk, "dana", 3)
    found = slots(desk)
    assert found["10:00"].open_attendees_count == 1
    assert [each.display_name for each in found["10:00"].staff_members] == ["Ana"]
    assert found["11:00"].open_attendees_count == 4


def test_for_two_a_place_for_one_will_not_do(desk: MemoryDesk) -> None:
    join(desk, "dana", 3, staff_member_id="ana")
    assert "10:00" not in slots(desk, staff_member_id="ana", attendees_count=2)
    # Another one can be begun with Ben.
    assert slots(desk, attendees_count=2)["10:00"].open_attendees_count == 4


@pytest.mark.parametrize("count", [0, 5])
def test_more_than_ever_find_room_are_refused(desk: MemoryDesk, count: int) -> None:
    with pytest.raises(InvalidValue) as refusal:
        join(desk, "dana", count)
    assert refusal.value.field == "attendeesCount"


def test_who_joins_what_the_staff_began_changes_their_own_place(desk: MemoryDesk) -> None:
    desk.book(staff("ana"), contact=Contact(name="Gil"))
    seen = join(desk, "dana")
    assert {Action.CANCEL, Action.RESCHEDULE} <= seen.may
    assert desk.move(seen, customer("dana"), at(14, 12)).start_at == at(14, 12)


def test_a_place_the_staff_made_is_changed_by_them_where_the_service_says_so(
    desk: MemoryDesk,
) -> None:
    join(desk, "dana")
    first = join(desk, "eve", start_at=at(14, 12))
    eve = desk.state.appointments[BUSINESS, first.appointment_id].customer
    desk.book(staff("ana"), customer_id=eve.customer_id, contact=None)
    seen, _ = desk.do(my_appointments, customer("eve"), AskBusiness(BUSINESS))
    assert seen.start_at == TEN
    assert seen.may == frozenset()
    with pytest.raises(NotPermitted):
        desk.cancel(seen, customer("eve"))


def test_a_customer_is_told_what_all_their_places_cost_and_staff_what_one_does(
    desk: MemoryDesk,
) -> None:
    seen = join(desk, "dana", 3)
    assert seen.price == replace(YOGA.price, amount=YOGA.price.amount * 3)
    assert join(desk, "eve").price == YOGA.price
    assert desk.see(seen, staff("ana")).price == YOGA.price


def test_nobody_joins_twice(desk: MemoryDesk) -> None:
    join(desk, "dana")
    with pytest.raises(AlreadyAttending):
        join(desk, "dana")


def test_a_customer_sees_nobody_but_themselves(desk: MemoryDesk) -> None:
    join(desk, "dana")
    seen = join(desk, "eve", 2)
    assert (seen.customer_name, seen.group.attendees_count, seen.group.attendees) == ("Eve", 2, ())
    assert seen.contact is not None
    assert seen.contact.email_address == "eve@example.com"


def test_one_cancels_for_themselves_and_no_other_customer_is_told(desk: MemoryDesk) -> None:
    first = join(desk, "dana")
    second = join(desk, "eve")
    desk.state.outbox.clear()
    gone = desk.cancel(second, customer("eve"))
    assert gone.status is AppointmentStatus.CANCELLED
    assert gone.customer_name == "Eve"
    assert attendees(desk, first) == [("Dana", 1)]
    assert told(desk) == {("attendeeLeft", "staffMember", "ana")}


def test_staff_book_a_series_for_one_customer_whoever_attends_already(desk: MemoryDesk) -> None:
    join(desk, "eve", staff_member_id="ana")
    days = tuple(ChosenOccurrence(each.date(), each) for each in (TEN, TEN + timedelta(days=1)))
    pattern = BookCommand(
        business_id=BUSINESS,
        service_id="haircut",
        staff_member_id="ana",
        start_at=TEN,
        contact=Contact(name="Dana"),
        idempotency_key="s",
    )
    joined, alone = desk.do(book_series, staff("ana"), BookSeriesCommand(pattern, days)).occurrences
    assert attendees(desk, joined) == [("Eve", 1), ("Dana", 1)]
    assert attendees(desk, alone) == [("Dana", 1)]


def test_the_last_one_who_cancels_twice_is_answered_alike(desk: MemoryDesk) -> None:
    seen = join(desk, "dana")
    first = desk.cancel(seen, customer("dana"), idempotency_key="c")
    again = desk.cancel(seen, customer("dana"), idempotency_key="c")
    assert (again.version, again.sequence) == (first.version, first.sequence)


def test_cancelling_twice_is_answered_alike(desk: MemoryDesk) -> None:
    join(desk, "dana")
    seen = join(desk, "eve")
    once = desk.cancel(seen, customer("eve"), idempotency_key="k")
    assert desk.cancel(seen, customer("eve"), idempotency_key="k") == once


def test_who_leaves_last_is_answered_alike_too(desk: MemoryDesk) -> None:
    seen = join(desk, "dana")
    once = desk.cancel(seen, customer("dana"), idempotency_key="k")
    assert desk.cancel(seen, customer("dana"), idempotency_key="k") == once


def test_others_who_come_make_nothing_stale(desk: MemoryDesk) -> None:
    seen = join(desk, "dana")
    join(desk, "eve")
    assert desk.cancel(seen, customer("dana")).status is AppointmentStatus.CANCELLED


def test_the_last_one_ends_the_appointment(desk: MemoryDesk) -> None:
    seen = join(desk, "dana")
    desk.cancel(seen, customer("dana"))
    stored = desk.state.appointments[BUSINESS, seen.appointment_id]
    assert stored.status is AppointmentStatus.CANCELLED
    assert slots(desk)["10:00"].open_attendees_count == 4


def test_one_moves_for_themselves(desk: MemoryDesk) -> None:
    first = join(desk, "dana")
    second = join(desk, "eve", 2)
    moved = desk.move(second, customer("eve"), at(14, 12), idempotency_key="k")
    assert (moved.start_at, moved.group.attendees_count) == (at(14, 12), 2)
    assert attendees(desk, first) == [("Dana", 1)]
    assert attendees(desk, moved) == [("Eve", 2)]
    again = desk.move(second, customer("eve"), at(14, 12), idempotency_key="k")
    assert again.appointment_id == moved.appointment_id


def test_one_moves_into_a_group_that_is_there(desk: MemoryDesk) -> None:
    noon = join(desk, "fay", start_at=at(14, 12))
    seen = join(desk, "dana")
    moved = desk.move(seen, customer("dana"), at(14, 12))
    assert moved.appointment_id == noon.appointment_id
    assert attendees(desk, noon) == [("Fay", 1), ("Dana", 1)]


def test_whoever_stays_keeps_the_time_of_the_group(desk: MemoryDesk) -> None:
    seen = join(desk, "eve")
    join(desk, "dana")
    half_past = TEN + timedelta(minutes=30)
    found = slots(desk, "eve", except_appointment_id=seen.appointment_id)
    assert [each.display_name for each in found["10:30"].staff_members] == ["Ben"]
    with pytest.raises(SlotTaken) as refused:
        desk.move(seen, customer("eve"), half_past, staff_member_id="ana")
    assert refused.value.nearest
    assert desk.move(seen, customer("eve"), half_past).staff_members[0].staff_member_id == "ben"


def test_whoever_is_alone_takes_the_time_of_the_group_along(desk: MemoryDesk) -> None:
    half_past = TEN + timedelta(minutes=30)
    moved = desk.move(join(desk, "eve"), customer("eve"), half_past, staff_member_id="ana")
    assert moved.start_at == half_past


def test_the_staff_move_all_of_it_and_everybody_is_told(desk: MemoryDesk) -> None:
    first = join(desk, "dana")
    join(desk, "eve")
    stored = desk.state.appointments[BUSINESS, first.appointment_id]
    desk.state.outbox.clear()
    desk.move(first, staff("ana"), at(14, 13), version=stored.version)
    people = {who for _, kind, who in told(desk) if kind == RecipientKind.CUSTOMER.value}
    assert people == {each.customer_id for each in stored.customers}


def _remove(desk: MemoryDesk, by: str, seen: AppointmentView, customer_id: str) -> AppointmentView:
    stored = desk.state.appointments[BUSINESS, seen.appointment_id]
    command = RemoveAttendeeCommand(
        business_id=BUSINESS,
        appointment_id=seen.appointment_id,
        version=stored.version,
        customer_id=customer_id,
        idempotency_key=desk.key(),
    )
    return desk.do(remove_attendee, staff(by), command)


def test_the_staff_remove_one_and_only_they_are_told(desk: MemoryDesk) -> None:
    seen = join(desk, "dana")
    join(desk, "eve")
    eve = desk.state.appointments[BUSINESS, seen.appointment_id].customers[1]
    desk.state.outbox.clear()
    view = _remove(desk, "ana", seen, eve.customer_id)
    assert [each.name for each in view.group.attendees] == ["Dana"]
    assert told(desk) == {("cancelled", "customer", eve.customer_id)}


def test_who_does_not_attend_cannot_be_removed(desk: MemoryDesk) -> None:
    with pytest.raises(NotFound):
        _remove(desk, "ana", join(desk, "dana"), "nobody")


def test_customers_remove_nobody(desk: MemoryDesk) -> None:
    seen = join(desk, "dana")
    eve = join(desk, "eve")
    stored = desk.state.appointments[BUSINESS, eve.appointment_id]
    command = RemoveAttendeeCommand(
        business_id=BUSINESS,
        appointment_id=seen.appointment_id,
        version=seen.version,
        customer_id=stored.customers[1].customer_id,
        idempotency_key="k",
    )
    with pytest.raises(NotPermitted):
        desk.do(remove_attendee, customer("dana"), command)


@pytest.mark.parametrize(("who", "sees_contacts"), [("ana", True), ("ben", True), ("vic", False)])
def test_staff_see_who_attends_as_their_role_may(
    desk: MemoryDesk, who: str, *, sees_contacts: bool
) -> None:
    seen = join(desk, "dana", 2)
    view = desk.see(seen, staff(who))
    assert [(each.name, each.attendees_count) for each in view.group.attendees] == [("Dana", 2)]
    assert all((each.contact is not None) is sees_contacts for each in view.group.attendees)
    assert (view.group.filled_attendees_count, view.group.maximum_attendees_count) == (2, 4)


def _held(desk: MemoryDesk, who: str, count: int) -> None:
    wish = Wish(business_id=BUSINESS, service_id="haircut", attendees_count=count)
    desk.do(hold, customer(who), HoldCommand(wish, TEN, "k"))


def test_room_that_is_held_is_taken_to_others_until_it_is_over(desk: MemoryDesk) -> None:
    join(desk, "dana")
    _held(desk, "eve", 2)
    assert slots(desk, "fay", staff_member_id="ana")["10:00"].open_attendees_count == 1
    assert slots(desk, "eve", staff_member_id="ana")["10:00"].open_attendees_count == 3
    desk.wait(timedelta(minutes=6))
    assert slots(desk, "fay", staff_member_id="ana")["10:00"].open_attendees_count == 3


def test_who_holds_room_books_it(desk: MemoryDesk) -> None:
    first = join(desk, "dana", 2)
    _held(desk, "eve", 2)
    seen = join(desk, "eve", 2)
    assert seen.appointment_id == first.appointment_id
    assert desk.state.holds == {}


def test_the_history_names_who_came_and_who_left(desk: MemoryDesk) -> None:
    seen = join(desk, "dana")
    gone = join(desk, "eve")
    desk.cancel(gone, customer("eve"))
    found = desk.do(get_history, staff("ana"), AskAppointment(BUSINESS, seen.appointment_id))
    assert [(each.name, each.what) for each in found] == [
        ("Dana", "booked"),
        ("Eve", "attendeeJoined"),
        ("Eve", "attendeeLeft"),
    ]


def _resize(desk: MemoryDesk, by: str, count: int) -> None:
    desk.do(change_capacity, staff(by), ChangeCapacityCommand(BUSINESS, "haircut", count))


def test_a_capacity_below_who_attends_is_refused_with_the_list(desk: MemoryDesk) -> None:
    seen = join(desk, "dana", 3)
    with pytest.raises(CapacityBelowFilled) as refusal:
        _resize(desk, "ana", 2)
    assert refusal.value.filled == ((seen.appointment_id, 3),)
    assert slots(desk)["11:00"].open_attendees_count == 4


@pytest.mark.parametrize("count", [3, 9])
def test_a_capacity_holds_for_what_is_there_as_well(desk: MemoryDesk, count: int) -> None:
    join(desk, "dana", 2)
    _resize(desk, "ana", count)
    assert slots(desk)["10:00"].open_attendees_count == count - 2
    assert slots(desk)["11:00"].open_attendees_count == count


def test_what_was_booked_for_one_alone_stays_so(desk: MemoryDesk) -> None:
    desk.change(salon(replace(YOGA, maximum_attendees_count=1)))
    alone = join(desk, "dana", staff_member_id="ana")
    _resize(desk, "ana", 9)
    assert desk.state.appointments[BUSINESS, alone.appointment_id].maximum_attendees_count == 1
    assert "10:00" not in slots(desk, staff_member_id="ana")
    assert slots(desk, staff_member_id="ana")["11:00"].open_attendees_count == 9
    with pytest.raises(SlotTaken):
        join(desk, "eve", staff_member_id="ana")
    answer = desk.check(TEN, customer("eve"), staff_member_id="ana")
    assert answer.refusal is not None
    assert answer.refusal.reason is Reason.TAKEN


@pytest.mark.parametrize("who", ["ben", "tom", "vic"])
def test_only_administrators_change_a_capacity(desk: MemoryDesk, who: str) -> None:
    with pytest.raises(NotPermitted):
        _resize(desk, who, 9)


def test_a_group_service_needs_no_approval_and_has_one_length() -> None:
    with pytest.raises(InvalidValue):
        replace(YOGA, needs_approval=True)


def group(*attending: tuple[str, int], **changes: Any) -> Appointment:
    customers = tuple(attendee(*each) for each in attending)
    return appointment(customers=customers, maximum_attendees_count=4, **changes)


def attendee(who: str, count: int = 1) -> CustomerInformation:
    return CustomerInformation(customer_id=who, contact=DANA, attendees_count=count)


def last_event(changed: Appointment) -> AppointmentEvent:
    (event,) = changed.events
    return event


def test_joining_up_to_the_last_place_is_recorded_and_moves_nothing() -> None:
    before = group(("dana", 1), sequence=3, version=7)
    after = joined(before, attendee("eve", 3), customer("eve"), NOW)
    assert [each.customer_id for each in after.customers] == ["dana", "eve"]
    assert (after.sequence, after.version, after.last_updated_at) == (3, 8, NOW)
    assert last_event(after) == AppointmentEvent(
        EventKind.ATTENDEE_JOINED,
        customer("eve"),
        NOW,
        previous_status=AppointmentStatus.CONFIRMED,
        customer_id="eve",
    )


def test_who_attends_does_not_join_again() -> None:
    with pytest.raises(AlreadyAttending) as refused:
        joined(group(("dana", 1)), attendee("dana"), customer(), NOW)
    assert (refused.value.appointment_id, refused.value.start_at) == ("a-1", TUESDAY_TEN)


def test_more_than_there_is_room_for_do_not_join() -> None:
    with pytest.raises(SlotNotOffered) as refused:
        joined(group(("dana", 2)), attendee("eve", 3), customer("eve"), NOW)
    assert (refused.value.start_at, refused.value.reason) == (TUESDAY_TEN, Reason.FULL)


def test_leaving_is_recorded_with_what_was_said_and_moves_nothing() -> None:
    before = group(("dana", 1), ("eve", 2), sequence=3)
    after = left(before, "dana", customer(), NOW, "I am ill")
    assert [each.customer_id for each in after.customers] == ["eve"]
    assert (after.status, after.sequence) == (AppointmentStatus.CONFIRMED, 3)
    assert last_event(after) == AppointmentEvent(
        EventKind.ATTENDEE_LEFT,
        customer(),
        NOW,
        previous_status=AppointmentStatus.CONFIRMED,
        customer_id="dana",
        message="I am ill",
    )


def test_who_leaves_last_cancels_it() -> None:
    after = left(group(("dana", 1)), "dana", customer(), NOW, "I am ill")
    assert (after.status, after.cancelled_by) == (
        AppointmentStatus.CANCELLED,
        CancelledBy.CUSTOMER,
    )
    assert (after.cancellation_message, last_event(after).by) == ("I am ill", customer())
    assert left(group(("dana", 1)), "dana", customer(), NOW).cancellation_message == ""


def test_who_says_nothing_on_leaving_has_nothing_recorded() -> None:
    after = left(group(("dana", 1), ("eve", 1)), "dana", customer(), NOW)
    assert last_event(after).message == ""


@pytest.mark.parametrize(
    ("change", "current", "wanted"),
    [
        (lambda: joined(cancelled(), attendee("eve"), customer(), NOW), "cancelled", "joined"),
        (lambda: left(cancelled(), "dana", customer(), NOW), "cancelled", "left"),
        (lambda: left(group(("dana", 1)), "eve", customer("eve"), NOW), "confirmed", "left"),
    ],
)
def test_nobody_joins_or_leaves_what_does_not_allow_it(
    change: Callable[[], Appointment], current: str, wanted: str
) -> None:
    with pytest.raises(WrongStatus) as refused:
        change()
    assert (refused.value.current, refused.value.wanted) == (current, wanted)


def cancelled() -> Appointment:
    return group(("dana", 1), status=AppointmentStatus.CANCELLED)


def test_whoever_waited_for_a_place_and_joins_waits_no_longer() -> None:
    desk = MemoryDesk(salon(replace(YOGA, staff_member_ids=("ana",))))
    join(desk, "dana", 4)
    ten = 10 * 60
    wish = WaitlistWish(
        service_id="haircut",
        from_on=TEN.date(),
        to_on=TEN.date(),
        zone="Europe/Berlin",
        from_minute=ten,
        to_minute=ten,
    )
    waiting = JoinCommand(
        business_id=BUSINESS, wish=wish, contact=Contact(name="Eve"), idempotency_key="w"
    )
    entry = desk.do(join_waitlist, customer("eve"), waiting)
    _resize(desk, "ana", 5)
    join(desk, "eve")
    assert desk.state.waitlist[BUSINESS, entry.entry_id].status is WaitlistStatus.BOOKED
