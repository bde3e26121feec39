"""What every unit of work keeps: the one in memory, on SQLite, and on PostgreSQL."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, Protocol, TypeVar

import pytest
import pytest_asyncio
from sqlalchemy import func, select

from scheduling.absences import Closure, TimeOff
from scheduling.actors import Principal
from scheduling.announcements import announcements_of
from scheduling.appointment_events import AppointmentEvent, EventKind
from scheduling.appointments import Appointment
from scheduling.customers import Consent, CustomerInformation, QuestionAnswer
from scheduling.errors import NotFound, SlotTaken, StaleVersion
from scheduling.ports import Invitation, Link, UnitOfWork
from scheduling.series import Occurrence
from scheduling.statuses import AppointmentStatus
from scheduling.time_ranges import TimeRange, TimeRangeSet
from scheduling.workload import AssignedTime
from storage.database import Database
from storage.migrate import upgrade
from storage.tables.outbox import OUTBOX
from storage.unit_of_work import SqlUnitOfWork
from tests.fakes.businesses import (
    BUSINESS,
    COLOUR,
    DANA,
    EVE,
    NOW,
    appointment,
    at,
    customer,
    salon,
    salon_business,
    staff,
    stored_customer,
)
from tests.fakes.memory import MemoryState, MemoryUnitOfWork
from tests.fakes.periods import local_period

R = TypeVar("R")
ANA = Principal("msteams", "directory", "ana-object-id")
WEB = Principal("directline", "", "dana")
HOUR = timedelta(hours=1)


class Store(Protocol):
    """Runs a body in one transaction: all of it happens, or nothing."""

    async def __call__(self, body: Callable[[UnitOfWork], R]) -> R: ...

    async def outbox_size(self) -> int: ...


class MemoryStore:
    def __init__(self) -> None:
        self.state = MemoryState()

    async def __call__(self, body: Callable[[UnitOfWork], R]) -> R:
        work = self.state.snapshot()
        result = body(MemoryUnitOfWork(work))
        self.state = work
        return result

    async def outbox_size(self) -> int:
        return len(self.state.outbox)


class SqlStore:
    def __init__(self, database: Database) -> None:
        self.database = database

    async def __call__(self, body: Callable[[UnitOfWork], R]) -> R:
        return await self.database.write(lambda each: body(SqlUnitOfWork(each)))

    async def outbox_size(self) -> int:
        query = select(func.count()).select_from(OUTBOX)
        return await self.database.read(lambda each: each.execute(query).scalar_one())


@pytest_asyncio.fixture(params=["memory", "sqlite_url", "postgres_url"])
async def empty(request: pytest.FixtureRequest) -> AsyncIterator[Store]:
    if request.param == "memory":
        yield MemoryStore()
        return
    url = request.getfixturevalue(request.param)
    database = await Database.open(url, chance=lambda: 0.5)
    await upgrade(database)
    yield SqlStore(database)
    await database.close()


@pytest_asyncio.fixture
async def store(empty: Store) -> Store:
    """A store that knows the salon and two customers."""

    def fill(uow: UnitOfWork) -> None:
        uow.businesses.replace(salon())
        uow.customers.save(BUSINESS, stored_customer())
        uow.customers.save(BUSINESS, stored_customer("c-eve", EVE))

    await empty(fill)
    return empty


async def add(store: Store, *appointments: Appointment) -> None:
    def body(uow: UnitOfWork) -> None:
        for each in appointments:
            uow.appointments.add(each)

    await store(body)


async def test_a_business_is_read_as_it_was_written(empty: Store) -> None:
    period = local_period(14, 9, 14, 12)
    catalog = salon(
        closures=(Closure("c", period, "Holiday"),),
        time_off=(TimeOff("t", "ben", period, "Dentist"),),
    )
    await empty(lambda uow: uow.businesses.replace(catalog))
    assert await empty(lambda uow: uow.businesses.catalog(BUSINESS)) == catalog


async def test_a_business_written_again_takes_the_place_of_the_first(store: Store) -> None:
    changed = salon(COLOUR, business=salon_business(display_name="Salon Süd"))
    await store(lambda uow: uow.businesses.replace(changed))
    found = await store(lambda uow: uow.businesses.catalog(BUSINESS))
    assert found == changed
    assert list(found.services) == ["colour"]


async def test_businesses_are_listed_by_name(store: Store) -> None:
    other = salon(business=salon_business(business_id="another", display_name="A first one"))
    await store(lambda uow: uow.businesses.replace(other))
    assert await store(lambda uow: uow.businesses.ids()) == ("another", BUSINESS)
    assert await store(lambda uow: uow.businesses.exists("another"))
    assert not await store(lambda uow: uow.businesses.exists("nowhere"))


NOT_THERE: list[Callable[[UnitOfWork], Any]] = [
    lambda uow: uow.businesses.catalog("nowhere"),
    lambda uow: uow.customers.get(BUSINESS, "nobody"),
    lambda uow: uow.customers.get("nowhere", "c-dana"),
    lambda uow: uow.appointments.get(BUSINESS, "never"),
    lambda uow: uow.appointments.lock(BUSINESS, ["nobody"], NOW),
]


@pytest.mark.parametrize("ask", NOT_THERE)
async def test_what_is_not_there_is_not_found(
    store: Store, ask: Callable[[UnitOfWork], object]
) -> None:
    with pytest.raises(NotFound):
        await store(ask)


async def test_customers_are_kept_and_changed(store: Store) -> None:
    changed = replace(stored_customer(), contact=EVE, language_tag="de", notes="likes tea")
    await store(lambda uow: uow.customers.save(BUSINESS, changed))
    assert await store(lambda uow: uow.customers.get(BUSINESS, "c-dana")) == changed
    everybody = await store(lambda uow: uow.customers.all(BUSINESS))
    assert [each.customer_id for each in everybody] == ["c-dana", "c-eve"]
    await store(lambda uow: uow.customers.remove_all(BUSINESS))
    assert await store(lambda uow: uow.customers.all(BUSINESS)) == ()


FULL = appointment(
    customers=(
        CustomerInformation(
            customer_id="c-dana",
            contact=DANA,
            customer_time_zone="Europe/Berlin",
            notes="by the window",
            answers=(QuestionAnswer("allergies", "Any allergies?", "nuts", is_required=True),),
            consent=Consent("We may keep photographs.", NOW),
            visit_id="v-1",
            occurrence=Occurrence("s-1", date(2026, 4, 14)),
        ),
        CustomerInformation(customer_id="c-eve", contact=EVE, is_self_service=False),
    ),
    staff_member_ids=("ben", "ana"),
    pre_buffer=timedelta(minutes=10),
    post_buffer=timedelta(minutes=20),
    sequence=3,
    version=7,
    location="Room 2",
    additional_information="Bring a hat",
)


async def test_an_appointment_is_read_as_it_was_written_without_its_events(store: Store) -> None:
    booked = replace(FULL, events=(AppointmentEvent(EventKind.BOOKED, customer(), NOW),))
    await add(store, booked)
    found = await store(lambda uow: uow.appointments.get(BUSINESS, "a-1"))
    assert found == FULL
    assert found.events == ()


async def test_claims_hold_the_buffers_too(store: Store) -> None:
    await add(store, FULL)
    day = TimeRange(at(14, 0), at(15, 0))
    busy = await store(lambda uow: uow.appointments.busy(BUSINESS, ["ana", "ben", "tom"], day, NOW))
    claimed = TimeRangeSet([TimeRange(at(14, 9, 50), at(14, 11, 20))])
    assert {who: taken.ranges() for who, taken in busy.items()} == {"ana": claimed, "ben": claimed}
    besides = await store(lambda uow: uow.appointments.busy(BUSINESS, ["ana"], day, NOW, "a-1"))
    assert not any(besides.values())


async def test_what_is_to_come_is_found_by_the_zone_data_it_was_promised_by(store: Store) -> None:
    old = replace(appointment().wall_clock, zone_data="old")
    gone = appointment("gone", at(14, 16), status=AppointmentStatus.CANCELLED, wall_clock=old)
    await add(store, appointment("later", at(15, 10)), appointment(wall_clock=old), gone)
    new = appointment().wall_clock
    expected = tuple(sorted({(new.zone, "old"), (new.zone, new.zone_data)}))
    assert await store(lambda uow: uow.appointments.promises(BUSINESS, NOW)) == expected
    found = await store(lambda uow: uow.appointments.promised_by(BUSINESS, NOW, new.zone, "old"))
    assert [each.appointment_id for each in found] == ["a-1"]
    assert await store(lambda uow: uow.appointments.promises(BUSINESS, at(16, 0))) == ()


async def test_what_burdens_staff_is_listed_by_its_start(store: Store) -> None:
    gone = appointment("gone", at(14, 14), status=AppointmentStatus.CANCELLED)
    await add(store, FULL, gone, appointment("later", at(15, 10)))
    day = TimeRange(at(14, 10), at(15, 10))
    asked = ("ana", "tom")
    found = await store(lambda uow: uow.appointments.assigned(BUSINESS, asked, day, NOW))
    padded = timedelta(minutes=90)
    assert found == (AssignedTime("a-1", "ana", FULL.service_id, at(14, 10), padded, NOW),)
    after = TimeRange(at(14, 10, 1), at(15, 0))
    assert await store(lambda uow: uow.appointments.assigned(BUSINESS, asked, after, NOW)) == ()


async def test_a_request_that_lapsed_burdens_nobody(store: Store) -> None:
    asked = appointment(status=AppointmentStatus.REQUESTED, request_expires_at=NOW)
    await add(store, asked)
    day, whose = TimeRange(at(14, 0), at(15, 0)), ("ana",)
    before = NOW - HOUR
    waiting = await store(lambda uow: uow.appointments.assigned(BUSINESS, whose, day, before))
    assert [each.appointment_id for each in waiting] == ["a-1"]
    assert await store(lambda uow: uow.appointments.assigned(BUSINESS, whose, day, NOW)) == ()


@pytest.mark.parametrize(
    ("start", "end", "is_busy"),
    [
        ((14, 8), (14, 9, 50), False),
        ((14, 11, 20), (14, 12), False),
        ((14, 11, 19), (14, 12), True),
    ],
)
async def test_busy_time_is_asked_by_half_open_ranges(
    store: Store, start: tuple[int, int], end: tuple[int, int], *, is_busy: bool
) -> None:
    await add(store, FULL)
    within = TimeRange(at(*start), at(*end))
    busy = await store(lambda uow: uow.appointments.busy(BUSINESS, ["ana"], within, NOW))
    assert any(busy.values()) is is_busy


@pytest.mark.parametrize("shift", [timedelta(minutes=-59), timedelta(), timedelta(minutes=59)])
async def test_the_guard_refuses_what_overlaps(store: Store, shift: timedelta) -> None:
    await add(store, appointment())
    second = appointment("a-2", at(14, 10) + shift, ("ben", "ana"))
    with pytest.raises(SlotTaken):
        await add(store, second)
    with pytest.raises(NotFound):
        await store(lambda uow: uow.appointments.get(BUSINESS, "a-2"))


async def test_what_only_touches_or_is_somebody_elses_fits(store: Store) -> None:
    await add(
        store,
        appointment(),
        appointment("a-2", at(14, 11)),
        appointment("a-3", at(14, 9)),
        appointment("a-4", at(14, 10), ("ben",)),
    )
    assert len(await store(lambda uow: uow.appointments.all(BUSINESS))) == 4


async def test_the_guard_refuses_a_move_onto_another(store: Store) -> None:
    await add(store, appointment(), appointment("a-2", at(14, 12)))
    moved = appointment("a-2", at(14, 12)).rescheduled(
        TimeRange(at(14, 10, 30), at(14, 11, 30)), ("ana",), staff("ana"), NOW
    )
    with pytest.raises(SlotTaken):
        await store(lambda uow: uow.appointments.update(moved))


async def test_a_move_may_overlap_where_it_was_and_frees_it(store: Store) -> None:
    await add(store, appointment())
    half = TimeRange(at(14, 10, 30), at(14, 11, 30))
    moved = appointment().rescheduled(half, ("ana",), staff("ana"), NOW)
    await store(lambda uow: uow.appointments.update(moved))
    assert await store(lambda uow: uow.appointments.get(BUSINESS, "a-1")) == moved
    await add(store, appointment("a-2", at(14, 9, 30)))


async def test_a_cancelled_appointment_claims_nothing(store: Store) -> None:
    await add(store, appointment())
    ended = appointment().cancelled(customer(), NOW)
    await store(lambda uow: uow.appointments.update(ended))
    await add(store, appointment("a-2"))
    found = await store(lambda uow: uow.appointments.get(BUSINESS, "a-1"))
    assert found.status is AppointmentStatus.CANCELLED


async def test_a_change_of_an_old_version_is_refused(store: Store) -> None:
    await add(store, appointment())
    once = appointment().marked(AppointmentStatus.ARRIVED, staff("ana"), at(14, 10))
    await store(lambda uow: uow.appointments.update(once))
    with pytest.raises(StaleVersion):
        await store(lambda uow: uow.appointments.update(once))
    twice = once.marked(AppointmentStatus.COMPLETED, staff("ana"), at(14, 11))
    await store(lambda uow: uow.appointments.update(twice))


async def test_what_fails_leaves_nothing_behind(store: Store) -> None:
    def body(uow: UnitOfWork) -> None:
        uow.appointments.add(appointment())
        uow.customers.save(BUSINESS, stored_customer("c-new"))
        raise LookupError

    with pytest.raises(LookupError):
        await store(body)
    assert await store(lambda uow: uow.appointments.all(BUSINESS)) == ()
    assert len(await store(lambda uow: uow.customers.all(BUSINESS))) == 2


async def test_appointments_are_listed_by_whom_and_when(store: Store) -> None:
    mine, later = appointment(), appointment("a-2", at(15, 10), ("ben",))
    eves = appointment(
        "a-3", at(14, 12), customers=(CustomerInformation(customer_id="c-eve", contact=EVE),)
    )
    await add(store, later, eves, mine)

    def ids(found: tuple[Appointment, ...]) -> list[str]:
        return [each.appointment_id for each in found]

    def check(uow: UnitOfWork) -> None:
        repository, day = uow.appointments, TimeRange(at(14, 0), at(15, 0))
        assert ids(repository.all(BUSINESS)) == ["a-1", "a-3", "a-2"]
        assert ids(repository.of_customers(BUSINESS, ["c-dana"], NOW)) == ["a-1", "a-2"]
        assert ids(repository.of_customers(BUSINESS, ["c-dana"], at(14, 11))) == ["a-2"]
        assert ids(repository.of_customers(BUSINESS, [], NOW)) == []
        assert ids(repository.of_staff(BUSINESS, None, day)) == ["a-1", "a-3"]
        assert ids(repository.of_staff(BUSINESS, ["ben"], day)) == []
        assert ids(repository.of_staff(BUSINESS, ["ben"], TimeRange(at(15, 10), at(15, 11)))) == [
            "a-2"
        ]
        assert ids(repository.of_staff(BUSINESS, None, TimeRange(at(14, 11), at(14, 12)))) == []
        assert repository.all("another") == ()

    await store(check)


async def test_all_appointments_of_a_business_can_be_forgotten(store: Store) -> None:
    await add(store, appointment())
    await store(lambda uow: uow.appointments.remove_all(BUSINESS))
    await add(store, appointment("a-2"))
    assert len(await store(lambda uow: uow.appointments.all(BUSINESS))) == 1


async def test_an_identity_is_one_person_in_each_business(store: Store) -> None:
    other = salon(business=salon_business(business_id="another"))

    def body(uow: UnitOfWork) -> None:
        uow.businesses.replace(other)
        uow.identities.link(BUSINESS, ANA, Link(customer_id="c-dana"))
        uow.identities.link("another", ANA, Link(staff_member_id="ana"))

    await store(body)

    def check(uow: UnitOfWork) -> None:
        assert uow.identities.find(BUSINESS, ANA) == Link(customer_id="c-dana")
        assert uow.identities.find(BUSINESS, replace(ANA, directory_id="elsewhere")) is None
        assert uow.identities.find(BUSINESS, replace(ANA, channel="directline")) is None
        assert uow.identities.businesses_of(ANA) == ("another", BUSINESS)
        uow.identities.link(BUSINESS, ANA, Link(staff_member_id="ben"))
        assert uow.identities.find(BUSINESS, ANA) == Link(staff_member_id="ben")

    await store(check)


async def test_a_link_once_followed_stays_open(store: Store) -> None:
    await add(store, appointment())

    def check(uow: UnitOfWork) -> None:
        assert uow.identities.opened_appointments(BUSINESS, WEB) == ()
        uow.identities.open_appointment(BUSINESS, WEB, "a-1")
        uow.identities.open_appointment(BUSINESS, WEB, "a-1")
        assert uow.identities.opened_appointments(BUSINESS, WEB) == ("a-1",)
        assert uow.identities.opened_appointments(BUSINESS, ANA) == ()

    await store(check)


async def test_an_invitation_is_taken_once(store: Store) -> None:
    invitation = Invitation(BUSINESS, "ana", "hash", NOW)
    await store(lambda uow: uow.invitations.add(invitation))
    assert await store(lambda uow: uow.invitations.take("other")) is None
    assert await store(lambda uow: uow.invitations.take("hash")) == invitation
    assert await store(lambda uow: uow.invitations.take("hash")) is None


async def test_an_answer_is_found_by_its_key_in_its_business(store: Store) -> None:
    await store(lambda uow: uow.answers.keep(BUSINESS, "key", "print", "a-1", NOW))
    assert await store(lambda uow: uow.answers.find(BUSINESS, "key")) == ("print", "a-1")
    assert await store(lambda uow: uow.answers.find(BUSINESS, "other")) is None
    assert await store(lambda uow: uow.answers.find("another", "key")) is None


async def test_the_same_news_are_kept_once(store: Store) -> None:
    booked = appointment(events=(AppointmentEvent(EventKind.BOOKED, staff("ben"), NOW),))
    news = announcements_of(booked)
    await store(lambda uow: uow.outbox.add(news))
    await store(lambda uow: uow.outbox.add(news))
    assert await store.outbox_size() == 2


async def test_locks_are_taken_in_any_order_and_again(store: Store) -> None:
    def body(uow: UnitOfWork) -> None:
        uow.appointments.lock(BUSINESS, ["tom", "ana"], NOW)
        uow.appointments.lock(BUSINESS, ["ana"], NOW)
        uow.appointments.lock(BUSINESS, [], NOW)

    await store(body)


async def test_a_series_is_read_by_its_id_in_order_of_its_dates(store: Store) -> None:
    def one(appointment_id: str, series_id: str, on: int, start_at: datetime) -> Appointment:
        of_another = CustomerInformation(customer_id="c-eve", contact=EVE)
        own = replace(appointment().customer, occurrence=Occurrence(series_id, date(2026, 4, on)))
        return appointment(
            appointment_id, start_at, customers=(of_another, own), maximum_attendees_count=2
        )

    first, second = one("b", "s", 14, at(20, 15)), one("a", "s", 21, at(15, 10))
    await add(store, second, first, one("c", "other", 14, at(16, 10)), appointment("d", at(17, 10)))
    gone = second.cancelled(staff("ana"), NOW)
    await store(lambda uow: uow.appointments.update(gone))

    def check(uow: UnitOfWork) -> None:
        assert uow.appointments.of_series(BUSINESS, "s") == (first, replace(gone, events=()))
        assert uow.appointments.of_series("another", "s") == ()
        assert uow.appointments.of_series(BUSINESS, "") == ()
        assert uow.appointments.get(BUSINESS, "d").customer.occurrence is None

    await store(check)
