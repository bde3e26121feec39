"""The port `Deletions`, and who somebody is elsewhere, as every store keeps them."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import pytest

from scheduling.actors import Principal
from scheduling.deletions import Clock, Deleted, DeletedKind, Place
from scheduling.errors import NotFound
from scheduling.ports import Invitation, Link, UnitOfWork
from scheduling.statuses import AppointmentStatus
from storage.catalog_cache import CatalogCache
from storage.database import Database
from storage.unit_of_work import SqlUnitOfWork
from tests.fakes.businesses import (
    BUSINESS,
    COLOUR,
    HAIRCUT,
    NOW,
    appointment,
    salon,
    salon_business,
)
from tests.storage.stores import Store

TOM = Principal("msteams", "directory", "tom")
ANA = Principal("msteams", "directory", "ana")
OTHER = "clinic"
CLOCK = Clock(NOW, NOW + timedelta(days=30))
SERVICE, STAFF = DeletedKind.SERVICE, DeletedKind.STAFF_MEMBER


def clinic(uow: UnitOfWork) -> None:
    business = salon_business(business_id=OTHER, display_name="Clinic")
    uow.businesses.replace(salon(business=business))


def tom_works_in_both(uow: UnitOfWork) -> None:
    clinic(uow)
    uow.identities.link(BUSINESS, TOM, Link(staff_member_id="tom"))
    uow.identities.link(OTHER, TOM, Link(staff_member_id="ben"))


def start_every_clock(uow: UnitOfWork) -> None:
    for kind in (SERVICE, STAFF):
        uow.deletions.start_clocks(BUSINESS, kind, None, CLOCK)


Elsewhere = Mapping[str, tuple[tuple[str, str], ...]]


def elsewhere(business_id: str = BUSINESS) -> Callable[[UnitOfWork], Elsewhere]:
    def read(uow: UnitOfWork) -> Elsewhere:
        return uow.businesses.catalog(business_id).elsewhere

    return read


async def test_a_deleted_business_is_found_nowhere_and_comes_back_as_it_was(
    with_salon: Store,
) -> None:
    await with_salon.do(tom_works_in_both)
    await with_salon.do(lambda uow: uow.appointments.add(appointment()))
    before = await with_salon.do(lambda uow: uow.businesses.catalog(BUSINESS))
    await with_salon.do(lambda uow: uow.deletions.delete_business(BUSINESS, CLOCK))
    assert not await with_salon.do(lambda uow: uow.businesses.exists(BUSINESS))
    assert await with_salon.do(lambda uow: uow.businesses.ids()) == (OTHER,)
    assert await with_salon.do(lambda uow: uow.identities.businesses_of(TOM)) == (OTHER,)
    assert await with_salon.do(elsewhere(OTHER)) == {}
    for ask in (
        lambda uow: uow.businesses.catalog(BUSINESS),
        lambda uow: uow.deletions.lock_business(BUSINESS),
        lambda uow: uow.deletions.delete_business(BUSINESS, CLOCK),
    ):
        with pytest.raises(NotFound):
            await with_salon.do(ask)
    assert await with_salon.do(lambda uow: uow.deletions.deleted_catalog(BUSINESS)) == before
    (listed,) = await with_salon.do(lambda uow: uow.deletions.businesses())
    assert listed == Deleted(DeletedKind.BUSINESS, BUSINESS, BUSINESS, "Salon Nord", CLOCK)
    await with_salon.do(lambda uow: uow.deletions.restore_business(BUSINESS))
    assert await with_salon.do(lambda uow: uow.businesses.catalog(BUSINESS)) == before
    assert await with_salon.do(lambda uow: uow.appointments.get(BUSINESS, "a-1")) == appointment()
    assert await with_salon.do(elsewhere(OTHER)) == {"ben": ((BUSINESS, "tom"),)}


async def test_what_is_not_deleted_is_not_restored(with_salon: Store) -> None:
    for ask in (
        lambda uow: uow.deletions.restore_business(BUSINESS),
        lambda uow: uow.deletions.restore_service(BUSINESS, "haircut"),
        lambda uow: uow.deletions.deleted_catalog(BUSINESS),
        lambda uow: uow.deletions.delete_business("nowhere", CLOCK),
    ):
        with pytest.raises(NotFound):
            await with_salon.do(ask)


async def test_what_a_catalog_leaves_out_is_kept_and_has_one_clock(with_salon: Store) -> None:
    await with_salon.do(lambda uow: uow.businesses.replace(salon(COLOUR)))
    await with_salon.do(
        lambda uow: uow.deletions.start_clocks(BUSINESS, SERVICE, ["haircut"], CLOCK)
    )
    later = Clock(NOW + timedelta(days=1), NOW + timedelta(days=2))
    await with_salon.do(lambda uow: uow.deletions.start_clocks(BUSINESS, SERVICE, None, later))
    found = await with_salon.do(lambda uow: uow.deletions.of_business(BUSINESS))
    assert {each.identifier: each.clock for each in found} == {
        "consultation": later,
        "haircut": CLOCK,
        "hidden": later,
    }
    due = await with_salon.do(lambda uow: uow.deletions.due(later.kept_until_at))
    assert [each.identifier for each in due] == ["consultation", "hidden"]
    await with_salon.do(lambda uow: uow.deletions.restore_service(BUSINESS, "haircut"))
    restored = await with_salon.do(lambda uow: uow.businesses.catalog(BUSINESS).services)
    assert restored["haircut"] == HAIRCUT
    assert await with_salon.do(lambda uow: uow.deletions.due(CLOCK.kept_until_at))


async def test_what_is_back_has_no_clock(with_salon: Store) -> None:
    await with_salon.do(lambda uow: uow.businesses.replace(salon(COLOUR, staff=())))
    await with_salon.do(start_every_clock)
    await with_salon.do(lambda uow: uow.businesses.replace(salon()))
    assert await with_salon.do(lambda uow: uow.deletions.of_business(BUSINESS)) == ()
    assert await with_salon.do(lambda uow: uow.deletions.due(CLOCK.kept_until_at)) == ()


async def test_what_was_brought_back_is_not_removed(with_salon: Store) -> None:
    await with_salon.do(lambda uow: uow.deletions.delete_business(BUSINESS, CLOCK))
    (due,) = await with_salon.do(lambda uow: uow.deletions.due(CLOCK.kept_until_at))
    await with_salon.do(lambda uow: uow.deletions.restore_business(BUSINESS))
    assert not await with_salon.do(lambda uow: uow.deletions.remove(due, CLOCK.kept_until_at))
    assert await with_salon.do(lambda uow: uow.businesses.exists(BUSINESS))


async def test_past_its_clock_a_service_is_gone_and_its_appointments_stay(
    with_salon: Store,
) -> None:
    past = appointment(status=AppointmentStatus.COMPLETED)
    await with_salon.do(lambda uow: uow.appointments.add(past))
    await with_salon.do(lambda uow: uow.businesses.replace(salon(COLOUR, staff=())))
    await with_salon.do(start_every_clock)
    at = CLOCK.kept_until_at

    def purge(uow: UnitOfWork) -> list[bool]:
        return [uow.deletions.remove(each, at) for each in uow.deletions.due(at)]

    assert all(await with_salon.do(purge))
    assert await with_salon.do(purge) == []
    assert await with_salon.do(lambda uow: uow.deletions.of_business(BUSINESS)) == ()
    with pytest.raises(NotFound):
        await with_salon.do(lambda uow: uow.deletions.restore_service(BUSINESS, "haircut"))
    assert await with_salon.do(lambda uow: uow.appointments.get(BUSINESS, "a-1")) == past
    former = await with_salon.do(lambda uow: uow.businesses.former(BUSINESS))
    assert former.services["haircut"].display_name == "haircut"
    assert former.staff_members["ana"].display_name == "ana"
    await with_salon.do(lambda uow: uow.businesses.replace(salon()))
    assert await with_salon.do(lambda uow: uow.businesses.catalog(BUSINESS)) == salon()


async def test_a_removed_business_may_begin_again(with_salon: Store) -> None:
    await with_salon.do(lambda uow: uow.appointments.add(appointment()))
    await with_salon.do(tom_works_in_both)
    await with_salon.do(lambda uow: uow.deletions.delete_business(BUSINESS, CLOCK))
    at = CLOCK.kept_until_at
    (due,) = await with_salon.do(lambda uow: uow.deletions.due(at))
    assert await with_salon.do(lambda uow: uow.deletions.remove(due, at))
    assert await with_salon.do(lambda uow: uow.deletions.businesses()) == ()
    assert await with_salon.do(lambda uow: uow.identities.find(BUSINESS, TOM)) is None
    assert await with_salon.do(lambda uow: uow.identities.find(OTHER, TOM)) == Link(None, "ben")
    await with_salon.do(lambda uow: uow.businesses.replace(salon()))
    assert await with_salon.do(lambda uow: uow.customers.all(BUSINESS)) == ()
    assert await with_salon.do(lambda uow: uow.appointments.all(BUSINESS)) == ()


async def test_one_identity_tells_who_somebody_is_elsewhere(with_salon: Store) -> None:
    await with_salon.do(tom_works_in_both)
    await with_salon.do(lambda uow: uow.identities.link(BUSINESS, ANA, Link(staff_member_id="ana")))
    assert await with_salon.do(elsewhere()) == {"tom": ((OTHER, "ben"),)}
    assert await with_salon.do(elsewhere(OTHER)) == {"ben": ((BUSINESS, "tom"),)}
    await with_salon.do(lambda uow: uow.identities.link(OTHER, ANA, Link(customer_id="c-1")))
    assert await with_salon.do(elsewhere()) == {"tom": ((OTHER, "ben"),)}
    await with_salon.do(lambda uow: uow.identities.link(OTHER, TOM, Link(customer_id="c-1")))
    assert await with_salon.do(elsewhere()) == {}


async def test_who_left_is_unlinked_and_their_invitations_worth_nothing(with_salon: Store) -> None:
    await with_salon.do(tom_works_in_both)
    invitation = Invitation(BUSINESS, "tom", "a-hash", CLOCK.kept_until_at)
    await with_salon.do(lambda uow: uow.invitations.add(invitation))
    place = Place(BUSINESS, "tom")
    assert await with_salon.do(lambda uow: uow.deletions.principals_of(place)) == (TOM,)
    await with_salon.do(lambda uow: uow.deletions.forget_person(place))
    assert await with_salon.do(lambda uow: uow.deletions.principals_of(place)) == ()
    assert await with_salon.do(lambda uow: uow.identities.find(BUSINESS, TOM)) is None
    assert await with_salon.do(lambda uow: uow.identities.find(OTHER, TOM)) == Link(None, "ben")
    assert await with_salon.do(lambda uow: uow.invitations.take("a-hash")) is None
    assert await with_salon.do(elsewhere(OTHER)) == {}


async def test_catalogs_kept_in_memory_hear_of_every_change_elsewhere(database: Database) -> None:
    """Each step is taken through one cache, as the product does."""
    cache = CatalogCache()

    async def run(body: Callable[[UnitOfWork], Any]) -> Any:
        return await database.write(lambda each: body(SqlUnitOfWork(each, cache)))

    there: Elsewhere = {"tom": ((OTHER, "ben"),)}
    nobody: Elsewhere = {}
    without_ben = salon(
        staff=tuple(
            each for each in salon().staff_members.values() if each.staff_member_id != "ben"
        ),
        business=salon_business(business_id=OTHER, display_name="Clinic"),
    )
    steps: list[tuple[Callable[[UnitOfWork], Any], Elsewhere]] = [
        (lambda uow: uow.businesses.replace(salon()), nobody),
        (tom_works_in_both, there),
        (lambda uow: uow.businesses.replace(without_ben), nobody),
        (clinic, there),
        (lambda uow: uow.deletions.delete_business(OTHER, CLOCK), nobody),
        (lambda uow: uow.deletions.restore_business(OTHER), there),
        (lambda uow: uow.deletions.forget_person(Place(OTHER, "ben")), nobody),
        (lambda uow: uow.identities.link(OTHER, TOM, Link(staff_member_id="ben")), there),
        (lambda uow: uow.identities.link(OTHER, TOM, Link(customer_id="c")), nobody),
    ]
    for step, expected in steps:
        await run(step)
        assert await run(elsewhere()) == expected
