"""Use cases in transactions: all or nothing, by the database's clock, on fresh catalogs."""

import asyncio
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, event

from scheduling.actors import Actor, OperatorActor, SystemActor
from scheduling.business import Catalog
from scheduling.ports import Ids, UnitOfWork
from scheduling.service.administration import BusinessRecord, replace_business
from storage.catalog_cache import CatalogCache
from storage.database import Database
from storage.transactions import SqlTransactions
from storage.unit_of_work import SqlUnitOfWork
from tests.fakes.businesses import BUSINESS, HAIRCUT, salon
from tests.fakes.memory import CountedIds


@dataclass(frozen=True)
class FixedOffset:
    offset: timedelta = timedelta()


def transactions(database: Database, offset: timedelta = timedelta()) -> SqlTransactions:
    return SqlTransactions(database, FixedOffset(offset), CountedIds())


def read_catalog(uow: UnitOfWork, actor: Actor, command: None, now: datetime, ids: Ids) -> Catalog:
    del actor, command, now, ids
    return uow.businesses.catalog(BUSINESS)


def tell_time(uow: UnitOfWork, actor: Actor, command: None, now: datetime, ids: Ids) -> datetime:
    del uow, actor, command, ids
    return now


def replace_and_regret(
    uow: UnitOfWork, actor: Actor, command: Catalog, now: datetime, ids: Ids
) -> None:
    del actor, now, ids
    uow.businesses.replace(command)
    assert uow.businesses.catalog(BUSINESS) == command
    raise LookupError


async def load(via: SqlTransactions, catalog: Catalog) -> None:
    await via.run(replace_business, OperatorActor(), BusinessRecord(catalog))


@pytest.mark.parametrize("offset", [timedelta(), timedelta(days=-200, hours=3)])
async def test_now_is_the_databases_time_moved_by_the_clock(
    database: Database, offset: timedelta
) -> None:
    for ask in (transactions(database, offset).run, transactions(database, offset).read):
        now = await ask(tell_time, SystemActor(), None)
        assert now.tzinfo is UTC
        assert abs(now - offset - datetime.now(UTC)) < timedelta(seconds=5)


async def test_a_changed_catalog_is_seen_at_once_by_everybody(database: Database) -> None:
    one, other = transactions(database), transactions(database)
    for catalog in (salon(), salon(HAIRCUT), salon()):
        await load(one, catalog)
        for each in (one, other, one, other):
            assert await each.read(read_catalog, SystemActor(), None) == catalog


async def test_a_catalog_that_was_never_committed_is_never_seen(database: Database) -> None:
    via = transactions(database)
    await load(via, salon())
    with pytest.raises(LookupError):
        await via.run(replace_and_regret, OperatorActor(), salon(HAIRCUT))
    assert await via.read(read_catalog, SystemActor(), None) == salon()
    await load(via, salon(HAIRCUT, custom_questions={}))
    assert await via.read(read_catalog, SystemActor(), None) == salon(HAIRCUT, custom_questions={})


async def test_a_catalog_read_while_it_is_replaced_is_one_or_the_other(database: Database) -> None:
    # Each pair differs in every table, so that a mixture of both would be neither.
    plain = salon()
    marked = salon(
        replace(HAIRCUT, display_name="Marked"),
        staff=tuple(replace(each, display_name="Marked") for each in plain.staff_members.values()),
        custom_questions={},
    )
    await load(transactions(database), plain)

    async def replacing() -> None:
        for number in range(20):
            await load(transactions(database), (marked, plain)[number % 2])

    async def reading() -> None:
        for _ in range(40):
            fresh = transactions(database)
            assert await fresh.run(read_catalog, SystemActor(), None) in (plain, marked)

    await asyncio.gather(replacing(), reading(), reading())


async def test_a_catalog_read_before_costs_one_small_query(database: Database) -> None:
    await load(transactions(database), salon())
    catalogs, counts = CatalogCache(), []

    def read_counted(connection: Connection) -> None:
        statements: list[str] = []
        listen = ("before_cursor_execute", lambda *found: statements.append(found[2]))
        event.listen(connection, *listen)
        SqlUnitOfWork(connection, catalogs).businesses.catalog(BUSINESS)
        event.remove(connection, *listen)
        counts.append(len(statements))

    for _ in range(2):
        await database.read(read_counted)
    assert counts[0] <= 10
    assert counts[1] == 1


async def test_a_load_locks_the_calendars_before_it_removes_anything(database: Database) -> None:
    via = transactions(database)
    await load(via, salon())
    written: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith("SELECT"):
            written.append(" ".join(statement.split()[:2]))

    def load_noted(connection: Connection) -> None:
        event.listen(connection, "before_cursor_execute", note)
        uow = SqlUnitOfWork(connection)
        replace_business(
            uow, OperatorActor(), BusinessRecord(salon()), datetime.now(UTC), CountedIds()
        )
        event.remove(connection, "before_cursor_execute", note)

    await database.write(load_noted)
    locks = len(salon().staff_members)
    assert set(written[:locks]) == {"UPDATE staff_member"}
    assert written[locks].startswith("DELETE")


def test_the_cache_forgets_what_was_not_asked_for_the_longest() -> None:
    cache = CatalogCache(capacity=2)
    for name in ("a", "b"):
        cache.keep(name, "1", salon())
    assert cache.find("a", "1") is not None
    cache.keep("c", "1", salon())
    assert [cache.find(name, "1") is not None for name in "abc"] == [True, False, True]
    assert cache.find("a", "2") is None
