"""What personal calendars cost: nothing where there are none, one indexed question where there are."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, event, text

from scheduling.personal_calendars import PersonalCalendar
from scheduling.service.finding import FindSlots, find_slots
from scheduling.service.wishes import Wish
from scheduling.time_ranges import TimeRange, TimeRangeSet
from storage.catalog_cache import CatalogCache
from storage.database import Database
from storage.personal_calendars import SqlPersonalCalendars
from storage.unit_of_work import SqlUnitOfWork
from tests.fakes.businesses import BUSINESS, NOW, at, customer, salon
from tests.fakes.memory import CountedIds

Asked = list[tuple[str, tuple[object, ...]]]
DAY = TimeRange(at(14, 0), at(15, 0))
WHOLE = TimeRange(datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC))


def listened(connection: Connection, work: Callable[[], object]) -> Asked:
    asked: Asked = []
    listen = ("before_cursor_execute", lambda *found: asked.append((found[2], found[3])))
    event.listen(connection, *listen)
    work()
    event.remove(connection, *listen)
    return asked


def keep(connection: Connection, *busy: TimeRange) -> None:
    calendar = PersonalCalendar(
        business_id=BUSINESS,
        staff_member_id="ana",
        source="work",
        read_at=NOW,
        within=WHOLE,
        event_count=len(busy),
    )
    SqlPersonalCalendars(connection).replace(calendar, TimeRangeSet(busy))


def two_years() -> list[TimeRange]:
    hours = (WHOLE.start_at + timedelta(hours=5 * number) for number in range(3000))
    return [TimeRange(each, each + timedelta(hours=1)) for each in hours]


async def test_a_search_asks_nothing_more_where_there_is_none_and_one_thing_where_there_is(
    database: Database,
) -> None:
    await database.write(lambda each: SqlUnitOfWork(each).businesses.replace(salon()))
    catalogs = CatalogCache()

    def count(connection: Connection) -> int:
        uow = SqlUnitOfWork(connection, catalogs)
        uow.businesses.catalog(BUSINESS)
        wish = FindSlots(Wish(business_id=BUSINESS, service_id="haircut"), DAY)
        asked = listened(connection, lambda: find_slots(uow, customer(), wish, NOW, CountedIds()))
        assert sum("personal_busy" in statement for statement, _ in asked) == len(asked) - 3
        return len(asked)

    # Its revision, who asks, and what is busy.
    assert await database.read(count) == 3
    await database.write(lambda each: keep(each, DAY))
    assert await database.read(count) == 4


async def test_a_catalog_without_any_is_read_with_as_many_statements_as_before(
    database: Database,
) -> None:
    await database.write(lambda each: SqlUnitOfWork(each).businesses.replace(salon()))

    def asked(connection: Connection) -> Asked:
        return listened(connection, lambda: SqlUnitOfWork(connection).businesses.catalog(BUSINESS))

    before = await database.read(asked)
    await database.write(lambda each: keep(each, DAY))
    assert len(await database.read(asked)) == len(before) + 1


def plan(connection: Connection) -> str:
    """Explain the question for one day, as each engine explains it."""
    calendars = SqlPersonalCalendars(connection)
    ((statement, values),) = listened(
        connection, lambda: calendars.busy(BUSINESS, ("ana", "ben"), DAY)
    )
    if connection.dialect.name == "sqlite":
        found = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        return "\n".join(str(row[3]) for row in found)
    connection.execute(text("ANALYZE personal_busy"))
    connection.execute(text("ANALYZE personal_calendar"))
    found = connection.exec_driver_sql(f"EXPLAIN {statement}", values)
    return "\n".join(str(row[0]) for row in found)


async def test_it_is_answered_from_the_key_and_no_further_than_a_day(database: Database) -> None:
    await database.write(lambda each: SqlUnitOfWork(each).businesses.replace(salon()))
    await database.write(lambda each: keep(each, *two_years()))
    found = await database.write(plan)
    if "pk_personal_busy" not in found:  # PostgreSQL names it, SQLite its columns
        assert "last_minute>? AND last_minute<?" in found
    assert "Seq Scan on personal_busy" not in found


@pytest.mark.parametrize("days", [1, 30])
async def test_a_long_absence_is_found_from_any_day_of_it(database: Database, days: int) -> None:
    await database.write(lambda each: SqlUnitOfWork(each).businesses.replace(salon()))
    away = TimeRange(DAY.start_at - timedelta(days=days), DAY.end_at + timedelta(days=days))
    await database.write(lambda each: keep(each, away))

    def found(connection: Connection) -> list[TimeRange]:
        busy = SqlPersonalCalendars(connection).busy(BUSINESS, ("ana",), DAY)
        return list(busy["ana"].ranges())

    assert await database.read(found) == [DAY]
