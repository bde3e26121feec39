"""The watch over the waitlist, and what is told of an offer."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest_asyncio

from cards.channels import Channel
from notifications.ports import ChatMessage, Recipient
from notifications.rendering import NewsLinks
from notifications.waitlist_watch import WaitlistWatch, WatchTiming
from notifications.waking import WakingTransactions
from notifications.worker import AnnouncementWorker, WorkerTiming
from scheduling.actors import Actor, OperatorActor
from scheduling.customers import Contact
from scheduling.service.administration import BusinessRecord, replace_business
from scheduling.service.book_command import BookCommand
from scheduling.service.booking import book
from scheduling.service.changing import CancelCommand, cancel
from scheduling.service.waiting.answering import leave_waitlist, pass_up_offer
from scheduling.service.waiting.commands import JoinCommand, LeaveCommand, OfferCommand
from scheduling.service.waiting.joining import join_waitlist
from scheduling.views import AppointmentView
from scheduling.waitlist import WaitlistWish
from scheduling.waitlist_views import WaitlistEntryView
from storage.database import Database
from storage.migrate import upgrade
from storage.outbox_queue import SqlOutboxQueue
from storage.transactions import SqlTransactions
from tests.fakes.businesses import BUSINESS, DANA, NOW, at, customer, salon, staff
from tests.fakes.chats import MovableClock, RecordingSender
from tests.fakes.memory import CountedIds
from tests.support.cards import actions_of
from tests.support.chats import heard_from

TEN = at(14, 10)
SOON = WatchTiming(every=timedelta(seconds=30), pause=timedelta(milliseconds=5))
LINKS = NewsLinks(lambda _: "", lambda _: "")
FAY = Contact(name="Fay")


@dataclass
class House:
    """A salon in which ten o'clock with Ana is booked, and the worker that tells."""

    database: Database
    transactions: SqlTransactions
    clock: MovableClock
    booked: AppointmentView
    sender: RecordingSender = field(default_factory=RecordingSender)

    async def join(self, who: str, contact: Contact = FAY) -> WaitlistEntryView:
        wish = WaitlistWish(
            service_id="haircut",
            staff_member_id="ana",
            from_on=date(2026, 4, 14),
            to_on=date(2026, 4, 14),
            zone="Europe/Berlin",
            from_minute=600,
            to_minute=629,
        )
        asked = JoinCommand(
            business_id=BUSINESS, wish=wish, contact=contact, idempotency_key=f"join-{who}"
        )
        actor: Actor = staff(who) if who == "ana" else customer(who)
        return await self.transactions.run(join_waitlist, actor, asked)

    async def free(self, transactions: SqlTransactions | WakingTransactions | None = None) -> None:
        asked = CancelCommand(
            business_id=BUSINESS,
            appointment_id=self.booked.appointment_id,
            version=1,
            idempotency_key="free",
        )
        await (transactions or self.transactions).run(cancel, staff("ana"), asked)

    async def told(self) -> list[str]:
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
        return [news[Channel.DIRECT_LINE].text for _, news in self.offers()]

    def offers(self) -> list[tuple[Recipient, Mapping[Channel, ChatMessage]]]:
        """Give what arrived of offers: there are news of the cancellation too."""
        said = [(each, each[1][Channel.DIRECT_LINE].text) for each in self.sender.sent]
        return [each for each, text in said if "freed up" in text]


@pytest_asyncio.fixture
async def house(database_url: str) -> AsyncIterator[House]:
    database = await Database.open(database_url, chance=lambda: 0.5)
    await upgrade(database)
    clock = MovableClock(NOW - datetime.now(UTC))
    transactions = SqlTransactions(database, clock, CountedIds())
    await transactions.run(replace_business, OperatorActor(), BusinessRecord(salon()))
    for who in ("fay", "sam"):
        await heard_from(database, customer(who).principal)
    command = BookCommand(
        business_id=BUSINESS,
        service_id="haircut",
        start_at=TEN,
        staff_member_id="ana",
        contact=DANA,
        idempotency_key="booked",
    )
    booked = await transactions.run(book, customer(), command)
    yield House(database, transactions, clock, booked)
    await database.close()


async def test_the_first_in_line_is_told_once_with_the_buttons_that_answer(house: House) -> None:
    entry = await house.join("fay")
    watch = WaitlistWatch(house.transactions)
    assert await watch.offer_freed() == 0
    await house.free()
    assert await watch.offer_freed() == 1
    assert await watch.offer_freed() == 0
    (said,) = await house.told()
    assert said == (
        "A time has freed up at Salon Nord: Haircut with Ana, Tuesday 14 April at 10:00. "
        "It is kept for you until Monday 13 April at 10:30."
    )
    ((_, news),) = house.offers()
    for channel in Channel:
        verbs = {each["verb"]: each for each in actions_of([news[channel].card])}
        assert {*verbs} == {"waitlist.take", "waitlist.pass", "waitlist.leave"}
        assert verbs["waitlist.take"]["entry"] == entry.entry_id


async def test_what_runs_no_more_is_not_told(house: House) -> None:
    entry = await house.join("fay")
    await house.free()
    await WaitlistWatch(house.transactions).offer_freed()
    passing = OfferCommand(BUSINESS, entry.entry_id, TEN)
    await house.transactions.run(pass_up_offer, customer("fay"), passing)
    assert await house.told() == []


async def test_after_the_deadline_the_next_is_told_and_the_first_not_again(house: House) -> None:
    await house.join("fay")
    await house.join("sam", Contact(name="Sam"))
    await house.free()
    watch = WaitlistWatch(house.transactions)
    await watch.offer_freed()
    assert len(await house.told()) == 1
    house.clock.wait(timedelta(minutes=30, seconds=1))
    assert await watch.offer_freed() == 1
    assert len(await house.told()) == 2
    recipients = [each.recipient_id for each, _ in house.offers()]
    assert len({*recipients}) == 2
    house.clock.wait(timedelta(minutes=31))
    assert await watch.offer_freed() == 0


async def test_whoever_has_no_chat_is_passed_over(house: House) -> None:
    assert not (await house.join("ana", Contact(name="Nora"))).is_reached
    await house.join("fay")
    await house.free()
    assert await WaitlistWatch(house.transactions).offer_freed() == 1
    assert len(await house.told()) == 1


async def test_a_commit_wakes_the_watch_and_stopping_ends_it(house: House) -> None:
    await house.join("fay")
    watch = WaitlistWatch(house.transactions, SOON)
    waking = WakingTransactions(house.transactions, watch.wake)
    watch.start()
    await asyncio.sleep(0.1)
    await house.free(waking)
    for _ in range(100):
        if await house.told():
            break
        await asyncio.sleep(0.05)
    assert len(await house.told()) == 1
    await watch.stop()


async def test_who_left_hears_nothing(house: House) -> None:
    entry = await house.join("fay")
    leaving = LeaveCommand(BUSINESS, entry.entry_id)
    await house.transactions.run(leave_waitlist, customer("fay"), leaving)
    await house.free()
    assert await WaitlistWatch(house.transactions).offer_freed() == 0
    assert await house.told() == []
