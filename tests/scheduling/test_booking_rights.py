"""Who may book for whom, and what the same request twice is."""

from datetime import timedelta, timezone
from typing import Any

import pytest

from scheduling.actors import CustomerActor, OperatorActor, Principal, StaffActor
from scheduling.auditing import AuditEntry
from scheduling.catalog import Role
from scheduling.errors import (
    KeyReused,
    NotPermitted,
    Reason,
    SlotNotOffered,
    SlotTaken,
)
from scheduling.statuses import AppointmentStatus
from tests.fakes.businesses import (
    BUSINESS,
    CONSULTATION,
    EVE,
    HIDDEN,
    NOW,
    STAFF_OF_ROLE,
    at,
    customer,
    staff,
)
from tests.fakes.desk import MemoryDesk

MINUTE = timedelta(minutes=1)


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk()


# Who may book


@pytest.mark.parametrize("role", Role)
def test_each_role_books_as_far_as_it_reaches(desk: MemoryDesk, role: Role) -> None:
    me = STAFF_OF_ROLE[role]
    allowed = {Role.ADMINISTRATOR, Role.SCHEDULER}
    if role in allowed:
        assert desk.book(staff(me), staff_member_id="ana").version == 1
    else:
        with pytest.raises(NotPermitted):
            desk.book(staff(me), staff_member_id="ana")
    assert bool(desk.state.appointments) is (role in allowed)


@pytest.mark.parametrize("named", ["tom", None])
def test_a_team_member_books_for_others_to_their_own_calendar(
    desk: MemoryDesk, named: str | None
) -> None:
    view = desk.book(staff("tom"), staff_member_id=named)
    assert [each.staff_member_id for each in view.staff_members] == ["tom"]


def test_an_administrator_overrides_the_lead_time_but_never_an_overlap(desk: MemoryDesk) -> None:
    assert desk.book(staff("ana"), at(13, 10, 30)).version == 1
    assert desk.book(staff("ana"), at(14, 10) + timedelta(days=35)).version == 1
    with pytest.raises(SlotTaken):
        desk.book(staff("ana"), at(13, 11))
    with pytest.raises(SlotNotOffered) as past:
        desk.book(staff("ana"), at(13, 9))
    assert past.value.reason is Reason.PAST
    with pytest.raises(SlotNotOffered):
        desk.book(staff("ben"), at(13, 10, 30), staff_member_id="ben")


def test_staff_book_hidden_services_and_without_the_customers_answers(desk: MemoryDesk) -> None:
    assert desk.book(staff("ben"), service_id=HIDDEN.service_id).version == 1
    view = desk.book(staff("ben"), at(15, 10), service_id=CONSULTATION.service_id, contact=EVE)
    assert view.answers == ()


@pytest.mark.parametrize(
    "actor",
    [
        StaffActor("another", "ana"),
        CustomerActor("another", Principal("directline", "", "dana")),
        StaffActor(BUSINESS, "left"),
    ],
)
def test_who_does_not_belong_here_may_not_book(
    desk: MemoryDesk, actor: StaffActor | CustomerActor
) -> None:
    with pytest.raises(NotPermitted):
        desk.book(actor)


# The same request twice


def test_the_same_key_books_once_and_gives_the_same_answer(desk: MemoryDesk) -> None:
    first = desk.book(idempotency_key="k")
    again = desk.book(idempotency_key="k")
    assert again == first
    assert len(desk.state.appointments) == len(desk.state.outbox) == 1


def test_the_same_instant_in_another_zone_is_the_same_request(desk: MemoryDesk) -> None:
    berlin = at(14, 10).astimezone(timezone(timedelta(hours=2)))
    first = desk.book(idempotency_key="k")
    assert desk.book(start_at=berlin, idempotency_key="k") == first


@pytest.mark.parametrize(
    "changes", [{"start_at": at(15, 10)}, {"service_id": "colour"}, {"contact": EVE}]
)
def test_the_same_key_for_something_else_is_refused(
    desk: MemoryDesk, changes: dict[str, Any]
) -> None:
    desk.book(idempotency_key="k")
    with pytest.raises(KeyReused):
        desk.book(idempotency_key="k", **changes)


def test_one_persons_key_is_not_anothers(desk: MemoryDesk) -> None:
    first = desk.book(idempotency_key="k")
    other = desk.book(customer("eve"), at(15, 10), contact=EVE, idempotency_key="k")
    assert other.appointment_id != first.appointment_id


def test_a_booking_is_written_down(desk: MemoryDesk) -> None:
    view = desk.book()
    confirmed = AppointmentStatus.CONFIRMED
    booked = AuditEntry(customer(), "booked", NOW, "directline", None, confirmed)
    assert desk.state.audit[-1] == (BUSINESS, view.appointment_id, booked)
    loaded = AuditEntry(OperatorActor(), "loaded", NOW, "command line")
    assert desk.state.audit[0] == (BUSINESS, BUSINESS, loaded)
    (news,) = desk.state.outbox.values()
    assert (news.recipient_id, news.appointment_id) == ("ana", view.appointment_id)
