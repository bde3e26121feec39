"""What keeps a business, behind one face: the fake in memory and the real databases."""

import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Protocol, TypeVar

from sqlalchemy import text

from scheduling.business import Catalog
from scheduling.ports import UnitOfWork
from storage.database import Database
from storage.migrate import upgrade
from storage.tables.all import METADATA
from storage.unit_of_work import SqlUnitOfWork
from tests.fakes.memory import MemoryState, MemoryUnitOfWork

R = TypeVar("R")


class Store(Protocol):
    """Runs a function of a unit of work in a transaction of its own."""

    async def do(self, work: Callable[[UnitOfWork], R]) -> R:
        """Keep what the function wrote, all of it or, where it raises, nothing."""
        ...


class MemoryStore:
    """The fake that tests of the core use."""

    def __init__(self) -> None:
        self._state = MemoryState()

    async def do(self, work: Callable[[UnitOfWork], R]) -> R:
        state = self._state.snapshot()
        result = work(MemoryUnitOfWork(state))
        self._state = state
        return result


class SqlStore:
    """A real database, brought to the newest schema."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def do(self, work: Callable[[UnitOfWork], R]) -> R:
        return await self._database.write(lambda connection: work(SqlUnitOfWork(connection)))


def replacing(catalog: Catalog) -> Callable[[UnitOfWork], None]:
    """Writing a catalog, as work for a store."""
    return lambda uow: uow.businesses.replace(catalog)


@asynccontextmanager
async def migrated(url: str) -> AsyncIterator[Database]:
    """A database with every table, closed at the end of the block."""
    database = await Database.open(url, chance=random.Random(1).random)
    try:
        await upgrade(database)
        yield database
    finally:
        await database.close()


async def migrate_only(url: str) -> None:
    """Bring a database to the newest schema and leave it."""
    async with migrated(url):
        pass


@asynccontextmanager
async def emptied(url: str) -> AsyncIterator[Database]:
    """A PostgreSQL database that has every table already, without what was in them."""
    tables = ", ".join(f'"{name}"' for name in METADATA.tables)
    database = await Database.open(url, chance=random.Random(1).random)
    try:
        await database.write(lambda c: c.execute(text(f"TRUNCATE {tables}")))
        yield database
    finally:
        await database.close()
