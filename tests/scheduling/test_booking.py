"""Booking: who may, what is demanded, what is refused and with which facts, once per key."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from scheduling.customers import Contact
from scheduling.errors import (
    InvalidValue,
    MissingDetails,
    NotFound,
    NotPermitted,
    Reason,
    SlotNotOffered,
    SlotTaken,
)
from scheduling.permissions import Action
from scheduling.policies import SchedulingPolicy
from scheduling.service.asking import AskBusiness, my_appointments, who_am_i
from scheduling.service.book_command import BookCommand
from scheduling.service.booking import book
from tests.fakes.businesses import (
    BUSINESS,
    DANA,
    EVE,
    HAIRCUT,
    NOW,
    at,
    customer,
    salon,
    staff,
)
from tests.fakes.desk import MemoryDesk
from tests.fakes.memory import CountedIds, Locked, MemoryUnitOfWork

MINUTE = timedelta(minutes=1)


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk()


def test_a_customer_books_and_it_is_theirs(desk: MemoryDesk) -> None:
    view = desk.book()
    assert (view.start_at, view.end_at) == (at(14, 10), at(14, 11))
    assert [each.display_name for each in view.staff_members] == ["Ana"]
    assert view.contact == DANA
    assert {Action.RESCHEDULE, Action.CANCEL} == view.may
    assert desk.do(my_appointments, customer(), AskBusiness(BUSINESS)) == (view,)
    assert desk.do(my_appointments, customer("eve"), AskBusiness(BUSINESS)) == ()


def test_a_known_customer_is_not_asked_again(desk: MemoryDesk) -> None:
    desk.book()
    view = desk.book(start_at=at(15, 10), contact=None)
    assert view.contact == DANA
    assert len(desk.state.customers) == 1


def test_what_is_given_goes_over_what_is_known_and_keeps_the_rest(desk: MemoryDesk) -> None:
    desk.book(contact=EVE, language_tag="en")
    by_mail = Contact(name="Eve", email_address="eve@example.com")
    view = desk.book(start_at=at(15, 10), contact=by_mail, language_tag="de")
    assert view.contact == replace(by_mail, phone=EVE.phone)
    (stored,) = desk.state.customers.values()
    assert stored.language_tag == "de"


def test_a_stranger_has_to_say_who_it_is_for(desk: MemoryDesk) -> None:
    with pytest.raises(MissingDetails) as refused:
        desk.book(contact=None)
    assert refused.value.fields == ("name",)
    assert not desk.state.appointments


def test_a_customer_whose_record_is_gone_is_a_stranger_again(desk: MemoryDesk) -> None:
    desk.book()
    desk.load(salon())
    assert desk.do(who_am_i, customer(), AskBusiness(BUSINESS)).contact is None
    assert desk.do(my_appointments, customer(), AskBusiness(BUSINESS)) == ()
    assert desk.book().contact == DANA


def test_two_first_appointments_of_a_newcomer_at_once_are_both_theirs(desk: MemoryDesk) -> None:
    first = desk.book()
    # As if both had begun before either was linked.
    desk.state.links.clear()
    second = desk.book(start_at=at(15, 10))
    found = desk.do(my_appointments, customer(), AskBusiness(BUSINESS))
    assert [each.appointment_id for each in found] == [first.appointment_id, second.appointment_id]


def test_a_typed_customer_id_proves_nothing(desk: MemoryDesk) -> None:
    desk.book()
    (known,) = desk.state.customers.values()
    desk.book(customer("eve"), at(15, 10), contact=EVE, customer_id=known.customer_id)
    assert len(desk.state.customers) == 2


def test_all_that_a_service_demands_is_kept(desk: MemoryDesk) -> None:
    view = desk.book(
        service_id="consultation",
        contact=EVE,
        answers={"allergies": "nuts", "how": "Friends"},
        has_consented=True,
        notes="n" * 3000,
    )
    (stored,) = desk.state.appointments.values()
    assert [each.answer for each in view.answers] == ["nuts", "Friends"]
    assert stored.customer.consent is not None
    assert stored.customer.consent.given_at == NOW
    assert len(stored.customer.notes) == 2000


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"contact": DANA}, ("phone",)),
        ({"contact": EVE}, ("allergies",)),
        ({"contact": EVE, "answers": {"allergies": "no"}}, ("consent",)),
    ],
)
def test_what_a_service_demands_is_named(
    desk: MemoryDesk, changes: dict[str, Any], fields: tuple[str, ...]
) -> None:
    with pytest.raises(MissingDetails) as refused:
        desk.book(service_id="consultation", **changes)
    assert refused.value.fields == fields


def test_with_anyone_the_least_booked_of_the_free_gets_it(desk: MemoryDesk) -> None:
    assert [
        desk.book(start_at=at(14, hour), staff_member_id=None).staff_members[0].staff_member_id
        for hour in (10, 10, 10, 12)
    ] == ["ana", "ben", "tom", "ana"]


def test_a_taken_time_names_the_nearest_free_ones(desk: MemoryDesk) -> None:
    desk.book()
    with pytest.raises(SlotTaken) as refused:
        desk.book(customer("eve"), contact=EVE)
    assert refused.value.start_at == at(14, 10)
    assert refused.value.staff_member_id == "ana"
    nearest = refused.value.nearest
    assert list(nearest) == sorted(nearest)
    assert {at(14, 9), at(14, 11)} <= set(nearest)


def test_who_comes_too_late_locks_nothing(desk: MemoryDesk) -> None:
    desk.book()
    locked: list[Locked] = []
    uow = MemoryUnitOfWork(desk.state, locked.append)
    late = BookCommand(
        business_id=BUSINESS,
        service_id="haircut",
        staff_member_id="ana",
        start_at=at(14, 10),
        contact=EVE,
        idempotency_key="late",
    )
    with pytest.raises(SlotTaken):
        book(uow, customer("eve"), late, NOW, CountedIds())
    assert locked == []


def test_what_a_request_booked_itself_is_not_in_its_way(desk: MemoryDesk) -> None:
    first = desk.book(idempotency_key="same")
    assert desk.book(idempotency_key="same") == first


REFUSALS = [
    (at(13, 9), Reason.PAST),
    (at(13, 10, 30), Reason.TOO_SOON),
    (at(14, 10) + timedelta(days=30), Reason.TOO_FAR_AHEAD),
    (at(14, 20), Reason.CLOSED),
    (at(18, 10), Reason.CLOSED),
    (at(14, 10, 7), Reason.OFF_GRID),
    (at(14, 10) + timedelta(seconds=1), Reason.OFF_GRID),
]


@pytest.mark.parametrize(("start_at", "reason"), REFUSALS)
def test_a_time_that_is_not_offered_is_refused_with_its_reason(
    desk: MemoryDesk, start_at: datetime, reason: Reason
) -> None:
    with pytest.raises(SlotNotOffered) as refused:
        desk.book(start_at=start_at)
    assert refused.value.reason is reason


def test_who_does_not_provide_it_cannot_be_booked_for_it(desk: MemoryDesk) -> None:
    with pytest.raises(SlotNotOffered) as refused:
        desk.book(service_id="colour", staff_member_id="tom")
    assert refused.value.reason is Reason.NOT_OFFERED_BY_STAFF


@pytest.mark.parametrize(
    "changes",
    [
        {"service_id": "hidden"},
        {"service_id": "nothing"},
        {"staff_member_id": "nobody"},
        {"business_id": "nowhere"},
    ],
)
def test_what_may_not_be_chosen_is_not_there(desk: MemoryDesk, changes: dict[str, Any]) -> None:
    with pytest.raises((NotFound, NotPermitted)):
        desk.book(**changes)


@pytest.mark.parametrize("moment", [datetime.max.replace(tzinfo=UTC), datetime(2026, 4, 14)])  # noqa: DTZ001 - naive on purpose
def test_a_start_that_is_no_instant_is_refused(desk: MemoryDesk, moment: datetime) -> None:
    with pytest.raises(InvalidValue):
        desk.book(start_at=moment)


def test_where_the_policy_chooses_the_staff_a_customer_does_not(desk: MemoryDesk) -> None:
    policy = SchedulingPolicy(allow_staff_selection=False)
    desk.load(salon(replace(HAIRCUT, scheduling_policy=policy)))
    with pytest.raises(SlotNotOffered) as refused:
        desk.book(staff_member_id="ben")
    assert refused.value.reason is Reason.NOT_OFFERED_BY_STAFF
    view = desk.book(staff_member_id=None)
    assert desk.move(view, customer(), at(15, 10)).staff_members == view.staff_members
    assert desk.book(staff("ben"), at(16, 10), staff_member_id="tom").version == 1
