"""The worker on real databases: retries, order, expiry, what is not true any more, crashes."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
import pytest_asyncio
from sqlalchemy import select

from bot.logs import JsonLines
from notifications.ports import Delivery, Outcome
from notifications.rendering import NewsLinks
from notifications.waking import WakingTransactions
from notifications.worker import AnnouncementWorker, WorkerTiming
from scheduling.actors import OperatorActor
from scheduling.announcements import RecipientKind
from scheduling.service.administration import BusinessRecord, replace_business
from scheduling.service.book_command import BookCommand
from scheduling.service.booking import book
from scheduling.service.changing import (
    CancelCommand,
    MarkCommand,
    RescheduleCommand,
    cancel,
    mark,
    reschedule,
)
from scheduling.statuses import AppointmentStatus
from scheduling.views import AppointmentView
from storage.database import Database
from storage.migrate import upgrade
from storage.outbox_queue import SqlOutboxQueue
from storage.tables.outbox import OUTBOX
from storage.transactions import SqlTransactions
from tests.fakes.businesses import BUSINESS, DANA, NOW, at, customer, salon, staff
from tests.fakes.chats import MovableClock, RecordingSender
from tests.fakes.memory import CountedIds

LATER = Delivery(Outcome.LATER, code="http_503")
TIMING = WorkerTiming(idle=timedelta(milliseconds=20), send_timeout=timedelta(seconds=2))
LINKS = NewsLinks(
    lambda view: f"https://x.test/{view.appointment_id}.ics",
    lambda view: f"https://x.test/{view.appointment_id}",
)


@dataclass
class House:
    """A salon with its outbox and a worker; `owners` tells workers apart."""

    database: Database
    transactions: SqlTransactions
    clock: MovableClock
    sender: RecordingSender
    keys: "count[int]"

    def worker(self, timing: WorkerTiming = TIMING) -> AnnouncementWorker:
        return AnnouncementWorker(
            queue=SqlOutboxQueue(self.database, self.clock, lambda: 0.5),
            transactions=self.transactions,
            sender=self.sender,
            links=LINKS,
            owner=f"worker-{next(self.keys)}",
            timing=timing,
        )

    async def book(self, by: str | None = None, hour: int = 10, on: int = 14) -> AppointmentView:
        command = BookCommand(
            business_id=BUSINESS,
            service_id="haircut",
            start_at=at(on, hour),
            staff_member_id="ana",
            contact=DANA,
            idempotency_key=self._key(),
        )
        actor = customer() if by is None else staff(by)
        return await self.transactions.run(book, actor, command)

    async def cancel(self, view: AppointmentView, by: str, message: str = "") -> AppointmentView:
        command = CancelCommand(
            business_id=BUSINESS,
            appointment_id=view.appointment_id,
            version=view.version,
            message=message,
            idempotency_key=self._key(),
        )
        return await self.transactions.run(cancel, staff(by), command)

    async def move(self, view: AppointmentView, by: str, hour: int) -> AppointmentView:
        command = RescheduleCommand(
            business_id=BUSINESS,
            appointment_id=view.appointment_id,
            version=view.version,
            start_at=at(15, hour),
            idempotency_key=self._key(),
        )
        return await self.transactions.run(reschedule, staff(by), command)

    async def states(self) -> list[str]:
        query = select(OUTBOX.c.state).order_by(OUTBOX.c.appointment_version, OUTBOX.c.dedupe)
        return await self.database.read(lambda each: list(each.execute(query).scalars()))

    def _key(self) -> str:
        return f"key-{next(self.keys)}"


@pytest_asyncio.fixture
async def house(database_url: str) -> AsyncIterator[House]:
    database = await Database.open(database_url, chance=lambda: 0.5)
    await upgrade(database)
    clock = MovableClock(NOW - datetime.now(UTC))
    transactions = SqlTransactions(database, clock, CountedIds())
    await transactions.run(replace_business, OperatorActor(), BusinessRecord(salon()))
    yield House(database, transactions, clock, RecordingSender(), count(1))
    await database.close()


async def test_news_reach_everybody_but_who_made_them(house: House) -> None:
    await house.book(by="ben")
    assert await house.worker().deliver_due() == 2
    told = {(each.kind, each.recipient_id) for each, _ in house.sender.sent}
    assert told == {(RecipientKind.CUSTOMER, "id-1"), (RecipientKind.STAFF_MEMBER, "ana")}
    assert await house.states() == ["delivered", "delivered"]
    assert await house.worker().deliver_due() == 0


async def test_each_says_its_news_in_words_and_in_a_card(house: House) -> None:
    await house.book(by="ben")
    await house.worker().deliver_due()
    assert sorted(text.split(":")[0] for text in house.sender.texts) == [
        "New appointment",
        "Salon Nord has booked you an appointment",
    ]
    for _, news in house.sender.sent:
        assert all(message.card["type"] == "AdaptiveCard" for message in news.values())
        assert len(news) == 2


async def test_what_the_channel_puts_off_is_tried_again_and_told_once(house: House) -> None:
    await house.book()
    house.sender.answers = [LATER, LATER]
    for _ in range(3):
        await house.worker().deliver_due()
        house.clock.wait(timedelta(minutes=2))
    assert len(house.sender.sent) == 1
    assert await house.states() == ["delivered"]


async def test_a_channel_that_asks_to_wait_is_left_alone_for_so_long(house: House) -> None:
    await house.book()
    house.sender.answers = [Delivery(Outcome.LATER, timedelta(minutes=3), "too_many_requests")]
    await house.worker().deliver_due()
    house.clock.wait(timedelta(minutes=2))
    assert await house.worker().deliver_due() == 0
    house.clock.wait(timedelta(minutes=1, seconds=1))
    assert await house.worker().deliver_due() == 1


@pytest.mark.parametrize(
    ("outcome", "state"),
    [(Outcome.REFUSED, "dead"), (Outcome.UNREACHABLE, "dead"), (Outcome.NOWHERE, "unreached")],
)
async def test_what_can_never_be_told_is_not_tried_again(
    house: House, outcome: Outcome, state: str
) -> None:
    await house.book()
    house.sender.answers = [Delivery(outcome)]
    await house.worker().deliver_due()
    assert await house.states() == [state]
    house.clock.wait(timedelta(minutes=20))
    assert await house.worker().deliver_due() == 0


async def test_a_broken_sender_stops_neither_the_worker_nor_the_other_news(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    booked = await house.book(by="ben")
    house.sender.answers = [RuntimeError("boom")]
    await house.worker().deliver_due()
    assert len(house.sender.sent) == 1
    assert sorted(await house.states()) == ["delivered", "waiting"]
    (line,) = [json.loads(JsonLines().format(each)) for each in caplog.records]
    assert (line["event"], line["business_id"]) == ("announcement_failed", BUSINESS)
    assert line["announcement_id"].startswith(f"{booked.appointment_id}:")
    assert line["error"]["type"] == "RuntimeError"


async def test_a_sending_that_hangs_is_cut_off_and_tried_again(house: House) -> None:
    await house.book()
    hanging = house.worker(replace(TIMING, send_timeout=timedelta(milliseconds=50)))
    house.sender.hangs = True
    await hanging.deliver_due()
    house.sender.hangs = False
    assert await house.states() == ["waiting"]
    house.clock.wait(timedelta(minutes=2))
    await house.worker().deliver_due()
    assert len(house.sender.sent) == 1


async def test_nobody_is_told_of_an_appointment_that_is_cancelled_by_now(house: House) -> None:
    booked = await house.book(by="ben")
    await house.cancel(booked, by="ben", message="Ana is ill")
    worker = house.worker()
    while await worker.deliver_due():
        pass
    assert all("cancelled" in text for text in house.sender.texts)
    assert len(house.sender.sent) == 2
    assert await house.states() == ["void", "void", "delivered", "delivered"]


async def test_of_two_moves_only_the_last_is_told(house: House) -> None:
    booked = await house.book(by="ben")
    once = await house.move(booked, by="ben", hour=10)
    await house.move(once, by="ben", hour=14)
    worker = house.worker()
    while await worker.deliver_due():
        pass
    assert len(house.sender.sent) == 2
    assert all("2:00" in text or "14:00" in text for text in house.sender.texts)


async def test_news_of_one_appointment_come_in_the_order_they_happened(house: House) -> None:
    booked = await house.book(by="ben")
    house.sender.answers = [LATER, LATER]
    await house.worker().deliver_due()
    await house.cancel(booked, by="ben")
    # What was put off is elder: the cancellation waits for it, and then it is not true any more.
    assert await house.worker().deliver_due() == 0
    house.clock.wait(timedelta(minutes=2))
    worker = house.worker()
    while await worker.deliver_due():
        pass
    assert await house.states() == ["void", "void", "delivered", "delivered"]


async def test_news_nobody_needs_any_more_expire(house: House) -> None:
    await house.book()
    house.clock.wait(timedelta(days=3))
    assert await house.worker().deliver_due() == 0
    assert await house.states() == ["expired"]


async def test_news_of_a_business_loaded_anew_are_void(house: House) -> None:
    await house.book()
    record = BusinessRecord(salon())
    await house.transactions.run(replace_business, OperatorActor(), record)
    worker = house.worker()
    while await worker.deliver_due():
        pass
    assert house.sender.sent == []
    assert "waiting" not in await house.states()


async def test_a_mark_made_meanwhile_leaves_nothing_to_tell(house: House) -> None:
    booked = await house.book(hour=15, on=13)
    command = MarkCommand(
        business_id=BUSINESS,
        appointment_id=booked.appointment_id,
        version=booked.version,
        status=AppointmentStatus.ARRIVED,
        idempotency_key="mark",
    )
    await house.transactions.run(mark, staff("ana"), command)
    await house.worker().deliver_due()
    assert await house.states() == ["void"]


async def test_a_crash_between_sending_and_settling_makes_one_duplicate(house: House) -> None:
    await house.book()
    house.sender.dies = True
    with pytest.raises(asyncio.CancelledError):
        await house.worker().deliver_due()
    house.sender.dies = False
    survivor = house.worker()
    assert await survivor.deliver_due() == 0
    house.clock.wait(TIMING.lease + timedelta(seconds=1))
    await survivor.deliver_due()
    assert len(house.sender.sent) == 2
    assert await house.states() == ["delivered"]


async def test_a_worker_that_overslept_settles_nothing(house: House) -> None:
    await house.book()
    queue = SqlOutboxQueue(house.database, house.clock, lambda: 0.5)
    (slow,) = await queue.claim_due("slow", 5, TIMING.lease)
    house.clock.wait(TIMING.lease + timedelta(seconds=1))
    (quick,) = await queue.claim_due("quick", 5, TIMING.lease)
    assert not await queue.finish(slow)
    assert not await queue.fail(slow, "late")
    assert await queue.finish(quick)


async def test_two_workers_tell_each_thing_once(house: House) -> None:
    for hour in (9, 10, 11, 12, 13, 14):
        await house.book(by="ben", hour=hour)
    small = replace(TIMING, batch=2)
    workers = [house.worker(small), house.worker(small)]
    while any(await asyncio.gather(*(each.deliver_due() for each in workers))):
        pass
    told = [(each.appointment_id, each.recipient_id) for each, _ in house.sender.sent]
    assert len(told) == len(set(told)) == 12


async def test_a_commit_in_this_process_wakes_the_worker(house: House) -> None:
    worker = house.worker(replace(TIMING, idle=timedelta(hours=1)))
    house.transactions = WakingTransactions(house.transactions, worker.wake)  # type: ignore[assignment]  # the same port
    worker.start()
    await asyncio.sleep(0.05)
    await house.book()
    await asyncio.wait_for(house.sender.arrived.wait(), 5)
    await worker.stop()
    assert await house.states() == ["delivered"]


async def test_a_worker_looks_by_itself_after_a_while(house: House) -> None:
    worker = house.worker()
    worker.start()
    await house.book()
    await asyncio.wait_for(house.sender.arrived.wait(), 5)
    await worker.stop()


async def test_stopping_gives_back_what_was_not_sent(house: House) -> None:
    await house.book()
    house.sender.hangs = True
    worker = house.worker(replace(TIMING, grace=timedelta(milliseconds=50)))
    worker.start()
    await asyncio.sleep(0.2)
    await worker.stop()
    house.sender.hangs = False
    # No lease to wait for: it was given back.
    assert await house.worker().deliver_due() == 1
    assert len(house.sender.sent) == 1


async def test_a_worker_that_never_started_can_be_stopped(house: House) -> None:
    await house.worker().stop()


async def test_a_worker_stops_though_the_database_is_gone(house: House) -> None:
    worker = house.worker()
    worker.start()
    await house.database.migrate(OUTBOX.drop)
    await worker.stop()
