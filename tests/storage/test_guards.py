"""The guard: each form refuses an overlap, and one that is missing or half there is noticed."""

import random
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from storage.database import Database
from storage.guard_probe import OVERLAPS, Attempt, lay_claims_side_by_side, lay_rows
from storage.guards import GuardMissing, ensure_guards, verify_guards
from storage.migrate import check_ready
from tests.storage.stores import migrated

FORMS = {
    "triggers": "sqlite_url",
    "constraint": "postgres_url",
    "constraint, no extensions allowed": "postgres_url_without_extensions",
}


@pytest_asyncio.fixture(params=FORMS)
async def guarded(request: pytest.FixtureRequest) -> AsyncIterator[Database]:
    """A database of each form of the guard."""
    async with migrated(request.getfixturevalue(FORMS[request.param])) as database:
        yield database


@pytest.mark.parametrize("overlap", OVERLAPS)
async def test_every_way_to_overlap_is_refused(guarded: Database, overlap: Attempt) -> None:
    def attempt(connection: Connection) -> None:
        lay_rows(connection)
        lay_claims_side_by_side(connection)
        overlap(connection)

    with pytest.raises(IntegrityError, match="claim_no_overlap"):
        await guarded.write(attempt)


async def test_trying_the_guard_leaves_nothing_behind(guarded: Database) -> None:
    await guarded.write(verify_guards)
    count = text("SELECT count(*) FROM business")
    assert await guarded.read(lambda c: c.execute(count).scalar_one()) == 0


async def test_arming_twice_changes_nothing(guarded: Database) -> None:
    for _ in range(2):
        await guarded.write(ensure_guards)
    await guarded.write(verify_guards)


@pytest.mark.parametrize(
    ("fixture", "disarm"),
    [
        ("sqlite_url", "DROP TRIGGER claim_no_overlap_insert"),
        ("sqlite_url", "DROP TRIGGER claim_no_overlap_update"),
        ("postgres_url", "ALTER TABLE claim DROP CONSTRAINT claim_no_overlap"),
    ],
)
async def test_a_missing_guard_is_noticed_and_the_next_start_puts_it_back(
    request: pytest.FixtureRequest, fixture: str, disarm: str
) -> None:
    async with migrated(request.getfixturevalue(fixture)) as database:
        await database.write(lambda c: c.execute(text(disarm)))
        with pytest.raises(GuardMissing):
            await database.write(verify_guards)
        await check_ready(database)
        await database.write(verify_guards)


_IN_LANE = "int8range(lane * 4294967296 + lo, lane * 4294967296 + hi) WITH &&"
WRONG_CONSTRAINTS = {
    "claims that touch are refused": "int8range(lo, hi, '[]') WITH &&) WHERE (active)",
    "only one lane for all": "int8range(lo, hi) WITH &&) WHERE (active)",
    "inactive claims count": f"{_IN_LANE})",
    "it looks at the inactive": f"{_IN_LANE}) WHERE (NOT active)",
}


@pytest.mark.parametrize("wrong", WRONG_CONSTRAINTS.values(), ids=WRONG_CONSTRAINTS)
async def test_a_guard_of_the_right_name_that_guards_wrongly_is_noticed(
    postgres_url: str, wrong: str
) -> None:
    async with migrated(postgres_url) as database:
        await database.write(
            lambda c: c.execute(text("ALTER TABLE claim DROP CONSTRAINT claim_no_overlap"))
        )
        added = f"ALTER TABLE claim ADD CONSTRAINT claim_no_overlap EXCLUDE USING gist ({wrong}"
        await database.write(lambda c: c.execute(text(added)))
        with pytest.raises(GuardMissing):
            await database.write(verify_guards)


async def test_an_empty_database_has_nothing_to_guard(database_url: str) -> None:
    database = await Database.open(database_url, chance=random.random)
    try:
        await check_ready(database)
    finally:
        await database.close()
