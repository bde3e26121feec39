"""Several workers at once, and people who book meanwhile: one time is offered once, to one person."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from notifications.waitlist_watch import WaitlistWatch
from scheduling.actors import OperatorActor
from scheduling.customers import Contact
from scheduling.errors import SlotTaken
from scheduling.ports import UnitOfWork
from scheduling.service.booking import book
from scheduling.service.changing import CancelCommand, cancel
from scheduling.service.waiting.commands import JoinCommand
from scheduling.service.waiting.joining import join_waitlist
from scheduling.views import AppointmentView
from scheduling.waitlist import MOST_ENTRIES, WaitlistEntry, WaitlistStatus, WaitlistWish
from storage.database import Database
from storage.tables.outbox import OUTBOX
from storage.tables.waitlist import WAITLIST_ENTRY
from storage.transactions import SqlTransactions
from storage.unit_of_work import SqlUnitOfWork
from tests.fakes.chats import MovableClock
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
    transactions_on,
)
from tests.support.chats import heard_from

SLOT = day_ahead(2)
WAITING = [f"w{number}" for number in range(8)]
WORKERS = 4
HALF_PAST = 8 * 60 + 29
_TOLD = (
    select(func.count())
    .select_from(OUTBOX)
    .where(OUTBOX.c.kind == "waitlistOffered", OUTBOX.c.recipient_kind == "customer")
)
_ENTRIES = select(func.count()).select_from(WAITLIST_ENTRY)


def wish(to_minute: int) -> WaitlistWish:
    """Anything from eight to half past with anyone: there is one such time with each of the staff."""
    on = SLOT.date()
    return WaitlistWish(
        service_id="plain",
        from_on=on,
        to_on=on,
        zone="UTC",
        from_minute=8 * 60,
        to_minute=to_minute,
    )


async def join(
    transactions: SqlTransactions, who: str, key: str = "join", to_minute: int = HALF_PAST
) -> None:
    asked = JoinCommand(
        business_id=BUSINESS,
        wish=wish(to_minute),
        contact=Contact(name=who, email_address=f"{who}@example.org"),
        idempotency_key=key,
    )
    await transactions.run(join_waitlist, customer(who), asked)


async def line(
    database: Database, waiting: Sequence[str], to_minute: int = HALF_PAST
) -> list[AppointmentView]:
    """Book the time out with everybody, and let people wait for it."""
    transactions = await prepare(database)
    booked = [
        await transactions.run(book, customer(who), command(who, "plain", SLOT, who))
        for who in STAFF
    ]
    for who in waiting:
        await heard_from(database, customer(who).principal)
        await join(transactions, who, to_minute=to_minute)
    return booked


async def free(transactions: SqlTransactions, appointment: AppointmentView) -> None:
    asked = CancelCommand(
        business_id=BUSINESS,
        appointment_id=appointment.appointment_id,
        version=appointment.version,
        idempotency_key=appointment.appointment_id,
    )
    await transactions.run(cancel, OperatorActor(), asked)


async def entries(database: Database) -> tuple[WaitlistEntry, ...]:
    def read(uow: UnitOfWork) -> tuple[WaitlistEntry, ...]:
        return uow.waitlist.in_line(BUSINESS)

    return await database.read(lambda connection: read(SqlUnitOfWork(connection)))


async def settled(watches: Sequence[WaitlistWatch]) -> int:
    """Look with all workers at once until none finds anything; count the offers."""
    offers = 0
    for _ in range(10):
        made = sum(await asyncio.gather(*(each.offer_freed() for each in watches)))
        offers += made
        if not made:
            break
    return offers


async def test_workers_at_once_offer_each_time_to_one_person(database_url: str) -> None:
    async with opened(database_url) as one, opened(database_url) as other:
        booked = await line(one, WAITING)
        watches = [
            WaitlistWatch(transactions_on(each)) for each in (one, other) for _ in range(WORKERS)
        ]
        for each in booked[:3]:
            await free(transactions_on(one), each)
        assert await settled(watches) == 3
        offered = [each for each in await entries(one) if each.offer]
        assert len({each.customer_id for each in offered}) == 3
        assert len({each.offer.staff_member_id for each in offered if each.offer}) == 3
        assert await one.read(lambda connection: connection.execute(_TOLD).scalar_one()) == 3
        assert await one.read(overlaps) == []


async def test_whoever_books_meanwhile_and_the_line_never_get_the_same(database_url: str) -> None:
    async with opened(database_url) as database:
        booked = await line(database, WAITING)
        transactions = transactions_on(database)
        watches = [WaitlistWatch(transactions) for _ in range(WORKERS)]

        async def books(who: str, whose: str) -> str | None:
            asked = command(who, "plain", SLOT, whose)
            try:
                await transactions.run(book, customer(who), asked)
            except SlotTaken:
                return None
            return whose

        await asyncio.gather(*(free(transactions, each) for each in booked))
        wishes = [books(f"b{number}-{who}", who) for number in range(4) for who in STAFF]
        taken, _ = await asyncio.gather(
            asyncio.gather(*wishes), asyncio.gather(*(each.offer_freed() for each in watches))
        )
        await settled(watches)
        offers = [each.offer for each in await entries(database) if each.offer]
        whose = Counter([*(each for each in taken if each), *(o.staff_member_id for o in offers)])
        assert whose == Counter(STAFF), "each time has one owner, and none is left over"
        assert await database.read(overlaps) == []


@pytest.mark.parametrize("count", [3])
async def test_who_accepts_at_the_last_moment_has_it_or_has_it_not(
    database_url: str, count: int
) -> None:
    """Everybody who was offered something books it, while workers go on looking."""
    async with opened(database_url) as database:
        booked = await line(database, WAITING)
        transactions = transactions_on(database)
        watches = [WaitlistWatch(transactions) for _ in range(WORKERS)]
        for each in booked[:count]:
            await free(transactions, each)
        await settled(watches)
        offered = WAITING[:count]
        asked = [command(f"take-{who}", "plain", SLOT) for who in offered]
        await asyncio.gather(
            *(
                transactions.run(book, customer(who), each)
                for who, each in zip(offered, asked, strict=True)
            ),
            *(each.offer_freed() for each in watches),
        )
        left = await entries(database)
        assert len(left) == len(WAITING) - count
        assert {each.status for each in left} == {WaitlistStatus.WAITING}
        assert await settled(watches) == 0
        assert await database.read(overlaps) == []


async def test_one_customer_in_many_windows_waits_for_no_more_than_is_allowed(
    database_url: str,
) -> None:
    async with opened(database_url) as database:
        await line(database, ["one"])
        transactions = transactions_on(database)
        same = (join(transactions, "one", f"same-{number}") for number in range(6))
        others = (
            join(transactions, "one", f"other-{number}", to_minute=8 * 60 + number)
            for number in range(8)
        )
        done = await asyncio.gather(*same, *others, return_exceptions=True)
        count = await database.read(lambda connection: connection.execute(_ENTRIES).scalar_one())
    assert count == MOST_ENTRIES
    refused = {type(each).__name__ for each in done if isinstance(each, BaseException)}
    assert refused == {"TooManyWishes"}


async def test_an_offer_nobody_answers_is_the_next_one_s_whoever_looks(database_url: str) -> None:
    async with opened(database_url) as database:
        booked = await line(database, WAITING[:2], to_minute=8 * 60)
        clock = MovableClock()
        transactions = SqlTransactions(database, clock, SecretIds())
        watches = [WaitlistWatch(transactions) for _ in range(WORKERS)]
        await free(transactions, booked[0])
        assert await settled(watches) == 1
        clock.offset = timedelta(minutes=29)
        assert await settled(watches) == 0
        clock.offset = timedelta(minutes=31)
        assert await settled(watches) == 1
        first, second = await entries(database)
        assert first.offer is not None
        assert second.offer is not None
        assert first.offer.until_at <= second.offer.until_at - timedelta(minutes=30)
        clock.offset = timedelta(minutes=62)
        assert await settled(watches) == 0
