"""What every waitlist keeps: the one in memory, on SQLite, and on PostgreSQL."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from scheduling.actors import Principal
from scheduling.errors import NotFound, StaleVersion
from scheduling.ports import Link, UnitOfWork
from scheduling.waitlist import OfferedTime, WaitlistEntry, WaitlistStatus, WaitlistWish
from tests.contracts.test_repositories import Store, empty, store
from tests.fakes.businesses import BUSINESS, NOW, at, salon, salon_business

__all__ = ["empty", "store"]

WISH = WaitlistWish(
    service_id="haircut",
    from_on=date(2026, 4, 14),
    to_on=date(2026, 4, 20),
    zone="America/New_York",
    staff_member_id="ana",
    except_staff_member_ids=frozenset({"ben", "tom"}),
    weekdays=frozenset({0, 4}),
    from_minute=720,
    to_minute=1020,
    duration=timedelta(minutes=90),
    attendees_count=3,
)
OFFER = OfferedTime(at(14, 10), "ana", NOW + timedelta(minutes=30), "owner")


def entry(entry_id: str = "e-1", **changes: Any) -> WaitlistEntry:
    """Give a place in line of Dana's."""
    facts: dict[str, Any] = {
        "business_id": BUSINESS,
        "entry_id": entry_id,
        "customer_id": "c-dana",
        "wish": WISH,
        "created_at": NOW,
        **changes,
    }
    return WaitlistEntry(**facts)


async def add(store: Store, *entries: WaitlistEntry) -> None:
    def body(uow: UnitOfWork) -> None:
        for each in entries:
            uow.waitlist.add(each)

    await store(body)


async def ids(store: Store, customer_id: str | None = None) -> list[str]:
    def body(uow: UnitOfWork) -> list[str]:
        if customer_id is None:
            return [each.entry_id for each in uow.waitlist.in_line(BUSINESS)]
        return [each.entry_id for each in uow.waitlist.of_customer(BUSINESS, customer_id)]

    return await store(body)


@pytest.mark.parametrize(
    "kept",
    [
        entry(),
        entry(wish=replace(WISH, staff_member_id=None, from_minute=None, to_minute=0)),
        entry().offered(OFFER, NOW),
        entry(passed=frozenset({at(15, 9), at(16, 9)})).offered(OFFER, NOW).passed_up(),
        entry().offered(OFFER, NOW).ended(WaitlistStatus.BOOKED),
    ],
)
async def test_an_entry_is_read_as_it_was_written(store: Store, kept: WaitlistEntry) -> None:
    await add(store, kept)
    assert await store(lambda uow: uow.waitlist.get(BUSINESS, "e-1")) == kept


async def test_what_is_not_there_is_not_found(store: Store) -> None:
    await add(store, entry())
    for business_id, entry_id in ((BUSINESS, "never"), ("nowhere", "e-1")):
        with pytest.raises(NotFound):
            await store(lambda uow, b=business_id, e=entry_id: uow.waitlist.get(b, e))  # type: ignore[misc]


async def test_the_line_stands_in_the_order_of_joining(store: Store) -> None:
    later = NOW + timedelta(microseconds=1)
    await add(
        store,
        entry("z", created_at=later, customer_id="c-eve"),
        entry("b"),
        entry("A"),
        entry("ended").ended(WaitlistStatus.LEFT),
    )
    assert await ids(store) == ["A", "b", "z"]
    assert await ids(store, "c-dana") == ["A", "b"]
    assert await ids(store, "c-eve") == ["z"]


async def test_only_businesses_in_which_somebody_waits_are_named(store: Store) -> None:
    assert await store(lambda uow: uow.waitlist.businesses()) == ()
    other = salon(business=salon_business(business_id="another"))
    await store(lambda uow: uow.businesses.replace(other))
    ended = entry("e-2", business_id="another").ended(WaitlistStatus.OVER)
    await add(store, entry(), entry("e-3"), ended)
    assert await store(lambda uow: uow.waitlist.businesses()) == (BUSINESS,)


async def test_a_change_is_written_once(store: Store) -> None:
    first = entry()
    await add(store, first, entry("e-2"))
    offered = first.offered(OFFER, NOW)
    await store(lambda uow: uow.waitlist.update(offered))
    with pytest.raises(StaleVersion):
        await store(lambda uow: uow.waitlist.update(first.ended(WaitlistStatus.LEFT)))
    assert await store(lambda uow: uow.waitlist.get(BUSINESS, "e-1")) == offered
    await store(lambda uow: uow.waitlist.update(offered.ended(WaitlistStatus.BOOKED)))
    assert await ids(store) == ["e-2"]


async def test_ended_entries_of_before_are_forgotten_and_no_others(store: Store) -> None:
    old = NOW - timedelta(days=30)
    await add(
        store,
        entry("old", created_at=old).ended(WaitlistStatus.LEFT),
        entry("open", created_at=old),
        entry("new").ended(WaitlistStatus.LEFT),
    )
    await store(lambda uow: uow.waitlist.remove_ended(BUSINESS, NOW))
    with pytest.raises(NotFound):
        await store(lambda uow: uow.waitlist.get(BUSINESS, "old"))
    for each in ("open", "new"):
        assert await store(lambda uow, e=each: uow.waitlist.get(BUSINESS, e))  # type: ignore[misc]


async def test_all_of_a_customer_is_forgotten(store: Store) -> None:
    await add(store, entry(), entry("e-2", customer_id="c-eve"))
    await store(lambda uow: uow.waitlist.remove_of_customer(BUSINESS, "c-dana"))
    assert await ids(store) == ["e-2"]


async def test_who_is_in_no_chat_is_not_found_in_one(store: Store) -> None:
    await store(
        lambda uow: uow.identities.link(
            BUSINESS, Principal("directline", "", "u"), Link(customer_id="c-dana")
        )
    )
    assert await store(lambda uow: uow.identities.customer_in_chat(BUSINESS, "c-eve")) is None
