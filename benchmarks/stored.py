"""Slots from the database, warm: 10 staff members over 30 days, through the real use case."""

import tracemalloc
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from benchmarks.company import SERVICE, plain_catalog, question
from benchmarks.engines import Kind, Opened, fresh
from benchmarks.filling import (
    copy_business,
    settle,
    write_catalog,
    write_others,
    write_workload,
)
from benchmarks.harness import Figure, compared, timed_async
from benchmarks.raw import Statement
from benchmarks.workload import (
    CLEARING_UP,
    NOW,
    Period,
    Workload,
    plain_answer,
    workload,
)
from scheduling.actors import CustomerActor, Principal
from scheduling.business import Catalog
from scheduling.service.finding import FindSlots, find_slots
from scheduling.service.searching import LONGEST_SERVICE
from scheduling.service.wishes import Wish
from scheduling.time_ranges import minute_from, minutes_around

STAFF, DAYS = 10, 30
LIMIT_READ, LIMIT_ROWS, LIMIT_MEMORY, LIMIT_BUSINESSES = 1.5, 1.3, 1.3, 1.2
FEW, MANY = 1_000, 1_000_000
BUSINESSES = 10_000
_TIMES = 5
_FAR_AHEAD = timedelta(days=90)


async def measure_reading(kinds: Sequence[Kind]) -> list[Figure]:
    """Measure questions against a raw read of the same rows and the plain answer."""
    return [each for kind in kinds for each in await _reading(kind)]


async def _reading(kind: Kind) -> list[Figure]:
    async with fresh(kind) as opened:
        catalog = await _company(opened)
        await settle(opened)
        await _check_answers(opened, catalog)
        ask = partial(_slots, opened, catalog)
        plainly = partial(_plainly, opened, catalog)
        name = f"{kind.name}: slots of 30 days, 10 staff"
        return [
            await compared(
                f"{name}, nothing changed",
                timed_async(ask, _TIMES),
                timed_async(plainly, _TIMES),
                LIMIT_READ,
            ),
            await compared(
                f"{name}, every calendar changed",
                _Asked(opened, catalog).time,
                _Asked(opened, catalog).plain_time,
                LIMIT_READ,
            ),
        ]


@dataclass(frozen=True, slots=True)
class _Asked:
    """Questions, before each of which every calendar got a new version, as by a booking."""

    opened: Opened
    catalog: Catalog

    async def time(self) -> float:
        """Measure what one takes, in milliseconds."""
        return await self._time(partial(_slots, self.opened, self.catalog))

    async def plain_time(self) -> float:
        """Measure what the plain answer to one takes, in milliseconds."""
        return await self._time(partial(_plainly, self.opened, self.catalog))

    async def _time(self, ask: Callable[[], Awaitable[object]]) -> float:
        measure, total = timed_async(ask), 0.0
        for _ in range(_TIMES):
            await self._change()
            total += await measure()
        return total / _TIMES

    async def memory(self) -> float:
        """Measure the most memory that Python holds during one, in kB."""
        await self._change()
        tracemalloc.start()
        await _slots(self.opened, self.catalog)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return peak / 1024

    async def _change(self) -> None:
        statement = "UPDATE staff_member SET version = version + 1 WHERE business_id = ?"
        business_id = self.catalog.business.business_id
        await self.opened.raw.replay([(self.opened.kind.spelled(statement), [business_id])])


async def measure_rows(kinds: Sequence[Kind]) -> list[Figure]:
    """Measure the same question beside few and beside very many other appointments."""
    return [each for kind in kinds for each in await _rows(kind)]


async def _rows(kind: Kind) -> list[Figure]:
    async with AsyncExitStack() as stack:
        few = await stack.enter_async_context(fresh(kind))
        many = await stack.enter_async_context(fresh(kind))
        catalogs = [await _company_among(few, FEW), await _company_among(many, MANY)]
        beside_few, beside_many = (
            _Asked(opened, catalog) for opened, catalog in zip((few, many), catalogs, strict=True)
        )
        name = f"{kind.name}: slots beside 1,000,000 appointments"
        return [
            await compared(name, beside_many.time, beside_few.time, LIMIT_ROWS),
            await compared(
                f"{name}, memory", beside_many.memory, beside_few.memory, LIMIT_MEMORY, unit="kB"
            ),
        ]


