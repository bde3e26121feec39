"""Changing an appointment, to the letter: typed refusals, who is told, rooms, holds, repeats."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from scheduling.actors import Actor, OperatorActor, StaffActor, SystemActor
from scheduling.announcements import Announcement, AnnouncementKind, RecipientKind
from scheduling.auditing import AuditEntry
from scheduling.customers import Contact
from scheduling.errors import (
    InvalidValue,
    NotFound,
    NotPermitted,
    Reason,
    SlotNotOffered,
    SlotTaken,
    TooEarlyToMark,
    TooLateToChange,
    WrongStatus,
)
from scheduling.resources import Resource, ResourceNeed, ResourceUnit
from scheduling.service.attending.leaving import RemoveAttendeeCommand, remove_attendee
from scheduling.service.holding import HoldCommand, hold
from scheduling.service.recording import scoped_key
from scheduling.service.wishes import Wish
from scheduling.statuses import AppointmentStatus, CancelledBy
from scheduling.views import AppointmentView
from tests.fakes.businesses import (
    BUSINESS,
    EVE,
    HAIRCUT,
    NOW,
    STAFF,
    appointment,
    at,
    customer,
    salon,
    staff,
)
from tests.fakes.desk import MemoryDesk

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
HOUSE, SYSTEM = OperatorActor(), SystemActor()
CONFIRMED, CANCELLED = AppointmentStatus.CONFIRMED, AppointmentStatus.CANCELLED
ARRIVED, REQUESTED = AppointmentStatus.ARRIVED, AppointmentStatus.REQUESTED
GROUP = replace(HAIRCUT, maximum_attendees_count=4)
LONGEST = "x" * 1000


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk()


def stored(desk: MemoryDesk, view: AppointmentView) -> Any:
    return desk.state.appointments[BUSINESS, view.appointment_id]


# Refused, with what the caller can act on


@pytest.mark.parametrize("act", ["cancel", "decline", "remove"])
def test_a_message_has_its_length(act: str) -> None:
    needs_approval = act == "decline"
    desk = MemoryDesk(
        salon(GROUP if act == "remove" else replace(HAIRCUT, needs_approval=needs_approval))
    )
    view = desk.book()

    def say(message: str) -> AppointmentView:
        if act == "cancel":
            return desk.cancel(view, staff("ana"), message=message)
        if act == "decline":
            return desk.decline(view, staff("ana"), message=message)
        who = stored(desk, view).customer.customer_id
        return remove(desk, view, who, message=message)

    with pytest.raises(InvalidValue) as refused:
        say(LONGEST + "x")
    assert refused.value.field == "message"
    assert refused.value.problem == "must be at most 1000 characters"
    ended = say(LONGEST)
    assert (ended.status, ended.cancellation_message) == (CANCELLED, LONGEST)


def remove(
    desk: MemoryDesk,
    view: AppointmentView,
    customer_id: str,
    actor: Actor | None = None,
    **changes: Any,
) -> AppointmentView:
    facts: dict[str, Any] = {"version": view.version, "idempotency_key": desk.key(), **changes}
    command = RemoveAttendeeCommand(
        business_id=BUSINESS, appointment_id=view.appointment_id, customer_id=customer_id, **facts
    )
    return desk.do(remove_attendee, actor or staff("ana"), command)


@pytest.mark.parametrize(
    ("status", "act", "wanted"),
    [
        (CANCELLED, "move", "rescheduled"),
        (ARRIVED, "move", "rescheduled"),
        (REQUESTED, "move", "rescheduled"),
        (CANCELLED, "cancel", "cancelled"),
        (ARRIVED, "cancel", "cancelled"),
        (CANCELLED, "mark", "arrived"),
        (REQUESTED, "mark", "arrived"),
        (CONFIRMED, "accept", "confirmed"),
        (CANCELLED, "accept", "confirmed"),
        (CONFIRMED, "decline", "declined"),
    ],
)
def test_a_step_there_is_none_of_names_both_ends(
    desk: MemoryDesk, status: AppointmentStatus, act: str, wanted: str
) -> None:
    view = desk.book()
    key = BUSINESS, view.appointment_id
    desk.state.appointments[key] = replace(desk.state.appointments[key], status=status)
    desk.now = at(14, 8)
    ana = staff("ana")
    acts = {
        "move": lambda: desk.move(view, ana, at(15, 10)),
        "cancel": lambda: desk.cancel(view, ana),
        "mark": lambda: desk.mark(view, ana, ARRIVED),
        "accept": lambda: desk.accept(view, ana),
        "decline": lambda: desk.decline(view, ana),
    }
    with pytest.raises(WrongStatus) as refused:
        acts[act]()
    assert (refused.value.current, refused.value.wanted) == (status.value, wanted)


def test_nobody_is_marked_before_the_day(desk: MemoryDesk) -> None:
    view = desk.book()
    with pytest.raises(TooEarlyToMark) as refused:
        desk.mark(view, staff("ana"), ARRIVED)
    assert (refused.value.start_at, refused.value.wanted) == (at(14, 10), "arrived")


def test_nobody_is_named_for_what_several_have(desk: MemoryDesk) -> None:
    view = desk.book()
    desk.state.appointments[BUSINESS, view.appointment_id] = appointment(
        view.appointment_id, at(14, 10), ("ana", "ben")
    )
    with pytest.raises(InvalidValue) as refused:
        desk.move(view, staff("ana"), at(15, 10), staff_member_id="tom")
    assert refused.value.field == "staffMemberId"
    assert refused.value.problem == "several staff members have it, and all of them stay"


def test_whose_calendar_is_not_theirs_to_move_into_is_told_so(desk: MemoryDesk) -> None:
    view = desk.book(staff_member_id="tom")
    with pytest.raises(NotPermitted) as refused:
        desk.move(view, staff("tom"), at(15, 10), staff_member_id="ana")
    assert refused.value.action == "reschedule"


@pytest.mark.parametrize("act", ["move", "cancel"])
def test_too_late_says_for_what_and_by_how_much(desk: MemoryDesk, act: str) -> None:
    view = desk.book()
    acts = {
        "move": lambda: desk.move(view, customer(), at(15, 10)),
        "cancel": lambda: desk.cancel(view, customer()),
    }
    desk.now = at(14, 9, 30)
    with pytest.raises(TooLateToChange) as refused:
        acts[act]()
    assert (refused.value.start_at, refused.value.minimum_notice) == (at(14, 10), HOUR)
    desk.change(salon(replace(HAIRCUT, service_id="other")))
    desk.now = at(14, 10)
    with pytest.raises(TooLateToChange) as refused:
        acts[act]()
    assert (refused.value.start_at, refused.value.minimum_notice) == (at(14, 10), timedelta())


def test_what_staff_made_is_theirs_to_change(desk: MemoryDesk) -> None:
    desk.book()
    (known,) = desk.state.customers.values()
    made: dict[str, Any] = {"contact": None, "customer_id": known.customer_id}
    view = desk.book(staff("ana"), at(16, 10), **made)
    acts: list[Callable[[], object]] = [
        lambda: desk.cancel(view, customer()),
        lambda: desk.move(view, customer(), at(17, 10)),
    ]
    for act in acts:
        with pytest.raises(NotPermitted) as refused:
            act()
        assert refused.value.action == "change an appointment the staff made"


# Who is told


@pytest.mark.parametrize(
    ("actor", "told"),
    [
        (customer(), {"ana"}),
        (staff("ana"), {"dana"}),
        (staff("ben"), {"ana", "dana"}),
        (HOUSE, {"ana", "dana"}),
        (SYSTEM, {"ana", "dana"}),
    ],
)
@pytest.mark.parametrize("act", ["move", "cancel"])
def test_all_it_concerns_are_told_but_who_did_it(
    desk: MemoryDesk, act: str, actor: Actor, told: set[str]
) -> None:
    view = desk.book()
    desk.state.outbox.clear()
    if act == "move":
        desk.move(view, actor, at(15, 10))
    else:
        desk.cancel(view, actor)
    (known,) = desk.state.customers.values()
    names = {known.customer_id: "dana"}
    found = [*desk.state.outbox.values()]
    assert {names.get(each.recipient_id, each.recipient_id) for each in found} == told
    kind = AnnouncementKind.RESCHEDULED if act == "move" else AnnouncementKind.CANCELLED
    assert {each.kind for each in found} == {kind}


def test_who_had_it_before_is_told_as_well(desk: MemoryDesk) -> None:
    view = desk.book()
    desk.state.outbox.clear()
    desk.move(view, staff("ben"), at(15, 10), staff_member_id="tom")
    told = [each.recipient_id for each in desk.state.outbox.values()]
    (known,) = desk.state.customers.values()
    assert told == [known.customer_id, "tom", "ana"]


def test_the_news_are_of_the_version_and_of_use_until_it_is_over(desk: MemoryDesk) -> None:
    view = desk.book(start_at=at(14, 10))
    desk.state.outbox.clear()
    desk.move(view, customer(), at(20, 10))
    assert list(desk.state.outbox.values()) == [
        Announcement(
            business_id=BUSINESS,
            kind=AnnouncementKind.RESCHEDULED,
            recipient_kind=RecipientKind.STAFF_MEMBER,
            recipient_id="ana",
            appointment_id=view.appointment_id,
            appointment_version=2,
            due_at=NOW,
            expires_at=NOW + 2 * DAY,
        )
    ]


def test_a_mark_is_told_to_nobody(desk: MemoryDesk) -> None:
    view = desk.book()
    desk.state.outbox.clear()
    desk.now = at(14, 9)
    desk.mark(view, staff("ana"), ARRIVED)
    assert desk.state.outbox == {}


# Again


def test_a_mark_asked_twice_is_one_mark(desk: MemoryDesk) -> None:
    view = desk.book()
    desk.now = at(14, 9)
    first = desk.mark(view, staff("ana"), ARRIVED, idempotency_key="k")
    before = desk.state.snapshot()
    assert desk.mark(view, staff("ana"), ARRIVED, idempotency_key="k") == first
    assert desk.state == before
    desk.now = at(14, 10)
    again = desk.mark(view, staff("ana"), ARRIVED, idempotency_key="k")
    assert again == desk.see(view, staff("ana"))


@pytest.mark.parametrize("act", ["accept", "decline"])
def test_an_answer_given_twice_is_one_answer(act: str) -> None:
    desk = MemoryDesk(salon(replace(HAIRCUT, needs_approval=True)))
    view = desk.book()
    answer = desk.accept if act == "accept" else desk.decline
    first = answer(view, staff("ana"), idempotency_key="k")
    before = desk.state.snapshot()
    assert answer(view, staff("ana"), idempotency_key="k") == first
    assert desk.state == before


# Rooms and holds


ROOMS = {key: Resource(resource_id=key, display_name=key) for key in ("bath", "room")}
IN_A_ROOM = replace(HAIRCUT, required_resources=(ResourceNeed(("room", "bath")),))


def test_it_moves_into_the_room_that_is_free_then() -> None:
    desk = MemoryDesk(salon(IN_A_ROOM, resources=ROOMS))
    view = desk.book()
    assert stored(desk, view).resource_units == (ResourceUnit("room", 1),)
    desk.book(customer("eve"), at(15, 10), staff_member_id="ben", contact=EVE)
    desk.move(view, customer(), at(15, 10))
    assert stored(desk, view).resource_units == (ResourceUnit("bath", 1),)
    third = desk.book(customer("fay"), staff_member_id="tom", contact=EVE)
    with pytest.raises(SlotTaken):
        desk.move(third, customer("fay"), at(15, 10))


def held(desk: MemoryDesk, who: str, start_at: Any) -> None:
    wish = Wish(business_id=BUSINESS, service_id="haircut", staff_member_id="ana")
    desk.do(hold, customer(who), HoldCommand(wish, start_at, f"draft {who}"))


def test_what_one_holds_gives_way_to_one_s_own_move_and_to_no_other_s(desk: MemoryDesk) -> None:
    view = desk.book()
    held(desk, "eve", at(15, 10))
    with pytest.raises(SlotTaken):
        desk.move(view, customer(), at(15, 10))
    desk.state.holds.clear()
    held(desk, "dana", at(15, 10))
    held(desk, "dana", at(15, 10))
    moved = desk.move(view, customer(), at(15, 10), idempotency_key="k")
    assert desk.state.holds == {}
    back = desk.move(moved, customer(), at(14, 10))
    held(desk, "dana", at(15, 10))
    assert desk.move(view, customer(), at(15, 10), idempotency_key="k") == back
    assert len(desk.state.holds) == 1, "what was done before takes nothing"


# One of a group


def contact_of(who: str) -> Contact:
    return Contact(name=who.title(), email_address=f"{who}@example.com")


def join(desk: MemoryDesk, who: str, **facts: Any) -> AppointmentView:
    return desk.book(customer(who), contact=contact_of(who), **facts)


@pytest.mark.parametrize("named", [None, "ben"])
def test_one_of_a_group_moves_to_whom_they_name(named: str | None) -> None:
    desk = MemoryDesk(salon(GROUP))
    view = join(desk, "dana", attendees_count=2, notes="Short")
    join(desk, "eve")
    moved = desk.move(view, customer("dana"), at(15, 10), staff_member_id=named)
    assert moved.start_at == at(15, 10)
    assert (moved.group.attendees_count, moved.customer_notes) == (2, "Short")
    if named:
        assert [each.staff_member_id for each in moved.staff_members] == [named]
    assert [each.contact.name for each in stored(desk, view).customers] == ["Eve"]
    again = desk.move(moved, customer("dana"), at(16, 10), staff_member_id=named)
    assert again.start_at == at(16, 10)


def test_who_moves_alone_leaves_and_comes_in_the_record(desk: MemoryDesk) -> None:
    desk.change(salon(GROUP))
    view = join(desk, "dana")
    join(desk, "eve")
    written = len(desk.state.audit)
    moved = desk.move(view, customer("dana"), at(15, 10))
    found = [(which, entry.what, entry.after) for _, which, entry in desk.state.audit[written:]]
    assert found == [
        (view.appointment_id, "attendeeLeft", CONFIRMED),
        (moved.appointment_id, "booked", CONFIRMED),
    ]
    assert {entry.actor for _, _, entry in desk.state.audit[written:]} == {customer("dana")}


def test_who_leaves_sees_theirs_as_cancelled_by_them(desk: MemoryDesk) -> None:
    desk.change(salon(GROUP))
    view = join(desk, "dana")
    join(desk, "eve")
    left = desk.cancel(view, customer("dana"), idempotency_key="k")
    assert (left.status, left.cancelled_by) == (CANCELLED, CancelledBy.CUSTOMER)
    assert (left.customer_name, left.may) == ("Dana", frozenset())
    before = desk.state.snapshot()
    again = desk.cancel(view, customer("dana"), idempotency_key="k")
    assert (again.status, again.cancelled_by, again.customer_name) == (
        CANCELLED,
        CancelledBy.CUSTOMER,
        "Dana",
    )
    assert desk.state == before
    with pytest.raises(NotFound):
        desk.cancel(view, customer("dana"))


def test_one_who_is_removed_is_told_why_and_nobody_else_is(desk: MemoryDesk) -> None:
    desk.change(salon(GROUP))
    view = join(desk, "dana")
    join(desk, "eve")
    desk.state.outbox.clear()
    gone = stored(desk, view).customers[1].customer_id
    seen = desk.see(view, staff("ben"))
    written = len(desk.state.audit)
    after = remove(desk, seen, gone, staff("ben"), message=" Too young ", idempotency_key="k")
    assert [each.name for each in after.group.attendees] == ["Dana"]
    told = {(each.kind.value, each.recipient_id) for each in desk.state.outbox.values()}
    assert told == {("attendeeLeft", "ana"), ("cancelled", gone)}
    ((_, which, entry),) = desk.state.audit[written:]
    assert (which, entry.what, entry.actor) == (view.appointment_id, "attendeeLeft", staff("ben"))
    again = remove(desk, seen, gone, staff("ben"), message=" Too young ", idempotency_key="k")
    assert again == after


@pytest.mark.parametrize(
    ("actor", "refused_as"),
    [(customer("dana"), "remove another customer"), (staff("vic"), "cancel")],
)
def test_who_may_not_remove_others(desk: MemoryDesk, actor: Actor, refused_as: str) -> None:
    desk.change(salon(GROUP))
    view = join(desk, "dana")
    with pytest.raises(NotPermitted) as refused:
        remove(desk, view, stored(desk, view).customer.customer_id, actor)
    assert refused.value.action == refused_as


@pytest.mark.parametrize("is_group", [True, False])
def test_who_does_not_attend_is_not_removed(desk: MemoryDesk, is_group: bool) -> None:  # noqa: FBT001
    desk.change(salon(GROUP if is_group else HAIRCUT))
    view = join(desk, "dana")
    who = "nobody" if is_group else stored(desk, view).customer.customer_id
    with pytest.raises(NotFound) as refused:
        remove(desk, view, who)
    assert (refused.value.kind, refused.value.identifier) == ("attendee", who)


# Requests


ASKED_FOR = replace(IN_A_ROOM, required_resources=(ResourceNeed(("room",)),), needs_approval=True)


def asked_beside(*busy: str, in_room: bool = False) -> tuple[MemoryDesk, AppointmentView]:
    """Ask for Ana's time and the room, and let others have the time of who is busy."""
    desk = MemoryDesk(salon(ASKED_FOR, resources=ROOMS))
    request = desk.book()
    for each in busy:
        units = (ResourceUnit("room", 1),) if in_room else ()
        other = appointment(f"of-{each}", at(14, 10, 30), (each,), resource_units=units)
        desk.state.appointments[BUSINESS, other.appointment_id] = other
    return desk, request


