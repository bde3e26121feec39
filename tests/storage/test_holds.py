"""Holds as stored: what is in force, what is over, what gives way, and the guard between them."""

import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, event, func, insert, select, text, update
from sqlalchemy.exc import IntegrityError

from scheduling.actors import SystemActor
from scheduling.errors import SlotTaken
from scheduling.holds import Hold, Takeover
from scheduling.ports import UnitOfWork
from scheduling.time_ranges import TimeRange
from storage.database import Database
from storage.failures import TransactionConflict
from storage.guard_probe import lay_claims_side_by_side, lay_rows
from storage.holds import clear_holds
from storage.migrate import downgrade, upgrade
from storage.tables.appointments import CLAIM
from storage.tables.holds import HOLD
from storage.unit_of_work import SqlUnitOfWork
from tests.fakes.businesses import BUSINESS, NOW, TUESDAY_TEN, appointment, at, salon
from tests.storage.stores import SqlStore, Store, migrated
from tests.storage.test_guards import FORMS

FIVE = timedelta(minutes=5)
MOMENT = timedelta(microseconds=1)
HOUR = timedelta(hours=1)


def a_hold(hold_id: str = "h", start_at: datetime = TUESDAY_TEN, **changes: Any) -> Hold:
    facts: dict[str, Any] = {
        "business_id": BUSINESS,
        "hold_id": hold_id,
        "owner": "dana",
        "place": 0,
        "service_id": "haircut",
        "staff_member_ids": ("ana",),
        "start_at": start_at,
        "claimed": TimeRange(start_at, start_at + HOUR),
        "expires_at": NOW + FIVE,
    }
    return Hold(**{**facts, **changes})


SECOND = a_hold("second", at(14, 12), place=1, expires_at=NOW + 2 * FIVE)


async def place(store: Store, *holds: Hold) -> None:
    def body(uow: UnitOfWork) -> None:
        for each in holds:
            uow.holds.place(each)

    await store.do(body)


async def busy(store: Store, now: datetime, owner: str = "") -> Mapping[str, Any]:
    within = TimeRange(at(14, 0), at(15, 0))
    found = await store.do(
        lambda uow: uow.appointments.busy(BUSINESS, ("ana", "ben"), within, now, None, owner)
    )
    return {str(who): [each.start_at for each in busy.ranges()] for who, busy in found.items()}


async def of_dana(store: Store) -> tuple[Hold, ...]:
    return await store.do(lambda uow: uow.holds.of_owner(BUSINESS, "dana"))


async def test_holds_are_read_as_they_were_written_the_next_to_end_first(with_salon: Store) -> None:
    first = a_hold(claimed=TimeRange(at(14, 9, 50), at(14, 11, 20)))
    await place(with_salon, SECOND, first, a_hold("other", at(14, 14), owner="eve"))
    assert await of_dana(with_salon) == (first, SECOND)


@pytest.mark.parametrize(
    ("now", "owner", "expected"),
    [
        (NOW, "", [TUESDAY_TEN]),
        (NOW, "eve", [TUESDAY_TEN]),
        (NOW, "dana", []),
        (NOW + FIVE - MOMENT, "", [TUESDAY_TEN]),
        (NOW + FIVE, "", []),
    ],
)
async def test_a_hold_is_busy_to_others_until_it_is_over(
    with_salon: Store, now: datetime, owner: str, expected: list[datetime]
) -> None:
    await place(with_salon, a_hold())
    assert await busy(with_salon, now, owner) == ({"ana": expected} if expected else {})


