"""The revisions lead to the tables the code knows, there and back, and never past the guard."""

import asyncio
import random
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date

import pytest
import pytest_asyncio
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import IntegrityError

from scheduling.customers import CustomerInformation
from scheduling.series import Occurrence
from storage.database import Database
from storage.failures import DatabaseUnavailable
from storage.guards import GuardMissing, verify_guards
from storage.migrate import (
    arm,
    current_revision,
    downgrade,
    revisions,
    upgrade,
)
from storage.tables.all import METADATA
from tests.fakes.businesses import BUSINESS, EVE, appointment, salon, stored_customer
from tests.storage.stores import SqlStore

REVISIONS = revisions()
WITH_CLAIMS = REVISIONS[REVISIONS.index("0003") :]


@pytest_asyncio.fixture
async def empty(database_url: str) -> AsyncIterator[Database]:
    """A database with nothing in it."""
    database = await Database.open(database_url, chance=random.Random(1).random)
    yield database
    await database.close()


def _differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_server_default": True})
    found = compare_metadata(context, METADATA)
    # Comments are for who reads the code; the revisions leave them out.
    return [each for each in found if "modify_comment" not in str(each)]


async def _fill(database: Database) -> None:
    store = SqlStore(database)
    await store.do(lambda uow: uow.businesses.replace(salon()))
    await store.do(lambda uow: uow.customers.save(BUSINESS, stored_customer()))
    await store.do(lambda uow: uow.appointments.add(appointment()))


async def test_the_revisions_make_the_tables_the_code_knows(empty: Database) -> None:
    await upgrade(empty)
    assert await empty.read(_differences) == []
    assert await empty.read(current_revision) == REVISIONS[-1]


async def test_a_difference_would_be_seen(empty: Database) -> None:
    await upgrade(empty)
    added = text("ALTER TABLE customer ADD COLUMN shoe_size INTEGER")
    await empty.migrate(lambda c: c.execute(added))
    assert len(await empty.read(_differences)) == 1


async def test_every_revision_can_be_left_and_reached_again_with_the_guard_armed(
    empty: Database,
) -> None:
    for path in (REVISIONS, [*reversed(REVISIONS[:-1])], REVISIONS[1:]):
        for revision in path:
            known = await empty.read(current_revision) or ""
            await (upgrade if known < revision else downgrade)(empty, revision)
            assert await empty.read(current_revision) == revision
            await empty.write(verify_guards)
    await downgrade(empty)
    assert await empty.read(lambda c: inspect(c).get_table_names()) == ["alembic_version"]


async def test_data_survives_the_way_back_to_the_claims_and_up_again(empty: Database) -> None:
    await upgrade(empty)
    await _fill(empty)
    await downgrade(empty, WITH_CLAIMS[0])
    await upgrade(empty)
    store = SqlStore(empty)
    assert await store.do(lambda uow: uow.appointments.all(BUSINESS)) == (appointment(),)
    await empty.write(verify_guards)


async def test_places_keep_who_booked_them_and_of_what_on_the_way_back_and_up(
    empty: Database,
) -> None:
    own = replace(
        appointment().customer,
        is_self_service=False,
        visit_id="v",
        occurrence=Occurrence("s", date(2026, 4, 14)),
    )
    other = stored_customer("c-eve", EVE)
    joined = CustomerInformation(customer_id="c-eve", contact=EVE, is_self_service=False)
    stored = appointment(customers=(own, joined), maximum_attendees_count=3)
    store = SqlStore(empty)
    await upgrade(empty)
    await store.do(lambda uow: uow.businesses.replace(salon()))
    await store.do(lambda uow: uow.customers.save(BUSINESS, stored_customer()))
    await store.do(lambda uow: uow.customers.save(BUSINESS, other))
    await store.do(lambda uow: uow.appointments.add(stored))
    await downgrade(empty, "0016")
    await upgrade(empty)
    assert await store.do(lambda uow: uow.appointments.of_series(BUSINESS, "s")) == (stored,)


def _make_claims_anew(connection: Connection) -> None:
    """Do to the claims what a revision that alters a column must do on SQLite."""
    operations = Operations(MigrationContext.configure(connection))
    with operations.batch_alter_table("claim", recreate="always") as batch:
        batch.alter_column("position", existing_type=sa.Integer(), type_=sa.BigInteger())


async def test_making_a_table_anew_drops_the_triggers_and_keeps_what_hangs_on_it(
    sqlite_url: str,
) -> None:
    database = await Database.open(sqlite_url, chance=random.random)
    await upgrade(database)
    await _fill(database)

    def appointments_anew(connection: Connection) -> None:
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("appointment", recreate="always") as batch:
            batch.add_column(sa.Column("colour", sa.String()))

    await database.migrate(_make_claims_anew)
    with pytest.raises(GuardMissing):
        await database.write(verify_guards)
    await database.migrate(appointments_anew)
    await database.migrate(arm)
    found = await SqlStore(database).do(lambda uow: uow.appointments.all(BUSINESS))
    await database.close()
    assert found == (appointment(),)


async def test_a_revision_that_breaks_a_foreign_key_is_undone_on_sqlite(sqlite_url: str) -> None:
    database = await Database.open(sqlite_url, chance=random.random)
    await upgrade(database)
    await _fill(database)
    with pytest.raises(DatabaseUnavailable, match="claim names a missing staff_member"):
        await database.migrate(lambda c: c.execute(text("DELETE FROM staff_member")))
    found = await SqlStore(database).do(lambda uow: uow.appointments.all(BUSINESS))
    with pytest.raises(IntegrityError):
        await database.write(lambda c: c.execute(text("DELETE FROM staff_member")))
    await database.close()
    assert found == (appointment(),)


async def test_who_read_before_another_process_changed_the_schema_reads_on(
    empty: Database, database_url: str
) -> None:
    everything = text("SELECT * FROM note")
    await empty.migrate(lambda c: c.execute(text("CREATE TABLE note (number INTEGER)")))
    assert len(await empty.read(lambda c: c.execute(everything).keys())) == 1
    other = await Database.open(database_url, chance=random.random)
    await other.migrate(lambda c: c.execute(text("ALTER TABLE note ADD COLUMN text VARCHAR")))
    await other.close()
    assert len(await empty.read(lambda c: c.execute(everything).keys())) == 2


async def test_two_processes_may_bring_the_schema_up_at_once(database_url: str) -> None:
    both = [await Database.open(database_url, chance=random.random) for _ in range(2)]
    await asyncio.gather(*(upgrade(each) for each in both))
    assert await both[0].read(_differences) == []
    for each in both:
        await each.close()