@pytest.mark.parametrize(("busy", "taker"), [((), "ana"), (("ben",), "ana"), (("ana",), "ben")])
def test_an_accepted_request_goes_to_whom_it_was_made_or_whose_turn_it_is(
    busy: tuple[str, ...], taker: str
) -> None:
    desk, request = asked_beside(*busy)
    accepted = desk.accept(request, staff("ana"))
    assert accepted.status is CONFIRMED
    assert [each.staff_member_id for each in accepted.staff_members] == [taker]


@pytest.mark.parametrize(
    ("busy", "in_room", "taken"), [(("ana", "ben", "tom"), False, "ana"), (("ben",), True, None)]
)
def test_an_acceptance_says_who_is_taken_or_that_a_room_is(
    busy: tuple[str, ...],
    in_room: bool,  # noqa: FBT001
    taken: str | None,
) -> None:
    desk, request = asked_beside(*busy, in_room=in_room)
    with pytest.raises(SlotTaken) as refused:
        desk.accept(request, staff("ana"))
    assert (refused.value.start_at, refused.value.staff_member_id) == (at(14, 10), taken)


def test_a_request_of_somebody_who_left_is_offered_by_nobody_who_is_free() -> None:
    desk, _ = asked_beside("ana", "ben")
    request = desk.book(start_at=at(15, 10), staff_member_id="tom")
    for each in ("ana", "ben"):
        other = appointment(f"then-of-{each}", at(15, 10), (each,))
        desk.state.appointments[BUSINESS, other.appointment_id] = other
    desk.change(salon(ASKED_FOR, resources=ROOMS, staff=STAFF[:2]))
    with pytest.raises(SlotNotOffered) as refused:
        desk.accept(request, staff("ana"))
    assert (refused.value.start_at, refused.value.reason) == (
        at(15, 10),
        Reason.NOT_OFFERED_BY_STAFF,
    )


