"""Databases with every table in them, and stores that have the salon in them."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

import pytest
import pytest_asyncio

from storage.database import Database
from tests.conftest import ENGINES
from tests.fakes.businesses import salon, stored_customer
from tests.storage.stores import MemoryStore, SqlStore, Store, emptied, migrate_only, migrated
from tests.support.postgres import PostgresCluster


@pytest.fixture(scope="session")
def migrated_postgres_url(postgres: PostgresCluster) -> Iterator[str]:
    """A PostgreSQL database with every table, which each test empties and uses after another."""
    url = postgres.fresh_database()
    # In a thread, since the first who asks may be running a loop already.
    with ThreadPoolExecutor(1) as threads:
        threads.submit(lambda: asyncio.run(migrate_only(url))).result()
    yield url
    postgres.drop(url)


@asynccontextmanager
async def _database(request: pytest.FixtureRequest, engine: str) -> AsyncIterator[Database]:
    if engine == "sqlite":
        async with migrated(request.getfixturevalue("sqlite_url")) as database:
            yield database
    else:
        async with emptied(request.getfixturevalue("migrated_postgres_url")) as database:
            yield database


@pytest_asyncio.fixture(params=ENGINES)
async def database(request: pytest.FixtureRequest) -> AsyncIterator[Database]:
    """An empty database of the newest schema: the test runs once on each engine."""
    async with _database(request, request.param) as database:
        yield database


@pytest_asyncio.fixture(params=("memory", *ENGINES))
async def store(request: pytest.FixtureRequest) -> AsyncIterator[Store]:
    """An empty store: the test runs once on the fake and once on each engine."""
    if request.param == "memory":
        yield MemoryStore()
        return
    async with _database(request, request.param) as database:
        yield SqlStore(database)


@pytest_asyncio.fixture
async def with_salon(store: Store) -> Store:
    """A store that has the salon and its customer Dana in it."""
    await store.do(lambda uow: uow.businesses.replace(salon()))
    await store.do(lambda uow: uow.customers.save("salon", stored_customer()))
    return store
