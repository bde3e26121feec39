"""Hand-overs on real databases: staff are told once whatever it comprises, offers end by time."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest_asyncio

from cards.channels import Channel
from notifications.rendering import NewsLinks
from notifications.request_watch import RequestWatch
from notifications.worker import AnnouncementWorker, WorkerTiming
from scheduling.actors import OperatorActor
from scheduling.announcements import RecipientKind
from scheduling.service.administration import BusinessRecord, replace_business
from scheduling.service.book_command import BookCommand
from scheduling.service.booking import book
from scheduling.service.handing_over.commands import HandOverCommand, Taking
from scheduling.service.handing_over.doing import hand_over
from scheduling.views import AppointmentView
from storage.database import Database
from storage.migrate import upgrade
from storage.outbox_queue import SqlOutboxQueue
from storage.transactions import SqlTransactions
from tests.fakes.businesses import BUSINESS, DANA, NOW, at, customer, salon, staff
from tests.fakes.chats import MovableClock, RecordingSender
from tests.fakes.memory import CountedIds
from tests.support.cards import actions_of

LINKS = NewsLinks(lambda _: "https://x.test/a.ics", lambda _: "https://x.test/a")


@dataclass
class House:
    """The salon with a worker that delivers."""

    transactions: SqlTransactions
    worker: AnnouncementWorker
    clock: MovableClock
    sender: RecordingSender = field(default_factory=RecordingSender)

    async def book(self, who: str, start_at: datetime, with_whom: str) -> AppointmentView:
        command = BookCommand(
            business_id=BUSINESS,
            service_id="haircut",
            start_at=start_at,
            staff_member_id=with_whom,
            contact=DANA,
            idempotency_key=who,
        )
        return await self.transactions.run(book, customer(who), command)

    async def hand_over(self, by: str, whose: str, to: str, *views: AppointmentView) -> None:
        command = HandOverCommand(
            business_id=BUSINESS,
            staff_member_id=whose,
            takings=tuple(Taking(each.appointment_id, each.version, to) for each in views),
            idempotency_key=f"{by}-{to}",
        )
        await self.transactions.run(hand_over, staff(by), command)

    async def told(self, kind: RecipientKind = RecipientKind.STAFF_MEMBER) -> list[tuple[str, str]]:
        """Deliver all that is due; give who of that kind was told what since the last time."""
        before = len(self.sender.sent)
        while await self.worker.deliver_due():
            pass
        return [
            (recipient.recipient_id, news[Channel.DIRECT_LINE].text)
            for recipient, news in self.sender.sent[before:]
            if recipient.kind is kind
        ]


@pytest_asyncio.fixture
async def house(database_url: str) -> AsyncIterator[House]:
    database = await Database.open(database_url, chance=lambda: 0.5)
    await upgrade(database)
    clock = MovableClock(NOW - datetime.now(NOW.tzinfo))
    transactions = SqlTransactions(database, clock, CountedIds())
    await transactions.run(replace_business, OperatorActor(), BusinessRecord(salon()))
    sender = RecordingSender()
    worker = AnnouncementWorker(
        queue=SqlOutboxQueue(database, clock, lambda: 0.5),
        transactions=transactions,
        sender=sender,
        links=LINKS,
        owner="w",
        timing=WorkerTiming(),
    )
    yield House(transactions, worker, clock, sender)
    await database.close()


async def test_a_staff_member_is_told_once_of_all_they_get_or_leave(house: House) -> None:
    views = [await house.book(f"c{hour}", at(14, hour), "ana") for hour in (10, 12, 14)]
    await house.told()
    await house.hand_over("ben", "ana", "tom", *views)
    assert sorted(await house.told()) == [
        ("ana", "3 of your appointments are now with Tom."),
        ("tom", "You take over 3 appointments of Ana."),
    ]
    cards = [str(news[Channel.DIRECT_LINE].card) for _, news in house.sender.sent]
    assert sorted(each.count("Taken by Tom") for each in cards)[-2:] == [3, 3]


async def test_each_customer_is_told_the_new_name(house: House) -> None:
    views = [await house.book(f"c{hour}", at(14, hour), "ana") for hour in (10, 12)]
    await house.told()
    await house.hand_over("ben", "ana", "tom", *views)
    found = await house.told(RecipientKind.CUSTOMER)
    assert len(found) == 2
    assert all("is now with Tom" in said for _, said in found)


async def test_an_offer_carries_its_answers_and_ends_once_by_time(house: House) -> None:
    view = await house.book("c", at(17, 10), "tom")
    await house.told()
    await house.hand_over("tom", "tom", "ben", view)
    ((who, said),) = await house.told()
    assert who == "ben"
    assert "Tom asks whether you would take over 1 appointment" in said
    verbs = {each["verb"] for each in actions_of([house.sender.sent[-1][1][Channel.TEAMS].card])}
    assert verbs == {"staff.take_over", "staff.take_over_decline"}
    watch, other = RequestWatch(house.transactions), RequestWatch(house.transactions)
    assert await watch.end_offers() == 0
    house.clock.wait(timedelta(days=1, minutes=1))
    assert sum(await asyncio.gather(watch.end_offers(), other.end_offers())) == 1
    assert [each for each in await house.told() if "did not answer in time" in each[1]] == [
        ("tom", "Ben did not answer in time. What you asked for stays with you.")
    ]
