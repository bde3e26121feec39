"""Busy time of personal calendars, and calendars of the same people in other businesses."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest_asyncio

from scheduling.busy_time import BusySource
from scheduling.personal_calendars import PersonalCalendar
from scheduling.ports import UnitOfWork
from scheduling.time_ranges import TimeRange, TimeRangeSet
from tests.contracts.test_repositories import Store, empty, store
from tests.fakes.businesses import BUSINESS, NOW, appointment, at, salon, salon_business
from tests.fakes.businesses import stored_customer as dana

__all__ = ["empty", "store"]
APRIL = TimeRange(at(1, 0), at(30, 0))
TEN = TimeRange(at(14, 10), at(14, 11))


@pytest_asyncio.fixture
async def shop(store: Store) -> Store:
    await store(lambda uow: uow.businesses.replace(salon()))
    await store(lambda uow: uow.customers.save(BUSINESS, dana()))
    return store


def calendar(source: str = "work", who: str = "ana", **changes: Any) -> PersonalCalendar:
    facts: dict[str, Any] = {
        "business_id": BUSINESS,
        "staff_member_id": who,
        "source": source,
        "read_at": NOW,
        "within": APRIL,
        "event_count": 3,
        "skipped_count": 1,
    }
    return PersonalCalendar(**{**facts, **changes})


async def keep(
    shop: Store, busy: Iterable[TimeRange], which: PersonalCalendar | None = None
) -> None:
    found = TimeRangeSet(busy)
    await shop(lambda uow: uow.personal_calendars.replace(which or calendar(), found))


def busy(uow: UnitOfWork, within: TimeRange = APRIL) -> dict[str, list[TimeRange]]:
    found = uow.personal_calendars.busy(BUSINESS, ("ana", "ben"), within)
    assert all(each.source is BusySource.PERSONAL_CALENDAR for each in found.values())
    return {who: list(each.ranges()) for who, each in found.items()}


async def test_what_was_read_is_listed_as_it_was_written(shop: Store) -> None:
    for each in (calendar("work"), calendar("home"), calendar(who="ben")):
        await keep(shop, (TEN,), each)
    found = await shop(lambda uow: uow.personal_calendars.all(BUSINESS))
    assert found == (calendar("home"), calendar("work"), calendar(who="ben"))
    assert await shop(lambda uow: uow.personal_calendars.all("nobody")) == ()


async def test_busy_time_is_that_of_all_sources_of_those_asked_for(shop: Store) -> None:
    other = TimeRange(at(15, 10), at(15, 11))
    for source, time, who in (("work", TEN, "ana"), ("home", other, "ana"), ("work", TEN, "tom")):
        await keep(shop, (time,), calendar(source, who))
    assert await shop(busy) == {"ana": [TEN, other]}


async def test_a_reading_takes_the_place_of_the_one_before_of_its_source_alone(
    shop: Store,
) -> None:
    later = TimeRange(at(15, 10), at(15, 11))
    await keep(shop, (TEN,))
    await keep(shop, (later,), calendar("home"))
    await keep(shop, (), calendar(read_at=NOW + timedelta(hours=1), event_count=0))
    assert await shop(busy) == {"ana": [later]}
    await keep(shop, (TEN,), calendar("home"))
    assert await shop(busy) == {"ana": [TEN]}


async def test_as_of_when_is_the_oldest_reading(shop: Store) -> None:
    late = calendar("home", read_at=NOW + timedelta(hours=1))
    await keep(shop, (TEN,), late)
    await keep(shop, (TEN,))
    found = await shop(lambda uow: uow.personal_calendars.busy(BUSINESS, ("ana",), APRIL))
    assert found["ana"].read_at == NOW


async def test_only_what_meets_the_time_asked_for_is_given_and_no_more_of_it(shop: Store) -> None:
    away = TimeRange(at(6, 8), at(17, 12))
    before, after = TimeRange(at(2, 8), at(2, 9)), TimeRange(at(20, 8), at(20, 9))
    await keep(shop, (before, away, after))
    assert await shop(busy) == {"ana": [before, away, after]}
    assert await shop(lambda uow: busy(uow, TEN)) == {"ana": [TEN]}
    assert await shop(lambda uow: busy(uow, TimeRange(at(17, 12), at(17, 13)))) == {}
    assert await shop(lambda uow: busy(uow, TimeRange(at(6, 7), at(6, 8)))) == {}


async def test_seconds_are_rounded_to_the_busier_side(shop: Store) -> None:
    second = timedelta(seconds=1)
    odd = [
        TimeRange(TEN.start_at + second, TEN.start_at + 2 * second),
        TimeRange(TEN.start_at + 3 * second, TEN.start_at + 70 * second),
    ]
    await keep(shop, odd)
    whole = TimeRange(TEN.start_at, TEN.start_at + timedelta(minutes=2))
    assert await shop(busy) == {"ana": [whole]}


async def test_a_source_that_is_removed_is_gone_with_its_busy_time(shop: Store) -> None:
    await keep(shop, (TEN,))
    removed = await shop(lambda uow: uow.personal_calendars.remove(BUSINESS, "ana", "work"))
    assert removed
    assert await shop(busy) == {}
    again = await shop(lambda uow: uow.personal_calendars.remove(BUSINESS, "ana", "work"))
    assert not again


async def test_the_catalog_says_whose_calendar_was_read(shop: Store) -> None:
    async def known() -> frozenset[str]:
        catalog = await shop(lambda uow: uow.businesses.catalog(BUSINESS))
        return catalog.personal_calendars

    assert await known() == frozenset()
    await keep(shop, (TEN,))
    assert await known() == {"ana"}
    await keep(shop, (TEN,), calendar(who="ben"))
    assert await known() == {"ana", "ben"}
    await shop(lambda uow: uow.personal_calendars.remove(BUSINESS, "ana", "work"))
    assert await known() == {"ben"}


async def test_loading_a_business_anew_keeps_what_was_read(shop: Store) -> None:
    await keep(shop, (TEN,))
    await shop(lambda uow: uow.businesses.replace(salon()))
    assert await shop(busy) == {"ana": [TEN]}


async def test_calendars_elsewhere_are_locked_too_and_keep_their_holds(shop: Store) -> None:
    other = replace(salon(), business=salon_business(business_id="spa", display_name="Spa"))
    await shop(lambda uow: uow.businesses.replace(other))
    elsewhere = (("spa", "ana"), ("gone", "ana"), ("spa", "nobody"))
    locked = await shop(
        lambda uow: uow.appointments.lock(BUSINESS, ("ana",), NOW, elsewhere=elsewhere)
    )
    assert locked == ()


async def test_what_is_busy_elsewhere_does_not_hinder_the_guard(shop: Store) -> None:
    await keep(shop, (TEN,))
    await shop(lambda uow: uow.appointments.add(appointment()))
    found = await shop(lambda uow: uow.appointments.busy(BUSINESS, ("ana",), TEN, NOW))
    assert list(found["ana"].claimed_ranges()) == [TEN]
