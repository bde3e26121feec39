"""Requests on real databases: who is told of them, and what becomes of those nobody answers."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TypeVar

import pytest_asyncio

from cards.channels import Channel
from notifications.rendering import NewsLinks
from notifications.request_watch import RequestWatch
from notifications.waking import WakingTransactions
from notifications.worker import AnnouncementWorker, WorkerTiming
from scheduling.actors import Actor, OperatorActor
from scheduling.ports import Transactions, UseCase
from scheduling.service.administration import BusinessRecord, replace_business
from scheduling.service.asking import AskAppointment, get_appointment
from scheduling.service.book_command import BookCommand
from scheduling.service.booking import book
from scheduling.service.requesting import AcceptCommand, DeclineCommand, accept, decline
from scheduling.statuses import AppointmentStatus
from scheduling.views import AppointmentView
from storage.database import Database
from storage.failures import DatabaseUnavailable
from storage.migrate import upgrade
from storage.outbox_queue import SqlOutboxQueue
from storage.transactions import SqlTransactions
from tests.fakes.businesses import BUSINESS, DANA, HAIRCUT, NOW, at, customer, salon, staff
from tests.fakes.chats import MovableClock, RecordingSender
from tests.fakes.memory import CountedIds
from tests.support.cards import actions_of

C = TypeVar("C")
R = TypeVar("R")
THURSDAY_TEN = at(16, 10)
LINKS = NewsLinks(lambda _: "https://x.test/a.ics", lambda _: "https://x.test/a")


@dataclass
class House:
    """A salon where a haircut needs approval, with a worker that delivers."""

    database: Database
    transactions: SqlTransactions
    clock: MovableClock
    sender: RecordingSender = field(default_factory=RecordingSender)
    keys: "count[int]" = field(default_factory=lambda: count(1))

    async def book(self, start_at: datetime = THURSDAY_TEN) -> AppointmentView:
        command = BookCommand(
            business_id=BUSINESS,
            service_id="haircut",
            start_at=start_at,
            staff_member_id="ana",
            contact=DANA,
            idempotency_key=f"key-{next(self.keys)}",
        )
        return await self.transactions.run(book, customer(), command)

    async def delivered(self) -> list[str]:
        worker = AnnouncementWorker(
            queue=SqlOutboxQueue(self.database, self.clock, lambda: 0.5),
            transactions=self.transactions,
            sender=self.sender,
            links=LINKS,
            owner="worker",
            timing=WorkerTiming(),
        )
        while await worker.deliver_due():
            pass
        return self.sender.texts


@pytest_asyncio.fixture
async def house(database_url: str) -> AsyncIterator[House]:
    database = await Database.open(database_url, chance=lambda: 0.5)
    await upgrade(database)
    clock = MovableClock(NOW - datetime.now(UTC))
    transactions = SqlTransactions(database, clock, CountedIds())
    record = BusinessRecord(salon(replace(HAIRCUT, needs_approval=True)))
    await transactions.run(replace_business, OperatorActor(), record)
    yield House(database, transactions, clock)
    await database.close()


async def test_a_new_request_comes_with_the_buttons_that_answer_it(house: House) -> None:
    request = await house.book()
    (said,) = await house.delivered()
    assert said.startswith("New request of Dana: Haircut with Ana, Thursday 16 April at 10:00.")
    ((recipient, news),) = house.sender.sent
    assert recipient.recipient_id == "ana"
    for channel in Channel:
        verbs = {each["verb"]: each for each in actions_of([news[channel].card])}
        assert {"staff.accept", "staff.decline", "staff.open"} <= {*verbs}
        assert verbs["staff.accept"]["appointment"] == request.appointment_id


async def test_the_customer_is_told_what_came_of_it(house: House) -> None:
    request = await house.book()
    accepting = AcceptCommand(
        business_id=BUSINESS,
        appointment_id=request.appointment_id,
        version=1,
        idempotency_key="accept",
    )
    await house.transactions.run(accept, staff("ben"), accepting)
    assert any("has accepted your request" in each for each in await house.delivered())
    other = await house.book(at(17, 10))
    declining = DeclineCommand(
        business_id=BUSINESS,
        appointment_id=other.appointment_id,
        version=1,
        message="We are full.",
        idempotency_key="decline",
    )
    await house.transactions.run(decline, staff("ana"), declining)
    assert "cannot accept your request" in (await house.delivered())[-1]
    assert "We are full." in str(house.sender.sent[-1][1][Channel.DIRECT_LINE].card)


async def test_what_nobody_answered_is_ended_and_its_customer_told_once(house: House) -> None:
    request = await house.book()
    await house.delivered()
    watch, other = RequestWatch(house.transactions), RequestWatch(house.transactions)
    assert await watch.end_lapsed() == 0
    house.clock.wait(timedelta(days=1, minutes=1))
    assert sum(await asyncio.gather(watch.end_lapsed(), other.end_lapsed())) == 1
    question = AskAppointment(BUSINESS, request.appointment_id)
    ended = await house.transactions.read(get_appointment, OperatorActor(), question)
    assert ended.status is AppointmentStatus.CANCELLED
    told = [each for each in await house.delivered() if "answered your request in time" in each]
    assert len(told) == 1


class Away:
    """Transactions whose database is away the first time; `woken` once something is committed."""

    def __init__(self, transactions: Transactions) -> None:
        self.woken = asyncio.Event()
        self._transactions = WakingTransactions(transactions, self.woken.set)
        self._is_away = True

    async def run(self, use_case: UseCase[C, R], actor: Actor, command: C) -> R:
        return await self._transactions.run(use_case, actor, command)

    async def read(self, use_case: UseCase[C, R], actor: Actor, command: C) -> R:
        if self._is_away:
            self._is_away = False
            raise DatabaseUnavailable("away")
        return await self._transactions.read(use_case, actor, command)


async def test_the_watch_goes_on_after_a_database_that_was_away(house: House) -> None:
    await house.book()
    house.clock.wait(timedelta(days=1, minutes=1))
    away = Away(house.transactions)
    watch = RequestWatch(away, every=timedelta(milliseconds=5))
    watch.start()
    await asyncio.wait_for(away.woken.wait(), 10)
    await watch.stop()
    assert "answered your request in time" in (await house.delivered())[-1]
