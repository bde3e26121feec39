"""Which calendars each use case holds while it works, and what it ends on them before it looks."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from scheduling.actors import Actor, Principal, SystemActor
from scheduling.announcements import AnnouncementKind
from scheduling.auditing import AuditEntry
from scheduling.catalog import Service
from scheduling.errors import NotPermitted, Reason, SlotNotOffered, SlotTaken, StaleVersion
from scheduling.ports import Link
from scheduling.resources import Resource, ResourceNeed
from scheduling.service.holding import HoldCommand, ReleaseCommand, hold, release
from scheduling.service.lapsing import EndLapsed, end_lapsed_requests
from scheduling.service.recording import scoped_key
from scheduling.service.wishes import Wish
from scheduling.statuses import AppointmentStatus, CancelledBy
from scheduling.views import AppointmentView
from tests.fakes.businesses import (
    BUSINESS,
    EVE,
    HAIRCUT,
    STAFF,
    at,
    customer,
    salon,
    salon_business,
    staff,
)
from tests.fakes.desk import MemoryDesk
from tests.fakes.memory import Locked

REQUESTED, CONFIRMED = AppointmentStatus.REQUESTED, AppointmentStatus.CONFIRMED
CANCELLED, ARRIVED = AppointmentStatus.CANCELLED, AppointmentStatus.ARRIVED
DAY = timedelta(days=1)
SYSTEM = SystemActor()
SPA = "spa"
ROOMS = {key: Resource(resource_id=key, display_name=key) for key in ("bath", "room", "yard")}
WITH_ROOM = replace(HAIRCUT, required_resources=(ResourceNeed(("room", "bath", "gone")),))
ANYONE = Wish(business_id=BUSINESS, service_id="haircut")
ELSEWHERE = ((SPA, "ana"), (SPA, "ben"))


def desk_of(service: Service = HAIRCUT) -> MemoryDesk:
    """Open a salon whose Ana and Ben work in a spa too."""
    desk = MemoryDesk()
    desk.load(salon(business=salon_business(business_id=SPA), staff=STAFF[:2]))
    desk.change(salon(service, resources=ROOMS))
    for who in ("ana", "ben"):
        principal = Principal("msteams", "directory", who)
        for business_id in (BUSINESS, SPA):
            desk.state.links[business_id, principal] = Link(staff_member_id=who)
    return desk


def held(desk: MemoryDesk, wish: Wish, actor: Actor) -> object:
    return desk.do(hold, actor, HoldCommand(wish, at(15, 10), "k"))


Act = Callable[[MemoryDesk, AppointmentView], object]
LOCKS: dict[str, tuple[Act, tuple[str, ...], tuple[tuple[str, str], ...]]] = {
    # done with what Dana has with Ana: whose calendars are held here, and elsewhere
    "book with Ana": (
        lambda desk, _: desk.book(start_at=at(15, 10)),
        ("ana",),
        ELSEWHERE[:1],
    ),
    "book with anyone": (
        lambda desk, _: desk.book(start_at=at(15, 10), staff_member_id=None),
        ("ana", "ben", "tom"),
        ELSEWHERE,
    ),
    "hold with anyone": (
        lambda desk, _: held(desk, ANYONE, customer()),
        ("ana", "ben", "tom"),
        ELSEWHERE,
    ),
    "move": (lambda desk, view: desk.move(view, customer(), at(15, 10)), ("ana",), ELSEWHERE[:1]),
    "move to Tom": (
        lambda desk, view: desk.move(view, staff("ben"), at(15, 10), staff_member_id="tom"),
        ("ana", "tom"),
        ELSEWHERE[:1],
    ),
    "cancel": (lambda desk, view: desk.cancel(view, customer()), ("ana",), ()),
    "mark": (lambda desk, view: desk.mark(view, staff("ana"), ARRIVED), ("ana",), ()),
}


@pytest.mark.parametrize("with_room", [False, True])
@pytest.mark.parametrize("name", LOCKS)
def test_each_holds_what_it_could_touch(name: str, with_room: bool) -> None:  # noqa: FBT001
    act, people, elsewhere = LOCKS[name]
    desk = desk_of(WITH_ROOM if with_room else HAIRCUT)
    view = desk.book()
    desk.now = at(14, 8)
    act(desk, view)
    (locked,) = desk.locked
    named = locked.here[: len(people)]
    rooms = locked.here[len(people) :]
    assert (named, locked.elsewhere) == (people, elsewhere)
    assert sorted(rooms) == (["bath", "room"] if with_room else [])


@pytest.mark.parametrize(
    ("actor", "people", "elsewhere"),
    [
        (customer(), ("ana", "ben", "tom"), ELSEWHERE),
        (staff("ana"), ("ana",), ELSEWHERE[:1]),
        (SYSTEM, ("ana",), ELSEWHERE[:1]),
    ],
)
def test_who_moves_alone_out_of_a_group_could_come_to_anybody(
    actor: Actor, people: tuple[str, ...], elsewhere: tuple[tuple[str, str], ...]
) -> None:
    desk = desk_of(replace(HAIRCUT, maximum_attendees_count=4))
    view = desk.book()
    desk.move(view, actor, at(15, 10))
    assert desk.locked[0] == Locked(people, elsewhere)


def test_whoever_left_is_not_waited_for() -> None:
    desk = desk_of()
    view = desk.book(staff_member_id="tom")
    desk.change(salon(staff=STAFF[:2]))
    desk.cancel(view, customer())
    assert desk.locked == [Locked(())]


def test_a_hold_is_given_back_on_the_calendars_it_is_on() -> None:
    desk = desk_of(WITH_ROOM)
    held(desk, replace(ANYONE, staff_member_id="ben"), customer())
    desk.do(release, customer(), ReleaseCommand(BUSINESS, "k"))
    assert desk.locked == [Locked(("ben", "room"))]
    assert desk.state.holds == {}


# What nobody answered in time


def asking(**changes: Any) -> MemoryDesk:
    return MemoryDesk(salon(replace(HAIRCUT, needs_approval=True, **changes), resources=ROOMS))


def status(desk: MemoryDesk, view: AppointmentView) -> AppointmentStatus:
    return desk.state.appointments[BUSINESS, view.appointment_id].status


def test_who_locks_a_calendar_ends_what_lapsed_on_it_and_on_no_other() -> None:
    desk = asking()
    mine, other = (desk.book(start_at=at(16, 10), staff_member_id=who) for who in ("ana", "ben"))
    desk.wait(DAY)
    desk.book(customer("eve"), at(17, 10), contact=EVE)
    assert (status(desk, mine), status(desk, other)) == (CANCELLED, REQUESTED)


def test_who_locks_a_room_ends_what_lapsed_in_it() -> None:
    desk = asking(required_resources=(ResourceNeed(("room",)),))
    asked = desk.book(start_at=at(16, 10), staff_member_id="ben")
    desk.wait(DAY)
    desk.book(customer("eve"), at(16, 10), contact=EVE)
    assert status(desk, asked) is CANCELLED


def test_it_ends_by_the_system_s_hand_and_is_told_and_written_down_once() -> None:
    desk = asking()
    asked = desk.book(start_at=at(16, 10))
    desk.wait(DAY)
    written = len(desk.state.audit)
    assert desk.do(end_lapsed_requests, SYSTEM, EndLapsed(BUSINESS)) == 1
    assert desk.do(end_lapsed_requests, SYSTEM, EndLapsed(BUSINESS)) == 0
    ended = desk.state.appointments[BUSINESS, asked.appointment_id]
    assert (ended.status, ended.cancelled_by) == (CANCELLED, CancelledBy.SYSTEM)
    entry = AuditEntry(SYSTEM, "expired", desk.now, "system", REQUESTED, CANCELLED)
    assert desk.state.audit[written:] == ((BUSINESS, asked.appointment_id, entry),)
    kinds = [each.kind for each in desk.state.outbox.values()]
    assert kinds.count(AnnouncementKind.EXPIRED) == 1
    key = scoped_key(SYSTEM, f"expired:{asked.appointment_id}:1")
    assert desk.state.answers[BUSINESS, key][1:] == (asked.appointment_id, desk.now)


def test_the_watch_holds_whom_it_concerns_and_who_is_still_there() -> None:
    desk = asking()
    theirs = [desk.book(start_at=at(16, 10), staff_member_id=who) for who in ("tom", "ben")]
    desk.change(salon(staff=STAFF[:2]))
    desk.wait(DAY)
    assert desk.do(end_lapsed_requests, SYSTEM, EndLapsed(BUSINESS)) == 2
    assert desk.locked == [Locked(("ben",))]
    assert {status(desk, each) for each in theirs} == {CANCELLED}


# What others did while one waited for the lock


def test_two_who_want_one_time_get_one_each_in_turn() -> None:
    desk = MemoryDesk()
    desk.meanwhile(lambda: desk.book(customer("eve"), contact=EVE))
    with pytest.raises(SlotTaken) as refused:
        desk.book()
    assert (refused.value.start_at, refused.value.staff_member_id) == (at(14, 10), "ana")
    assert refused.value.nearest[0] > desk.now
    assert [each.customer.contact.name for each in desk.state.appointments.values()] == ["Eve"]


@pytest.mark.parametrize("name", ["move", "cancel", "mark"])
def test_what_changed_while_one_waited_is_not_changed_unseen(name: str) -> None:
    desk = desk_of()
    view = desk.book()
    desk.now = at(14, 8)
    desk.meanwhile(lambda: desk.move(view, staff("ana"), at(16, 10)))
    with pytest.raises(StaleVersion) as refused:
        LOCKS[name][0](desk, view)
    assert (refused.value.seen, refused.value.current) == (1, 2)


@pytest.mark.parametrize("name", ["move", "cancel"])
def test_the_same_request_twice_at_once_is_done_once(name: str) -> None:
    desk = desk_of()
    view = desk.book()
    twice: dict[str, Callable[[], AppointmentView]] = {
        "move": lambda: desk.move(view, customer(), at(15, 10), idempotency_key="k"),
        "cancel": lambda: desk.cancel(view, customer(), idempotency_key="k"),
    }
    desk.meanwhile(twice[name])
    done = twice[name]()
    assert done.version == 2
    assert done == desk.see(view, customer())
    whats = [entry.what for _, which, entry in desk.state.audit if which == view.appointment_id]
    assert whats == ["booked", {"move": "rescheduled", "cancel": "cancelled"}[name]]


def test_booked_twice_at_once_it_is_one_appointment() -> None:
    desk = MemoryDesk()
    desk.meanwhile(lambda: desk.book(idempotency_key="k"))
    view = desk.book(idempotency_key="k")
    assert [key[1] for key in desk.state.appointments] == [view.appointment_id]


def test_who_lost_the_right_while_they_waited_changes_nothing() -> None:
    desk = MemoryDesk()
    view = desk.book()
    viewers = tuple(replace(each, role=STAFF[3].role) for each in STAFF)
    desk.meanwhile(lambda: desk.change(salon(staff=viewers)))
    with pytest.raises(NotPermitted) as refused:
        desk.cancel(view, staff("ben"))
    assert refused.value.action == "cancel"


def test_a_rule_that_came_while_one_waited_binds() -> None:
    desk = MemoryDesk()
    only_ben = salon(replace(HAIRCUT, staff_member_ids=("ben",)))
    desk.meanwhile(lambda: desk.change(only_ben))
    with pytest.raises(SlotNotOffered) as refused:
        desk.book()
    assert refused.value.reason is Reason.NOT_OFFERED_BY_STAFF
