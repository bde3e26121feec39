"""Two hundred want what only so many can have: places in a group, tables, two people at once."""

import asyncio
import random
from collections import Counter
from dataclasses import dataclass, replace

import pytest

from scheduling.actors import OperatorActor
from scheduling.appointments import Appointment
from scheduling.catalog import Service
from scheduling.errors import SchedulingError, SlotTaken
from scheduling.resources import Resource, ResourceNeed
from scheduling.service.administration import (
    BusinessRecord,
    export_business,
    replace_business,
)
from scheduling.service.asking import AskBusiness
from scheduling.service.booking import book
from scheduling.service.changing import CancelCommand, cancel
from scheduling.views import AppointmentView
from storage.transactions import SqlTransactions
from tests.reliability.checker import overlaps
from tests.reliability.extent import extent
from tests.reliability.scene import (
    BUSINESS,
    SERVICES,
    STAFF,
    catalog,
    command,
    customer,
    day_ahead,
    opened,
    prepare,
)

BUYERS, CAPACITY = 200, 10
PLAIN = SERVICES["plain"]
CLASS = replace(PLAIN, maximum_attendees_count=CAPACITY, staff_member_ids=STAFF[:1])
ON_TABLE = replace(PLAIN, required_resources=(ResourceNeed(("tables",)),))
FOR_TWO = replace(PLAIN, required_staff_count=2)
TABLES = Resource(resource_id="tables", display_name="Table", capacity=3)


@dataclass(frozen=True, slots=True)
class Bought:
    """What one buyer was told."""

    key: str
    count: int
    view: AppointmentView | None
    why: SchedulingError | None = None


async def _offer(transactions: SqlTransactions, service: Service) -> None:
    offered = replace(
        catalog(), services={"plain": service}, resources={TABLES.resource_id: TABLES}
    )
    await transactions.run(replace_business, OperatorActor(), BusinessRecord(offered))


async def _buy(transactions: SqlTransactions, key: str, count: int = 1) -> Bought:
    asked = replace(command(key, "plain", day_ahead(2)), attendees_count=count)
    try:
        return Bought(key, count, await transactions.run(book, customer(key), asked))
    except SchedulingError as refusal:
        return Bought(key, count, None, refusal)


async def _stored(transactions: SqlTransactions) -> tuple[Appointment, ...]:
    asked = AskBusiness(BUSINESS)
    record = await transactions.read(export_business, OperatorActor(), asked)
    return tuple(each for each in record.appointments if each.is_active)


@pytest.mark.parametrize("seed", range(extent().seeds))
async def test_a_group_is_filled_and_never_beyond(database_url: str, seed: int) -> None:
    counts = [random.Random(seed).randint(1, 3) for _ in range(BUYERS)]
    async with opened(database_url) as database:
        transactions = await prepare(database)
        await _offer(transactions, CLASS)
        tries = (_buy(transactions, f"k-{n}", each) for n, each in enumerate(counts))
        bought = await asyncio.gather(*tries)
        groups = await _stored(transactions)
        assert await database.read(overlaps) == []
    sold = sum(each.count for each in bought if each.view)
    assert [each.filled_attendees_count for each in groups] == [sold] == [CAPACITY]
    assert all(isinstance(each.why, SlotTaken) for each in bought if not each.view)


async def _leave(transactions: SqlTransactions, bought: Bought) -> None:
    assert bought.view is not None
    seen = bought.view
    asked = CancelCommand(
        business_id=BUSINESS,
        appointment_id=seen.appointment_id,
        version=seen.version,
        idempotency_key=f"{bought.key}-leaves",
    )
    await transactions.run(cancel, customer(bought.key), asked)


async def test_who_comes_and_goes_at_once_is_counted_right(database_url: str) -> None:
    async with opened(database_url) as database:
        transactions = await prepare(database)
        await _offer(transactions, CLASS)
        first = [await _buy(transactions, f"first-{n}") for n in range(8)]
        leaving = [_leave(transactions, each) for each in first[:6]]
        coming = [_buy(transactions, f"k-{n}") for n in range(40)]
        _, came = await asyncio.gather(asyncio.gather(*leaving), asyncio.gather(*coming))
        groups = await _stored(transactions)
    attending = Counter(each.customer_id for group in groups for each in group.customers)
    assert sum(attending.values()) == 2 + sum(each.view is not None for each in came)
    assert set(attending.values()) == {1}
    assert [each.filled_attendees_count for each in groups] <= [CAPACITY]


@pytest.mark.parametrize(
    ("service", "most"), [(ON_TABLE, 3), (FOR_TWO, 2)], ids=["tables", "two at once"]
)
async def test_no_more_than_there_are(database_url: str, service: Service, most: int) -> None:
    async with opened(database_url) as database:
        transactions = await prepare(database)
        await _offer(transactions, service)
        bought = await asyncio.gather(*(_buy(transactions, f"k-{n}") for n in range(60)))
        stored = await _stored(transactions)
        assert await database.read(overlaps) == []
    assert sum(each.view is not None for each in bought) == len(stored) == most
    calendars = Counter(which for each in stored for which in each.calendars)
    assert set(calendars.values()) == {1}
    assert all(isinstance(each.why, SlotTaken) for each in bought if not each.view)
