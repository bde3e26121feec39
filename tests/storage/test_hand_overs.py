"""Hand-overs on the fake and on each engine: kept as written, and never over what is booked."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from scheduling.absences import TimeOff
from scheduling.actors import OperatorActor
from scheduling.errors import NotFound, PlanChanged, SlotTaken
from scheduling.hand_over_views import HandOverResultView
from scheduling.handing_over import HandedOver, HandOver, HandOverState
from scheduling.ports import UnitOfWork
from scheduling.service.administration import BusinessRecord, replace_business
from scheduling.service.book_command import BookCommand
from scheduling.service.booking import book
from scheduling.service.handing_over.commands import HandOverCommand, Taking
from scheduling.service.handing_over.doing import hand_over
from scheduling.views import AppointmentView
from storage.database import Database
from storage.transactions import SqlTransactions
from tests.fakes.businesses import BUSINESS, DANA, NOW, TUESDAY_TEN, at, customer, salon, staff
from tests.fakes.chats import MovableClock
from tests.fakes.memory import CountedIds
from tests.fakes.periods import local_period
from tests.reliability.checker import overlaps
from tests.storage.stores import Store

HOUR = timedelta(hours=1)


def offer(hand_over_id: str = "h", **changes: object) -> HandOver:
    whole = HandOver(
        business_id=BUSINESS,
        hand_over_id=hand_over_id,
        by_staff_member_id="tom",
        from_staff_member_id="tom",
        items=(HandedOver("a", 3, "ben", TUESDAY_TEN), HandedOver("b", 1, "ben", TUESDAY_TEN)),
        state=HandOverState.OFFERED,
        created_at=NOW,
        expires_at=NOW + HOUR,
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


def saving(hand_over: HandOver) -> Callable[[UnitOfWork], None]:
    return lambda uow: uow.hand_overs.save(hand_over)


def reading(hand_over_id: str) -> Callable[[UnitOfWork], HandOver]:
    return lambda uow: uow.hand_overs.get(BUSINESS, hand_over_id)


def adding(time_off: TimeOff) -> Callable[[UnitOfWork], None]:
    return lambda uow: uow.businesses.add_time_off(BUSINESS, time_off)


async def test_it_is_read_as_it_was_written(with_salon: Store) -> None:
    done = offer("d", state=HandOverState.DONE, expires_at=None)
    for each in (offer(), done):
        await with_salon.do(saving(each))
        found = await with_salon.do(reading(each.hand_over_id))
        assert found == each


async def test_what_is_not_there_is_not_found(with_salon: Store) -> None:
    with pytest.raises(NotFound):
        await with_salon.do(lambda uow: uow.hand_overs.get(BUSINESS, "never"))


async def test_offers_that_wait_are_listed_the_first_to_end_first(with_salon: Store) -> None:
    late, early = offer("late", expires_at=NOW + 2 * HOUR), offer("early")
    for each in (late, early, offer("done", state=HandOverState.DONE)):
        await with_salon.do(saving(each))
    assert await with_salon.do(lambda uow: uow.hand_overs.offered(BUSINESS)) == (early, late)
    assert await with_salon.do(lambda uow: uow.hand_overs.businesses_with_offers()) == (BUSINESS,)
    for each in (late, early):
        ended = each.ended(HandOverState.DECLINED)
        await with_salon.do(saving(ended))
    assert await with_salon.do(lambda uow: uow.hand_overs.offered(BUSINESS)) == ()
    assert await with_salon.do(lambda uow: uow.hand_overs.businesses_with_offers()) == ()


async def test_time_off_is_added_and_read_by_the_next(with_salon: Store) -> None:
    one = TimeOff("t1", "ana", local_period(14, 0, 15, 0), "ill")
    two = TimeOff("t2", "ben", local_period(15, 0, 16, 0))
    await with_salon.do(lambda uow: uow.businesses.catalog(BUSINESS))
    for each in (one, two):
        await with_salon.do(adding(each))
    found = await with_salon.do(lambda uow: uow.businesses.catalog(BUSINESS))
    assert found == salon(time_off=(one, two))


class House:
    """The salon on a real database, its clock at NOW: Ana has a haircut at ten on each day asked."""

    def __init__(self, database: Database) -> None:
        clock = MovableClock(NOW - datetime.now(NOW.tzinfo))
        self.transactions = SqlTransactions(database, clock, CountedIds())

    async def open(self) -> None:
        await self.transactions.run(replace_business, OperatorActor(), BusinessRecord(salon()))

    async def book(self, who: str, start_at: datetime, staff_member_id: str) -> AppointmentView:
        command = BookCommand(
            business_id=BUSINESS,
            service_id="haircut",
            start_at=start_at,
            staff_member_id=staff_member_id,
            contact=DANA,
            idempotency_key=f"{who}-{start_at}",
        )
        return await self.transactions.run(book, customer(f"{who}-{start_at}"), command)

    async def hand_over(self, view: AppointmentView, to: str) -> HandOverResultView:
        command = HandOverCommand(
            business_id=BUSINESS,
            staff_member_id="ana",
            takings=(Taking(view.appointment_id, view.version, to),),
            idempotency_key=f"over-{view.appointment_id}",
        )
        return await self.transactions.run(hand_over, staff("ana"), command)


async def test_of_a_hand_over_and_a_booking_at_once_one_has_the_time(database: Database) -> None:
    house = House(database)
    await house.open()
    for day in (14, 15, 16, 17, 20, 21):
        anas = await house.book("dana", at(day, 10), "ana")
        rivals = [house.book(f"eve{number}", at(day, 10), "ben") for number in range(3)]
        place = day % 4
        racing: list[Awaitable[object]] = [*rivals[:place], house.hand_over(anas, "ben")]
        done = await asyncio.gather(*racing, *rivals[place:], return_exceptions=True)
        refused = [each for each in done if isinstance(each, BaseException)]
        assert len(refused) == len(done) - 1
        assert all(isinstance(each, SlotTaken | PlanChanged) for each in refused)
        assert await database.read(overlaps) == []


async def test_of_two_hand_overs_to_one_at_once_one_is_done(database: Database) -> None:
    house = House(database)
    await house.open()
    anas = await house.book("dana", at(14, 10), "ana")
    toms = await house.book("eve", at(14, 10), "tom")
    from_tom = HandOverCommand(
        business_id=BUSINESS,
        staff_member_id="tom",
        takings=(Taking(toms.appointment_id, toms.version, "ben"),),
        idempotency_key="toms",
    )
    racing: list[Awaitable[object]] = [
        house.hand_over(anas, "ben"),
        house.transactions.run(hand_over, staff("ben"), from_tom),
    ]
    done = await asyncio.gather(*racing, return_exceptions=True)
    assert sorted(isinstance(each, PlanChanged) for each in done) == [False, True]
    assert await database.read(overlaps) == []