@pytest.mark.parametrize(
    ("act", "what", "after"),
    [("accept", "accepted", CONFIRMED), ("decline", "declined", CANCELLED)],
)
def test_an_answer_is_written_down_and_told_to_the_customer(
    act: str, what: str, after: AppointmentStatus
) -> None:
    desk = MemoryDesk(salon(ASKED_FOR, resources=ROOMS))
    request = desk.book()
    desk.state.outbox.clear()
    desk.wait(HOUR)
    actor = StaffActor(BUSINESS, "ana", "msteams")
    answered = desk.accept(request, actor) if act == "accept" else desk.decline(request, actor)
    entry = AuditEntry(actor, what, desk.now, "msteams", REQUESTED, after)
    assert desk.state.audit[-1] == (BUSINESS, request.appointment_id, entry)
    (news,) = desk.state.outbox.values()
    assert (news.kind.value, news.recipient_id, news.due_at) == (
        what,
        stored(desk, request).customer.customer_id,
        desk.now,
    )
    assert (answered.status, answered.last_updated_at) == (after, desk.now)


# Who comes and goes in a group


def told(desk: MemoryDesk) -> set[tuple[str, str]]:
    return {(each.kind.value, each.recipient_id) for each in desk.state.outbox.values()}


@pytest.mark.parametrize("by_staff", [False, True])
def test_who_joins_is_told_to_staff_and_to_them_where_staff_did_it(
    desk: MemoryDesk,
    by_staff: bool,  # noqa: FBT001
) -> None:
    desk.change(salon(GROUP))
    view = join(desk, "dana")
    desk.state.outbox.clear()
    actor = staff("ben") if by_staff else customer("eve")
    desk.book(actor, contact=contact_of("eve"))
    eve = stored(desk, view).customers[1].customer_id
    assert told(desk) == {("attendeeJoined", "ana"), *([("booked", eve)] if by_staff else [])}