@pytest.mark.parametrize(
    ("staff", "now", "taking", "given", "left"),
    [
        (("ana",), NOW, None, [], ["h", "second"]),
        (("ana",), NOW + FIVE, None, [], ["second"]),
        (("ben",), NOW + FIVE, None, [], ["h", "second"]),
        ((), NOW + FIVE, None, [], ["h", "second"]),
        (("ana",), NOW, Takeover("dana", TimeRange(at(14, 9), at(14, 10))), [], ["h", "second"]),
        (("ana",), NOW, Takeover("dana", TimeRange(at(14, 9), at(14, 10, 1))), ["h"], ["second"]),
        (("ana",), NOW, Takeover("eve", TimeRange(at(14, 9), at(14, 18))), [], ["h", "second"]),
        (("ana",), NOW + FIVE, Takeover("dana", TimeRange(at(14, 9), at(14, 18))), ["second"], []),
    ],
)
async def test_who_locks_a_calendar_clears_it(
    with_salon: Store,
    staff: tuple[str, ...],
    now: datetime,
    taking: Takeover | None,
    given: list[str],
    left: list[str],
) -> None:
    await place(with_salon, a_hold(), SECOND)
    found = await with_salon.do(lambda uow: uow.appointments.lock(BUSINESS, staff, now, taking))
    assert [each.hold_id for each in found] == given
    assert [each.hold_id for each in await of_dana(with_salon)] == left
    assert await busy(with_salon, NOW) == (
        {"ana": [each.start_at for each in await of_dana(with_salon)]} if left else {}
    )


async def test_what_is_removed_is_free_and_may_be_removed_again(with_salon: Store) -> None:
    await place(with_salon, a_hold(), SECOND)
    for _ in range(2):
        await with_salon.do(lambda uow: uow.holds.remove(BUSINESS, ["h"]))
        assert await of_dana(with_salon) == (SECOND,)
    await with_salon.do(lambda uow: uow.holds.remove(BUSINESS, []))
    await with_salon.do(lambda uow: uow.appointments.remove_all(BUSINESS))
    assert await busy(with_salon, NOW) == {}


CROSSING: dict[str, tuple[Callable[[UnitOfWork], None], Callable[[UnitOfWork], None]]] = {
    "a hold over an appointment": (
        lambda uow: uow.appointments.add(appointment()),
        lambda uow: uow.holds.place(a_hold(start_at=at(14, 10, 30))),
    ),
    "an appointment over a hold": (
        lambda uow: uow.holds.place(a_hold(start_at=at(14, 10, 30))),
        lambda uow: uow.appointments.add(appointment()),
    ),
    "a hold over a hold": (
        lambda uow: uow.holds.place(a_hold()),
        lambda uow: uow.holds.place(a_hold("other", at(14, 10, 30), owner="eve")),
    ),
}


@pytest.mark.parametrize("crossing", CROSSING)
async def test_the_guard_refuses_holds_and_appointments_that_overlap(
    with_salon: Store, crossing: str
) -> None:
    first, second = CROSSING[crossing]
    await with_salon.do(first)
    with pytest.raises(SlotTaken):
        await with_salon.do(second)


async def test_an_appointment_is_not_found_by_the_claim_of_a_hold(with_salon: Store) -> None:
    await with_salon.do(lambda uow: uow.appointments.add(appointment()))
    await place(with_salon, a_hold("a-1", at(14, 12), staff_member_ids=("ben",)))
    (found,) = await with_salon.do(lambda uow: uow.appointments.all(BUSINESS))
    assert found.staff_member_ids == ("ana",)
    day = TimeRange(at(14, 0), at(15, 0))
    of_ben = await with_salon.do(lambda uow: uow.appointments.of_staff(BUSINESS, ("ben",), day))
    assert of_ben == ()


async def test_open_appointments_are_counted(with_salon: Store) -> None:
    def count(now: datetime) -> Callable[[UnitOfWork], int]:
        return lambda uow: uow.appointments.count_open(BUSINESS, "c-dana", now)

    assert await with_salon.do(count(NOW)) == 0
    ended = appointment("gone", at(14, 14)).cancelled(SystemActor(), NOW)
    await with_salon.do(lambda uow: uow.appointments.add(appointment()))
    await with_salon.do(lambda uow: uow.appointments.add(replace(ended, version=1)))
    assert await with_salon.do(count(NOW)) == 1
    assert await with_salon.do(count(TUESDAY_TEN)) == 0


