"""The port `Customers`, as every store keeps it."""

from dataclasses import replace

import pytest

from scheduling.customers import Customer
from scheduling.errors import NotFound
from tests.fakes.businesses import BUSINESS, EVE, salon, salon_business, stored_customer
from tests.storage.stores import Store

EVE_STORED = Customer(
    customer_id="C-eve", contact=EVE, language_tag="de", notes="Likes 'quotes'; DROP TABLE"
)


async def test_a_customer_is_read_as_written(with_salon: Store) -> None:
    await with_salon.do(lambda uow: uow.customers.save(BUSINESS, EVE_STORED))
    assert await with_salon.do(lambda uow: uow.customers.get(BUSINESS, "C-eve")) == EVE_STORED


async def test_a_changed_customer_is_written_in_place(with_salon: Store) -> None:
    changed = replace(stored_customer(), contact=EVE, notes="moved")
    await with_salon.do(lambda uow: uow.customers.save(BUSINESS, changed))
    assert await with_salon.do(lambda uow: uow.customers.all(BUSINESS)) == (changed,)


async def test_customers_are_listed_by_id_as_bytes_sort(with_salon: Store) -> None:
    await with_salon.do(lambda uow: uow.customers.save(BUSINESS, EVE_STORED))
    found = await with_salon.do(lambda uow: uow.customers.all(BUSINESS))
    assert [each.customer_id for each in found] == ["C-eve", "c-dana"]


async def test_customers_of_another_business_are_not_seen(with_salon: Store) -> None:
    other = salon(business=salon_business(business_id="other"))
    await with_salon.do(lambda uow: uow.businesses.replace(other))
    assert await with_salon.do(lambda uow: uow.customers.all("other")) == ()
    with pytest.raises(NotFound):
        await with_salon.do(lambda uow: uow.customers.get("other", "c-dana"))


async def test_all_customers_of_one_business_are_forgotten(with_salon: Store) -> None:
    other = salon(business=salon_business(business_id="other"))
    await with_salon.do(lambda uow: uow.businesses.replace(other))
    await with_salon.do(lambda uow: uow.customers.save("other", EVE_STORED))
    await with_salon.do(lambda uow: uow.customers.remove_all(BUSINESS))
    assert await with_salon.do(lambda uow: uow.customers.all(BUSINESS)) == ()
    assert await with_salon.do(lambda uow: uow.customers.all("other")) == (EVE_STORED,)