def test_who_moves_alone_is_told_to_who_had_them_and_to_who_gets_them(desk: MemoryDesk) -> None:
    desk.change(salon(GROUP))
    view = join(desk, "dana")
    join(desk, "eve")
    there = desk.book(customer("fay"), at(15, 10), staff_member_id="ben", contact=EVE)
    desk.state.outbox.clear()
    desk.wait(HOUR)
    moved = desk.move(view, customer("dana"), at(15, 10), idempotency_key="m")
    assert moved.appointment_id == there.appointment_id
    assert told(desk) == {("attendeeLeft", "ana"), ("attendeeJoined", "ben")}
    assert {each.due_at for each in desk.state.outbox.values()} == {desk.now}
    left, came = desk.state.audit[-2:]
    assert [(left[1], left[2].what, left[2].at), (came[1], came[2].what, came[2].at)] == [
        (view.appointment_id, "attendeeLeft", desk.now),
        (there.appointment_id, "attendeeJoined", desk.now),
    ]
    kept = {
        key: desk.state.answers[BUSINESS, scoped_key(customer("dana"), key)]
        for key in ("m", "m:left")
    }
    assert kept["m"][1:] == (there.appointment_id, desk.now)
    assert kept["m:left"][1:] == (view.appointment_id, desk.now)
    before = desk.state.snapshot()
    assert desk.move(view, customer("dana"), at(15, 10), idempotency_key="m") == moved
    assert desk.state == before


