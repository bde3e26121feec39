"""Series on each engine: races for one of the occurrences, repeated requests, and what is told."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta

import pytest
import pytest_asyncio

from scheduling.actors import Actor, OperatorActor
from scheduling.appointments import Appointment
from scheduling.errors import SlotTaken
from scheduling.service.administration import BusinessRecord, replace_business
from scheduling.service.book_command import BookCommand
from scheduling.service.booking import book
from scheduling.service.series.booking import BookSeriesCommand, ChosenOccurrence, book_series
from scheduling.service.series.changing import (
    CancelSeriesCommand,
    OccurrenceMove,
    RescheduleSeriesCommand,
    SeenOccurrence,
    cancel_series,
    reschedule_series,
)
from scheduling.service.series.plans import SeriesView
from scheduling.statuses import AppointmentStatus
from storage.database import Database
from storage.transactions import SqlTransactions
from storage.unit_of_work import SqlUnitOfWork
from tests.fakes.businesses import BUSINESS, DANA, EVE, NOW, TUESDAY_TEN, customer, salon
from tests.fakes.chats import MovableClock
from tests.fakes.memory import CountedIds
from tests.storage.stores import migrated

WEEKS = 4
COPIES = 8
STARTS = tuple(TUESDAY_TEN + timedelta(weeks=n) for n in range(WEEKS))


@pytest_asyncio.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    async with migrated(database_url) as found:
        yield found


@pytest_asyncio.fixture
async def desk(database: Database) -> SqlTransactions:
    clock = MovableClock(NOW - datetime.now(UTC))
    transactions = SqlTransactions(database, clock, CountedIds())
    await transactions.run(replace_business, OperatorActor(), BusinessRecord(salon()))
    return transactions


def series(key: str = "series", who: str = "ana") -> BookSeriesCommand:
    pattern = BookCommand(
        business_id=BUSINESS,
        service_id="haircut",
        start_at=STARTS[0],
        staff_member_id=who,
        contact=DANA,
        idempotency_key=key,
    )
    return BookSeriesCommand(
        pattern, tuple(ChosenOccurrence(each.date(), each, who) for each in STARTS)
    )


async def stored(database: Database) -> tuple[Appointment, ...]:
    return await database.read(lambda each: SqlUnitOfWork(each).appointments.all(BUSINESS))


async def attempted(
    desk: SqlTransactions, actor: Actor, asked: BookSeriesCommand
) -> SeriesView | SlotTaken:
    try:
        return await desk.run(book_series, actor, asked)
    except SlotTaken as refused:
        return refused


async def test_of_two_series_that_meet_one_is_booked_whole_and_the_other_not_at_all(
    desk: SqlTransactions, database: Database
) -> None:
    asked = [attempted(desk, customer(f"c{n}"), series(f"k{n}")) for n in range(COPIES)]
    outcomes = await asyncio.gather(*asked)
    assert sum(isinstance(each, SeriesView) for each in outcomes) == 1
    assert len(await stored(database)) == WEEKS


@pytest.mark.parametrize("place", [0, WEEKS - 1])
async def test_a_race_for_one_of_the_occurrences_leaves_all_or_nothing(
    desk: SqlTransactions, database: Database, place: int
) -> None:
    single = BookCommand(
        business_id=BUSINESS,
        service_id="haircut",
        start_at=STARTS[place],
        staff_member_id="ana",
        contact=EVE,
        idempotency_key="single",
    )
    both = (
        attempted(desk, customer(), series()),
        desk.run(book, customer("eve"), single),
    )
    found = await asyncio.gather(*both, return_exceptions=True)
    is_series_booked = isinstance(found[0], SeriesView)
    assert is_series_booked == isinstance(found[1], SlotTaken)
    assert len(await stored(database)) == (WEEKS if is_series_booked else 1)


async def test_copies_of_a_request_are_one_series(
    desk: SqlTransactions, database: Database
) -> None:
    copies = (desk.run(book_series, customer(), series()) for _ in range(COPIES))
    answers = await asyncio.gather(*copies)
    assert answers == [answers[0]] * COPIES
    assert len(await stored(database)) == WEEKS


async def test_a_series_is_told_in_one_announcement_that_names_it(
    desk: SqlTransactions, database: Database
) -> None:
    booked = await desk.run(book_series, customer(), series())
    rows = await database.read(
        lambda each: each.exec_driver_sql("SELECT series_id, recipient_id FROM outbox").all()
    )
    assert [tuple(each) for each in rows] == [(booked.series_id, "ana")]


async def test_a_series_moves_a_week_on_and_is_cancelled(
    desk: SqlTransactions, database: Database
) -> None:
    booked = await desk.run(book_series, customer(), series())
    moves = tuple(
        OccurrenceMove(each.appointment_id, each.version, each.start_at + timedelta(weeks=1))
        for each in booked.occurrences[:-1]
    )
    command = RescheduleSeriesCommand(business_id=BUSINESS, moves=moves, idempotency_key="m")
    with pytest.raises(SlotTaken):
        await desk.run(reschedule_series, customer(), command)
    assert [each.time_range.start_at for each in await stored(database)] == list(STARTS)
    last = booked.occurrences[-1]
    all_moves = tuple(
        OccurrenceMove(each.appointment_id, each.version, each.start_at - timedelta(hours=1))
        for each in booked.occurrences
    )
    command = RescheduleSeriesCommand(business_id=BUSINESS, moves=all_moves, idempotency_key="n")
    moved = await desk.run(reschedule_series, customer(), command)
    assert last.start_at - timedelta(hours=1) == moved.occurrences[-1].start_at
    seen = tuple(SeenOccurrence(each.appointment_id, each.version) for each in moved.occurrences)
    cancel = CancelSeriesCommand(business_id=BUSINESS, occurrences=seen, idempotency_key="c")
    await desk.run(cancel_series, customer(), cancel)
    found = await stored(database)
    assert {each.status for each in found} == {AppointmentStatus.CANCELLED}
    places = (each.customer.occurrence for each in found)
    assert next(each.on for each in places if each) == date(2026, 4, 14)
