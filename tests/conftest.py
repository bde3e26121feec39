"""Fixtures every test may ask for: databases of both engines, and a browser."""

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from hypothesis import Phase, settings
from playwright.async_api import Browser

from tests.support.browser import running_browser
from tests.support.postgres import PostgresCluster, running_cluster

ENGINES = ("sqlite", "postgresql")

# A slow machine is no fault of an example. What is set already, such as for CI, stays.
settings.register_profile("frontdesk", settings(), deadline=None)
# Thousands of runs that are over at the first failure, each of them the same: no example is
# remembered, and none made smaller, for nobody reads it.
settings.register_profile(
    "mutation",
    settings.get_profile("frontdesk"),
    derandomize=True,
    database=None,
    max_examples=15,
    phases=(Phase.explicit, Phase.generate),
)
settings.load_profile(os.environ.get("FRONTDESK_HYPOTHESIS", "frontdesk"))


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresCluster]:
    """A private PostgreSQL, started by the first test that asks for one."""
    with running_cluster() as cluster:
        yield cluster


@pytest.fixture
def postgres_url(postgres: PostgresCluster) -> Iterator[str]:
    """A new empty PostgreSQL database whose user may create extensions."""
    url = postgres.fresh_database()
    yield url
    postgres.drop(url)


@pytest.fixture
def postgres_url_without_extensions(postgres: PostgresCluster) -> Iterator[str]:
    """A new empty PostgreSQL database whose user may not create extensions."""
    url = postgres.fresh_database_without_extensions()
    yield url
    postgres.drop(url)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A SQLite database file that is not there yet."""
    return f"sqlite:///{tmp_path / 'frontdesk.db'}"


@pytest.fixture(params=ENGINES)
def database_url(request: pytest.FixtureRequest) -> str:
    """A new empty database: the test runs once on each engine."""
    fixture = {"sqlite": "sqlite_url", "postgresql": "postgres_url"}[request.param]
    return str(request.getfixturevalue(fixture))


@pytest_asyncio.fixture
async def browser() -> AsyncIterator[Browser]:
    """A headless Chromium of this test's own."""
    async with running_browser() as running:
        yield running
