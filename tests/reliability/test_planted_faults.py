"""The checks find the faults they are there to find, and the guard stops what it is there to stop."""

import asyncio
import json
import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, text

from bot.logs import JsonLines
from scheduling.busy_time import Busy, BusyTime
from scheduling.time_ranges import TimeRange
from storage.appointments import SqlAppointments
from storage.database import Database
from tests.reliability.attempts import Booker, Form, Outcome, Request, Result
from tests.reliability.checker import overlaps, wrongly_answered
from tests.reliability.mixed_faults import ChecksNothingUnderTheLock, NoLock
from tests.reliability.scene import BUSINESS, STAFF, day_ahead, opened, prepare
from tests.reliability.test_random_slots import random_wishes

DISARM = {
    "sqlite": ["DROP TRIGGER claim_no_overlap_insert", "DROP TRIGGER claim_no_overlap_update"],
    "postgresql": ["ALTER TABLE claim DROP CONSTRAINT claim_no_overlap"],
}
SECOND = timedelta(seconds=1)


class Timid(SqlAppointments):
    """Takes ranges that touch for ranges that overlap."""

    def busy(
        self,
        business_id: str,
        staff_member_ids: Sequence[str],
        within: TimeRange,
        now: datetime,
        except_appointment_id: str | None = None,
        except_owner: str = "",
        resource_ids: Sequence[str] = (),
    ) -> Busy:
        """Give a second more than is taken, on both sides."""
        wider = within.padded(SECOND, SECOND)
        found = super().busy(
            business_id,
            staff_member_ids,
            wider,
            now,
            except_appointment_id,
            except_owner,
            resource_ids,
        )
        return {
            who: BusyTime.of(each.padded(SECOND, SECOND) for each in taken.ranges())
            for who, taken in found.items()
        }


def _disarm(connection: Connection) -> None:
    for statement in DISARM[connection.dialect.name]:
        connection.execute(text(statement))


async def _crowd(
    database: Database, fault: type[SqlAppointments], wishes: list[Request]
) -> list[Outcome]:
    booker = Booker(database, fault)
    return await asyncio.gather(*(booker.attempt(each) for each in wishes))


def _for_one_slot() -> list[Request]:
    return [Request(f"k-{n}", "plain", day_ahead(2), Form.ONE, STAFF[:1]) for n in range(40)]


async def test_without_a_lock_and_a_guard_overlaps_are_found(postgres_url: str) -> None:
    async with opened(postgres_url) as database:
        await prepare(database)
        await database.write(_disarm)
        outcomes = await _crowd(database, NoLock, _for_one_slot())
        assert await database.read(overlaps)
    assert sum(each.result is Result.BOOKED for each in outcomes) > 1


async def test_a_check_outside_the_lock_is_found(database_url: str) -> None:
    wishes = random_wishes(1, (Form.ONE, Form.PAIR), 100)
    async with opened(database_url) as database:
        await prepare(database)
        await database.write(_disarm)
        outcomes = await _crowd(database, ChecksNothingUnderTheLock, wishes)
        assert await database.read(overlaps)
    assert wrongly_answered(wishes, outcomes)


async def test_refusals_without_a_reason_are_found(database_url: str) -> None:
    wishes = random_wishes(2, (Form.ONE,), 200)
    async with opened(database_url) as database:
        await prepare(database)
        outcomes = await _crowd(database, Timid, wishes)
        assert await database.read(overlaps) == []
    assert wrongly_answered(wishes, outcomes)


@pytest.mark.parametrize("fault", [NoLock, ChecksNothingUnderTheLock])
async def test_the_guard_refuses_what_a_fault_lets_through_and_says_so(
    postgres_url: str, fault: type[SqlAppointments], caplog: pytest.LogCaptureFixture
) -> None:
    await _try_guard(postgres_url, fault, caplog)


async def test_the_guard_of_sqlite_does_so_too(
    sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    await _try_guard(sqlite_url, ChecksNothingUnderTheLock, caplog)


async def test_the_guard_without_an_extension_does_so_too(
    postgres_url_without_extensions: str, caplog: pytest.LogCaptureFixture
) -> None:
    await _try_guard(postgres_url_without_extensions, ChecksNothingUnderTheLock, caplog)


async def _try_guard(
    url: str, fault: type[SqlAppointments], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, "storage.claims"):
        async with opened(url) as database:
            await prepare(database)
            outcomes = await _crowd(database, fault, _for_one_slot())
            assert await database.read(overlaps) == []
    results = [each.result for each in outcomes]
    assert (results.count(Result.BOOKED), results.count(Result.TAKEN)) == (1, 39)
    lines = [json.loads(JsonLines().format(each)) for each in caplog.records]
    hits = [each for each in lines if each["event"] == "backstop_hits_total"]
    assert hits
    assert {each["business_id"] for each in hits} == {BUSINESS}
    assert {each["staff_member_id"] for each in hits} <= set(STAFF)
    assert all(each["appointment_id"] for each in hits)
    assert "Kim" not in json.dumps(lines)
