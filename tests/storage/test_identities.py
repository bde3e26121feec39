"""The ports `Identities` and `Invitations`, as every store keeps them."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from scheduling.actors import Principal
from scheduling.ports import Invitation, Link, UnitOfWork
from tests.fakes.businesses import BUSINESS, NOW, appointment, salon, salon_business
from tests.storage.stores import Store

DANA = Principal("msteams", "directory-1", "dana")
STRANGERS = [
    Principal("directline", "directory-1", "dana"),
    Principal("msteams", "directory-2", "dana"),
    Principal("msteams", "", "dana"),
    Principal("msteams", "directory-1", "Dana"),
]
INVITATION = Invitation(BUSINESS, "ana", "a-hash", NOW + timedelta(days=7))


def linking(business_id: str, link: Link) -> Callable[[UnitOfWork], None]:
    return lambda uow: uow.identities.link(business_id, DANA, link)


async def test_a_principal_is_whom_it_was_linked_to_last(store: Store) -> None:
    for link in (Link(customer_id="c-dana"), Link(staff_member_id="ana")):
        await store.do(linking(BUSINESS, link))
    assert await store.do(lambda uow: uow.identities.find(BUSINESS, DANA)) == Link(None, "ana")


@pytest.mark.parametrize("stranger", STRANGERS)
async def test_a_principal_that_differs_in_any_part_is_somebody_else(
    with_salon: Store, stranger: Principal
) -> None:
    await with_salon.do(lambda uow: uow.appointments.add(appointment()))
    await with_salon.do(lambda uow: uow.identities.link(BUSINESS, DANA, Link("c-dana")))
    await with_salon.do(lambda uow: uow.identities.open_appointment(BUSINESS, DANA, "a-1"))
    assert await with_salon.do(lambda uow: uow.identities.find(BUSINESS, stranger)) is None
    assert await with_salon.do(lambda uow: uow.identities.businesses_of(stranger)) == ()
    opened = await with_salon.do(lambda uow: uow.identities.opened_appointments(BUSINESS, stranger))
    assert opened == ()


async def test_businesses_where_one_works_come_first(store: Store) -> None:
    for business_id, link in (("a", Link("c")), ("z", Link(None, "s")), ("b", Link("c"))):
        await store.do(linking(business_id, link))
    assert await store.do(lambda uow: uow.identities.businesses_of(DANA)) == ("z", "a", "b")


async def test_an_opened_appointment_is_remembered_once_and_in_its_business(
    with_salon: Store,
) -> None:
    other = salon(business=salon_business(business_id="other"))
    await with_salon.do(lambda uow: uow.businesses.replace(other))
    await with_salon.do(lambda uow: uow.appointments.add(appointment()))
    for _ in range(2):
        await with_salon.do(lambda uow: uow.identities.open_appointment(BUSINESS, DANA, "a-1"))
    opened = await with_salon.do(
        lambda uow: [uow.identities.opened_appointments(each, DANA) for each in (BUSINESS, "other")]
    )
    assert opened == [("a-1",), ()]


async def test_an_invitation_is_taken_once(store: Store) -> None:
    await store.do(lambda uow: uow.invitations.add(INVITATION))
    assert await store.do(lambda uow: uow.invitations.take("other")) is None
    assert await store.do(lambda uow: uow.invitations.take("a-hash")) == INVITATION
    assert await store.do(lambda uow: uow.invitations.take("a-hash")) is None
