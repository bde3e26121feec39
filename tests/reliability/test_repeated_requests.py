"""The same request many times at once is one appointment and one answer."""

import asyncio
from dataclasses import replace

import pytest

from scheduling.actors import CustomerActor, OperatorActor
from scheduling.errors import KeyReused
from scheduling.service.administration import export_business
from scheduling.service.asking import AskBusiness
from scheduling.service.book_command import BookCommand
from scheduling.service.booking import book
from scheduling.service.changing import CancelCommand, RescheduleCommand, cancel, reschedule
from scheduling.views import AppointmentView
from storage.transactions import SqlTransactions
from tests.reliability.checker import half_written, overlaps
from tests.reliability.scene import BUSINESS, STEP, command, customer, day_ahead, opened, prepare

COPIES = 50
ASKED = command("the-key", "plain", day_ahead(2))


async def _copies(
    transactions: SqlTransactions, actor: CustomerActor, asked: BookCommand
) -> list[AppointmentView]:
    booking = (transactions.run(book, actor, asked) for _ in range(COPIES))
    return await asyncio.gather(*booking)


async def _stored(transactions: SqlTransactions) -> int:
    record = await transactions.read(export_business, OperatorActor(), AskBusiness(BUSINESS))
    return len(record.appointments)


@pytest.mark.parametrize(
    "asked", [ASKED, replace(ASKED, staff_member_id="ana")], ids=["anyone", "one"]
)
async def test_copies_of_a_request_book_once_and_are_answered_alike(
    database_url: str, asked: BookCommand
) -> None:
    async with opened(database_url) as database:
        transactions = await prepare(database)
        answers = await _copies(transactions, customer("kim"), asked)
        assert answers == [answers[0]] * COPIES
        assert await _stored(transactions) == 1
        assert await database.read(half_written) == []


async def test_copies_of_a_move_and_a_cancellation_change_once(database_url: str) -> None:
    actor = customer("kim")
    async with opened(database_url) as database:
        transactions = await prepare(database)
        booked = await transactions.run(book, actor, ASKED)
        facts = {"business_id": BUSINESS, "appointment_id": booked.appointment_id}
        move = RescheduleCommand(
            **facts, version=1, start_at=ASKED.start_at + STEP, idempotency_key="move"
        )
        moves = await asyncio.gather(
            *(transactions.run(reschedule, actor, move) for _ in range(COPIES))
        )
        end = CancelCommand(**facts, version=2, idempotency_key="end")
        ends = await asyncio.gather(*(transactions.run(cancel, actor, end) for _ in range(COPIES)))
        assert {each.version for each in moves} == {2}
        assert {each.version for each in ends} == {3}
        assert await database.read(overlaps) == []


async def test_the_same_key_of_two_customers_is_two_requests(database_url: str) -> None:
    later = replace(ASKED, start_at=ASKED.start_at + 2 * STEP)
    async with opened(database_url) as database:
        transactions = await prepare(database)
        await transactions.run(book, customer("kim"), ASKED)
        await transactions.run(book, customer("lee"), later)
        assert await _stored(transactions) == 2


async def test_a_key_used_for_something_else_is_refused(database_url: str) -> None:
    async with opened(database_url) as database:
        transactions = await prepare(database)
        await transactions.run(book, customer("kim"), ASKED)
        with pytest.raises(KeyReused):
            await transactions.run(
                book, customer("kim"), replace(ASKED, start_at=ASKED.start_at + 2 * STEP)
            )
        assert await _stored(transactions) == 1
