"""Requests on the fake and on each engine: what lapsed is free, what waits is listed."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, event

from scheduling.actors import OperatorActor, StaffActor, SystemActor
from scheduling.appointments import Appointment
from scheduling.auditing import AuditEntry
from scheduling.errors import SlotTaken, StaleVersion, WrongStatus
from scheduling.ports import UnitOfWork
from scheduling.service.administration import BusinessRecord, replace_business
from scheduling.service.book_command import BookCommand
from scheduling.service.booking import book
from scheduling.service.lapsing import EndLapsed, end_lapsed_requests
from scheduling.service.requesting import AcceptCommand, accept
from scheduling.statuses import AppointmentStatus
from scheduling.time_ranges import TimeRange
from scheduling.views import AppointmentView
from storage.appointments import SqlAppointments
from storage.database import Database
from storage.transactions import SqlTransactions
from tests.fakes.businesses import (
    BUSINESS,
    DANA,
    EVE,
    HAIRCUT,
    NOW,
    TUESDAY_TEN,
    appointment,
    at,
    customer,
    salon,
    staff,
)
from tests.fakes.chats import MovableClock
from tests.fakes.memory import CountedIds
from tests.storage.stores import Store, migrated

HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
DUE = NOW + HOUR
DAY = TimeRange(at(14, 0), at(15, 0))
CONFIRMED, ARRIVED = AppointmentStatus.CONFIRMED, AppointmentStatus.ARRIVED


def request(appointment_id: str = "a-1", due_at: datetime = DUE, **changes: Any) -> Appointment:
    return appointment(
        appointment_id,
        status=AppointmentStatus.REQUESTED,
        request_expires_at=due_at,
        **changes,
    )


def adding(*added: Appointment) -> Callable[[UnitOfWork], None]:
    def work(uow: UnitOfWork) -> None:
        for each in added:
            uow.appointments.add(each)

    return work


def busy(uow: UnitOfWork, now: datetime) -> bool:
    return any(uow.appointments.busy(BUSINESS, ["ana"], DAY, now).values())


@pytest.mark.parametrize(("now", "is_busy"), [(NOW, True), (DUE - SECOND, True), (DUE, False)])
async def test_a_request_is_busy_time_until_it_lapses(
    with_salon: Store, now: datetime, *, is_busy: bool
) -> None:
    await with_salon.do(adding(request()))
    assert await with_salon.do(lambda uow: busy(uow, now)) is is_busy


async def test_accepted_it_is_busy_for_good_and_reads_as_written(with_salon: Store) -> None:
    accepted = request().accepted(staff("ana"), NOW)
    await with_salon.do(adding(request()))
    assert await with_salon.do(lambda uow: uow.appointments.get(BUSINESS, "a-1")) == request()
    await with_salon.do(lambda uow: uow.appointments.update(accepted))
    assert await with_salon.do(lambda uow: busy(uow, DUE + HOUR))
    assert await with_salon.do(lambda uow: uow.appointments.get(BUSINESS, "a-1")) == accepted
    assert await with_salon.do(lambda uow: uow.appointments.lapsed(BUSINESS, None, DUE)) == ()


def ids(found: Sequence[Appointment]) -> list[str]:
    return [each.appointment_id for each in found]


async def test_what_waits_and_what_lapsed_is_listed_by_staff(with_salon: Store) -> None:
    await with_salon.do(
        adding(
            request(),
            request("a-2", DUE + HOUR, start_at=at(15, 10)),
            request("a-3", start_at=at(15, 10), staff_member_ids=("ben", "tom")),
            appointment("a-4", at(16, 10)),
        )
    )

    def check(uow: UnitOfWork) -> None:
        repository = uow.appointments
        assert ids(repository.requests(BUSINESS, None, NOW)) == ["a-1", "a-2", "a-3"]
        assert ids(repository.requests(BUSINESS, ["tom"], NOW)) == ["a-3"]
        assert ids(repository.requests(BUSINESS, None, DUE)) == ["a-2"]
        assert ids(repository.requests("another", None, NOW)) == []
        assert ids(repository.lapsed(BUSINESS, None, DUE)) == ["a-1", "a-3"]
        assert ids(repository.lapsed(BUSINESS, ["ana"], DUE)) == ["a-1"]
        assert ids(repository.lapsed(BUSINESS, [], DUE)) == []
        assert ids(repository.lapsed(BUSINESS, None, NOW)) == []
        assert repository.businesses_with_lapsed(DUE) == (BUSINESS,)
        assert repository.businesses_with_lapsed(NOW) == ()

    await with_salon.do(check)


async def test_the_record_says_who_by_which_door_and_from_what_to_what(with_salon: Store) -> None:
    ana = StaffActor(BUSINESS, "ana", "msteams")
    entries = [
        AuditEntry(customer(), "booked", NOW, "directline", None, CONFIRMED),
        AuditEntry(ana, "statusChanged", NOW + HOUR, "msteams", CONFIRMED, ARRIVED),
        AuditEntry(SystemActor(), "told", NOW + 2 * HOUR, "system"),
        AuditEntry(OperatorActor(), "loaded", NOW + 3 * HOUR, "command line"),
    ]

    def fill(uow: UnitOfWork) -> None:
        for each in entries:
            uow.audit.add(BUSINESS, each.actor, each.what, "a-1", each.at, each.before, each.after)
        uow.audit.add(BUSINESS, ana, "booked", "a-2", NOW)

    await with_salon.do(fill)
    found = await with_salon.do(lambda uow: uow.audit.of_subject(BUSINESS, "a-1"))
    assert list(found) == entries
    assert [each.door for each in found] == [each.door for each in entries]


class House:
    """The salon where a haircut needs approval, on a real database with a clock to move."""

    def __init__(self, database: Database) -> None:
        self.clock = MovableClock()
        self.transactions = SqlTransactions(database, self.clock, CountedIds())

    async def open(self) -> None:
        catalog = salon(replace(HAIRCUT, needs_approval=True))
        await self.transactions.run(replace_business, OperatorActor(), BusinessRecord(catalog))

    async def book(self, who: str, start_at: datetime) -> AppointmentView:
        command = BookCommand(
            business_id=BUSINESS,
            service_id="haircut",
            start_at=start_at,
            staff_member_id="ana",
            contact=DANA if who == "dana" else EVE,
            idempotency_key=who,
        )
        return await self.transactions.run(book, customer(who), command)

    async def accept(self, view: AppointmentView, key: str) -> AppointmentView:
        command = AcceptCommand(
            business_id=BUSINESS,
            appointment_id=view.appointment_id,
            version=view.version,
            idempotency_key=key,
        )
        return await self.transactions.run(accept, staff("ana"), command)


@pytest.fixture
async def house(database: Database) -> House:
    built = House(database)
    built.clock.wait(NOW - datetime.now(NOW.tzinfo))
    await built.open()
    return built


async def test_of_many_who_want_a_lapsed_time_one_gets_it_past_the_guard(house: House) -> None:
    first = await house.book("dana", at(16, 10))
    house.clock.wait(timedelta(days=1, minutes=1))
    wanted = (house.book(f"eve-{number}", at(16, 10)) for number in range(12))
    sweep = house.transactions.run(end_lapsed_requests, SystemActor(), EndLapsed(BUSINESS))
    *answers, ended = await asyncio.gather(*wanted, sweep, return_exceptions=True)
    assert ended in (0, 1)
    got = [each for each in answers if isinstance(each, AppointmentView)]
    assert len(got) == 1
    assert all(isinstance(each, SlotTaken) for each in answers if each not in got)
    with pytest.raises((WrongStatus, StaleVersion)):
        await house.accept(first, "late")


async def test_of_two_answers_at_once_one_counts(house: House) -> None:
    request_ = await house.book("dana", at(16, 10))
    answers = await asyncio.gather(
        *(house.accept(request_, f"k-{number}") for number in range(6)), return_exceptions=True
    )
    assert sum(isinstance(each, AppointmentView) for each in answers) == 1
    others = [each for each in answers if not isinstance(each, AppointmentView)]
    assert all(isinstance(each, StaleVersion) for each in others)


async def test_the_question_of_each_booking_is_answered_from_its_index(sqlite_url: str) -> None:
    def plan(connection: Connection) -> str:
        asked: list[tuple[str, tuple[object, ...]]] = []
        listen = ("before_cursor_execute", lambda *found: asked.append((found[2], found[3])))
        event.listen(connection, *listen)
        SqlAppointments(connection).lapsed(BUSINESS, ("ana", "ben"), TUESDAY_TEN)
        event.remove(connection, *listen)
        ((statement, values),) = asked
        steps = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
        return str(steps[0][3])

    async with migrated(sqlite_url) as database:
        assert "ix_claim_expires_at" in await database.write(plan)