async def test_no_owner_has_a_third_place(database: Database) -> None:
    store = SqlStore(database)
    await store.do(lambda uow: uow.businesses.replace(salon()))
    await place(store, a_hold(), SECOND)
    third = a_hold("third", at(15, 10))
    with pytest.raises(TransactionConflict):
        await _once(database, third)
    with pytest.raises(IntegrityError):
        await _once(database, replace(third, place=2))


async def _once(database: Database, hold: Hold) -> None:
    """Place it without the retries that a real transaction has."""
    refused: list[Exception] = []

    def body(connection: Connection) -> None:
        savepoint = connection.begin_nested()
        try:
            SqlUnitOfWork(connection).holds.place(hold)
        except (TransactionConflict, IntegrityError) as error:
            refused.append(error)
        savepoint.rollback()

    await database.write(body)
    for each in refused:
        raise each


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("changed", ["a claim of a hold", "a claim of an appointment"])
async def test_the_guard_refuses_moving_one_across_the_other(
    request: pytest.FixtureRequest, form: str, changed: str
) -> None:
    def attempt(connection: Connection) -> None:
        lay_rows(connection)
        lay_claims_side_by_side(connection)
        probe = CLAIM.c.business_id == "guard-probe"
        row = connection.execute(select(CLAIM).where(probe).limit(1)).mappings().one()
        of_hold = {"business_id": "guard-probe", "staff_member_id": "one", "hold_id": "h"}
        rest = {"owner": "o", "place": 0, "service_id": "s", "start_at": 0, "expires_at": 9}
        connection.execute(
            insert(HOLD), {**of_hold, **rest, "claimed_from_at": 0, "claimed_to_at": 9}
        )
        lane = row["lane"]
        place = {"position": 0, "lane": lane, "lo": 3000, "hi": 4000, "active": True}
        connection.execute(insert(CLAIM), {**of_hold, **place})
        across = {
            "a claim of a hold": (CLAIM.c.hold_id == "h", {"lo": 2999}),
            "a claim of an appointment": (CLAIM.c.appointment_id == "touching", {"hi": 3001}),
        }
        which, values = across[changed]
        connection.execute(update(CLAIM).where(probe, which, CLAIM.c.active).values(**values))

    async with migrated(request.getfixturevalue(FORMS[form])) as database:
        with pytest.raises(IntegrityError, match="claim_no_overlap"):
            await database.write(attempt)


async def _run(database: Database, statement: str) -> None:
    await database.write(lambda connection: connection.execute(text(statement)))


async def test_a_claim_is_of_one_and_goes_with_it(database: Database) -> None:
    store = SqlStore(database)
    await store.do(lambda uow: uow.businesses.replace(salon()))
    await place(store, a_hold())
    for wrong in ("hold_id = NULL", "appointment_id = 'x'"):
        with pytest.raises(IntegrityError):
            await _run(database, f"UPDATE claim SET {wrong}")
    await _run(database, "DELETE FROM hold")
    count = select(func.count()).select_from(CLAIM)
    assert await database.read(lambda c: c.execute(count).scalar_one()) == 0


async def test_the_way_back_gives_the_time_of_holds_back(database_url: str) -> None:
    database = await Database.open(database_url, chance=random.Random(1).random)
    await upgrade(database)
    store = SqlStore(database)
    await store.do(lambda uow: uow.businesses.replace(salon()))
    await place(store, a_hold())
    await downgrade(database, "0008")
    await upgrade(database)
    assert await busy(store, NOW) == {}
    await database.close()


async def test_clearing_calendars_takes_one_statement(database: Database) -> None:
    def asked(connection: Connection) -> int:
        statements: list[str] = []
        listen = ("before_cursor_execute", lambda *found: statements.append(found[2]))
        event.listen(connection, *listen)
        clear_holds(connection, BUSINESS, ("ana", "ben"), (), NOW, None)
        event.remove(connection, *listen)
        return len(statements)

    assert await database.write(asked) == 1