async def measure_businesses(kinds: Sequence[Kind]) -> list[Figure]:
    """Measure the same question in a database of one business and of very many."""
    return [each for kind in kinds for each in await _businesses(kind)]


async def _businesses(kind: Kind) -> list[Figure]:
    async with AsyncExitStack() as stack:
        one = await stack.enter_async_context(fresh(kind))
        many = await stack.enter_async_context(fresh(kind))
        asks = [partial(_slots, opened, await _company(opened)) for opened in (one, many)]
        await copy_business(many, BUSINESSES - 1)
        await settle(many)
        await settle(one)
        return [
            await compared(
                f"{kind.name}: slots among 10,000 businesses",
                timed_async(asks[1], _TIMES),
                timed_async(asks[0], _TIMES),
                LIMIT_BUSINESSES,
            )
        ]


async def _company(opened: Opened) -> Catalog:
    catalog = plain_catalog(STAFF)
    await write_catalog(opened, catalog)
    await write_workload(opened, catalog, workload(STAFF, DAYS))
    return catalog


async def _company_among(opened: Opened, others: int) -> Catalog:
    """Add others' appointments: half of the same people, past and far ahead, half elsewhere's."""
    catalog = await _company(opened)
    await write_catalog(opened, plain_catalog(STAFF, "elsewhere"))
    each = others // (2 * STAFF)
    ahead = int((NOW + _FAR_AHEAD).timestamp())
    await write_others(opened, 0, each // 2, ahead)
    await write_others(opened, each // 2, each, ahead - 86400 * (each // 16 + 200))
    await settle(opened)
    return catalog


async def _slots(opened: Opened, catalog: Catalog) -> Sequence[object]:
    return await opened.transactions.read(find_slots, _customer(catalog), _asked(catalog))


def _asked(catalog: Catalog) -> FindSlots:
    wish = Wish(business_id=catalog.business.business_id, service_id=SERVICE)
    return FindSlots(wish, question(catalog, DAYS).bounds)


def _customer(catalog: Catalog) -> CustomerActor:
    return CustomerActor(catalog.business.business_id, Principal("directline", "", "bench"))


async def _plainly(opened: Opened, catalog: Catalog) -> tuple[list[list[int]], list[int]]:
    """Read the same rows with the raw driver, then answer plainly."""
    busy: defaultdict[str, list[Period]] = defaultdict(list)
    for who, lo, hi in await opened.raw.read(_claims_of(opened.kind, catalog)):
        busy[who].append((lo // 60, hi // 60 - CLEARING_UP))
    return plain_answer(Workload(DAYS, [busy[who] for who in catalog.staff_members]))


def _claims_of(kind: Kind, catalog: Catalog) -> Statement:
    bounds = question(catalog, DAYS).bounds.padded(LONGEST_SERVICE, LONGEST_SERVICE)
    first, last = minutes_around(bounds)
    people = list(catalog.staff_members)
    statement = (
        "SELECT staff_member_id, lo, hi FROM claim WHERE business_id = ? AND staff_member_id IN "
        f"({', '.join('?' * len(people))}) AND active AND lo < ? AND hi > ?"
    )
    return kind.spelled(statement), [catalog.business.business_id, *people, last * 60, first * 60]


async def _check_answers(opened: Opened, catalog: Catalog) -> None:
    """Refuse to time an answer that is not the reference's, start for start."""
    found = await opened.transactions.read(find_slots, _customer(catalog), _asked(catalog))
    each, anyone = await _plainly(opened, catalog)
    own = [minute_from(slot.start_at) for slot in found]
    if own != anyone or sum(len(slot.staff_members) for slot in found) != sum(map(len, each)):
        raise AssertionError("the use case and the reference disagree")
