"""One person in two businesses: whoever books in both at the same instant, one of them gets it."""

import asyncio
import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, text

from scheduling.actors import CustomerActor, OperatorActor, Principal
from scheduling.business import Catalog
from scheduling.errors import SlotTaken
from scheduling.ports import UnitOfWork
from scheduling.service.administration import BusinessRecord, replace_business
from scheduling.service.booking import book
from scheduling.service.changing import RescheduleCommand, reschedule
from scheduling.service.holding import HoldCommand, hold
from scheduling.service.wishes import Wish
from storage.businesses import SqlBusinesses
from storage.catalog_cache import CatalogCache
from storage.database import Database
from storage.database_time import database_now
from storage.unit_of_work import SqlUnitOfWork
from tests.reliability.scene import (
    BUSINESS,
    SecretIds,
    catalog,
    command,
    day_ahead,
    opened,
    prepare,
    transactions_on,
)

OTHER = "annex"
# Each is there under the other's name, so that the order of names alone would embrace.
PLACES: Mapping[str, Mapping[str, tuple[tuple[str, str], ...]]] = {
    BUSINESS: {"ana": ((OTHER, "ben"),), "ben": ((OTHER, "ana"),)},
    OTHER: {"ana": ((BUSINESS, "ben"),), "ben": ((BUSINESS, "ana"),)},
}
ROUNDS = 12
_SHARED = text("""
    SELECT a.lo, a.hi FROM claim a JOIN claim b ON a.lo < b.hi AND b.lo < a.hi
    WHERE a.active AND b.active AND a.business_id = 'studio' AND b.business_id = 'annex'
    AND ((a.staff_member_id = 'ana' AND b.staff_member_id = 'ben')
        OR (a.staff_member_id = 'ben' AND b.staff_member_id = 'ana'))
""")


Step = Callable[[UnitOfWork, datetime], None]


class KnownElsewhere(SqlBusinesses):
    """Businesses whose staff are known to be the same people."""

    def catalog(self, business_id: str) -> Catalog:
        return replace(super().catalog(business_id), elsewhere=PLACES[business_id])


async def prepared(database: Database) -> None:
    await prepare(database)
    other = replace(catalog().business, business_id=OTHER, display_name="Annex")
    record = BusinessRecord(replace(catalog(), business=other))
    await transactions_on(database).run(replace_business, OperatorActor(), record)


def _uow(connection: Connection) -> SqlUnitOfWork:
    uow = SqlUnitOfWork(connection)
    uow.businesses = KnownElsewhere(connection, CatalogCache())
    return uow


def _actor(business_id: str, key: str) -> CustomerActor:
    return CustomerActor(business_id, Principal("directline", "", f"customer-{key}"))


async def _tried(database: Database, business_id: str, who: str, start_at: datetime) -> str:
    """Hold, then book, then move by a quarter of an hour; give how far one came."""
    key, ids = SecretIds().new_id(), SecretIds()
    actor = _actor(business_id, key)

    def holding(uow: UnitOfWork, now: datetime) -> None:
        wish = Wish(business_id=business_id, service_id="plain", staff_member_id=who)
        hold(uow, actor, HoldCommand(wish, start_at, key), now, ids)

    def booking(uow: UnitOfWork, now: datetime) -> None:
        asked = replace(command(key, "plain", start_at, who), business_id=business_id)
        view = book(uow, actor, asked, now, ids)
        found.append((view.appointment_id, view.version))

    def moving(uow: UnitOfWork, now: datetime) -> None:
        appointment_id, version = found[-1]
        moved = RescheduleCommand(
            business_id=business_id,
            appointment_id=appointment_id,
            version=version,
            start_at=start_at + timedelta(minutes=15),
            idempotency_key=f"{key}-move",
        )
        reschedule(uow, actor, moved, now, ids)

    found: list[tuple[str, int]] = []
    done = "nothing"
    steps = (booking, moving) if random.random() < 0.5 else (holding, booking, moving)
    for step in steps:

        def body(connection: Connection, step: Step = step) -> None:
            step(_uow(connection), database_now(connection))

        try:
            await database.write(body)
        except SlotTaken:
            return done
        done = step.__name__
    return done


@pytest.mark.parametrize("kind", ["one slot", "neighbouring slots"])
async def test_one_person_is_never_in_two_businesses_at_once(database_url: str, kind: str) -> None:
    async with opened(database_url) as database:
        await prepared(database)
        for number in range(ROUNDS):
            start_at = day_ahead(2 + number)
            step = timedelta() if kind == "one slot" else timedelta(minutes=15)
            tries = [
                _tried(database, business_id, who, start_at + step * (turn % 3))
                for turn in range(3)
                for business_id in (BUSINESS, OTHER)
                for who in ("ana", "ben")
            ]
            outcomes = await asyncio.gather(*tries)
            assert {"booking", "moving"} & {*outcomes}
        assert (await database.read(lambda each: each.execute(_SHARED).all())) == []
