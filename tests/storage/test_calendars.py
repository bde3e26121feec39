"""Busy time that is kept between questions is never other than what is stored."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, event

from scheduling.appointments import LONGEST_CLAIM, Appointment
from scheduling.busy_time import BusyTime
from scheduling.ports import UnitOfWork
from scheduling.time_ranges import TimeRange
from storage.busy_cache import BusyCache
from storage.busy_reading import busy_times
from storage.catalog_cache import CatalogCache
from storage.database import Database
from storage.unit_of_work import SqlUnitOfWork
from tests.fakes.businesses import BUSINESS, NOW, appointment, at, salon, staff, stored_customer

STAFF = ("ana", "ben")
DAY = TimeRange(at(14, 0), at(15, 0))
Change = Callable[[UnitOfWork], object]
Starts = Mapping[str, list[datetime]]


def add(uow: UnitOfWork) -> None:
    """Add one for Ben, without having locked him."""
    uow.appointments.add(appointment("a-2", at(14, 12), ("ben",)))


def move(uow: UnitOfWork) -> None:
    """Move Ana's, under the lock."""
    uow.appointments.lock(BUSINESS, ("ana",))
    to = TimeRange(at(14, 15), at(14, 16))
    before = uow.appointments.get(BUSINESS, "a-1")
    uow.appointments.update(before.rescheduled(to, ("ana",), staff("ana"), NOW))


def cancel(uow: UnitOfWork) -> None:
    """Cancel Ana's, without having locked her."""
    before = uow.appointments.get(BUSINESS, "a-1")
    uow.appointments.update(before.cancelled(staff("ana"), NOW))


def remove(uow: UnitOfWork) -> None:
    """Forget all of them, as loading a business anew does."""
    uow.appointments.remove_all(BUSINESS)


def nothing(_uow: UnitOfWork) -> None:
    """Change nothing at all."""


@pytest.mark.parametrize("change", [nothing, add, move, cancel, remove])
async def test_a_change_is_seen_at_once(database: Database, change: Change) -> None:
    await _write(database, _first)
    kept = BusyCache()
    await database.read(lambda connection: _kept(connection, kept))
    await _write(database, change)
    found = await database.read(lambda connection: _kept(connection, kept))
    assert found == await database.read(_stored)


async def test_the_longest_there_is_keeps_its_first_day_busy(database: Database) -> None:
    start_at = at(14, 10)
    whole = TimeRange(start_at, start_at + LONGEST_CLAIM)
    await _write(database, lambda uow: _first(uow, appointment(time_range=whole)))
    found = await database.read(lambda connection: _kept(connection, BusyCache()))
    assert found == {"ana": [start_at]}


async def test_what_is_rolled_back_is_never_seen(database: Database) -> None:
    await _write(database, _first)
    kept = BusyCache()
    before = await database.read(lambda connection: _kept(connection, kept))

    def regret(uow: UnitOfWork) -> None:
        move(uow)
        raise LookupError

    with pytest.raises(LookupError):
        await _write(database, regret)
    assert await database.read(lambda connection: _kept(connection, kept)) == before


@pytest.mark.parametrize(
    ("later", "statements"),
    [(timedelta(), 1), (timedelta(minutes=5), 1), (timedelta(days=40), 2)],
)
async def test_what_did_not_change_is_not_read_again(
    database: Database, later: timedelta, statements: int
) -> None:
    await _write(database, _first)
    kept, asked = BusyCache(), []

    def ask_again(connection: Connection) -> None:
        _kept(connection, kept)
        event.listen(connection, "before_cursor_execute", lambda *found: asked.append(found[2]))
        again = TimeRange(DAY.start_at + later, DAY.end_at - timedelta(hours=1) + later)
        SqlUnitOfWork(connection, CatalogCache(), kept).appointments.busy(BUSINESS, STAFF, again)

    await database.read(ask_again)
    assert len(asked) == statements


def test_a_cache_forgets_the_calendar_not_asked_for_the_longest() -> None:
    kept = BusyCache(2)
    busy = BusyTime((), (0, 10))
    for name in "abc":
        kept.keep((BUSINESS, name), 1, busy)
        kept.find((BUSINESS, "a"), 1, (0, 10))
    found = [kept.find((BUSINESS, name), 1, (0, 10)) is not None for name in "abc"]
    assert found == [True, False, True]


def _first(uow: UnitOfWork, first: Appointment | None = None) -> None:
    uow.businesses.replace(salon())
    uow.customers.save(BUSINESS, stored_customer())
    uow.appointments.add(first or appointment())


async def _write(database: Database, change: Change) -> None:
    await database.write(lambda connection: change(SqlUnitOfWork(connection)))


def _kept(connection: Connection, kept: BusyCache) -> Starts:
    uow = SqlUnitOfWork(connection, CatalogCache(), kept)
    return _starts(uow.appointments.busy(BUSINESS, STAFF, DAY))


def _stored(connection: Connection) -> Starts:
    return _starts(busy_times(connection, BUSINESS, STAFF, DAY))


def _starts(found: Mapping[str, BusyTime]) -> Starts:
    return {who: [each.start_at for each in busy.ranges()] for who, busy in found.items()}
