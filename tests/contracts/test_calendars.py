"""Claims on several calendars at once, on units of resources, and room held in a group."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio

from scheduling.appointments import Appointment
from scheduling.business import Catalog
from scheduling.customers import CustomerInformation
from scheduling.errors import NotFound, SlotTaken
from scheduling.holds import Hold, Takeover
from scheduling.ports import UnitOfWork
from scheduling.resources import Resource, ResourceUnit
from scheduling.statuses import AppointmentStatus
from scheduling.time_ranges import TimeRange
from tests.contracts.test_repositories import Store, add, empty, store
from tests.fakes.businesses import BUSINESS, DANA, NOW, appointment, at, salon, stored_customer

__all__ = ["empty", "store"]
ROOM, TABLES = (
    Resource(resource_id="room", display_name="Room"),
    Resource(resource_id="tables", display_name="Table", capacity=2),
)
FIRST, SECOND = TABLES.units
TEN = TimeRange(at(14, 10), at(14, 11))


def equipped(*resources: Resource) -> Catalog:
    return salon(resources={each.resource_id: each for each in resources or (ROOM, TABLES)})


@pytest_asyncio.fixture
async def shop(store: Store) -> Store:
    await store(lambda uow: uow.businesses.replace(equipped()))
    await store(lambda uow: uow.customers.save(BUSINESS, stored_customer()))
    return store


def on(units: tuple[ResourceUnit, ...], name: str = "a-1", who: str = "ana") -> Appointment:
    return appointment(name, staff_member_ids=(who,), resource_units=units)


def a_hold(**changes: Any) -> Hold:
    facts: dict[str, Any] = {
        "business_id": BUSINESS,
        "hold_id": "h-1",
        "owner": "eve",
        "place": 0,
        "service_id": "haircut",
        "staff_member_ids": ("ana", "ben"),
        "resource_units": (FIRST,),
        "start_at": TEN.start_at,
        "claimed": TEN,
        "expires_at": NOW + timedelta(minutes=5),
    }
    return Hold(**{**facts, **changes})


def busy(uow: UnitOfWork, *resources: str) -> set[Any]:
    found = uow.appointments.busy(BUSINESS, ("ana", "ben"), TEN, NOW, resource_ids=resources)
    return {each for each, time in found.items() if time}


async def load(shop: Store, catalog: Catalog) -> None:
    await shop(lambda uow: uow.businesses.replace(catalog))


async def held(shop: Store, owner: str, now: datetime) -> Mapping[str, int]:
    return await shop(lambda uow: uow.holds.held_attendees(BUSINESS, ("a-1",), now, owner))


async def lapsed(shop: Store, staff: tuple[str, ...], resources: tuple[str, ...]) -> int:
    found = await shop(lambda uow: uow.appointments.lapsed(BUSINESS, staff, NOW, resources))
    return len(found)


async def test_resources_are_read_as_they_were_written(shop: Store) -> None:
    catalog = await shop(lambda uow: uow.businesses.catalog(BUSINESS))
    assert dict(catalog.resources) == {"room": ROOM, "tables": TABLES}


async def test_an_appointment_makes_its_units_busy_and_no_others(shop: Store) -> None:
    await shop(lambda uow: uow.appointments.add(on((FIRST,))))
    assert await shop(lambda uow: busy(uow, "tables", "room")) == {"ana", FIRST}
    assert await shop(busy) == {"ana"}
    read = await shop(lambda uow: uow.appointments.get(BUSINESS, "a-1"))
    assert read == on((FIRST,))


async def test_two_claims_on_one_unit_are_refused_whoever_has_them(shop: Store) -> None:
    await shop(lambda uow: uow.appointments.add(on((FIRST,))))
    with pytest.raises(SlotTaken):
        await shop(lambda uow: uow.appointments.add(on((FIRST,), "a-2", "ben")))
    await shop(lambda uow: uow.appointments.add(on((SECOND,), "a-3", "ben")))


async def test_a_cancelled_appointment_gives_its_units_back(shop: Store) -> None:
    await shop(lambda uow: uow.appointments.add(on((FIRST,))))
    gone = replace(on((FIRST,)), status=AppointmentStatus.CANCELLED, version=2)
    await shop(lambda uow: uow.appointments.update(gone))
    assert await shop(lambda uow: busy(uow, "tables")) == set()


async def test_a_unit_added_later_can_be_claimed_and_one_taken_away_keeps_its_claims(
    shop: Store,
) -> None:
    await shop(lambda uow: uow.appointments.add(on((SECOND,))))
    for capacity in (1, 3):
        resized = replace(TABLES, capacity=capacity)
        await load(shop, equipped(resized))
    assert await shop(lambda uow: busy(uow, "tables")) == {"ana", SECOND}
    third = ResourceUnit("tables", 3)
    await shop(lambda uow: uow.appointments.add(on((third,), "a-2", "ben")))
    assert await shop(lambda uow: busy(uow, "tables")) == {"ana", "ben", SECOND, third}


async def test_locking_what_is_not_there_is_refused(shop: Store) -> None:
    with pytest.raises(NotFound):
        await shop(lambda uow: uow.appointments.lock(BUSINESS, (), NOW, resource_ids=("attic",)))


async def test_a_hold_is_on_all_of_its_calendars(shop: Store) -> None:
    await shop(lambda uow: uow.holds.place(a_hold()))
    assert await shop(lambda uow: busy(uow, "tables")) == {"ana", "ben", FIRST}
    assert await shop(lambda uow: uow.holds.of_owner(BUSINESS, "eve")) == (a_hold(),)


@pytest.mark.parametrize(
    ("staff", "resources"), [(("ben",), ()), ((), ("tables",)), (("ana",), ())]
)
async def test_a_hold_that_is_over_is_cleared_from_each_of_them(
    shop: Store, staff: tuple[str, ...], resources: tuple[str, ...]
) -> None:
    await shop(lambda uow: uow.holds.place(a_hold(expires_at=NOW)))
    await shop(lambda uow: uow.appointments.lock(BUSINESS, staff, NOW, resource_ids=resources))
    assert await shop(lambda uow: uow.holds.of_owner(BUSINESS, "eve")) == ()
    await shop(lambda uow: uow.appointments.add(on((FIRST,))))


async def test_a_hold_elsewhere_stays(shop: Store) -> None:
    await shop(lambda uow: uow.holds.place(a_hold(expires_at=NOW)))
    await shop(lambda uow: uow.appointments.lock(BUSINESS, ("tom",), NOW, resource_ids=("room",)))
    assert await shop(lambda uow: uow.holds.of_owner(BUSINESS, "eve")) != ()


async def test_ones_own_hold_gives_way_by_any_of_its_calendars(shop: Store) -> None:
    await shop(lambda uow: uow.holds.place(a_hold()))
    taking = Takeover("eve", TEN)
    found = await shop(lambda uow: uow.appointments.lock(BUSINESS, ("ben",), NOW, taking))
    assert found == (a_hold(),)


GROUP = replace(
    appointment(),
    maximum_attendees_count=4,
    customers=(CustomerInformation(customer_id="c-dana", contact=DANA, attendees_count=2),),
)


async def test_room_held_in_a_group_claims_no_time_and_is_counted(shop: Store) -> None:
    await shop(lambda uow: uow.appointments.add(GROUP))
    place = a_hold(staff_member_ids=("ana",), appointment_id="a-1", attendees_count=2)
    await shop(lambda uow: uow.holds.place(place))
    assert await held(shop, "fay", NOW) == {"a-1": 2}
    assert await held(shop, "eve", NOW) == {}
    assert await held(shop, "fay", NOW + timedelta(minutes=5)) == {}


@pytest.mark.parametrize(
    ("staff", "resources", "stays"),
    [(("ana",), (), False), (("ben",), (), True), ((), ("tables",), True)],
)
async def test_room_held_in_a_group_is_cleared_with_who_is_in_the_lead(
    shop: Store, staff: tuple[str, ...], resources: tuple[str, ...], *, stays: bool
) -> None:
    await shop(lambda uow: uow.appointments.add(GROUP))
    await shop(lambda uow: uow.holds.place(a_hold(appointment_id="a-1", expires_at=NOW)))
    await shop(lambda uow: uow.appointments.lock(BUSINESS, staff, NOW, resource_ids=resources))
    assert bool(await shop(lambda uow: uow.holds.of_owner(BUSINESS, "eve"))) is stays


async def test_groups_are_the_confirmed_ones_of_a_service_by_start(shop: Store) -> None:
    others = [
        appointment("a-2", at(14, 12)),
        appointment("a-3", at(14, 9)),
        appointment("a-4", at(14, 13), service_id="colour"),
        appointment("a-5", at(14, 14), status=AppointmentStatus.ARRIVED),
        appointment("a-6", at(15, 10)),
    ]
    await add(shop, GROUP, *others)
    day = TimeRange(at(14, 0), at(15, 0))
    found = await shop(lambda uow: uow.appointments.groups(BUSINESS, "haircut", day))
    assert [each.appointment_id for each in found] == ["a-3", "a-1", "a-2"]


async def test_a_lapsed_request_is_found_by_its_resource(shop: Store) -> None:
    asked = replace(on((FIRST,)), status=AppointmentStatus.REQUESTED, request_expires_at=NOW)
    await shop(lambda uow: uow.appointments.add(asked))
    assert await lapsed(shop, (), ("tables",)) == 1
    assert await lapsed(shop, ("ana",), ()) == 1
    assert await lapsed(shop, ("ben",), ("room",)) == 0
