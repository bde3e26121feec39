"""Moving, cancelling, marking: whose it is, in time, of the version seen, once per key."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from scheduling.actors import Actor
from scheduling.catalog import Role
from scheduling.errors import (
    InvalidValue,
    KeyReused,
    NotFound,
    NotPermitted,
    NotYours,
    Reason,
    SlotNotOffered,
    SlotTaken,
    StaleVersion,
    TooLateToChange,
    WrongStatus,
)
from scheduling.permissions import Action
from scheduling.policies import SchedulingPolicy
from scheduling.service.identities import OpenByLink, open_by_link
from scheduling.statuses import AppointmentStatus
from scheduling.views import AppointmentView
from tests.fakes.businesses import (
    BUSINESS,
    EVE,
    HAIRCUT,
    STAFF,
    STAFF_OF_ROLE,
    appointment,
    at,
    customer,
    salon,
    staff,
)
from tests.fakes.desk import MemoryDesk

CONFIRMED, ARRIVED = AppointmentStatus.CONFIRMED, AppointmentStatus.ARRIVED
Change = Callable[[MemoryDesk, AppointmentView, Actor], AppointmentView]
CHANGES: dict[str, Change] = {
    "reschedule": lambda desk, view, actor: desk.move(view, actor, at(15, 10)),
    "cancel": lambda desk, view, actor: desk.cancel(view, actor),
    "mark": lambda desk, view, actor: desk.mark(view, actor, ARRIVED),
}
of_each_change = pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk()


def test_a_customer_moves_their_own(desk: MemoryDesk) -> None:
    view = desk.book()
    moved = desk.move(view, customer(), at(15, 10))
    assert (moved.start_at, moved.version, moved.sequence) == (at(15, 10), 2, 1)
    assert desk.book(customer("eve"), contact=EVE).start_at == at(14, 10)


def test_an_appointment_may_move_onto_part_of_itself(desk: MemoryDesk) -> None:
    assert desk.move(desk.book(), customer(), at(14, 10, 30)).start_at == at(14, 10, 30)


def test_a_move_onto_anothers_time_is_refused_and_changes_nothing(desk: MemoryDesk) -> None:
    view = desk.book()
    desk.book(customer("eve"), at(15, 10), contact=EVE)
    with pytest.raises(SlotTaken) as refused:
        desk.move(view, customer(), at(15, 10, 30))
    assert refused.value.nearest
    assert desk.state.appointments[BUSINESS, view.appointment_id].version == 1


def test_a_customer_cancels_their_own_and_the_time_is_free(desk: MemoryDesk) -> None:
    view = desk.book()
    ended = desk.cancel(view, customer())
    assert (ended.status, ended.may) == (AppointmentStatus.CANCELLED, frozenset())
    assert desk.book(customer("eve"), contact=EVE).start_at == at(14, 10)


def test_staff_cancel_with_words_for_the_customer(desk: MemoryDesk) -> None:
    ended = desk.cancel(desk.book(), staff("ana"), message="  Ana is ill ")
    assert ended.cancellation_message == "Ana is ill"
    with pytest.raises(InvalidValue):
        desk.cancel(ended, staff("ana"), message="x" * 1001)


# Whose it is


@of_each_change
def test_a_customer_never_learns_of_anothers(desk: MemoryDesk, change: Change) -> None:
    view = desk.book()
    with pytest.raises(NotYours) as refused:
        change(desk, view, customer("eve"))
    with pytest.raises(NotFound) as missing:
        change(desk, replace(view, appointment_id="never"), customer("eve"))
    assert str(refused.value) == str(missing.value)


def test_customers_mark_nothing(desk: MemoryDesk) -> None:
    with pytest.raises(NotPermitted):
        desk.mark(desk.book(), customer(), ARRIVED)


ALLOWED = {
    # whose appointment, action, roles that may
    ("own", "reschedule"): {Role.ADMINISTRATOR, Role.SCHEDULER, Role.TEAM_MEMBER},
    ("own", "cancel"): {Role.ADMINISTRATOR, Role.SCHEDULER, Role.TEAM_MEMBER},
    ("own", "mark"): {Role.ADMINISTRATOR, Role.SCHEDULER, Role.TEAM_MEMBER, Role.GUEST},
    ("another's", "reschedule"): {Role.ADMINISTRATOR, Role.SCHEDULER},
    ("another's", "cancel"): {Role.ADMINISTRATOR, Role.SCHEDULER},
    ("another's", "mark"): {Role.ADMINISTRATOR, Role.SCHEDULER},
}


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("whose", ["own", "another's"])
@pytest.mark.parametrize("role", Role)
def test_each_role_changes_what_it_may(role: Role, whose: str, name: str) -> None:
    everybody = replace(HAIRCUT, staff_member_ids=tuple(each.staff_member_id for each in STAFF))
    desk = MemoryDesk(salon(everybody))
    me = STAFF_OF_ROLE[role]
    other = "ben" if me == "ana" else "ana"
    view = desk.book(staff_member_id=me if whose == "own" else other)
    desk.now = at(14, 9)
    if role in ALLOWED[whose, name]:
        assert CHANGES[name](desk, view, staff(me)).version == 2
        return
    with pytest.raises((NotPermitted, NotYours)):
        CHANGES[name](desk, view, staff(me))
    assert desk.state.appointments[BUSINESS, view.appointment_id].version == 1


def test_a_team_member_does_not_move_into_a_colleagues_calendar(desk: MemoryDesk) -> None:
    view = desk.book(staff_member_id="tom")
    with pytest.raises(NotPermitted):
        desk.move(view, staff("tom"), at(15, 10), staff_member_id="ana")
    moved = desk.move(view, staff("ben"), at(15, 10), staff_member_id="ana")
    assert [each.staff_member_id for each in moved.staff_members] == ["ana"]


def test_who_followed_the_link_may_change_it(desk: MemoryDesk) -> None:
    view = desk.book()
    opened = desk.do(open_by_link, customer("eve"), OpenByLink(BUSINESS, view.appointment_id))
    assert {Action.RESCHEDULE, Action.CANCEL} == opened.may
    assert desk.cancel(opened, customer("eve")).status is AppointmentStatus.CANCELLED


# In time


@pytest.mark.parametrize("name", ["reschedule", "cancel"])
def test_customers_are_held_to_the_notice_and_staff_are_not(desk: MemoryDesk, name: str) -> None:
    view = desk.book(start_at=at(13, 12))
    desk.wait(timedelta(hours=1, minutes=1))
    with pytest.raises(TooLateToChange) as refused:
        CHANGES[name](desk, view, customer())
    assert refused.value.minimum_notice == timedelta(hours=1)
    assert CHANGES[name](desk, view, staff("ana")).version == 2


def test_the_notice_may_be_less_than_the_lead(desk: MemoryDesk) -> None:
    policy = SchedulingPolicy(minimum_cancelling_notice=timedelta())
    desk.load(salon(replace(HAIRCUT, scheduling_policy=policy)))
    view = desk.book(start_at=at(13, 12))
    desk.wait(timedelta(hours=2))
    assert desk.cancel(view, customer()).version == 2


def test_a_customer_cannot_undo_the_past(desk: MemoryDesk) -> None:
    view = desk.book()
    desk.wait(timedelta(days=2))
    with pytest.raises(TooLateToChange):
        desk.cancel(view, customer())


def test_what_staff_booked_a_customer_changes_only_where_the_service_lets_them(
    desk: MemoryDesk,
) -> None:
    desk.book()
    (known,) = desk.state.customers.values()
    view = desk.book(staff("ana"), at(16, 10), contact=None, customer_id=known.customer_id)
    with pytest.raises(NotPermitted):
        desk.cancel(view, customer())
    desk.change(salon(replace(HAIRCUT, is_customer_allowed_to_manage_booking=True)))
    assert desk.cancel(view, customer()).version == 2


@pytest.mark.parametrize(
    ("start_at", "reason"), [(at(13, 10, 30), Reason.TOO_SOON), (at(14, 20), Reason.CLOSED)]
)
def test_a_move_keeps_the_rules_of_booking(
    desk: MemoryDesk, start_at: datetime, reason: Reason
) -> None:
    with pytest.raises(SlotNotOffered) as refused:
        desk.move(desk.book(), customer(), start_at)
    assert refused.value.reason is reason


# Of the version seen, and once


@of_each_change
def test_what_changed_since_it_was_seen_is_not_changed(desk: MemoryDesk, change: Change) -> None:
    view = desk.book()
    desk.move(view, customer(), at(16, 10))
    with pytest.raises(StaleVersion) as refused:
        change(desk, view, staff("ana"))
    assert (refused.value.seen, refused.value.current) == (1, 2)


@of_each_change
def test_a_cancelled_appointment_stays_so(desk: MemoryDesk, change: Change) -> None:
    ended = desk.cancel(desk.book(), customer())
    with pytest.raises(WrongStatus):
        change(desk, ended, staff("ana"))


def test_the_same_key_changes_once_and_gives_the_same_answer(desk: MemoryDesk) -> None:
    view = desk.book()
    first = desk.move(view, customer(), at(15, 10), idempotency_key="k")
    assert desk.move(view, customer(), at(15, 10), idempotency_key="k") == first
    with pytest.raises(KeyReused):
        desk.move(view, customer(), at(16, 10), idempotency_key="k")
    with pytest.raises(KeyReused):
        desk.cancel(first, customer(), idempotency_key="k")
    ended = desk.cancel(first, customer(), idempotency_key="c")
    assert desk.cancel(first, customer(), idempotency_key="c") == ended


# What became of the service since


def test_an_appointment_moves_with_the_length_and_buffers_it_was_booked_with(
    desk: MemoryDesk,
) -> None:
    view = desk.book(service_id="colour")
    desk.change(
        salon(replace(HAIRCUT, service_id="colour", default_duration=timedelta(minutes=15)))
    )
    desk.book(staff("ben"), at(15, 12), service_id="colour", contact=EVE)
    # 90 minutes from 10:30 with 20 after it: 15 would fit, what was booked does not.
    with pytest.raises(SlotTaken):
        desk.move(view, customer(), at(15, 10, 30))
    moved = desk.move(view, customer(), at(15, 9))
    assert moved.end_at - moved.start_at == timedelta(minutes=90)


def test_an_appointment_of_a_service_hidden_since_can_be_moved(desk: MemoryDesk) -> None:
    view = desk.book()
    desk.change(salon(replace(HAIRCUT, is_hidden_from_customers=True)))
    asked = desk.check(at(15, 10), except_appointment_id=view.appointment_id)
    assert asked.refusal is None
    assert desk.move(view, customer(), at(15, 10)).version == 2


def test_another_customers_appointment_is_nobodys_to_look_past(desk: MemoryDesk) -> None:
    view = desk.book()
    with pytest.raises(NotYours):
        desk.check(at(14, 10), customer("eve"), except_appointment_id=view.appointment_id)


def test_an_appointment_with_two_people_moves_with_both_of_them(desk: MemoryDesk) -> None:
    view = desk.book()
    both = appointment(view.appointment_id, at(14, 10), ("ana", "ben"))
    desk.state.appointments[BUSINESS, view.appointment_id] = both
    desk.book(staff("ben"), at(15, 9), staff_member_id="ben", contact=EVE)
    with pytest.raises(SlotTaken):
        desk.move(view, staff("ana"), at(15, 9))
    moved = desk.move(view, staff("ana"), at(15, 11))
    assert [each.staff_member_id for each in moved.staff_members] == ["ana", "ben"]


def test_an_appointment_with_two_people_is_offered_where_both_are_free(desk: MemoryDesk) -> None:
    view = desk.book()
    both = appointment(view.appointment_id, at(14, 10), ("ana", "ben"))
    desk.state.appointments[BUSINESS, view.appointment_id] = both
    desk.book(staff("ben"), at(15, 9), staff_member_id="ben", contact=EVE)
    moving = {"except_appointment_id": view.appointment_id}
    refused = desk.check(at(15, 9), staff("ana"), **moving)
    assert refused.refusal is not None
    assert (refused.refusal.reason, refused.refusal.staff_member_id) == (Reason.TAKEN, "ben")
    assert at(15, 9) not in [each.start_at for each in refused.nearest]
    assert desk.check(at(15, 10), staff("ana"), **moving).free == ("ana", "ben")


@pytest.mark.parametrize(
    ("actor", "named", "error"),
    [("ana", "ana", InvalidValue), ("ana", "tom", InvalidValue), ("tom", None, NotPermitted)],
)
def test_nobody_is_dropped_from_an_appointment_with_two_people(
    desk: MemoryDesk, actor: str, named: str | None, error: type[Exception]
) -> None:
    view = desk.book()
    both = appointment(view.appointment_id, at(14, 10), ("ana", "tom"))
    desk.state.appointments[BUSINESS, view.appointment_id] = both
    with pytest.raises(error):
        desk.move(view, staff(actor), at(15, 11), staff_member_id=named)


def test_an_appointment_of_somebody_who_left_can_be_cancelled(desk: MemoryDesk) -> None:
    view = desk.book(staff_member_id="tom")
    desk.change(salon(staff=tuple(each for each in STAFF if each.staff_member_id != "tom")))
    assert desk.cancel(view, customer()).staff_members[0].display_name == "tom"


@pytest.mark.parametrize(
    ("name", "actor"),
    [("reschedule", customer()), ("reschedule", staff("ana")), ("mark", customer())],
)
def test_a_service_that_is_gone_makes_nothing_worse_than_a_refusal(
    desk: MemoryDesk, name: str, actor: Actor
) -> None:
    view = desk.book()
    desk.change(salon(replace(HAIRCUT, service_id="other")))
    with pytest.raises((NotFound, NotPermitted)):
        CHANGES[name](desk, view, actor)
    assert desk.cancel(view, actor).status is AppointmentStatus.CANCELLED
