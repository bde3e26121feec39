"""Waiting for a place in a class, and for services that several staff members give at once."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from scheduling.actors import CustomerActor, SystemActor
from scheduling.customers import Contact
from scheduling.errors import OfferOver, Reason, SlotNotOffered
from scheduling.service.waiting.answering import take_offer
from scheduling.service.waiting.commands import JoinCommand, LookForFreedTime, OfferCommand
from scheduling.service.waiting.joining import join_waitlist
from scheduling.service.waiting.offering import offer_freed_time
from scheduling.views import AppointmentView
from scheduling.waitlist import WaitlistStatus, WaitlistWish
from scheduling.waitlist_views import WaitlistEntryView
from tests.fakes.businesses import BUSINESS, HAIRCUT, at, customer, salon
from tests.fakes.desk import MemoryDesk

YOGA = replace(HAIRCUT, maximum_attendees_count=2, staff_member_ids=("ana",))
TEN = at(14, 10)
TEN_O_CLOCK = 10 * 60


def contact(who: str) -> Contact:
    return Contact(name=who.title(), email_address=f"{who}@example.com")


def join(desk: MemoryDesk, who: str) -> AppointmentView:
    return desk.book(customer(who), contact=contact(who))


def wait(desk: MemoryDesk, who: CustomerActor, **changes: Any) -> WaitlistEntryView:
    facts: dict[str, Any] = {
        "service_id": "haircut",
        "from_on": date(2026, 4, 14),
        "to_on": date(2026, 4, 14),
        "zone": "Europe/Berlin",
        "from_minute": TEN_O_CLOCK,
        "to_minute": TEN_O_CLOCK,
        **changes,
    }
    command = JoinCommand(
        business_id=BUSINESS,
        wish=WaitlistWish(**facts),
        contact=contact("fay"),
        idempotency_key=desk.key(),
    )
    return desk.do(join_waitlist, who, command)


@pytest.fixture
def desk() -> MemoryDesk:
    """A class of two at ten, which Dana and Eve fill, and Fay waits for."""
    return MemoryDesk(salon(YOGA))


def test_who_joins_the_class_they_waited_for_waits_no_longer(desk: MemoryDesk) -> None:
    join(desk, "dana")
    eve = join(desk, "eve")
    entry = wait(desk, customer("fay"))
    desk.cancel(eve, customer("eve"))
    join(desk, "fay")
    assert desk.state.waitlist[BUSINESS, entry.entry_id].status is WaitlistStatus.BOOKED


def test_who_attends_a_class_waits_on_when_somebody_else_joins_it(desk: MemoryDesk) -> None:
    join(desk, "fay")
    dana = join(desk, "dana")
    entry = wait(desk, customer("fay"))
    desk.cancel(dana, customer("dana"))
    join(desk, "eve")
    assert desk.state.waitlist[BUSINESS, entry.entry_id].status is WaitlistStatus.WAITING


@pytest.mark.parametrize("is_taken", [False, True])
def test_an_offered_place_that_is_kept_no_more_is_kept_again_where_there_is_room(
    desk: MemoryDesk, *, is_taken: bool
) -> None:
    join(desk, "dana")
    eve = join(desk, "eve")
    entry = wait(desk, customer("fay"))
    desk.cancel(eve, customer("eve"))
    assert desk.do(offer_freed_time, SystemActor(), LookForFreedTime(BUSINESS)) == 1
    desk.state.holds.clear()
    command = OfferCommand(BUSINESS, entry.entry_id, TEN)
    if not is_taken:
        desk.do(take_offer, customer("fay"), command)
        assert [each.attendees_count for each in desk.state.holds.values()] == [1]
        return
    join(desk, "gil")
    with pytest.raises(OfferOver):
        desk.do(take_offer, customer("fay"), command)


@pytest.mark.parametrize(
    ("staff_member_ids", "whose"), [(("ben", "tom"), "ana"), (("ana", "ben"), "tom")]
)
def test_nobody_waits_for_a_team_with_somebody_who_is_not_of_it(
    staff_member_ids: tuple[str, ...], whose: str
) -> None:
    team = replace(HAIRCUT, required_staff_count=2, staff_member_ids=staff_member_ids)
    with pytest.raises(SlotNotOffered) as refusal:
        wait(MemoryDesk(salon(team)), customer("fay"), staff_member_id=whose)
    assert refusal.value.reason is Reason.NOT_OFFERED_BY_STAFF
