"""One slot, two customers: who holds it has it, until time takes it away, whatever became of them."""

import asyncio
import sys
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from scheduling.errors import SlotTaken, TooManyAppointments
from scheduling.service.booking import book
from scheduling.service.holding import HoldCommand, hold
from scheduling.service.wishes import Wish
from storage.database import Database
from storage.tables.holds import HOLD
from storage.transactions import SqlTransactions
from tests.reliability.checker import overlaps
from tests.reliability.scene import (
    BUSINESS,
    STAFF,
    SecretIds,
    command,
    customer,
    day_ahead,
    opened,
    prepare,
)

_COUNT = select(func.count()).select_from(HOLD)
_ROOT = Path(__file__).resolve().parents[2]
CUSTOMERS = 40
SLOT = day_ahead(2)
HELD_FOR = timedelta(minutes=5)
WISH = Wish(business_id=BUSINESS, service_id="plain", staff_member_id=STAFF[0])


@dataclass(slots=True)
class MovableClock:
    """The clock's offset as demo mode moves it; the rest is the database's."""

    offset: timedelta = timedelta()


def _on(database: Database, clock: MovableClock) -> SqlTransactions:
    return SqlTransactions(database, clock, SecretIds())


async def _books(transactions: SqlTransactions, who: str) -> bool:
    try:
        await transactions.run(book, customer(who), command(who, "plain", SLOT, STAFF[0]))
    except SlotTaken:
        return False
    return True


async def _holds(transactions: SqlTransactions, who: str) -> bool:
    try:
        await transactions.run(hold, customer(who), HoldCommand(WISH, SLOT, "draft"))
    except SlotTaken:
        return False
    return True


async def test_of_many_who_want_one_slot_one_holds_it_and_books_it(database_url: str) -> None:
    async with opened(database_url) as database:
        await prepare(database)
        transactions = _on(database, MovableClock())
        names = [f"c{number}" for number in range(CUSTOMERS)]
        held = await asyncio.gather(*(_holds(transactions, each) for each in names))
        assert sum(held) == 1
        booked = await asyncio.gather(*(_books(transactions, each) for each in names))
        assert booked == held
        assert await database.read(overlaps) == []


@pytest.mark.parametrize("who_comes_back", [False, True])
async def test_when_it_is_over_the_next_has_it(database_url: str, who_comes_back: bool) -> None:  # noqa: FBT001
    async with opened(database_url) as database:
        await prepare(database)
        clock = MovableClock()
        transactions = _on(database, clock)
        assert await _holds(transactions, "first")
        clock.offset = HELD_FOR - timedelta(seconds=30)
        assert not await _books(transactions, "second")
        assert not await _holds(transactions, "second")
        clock.offset = HELD_FOR + timedelta(seconds=1)
        winner, loser = ("first", "second") if who_comes_back else ("second", "first")
        assert await _books(transactions, winner)
        assert not await _books(transactions, loser)


async def test_who_dies_between_holding_and_booking_keeps_it_only_as_long(
    database_url: str,
) -> None:
    async with opened(database_url) as database:
        await prepare(database)
        arguments = ["-m", "tests.reliability.holding_process", database_url, SLOT.isoformat()]
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *arguments,
            stdout=asyncio.subprocess.PIPE,
            cwd=_ROOT,
        )
        assert process.stdout is not None
        assert await process.stdout.readline() == b"held\n"
        process.kill()
        await process.wait()
        clock = MovableClock()
        transactions = _on(database, clock)
        assert not await _books(transactions, "second")
        clock.offset = HELD_FOR
        assert await _books(transactions, "second")


async def test_one_customer_at_once_in_many_windows_holds_two_and_sees_no_error(
    database_url: str,
) -> None:
    async with opened(database_url) as database:
        await prepare(database)
        transactions = _on(database, MovableClock())
        asked = [
            HoldCommand(
                Wish(business_id=BUSINESS, service_id="plain", staff_member_id=who),
                SLOT + timedelta(hours=hour),
                f"{who}-{hour}",
            )
            for who in STAFF
            for hour in range(3)
        ]
        await asyncio.gather(*(transactions.run(hold, customer("one"), each) for each in asked))
        held = await database.read(lambda connection: connection.execute(_COUNT).scalar_one())
    assert held == 2


async def test_one_customer_at_once_in_many_windows_books_five(database_url: str) -> None:
    async with opened(database_url) as database:
        await prepare(database)
        transactions = _on(database, MovableClock())
        await transactions.run(book, customer("one"), command("k", "plain", SLOT, STAFF[0]))
        asked = [
            command(f"{who}-{hour}", "plain", SLOT + timedelta(hours=hour), who)
            for who in STAFF
            for hour in range(1, 4)
        ]
        done = await asyncio.gather(
            *(transactions.run(book, customer("one"), each) for each in asked),
            return_exceptions=True,
        )
    refused = [each for each in done if isinstance(each, Exception)]
    assert len(done) - len(refused) == 4
    assert {type(each) for each in refused} == {TooManyAppointments}