@pytest.mark.parametrize("minute", [0, 30])
def test_a_group_that_goes_on_is_in_the_way_of_who_leaves_it(desk: MemoryDesk, minute: int) -> None:
    desk.change(salon(GROUP))
    view = join(desk, "dana")
    moving: dict[str, Any] = {"except_appointment_id": view.appointment_id}
    there = at(14, 10, minute)
    assert desk.check(there, staff_member_id="ana", **moving).refusal is None, "it ends with them"
    join(desk, "eve")
    assert desk.check(there, staff_member_id="ana", **moving).refusal is not None
    assert desk.check(there, **moving).free == ("ben", "tom")
    with pytest.raises(SlotTaken):
        desk.move(view, customer("dana"), there, staff_member_id="ana")
    moved = desk.move(view, customer("dana"), there)
    assert moved.staff_members[0].staff_member_id in ("ben", "tom")
    assert [each.contact.name for each in stored(desk, view).customers] == ["Eve"]


def test_who_attends_alone_moves_within_their_own_time(desk: MemoryDesk) -> None:
    desk.change(salon(GROUP))
    moved = desk.move(join(desk, "dana"), customer("dana"), at(14, 10, 30), staff_member_id="ana")
    assert moved.start_at == at(14, 10, 30)


def test_as_many_as_come_find_room_together(desk: MemoryDesk) -> None:
    desk.change(salon(GROUP))
    view = join(desk, "dana", attendees_count=2)
    fuller = desk.book(customer("fay"), at(15, 10), contact=EVE, attendees_count=3)
    moved = desk.move(view, customer("dana"), at(15, 10))
    assert moved.appointment_id != fuller.appointment_id
    assert stored(desk, moved).filled_attendees_count == 2
