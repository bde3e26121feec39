"""The port `Businesses`, as every store keeps it."""

from datetime import datetime, timedelta

import pytest

from scheduling.absences import Closure, LocalPeriod, TimeOff
from scheduling.business import Address, BookingBusiness, Catalog
from scheduling.catalog import Service, StaffMember
from scheduling.errors import NotFound
from scheduling.policies import SchedulingPolicy
from scheduling.ports import UnitOfWork
from scheduling.recurrence import DayPeriod, Weekday, WeeklyHours
from tests.fakes.businesses import (
    BUSINESS,
    HAIRCUT,
    NOW,
    STAFF,
    appointment,
    salon,
    stored_customer,
)
from tests.storage.stores import Store, replacing

HOLIDAYS = LocalPeriod(datetime(2026, 8, 1, 0, 0), datetime(2026, 8, 15, 12, 30))  # noqa: DTZ001  # local
FULL = Catalog(
    business=BookingBusiness(
        business_id="full",
        display_name="Alles Ää",
        time_zone="America/St_Johns",
        address=Address("1 Way", "Town", "ST", "CA", "A1A"),
        scheduling_policy=SchedulingPolicy(
            time_slot_interval=timedelta(minutes=5), allow_staff_selection=False
        ),
        business_hours=WeeklyHours({Weekday.SUNDAY: (DayPeriod(0, 60), DayPeriod(60, 1440))}),
        is_customer_consent_enabled=True,
    ),
    services={
        "z": Service(service_id="z", display_name="Last first", aliases={"de": ("Zett", "Z")}),
        "a": Service(service_id="a", display_name="First last", default_duration=timedelta(days=7)),
    },
    staff_members={
        "y": StaffMember(staff_member_id="y", display_name="Y", time_zone="Asia/Kolkata"),
        "b": StaffMember(staff_member_id="b", display_name="B"),
    },
    closures=(Closure("c2", HOLIDAYS, "Summer"), Closure("c1", HOLIDAYS)),
    time_off=(TimeOff("t1", "b", HOLIDAYS, "Dentist"),),
)


@pytest.mark.parametrize("catalog", [salon(), FULL], ids=["salon", "full"])
async def test_a_catalog_is_read_as_it_was_written(store: Store, catalog: Catalog) -> None:
    business_id = catalog.business.business_id
    await store.do(lambda uow: uow.businesses.replace(catalog))
    found = await store.do(lambda uow: uow.businesses.catalog(business_id))
    assert found == catalog
    assert list(found.services) == list(catalog.services)
    assert list(found.staff_members) == list(catalog.staff_members)


async def test_a_catalog_replaces_the_one_before(store: Store) -> None:
    smaller = salon(HAIRCUT, staff=STAFF[:1], custom_questions={})
    for catalog in (salon(), smaller):
        await store.do(replacing(catalog))
    assert await store.do(lambda uow: uow.businesses.catalog(BUSINESS)) == smaller


async def test_what_is_written_can_be_read_in_the_same_transaction(with_salon: Store) -> None:
    smaller = salon(HAIRCUT)

    def work(uow: UnitOfWork) -> tuple[Catalog, Catalog]:
        before = uow.businesses.catalog(BUSINESS)
        uow.businesses.replace(smaller)
        return before, uow.businesses.catalog(BUSINESS)

    before, after = await with_salon.do(work)
    assert before == salon()
    assert after == smaller


async def test_appointments_stay_when_their_service_and_staff_member_go(with_salon: Store) -> None:
    kept = appointment(staff_member_ids=("tom",))
    await with_salon.do(lambda uow: uow.appointments.add(kept))
    without = salon(staff=STAFF[:2]).services
    gone = {name: each for name, each in without.items() if name != "haircut"}
    await with_salon.do(lambda uow: uow.businesses.replace(salon(staff=STAFF[:2], services=gone)))
    assert await with_salon.do(lambda uow: uow.appointments.get(BUSINESS, "a-1")) == kept


async def test_somebody_who_comes_back_is_still_busy(with_salon: Store) -> None:
    kept = appointment(staff_member_ids=("tom",))
    await with_salon.do(lambda uow: uow.appointments.add(kept))
    for staff in (STAFF[:2], STAFF):
        await with_salon.do(replacing(salon(staff=staff)))
    busy = await with_salon.do(
        lambda uow: uow.appointments.busy(BUSINESS, ("tom",), kept.time_range, NOW)
    )
    assert list(busy) == ["tom"]


async def test_customers_stay_when_the_catalog_is_replaced(with_salon: Store) -> None:
    await with_salon.do(lambda uow: uow.businesses.replace(salon()))
    assert await with_salon.do(lambda uow: uow.customers.all(BUSINESS)) == (stored_customer(),)


async def test_businesses_are_listed_by_name(store: Store) -> None:
    assert await store.do(lambda uow: uow.businesses.ids()) == ()
    for catalog in (salon(), FULL):
        await store.do(replacing(catalog))
    assert await store.do(lambda uow: uow.businesses.ids()) == ("full", "salon")


async def test_a_business_that_is_not_there(with_salon: Store) -> None:
    assert await with_salon.do(lambda uow: uow.businesses.exists(BUSINESS))
    assert not await with_salon.do(lambda uow: uow.businesses.exists("other"))
    with pytest.raises(NotFound):
        await with_salon.do(lambda uow: uow.businesses.catalog("other"))
