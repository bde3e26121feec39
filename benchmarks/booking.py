"""Booking: transactions of 16 clients, and 200 who want the same slot."""

import asyncio
import gc
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from itertools import islice, product

from benchmarks.company import SERVICE, plain_catalog, staff_ids
from benchmarks.engines import Kind, Opened, fresh
from benchmarks.filling import write_catalog
from benchmarks.harness import FEWEST_RUNS, Figure, figure
from benchmarks.raw import SqliteCrowd, Statement, Taker
from benchmarks.recording import Transaction, recorded
from benchmarks.workload import CLEARING_UP, LENGTH, TIME_ZONE, working_days
from scheduling.actors import CustomerActor, Principal
from scheduling.customers import Contact
from scheduling.errors import SlotTaken
from scheduling.recurrence import day_range
from scheduling.service.booking import BookCommand, book

CLIENTS, RACERS = 16, 200
STAFF, DAYS = 20, 300
BOOKINGS = 160
LIMITS = {"SQLite": 4.0, "PostgreSQL": 2.0}
LIMIT_RACE = 3.0
_HOURS = (9, 10, 11, 13, 14, 15, 16)
_BUSINESS = "company"

Work = Callable[[], Awaitable[object]]


def commands() -> Iterator[BookCommand]:
    """Requests that never get in each other's way: another customer, person, day or hour each."""
    for day, hour, who in product(working_days(DAYS)[1:], _HOURS, staff_ids(STAFF)):
        start_at = day_range(day, TIME_ZONE).start_at + timedelta(hours=hour)
        yield request(f"{who}-{day}-{hour}", start_at, who)


def request(key: str, start_at: datetime, who: str) -> BookCommand:
    """The request of a customer nobody has seen before."""
    return BookCommand(
        business_id=_BUSINESS,
        service_id=SERVICE,
        start_at=start_at,
        staff_member_id=who,
        contact=Contact(name="Kim Doe", email_address="kim@example.org"),
        idempotency_key=key,
    )


async def book_one(opened: Opened, command: BookCommand) -> object:
    """Book as a customer of their own."""
    customer = CustomerActor(_BUSINESS, Principal("directline", "", command.idempotency_key))
    return await opened.transactions.run(book, customer, command)


async def measure_bookings(kinds: Sequence[Kind]) -> list[Figure]:
    """Measure bookings of 16 clients against the same statements through the raw driver."""
    return [each for kind in kinds for each in await _bookings(kind)]


async def _bookings(kind: Kind) -> list[Figure]:
    async with AsyncExitStack() as stack:
        ours, replayed = [await stack.enter_async_context(_studio(kind)) for _ in range(2)]
        noted = await _statements(kind, BOOKINGS * (FEWEST_RUNS + 1))
        wanted, rounds = commands(), []
        for first in range(0, len(noted), BOOKINGS):
            booked = [partial(book_one, ours, each) for each in islice(wanted, BOOKINGS)]
            again = [partial(replayed.raw.replay, each) for each in noted[first : first + BOOKINGS]]
            rounds.append((await _round(booked), await _round(again)))
    return _summed_up(kind, rounds[1:], sum(map(len, noted)) / len(noted))


def _summed_up(
    kind: Kind, rounds: Sequence[tuple["_Round", "_Round"]], statements: float
) -> list[Figure]:
    name = f"{kind.name}: booking, {CLIENTS} clients"
    measured: tuple[tuple[str, Callable[[_Round], float], float | None], ...] = (
        (f"{name}, {statements:.0f} statements", lambda each: each.per_work, LIMITS[kind.name]),
        (f"{name}, p50", lambda each: each.percentile(50), None),
        (f"{name}, p99", lambda each: each.percentile(99), None),
    )
    return [
        figure(what, "ms", [take(a) for a, _ in rounds], [take(b) for _, b in rounds], limit)
        for what, take, limit in measured
    ]


@dataclass(frozen=True, slots=True)
class _Round:
    """How long each piece of work took, and all of them together, in milliseconds."""

    latencies: Sequence[float]
    elapsed: float

    @property
    def per_work(self) -> float:
        return self.elapsed / len(self.latencies)

    def percentile(self, percent: int) -> float:
        return sorted(self.latencies)[(len(self.latencies) - 1) * percent // 100]


async def _round(works: Sequence[Work], clients: int = CLIENTS) -> _Round:
    """Let so many clients do all of it, each one piece after the other."""
    waiting, latencies = iter(works), []

    async def client() -> None:
        for work in waiting:
            began = time.perf_counter()
            await work()
            latencies.append(1000 * (time.perf_counter() - began))

    gc.collect()
    began = time.perf_counter()
    await asyncio.gather(*(client() for _ in range(clients)))
    return _Round(latencies, 1000 * (time.perf_counter() - began))


@asynccontextmanager
async def _studio(kind: Kind) -> AsyncIterator[Opened]:
    async with fresh(kind) as opened:
        await write_catalog(opened, plain_catalog(STAFF, _BUSINESS))
        yield opened


async def _statements(kind: Kind, count: int) -> list[Transaction]:
    """Book in a database of its own, and write down what each booking executes."""
    async with _studio(kind) as opened:
        await book_one(opened, next(commands()))
        wanted = islice(commands(), 1, count + 1)
        with recorded() as recording:
            for each in wanted:
                await book_one(opened, each)
    if len(recording.transactions) != count:
        raise AssertionError("not every booking was one transaction")
    return recording.transactions


async def measure_race(kinds: Sequence[Kind]) -> list[Figure]:
    """Measure 200 who want one slot: exactly one gets it, all are answered."""
    return [each for kind in kinds for each in await _race(kind)]


async def _race(kind: Kind) -> list[Figure]:
    if not kind.is_sqlite:
        return [await _raced(kind, "", lambda opened: opened.raw, LIMIT_RACE)]
    return [
        await _raced(kind, "", _crowd, LIMIT_RACE),
        await _raced(kind, ", against a single connection", lambda opened: opened.raw, None),
    ]


def _crowd(opened: Opened) -> SqliteCrowd:
    return SqliteCrowd(opened.url.removeprefix("sqlite:///"), RACERS)


async def _raced(
    kind: Kind, what: str, takers: Callable[[Opened], Taker], limit: float | None
) -> Figure:
    async with _studio(kind) as ours, _studio(kind) as replayed:
        wanted, pairs, raw = islice(commands(), 1, None), [], takers(replayed)
        for noted in await _statements(kind, FEWEST_RUNS + 1):
            prize = next(wanted)
            racers = [partial(_race_one, ours, each) for each in _rivals(prize)]
            plain = partial(raw.take, *_lock_and_check(kind, prize), noted)
            booked = await _round(racers, RACERS)
            pairs.append((booked.elapsed, (await _round([plain] * RACERS, RACERS)).elapsed))
        if isinstance(raw, SqliteCrowd):
            await raw.close()
    times, reference = zip(*pairs[1:], strict=True)
    return figure(f"{kind.name}: {RACERS} for one slot{what}", "ms", times, reference, limit)


def _rivals(prize: BookCommand) -> list[BookCommand]:
    keys = (f"{prize.idempotency_key}-{number}" for number in range(RACERS))
    return [replace(prize, idempotency_key=each) for each in keys]


async def _race_one(opened: Opened, command: BookCommand) -> None:
    with suppress(SlotTaken):
        await book_one(opened, command)


def _lock_and_check(kind: Kind, prize: BookCommand) -> tuple[Statement, Statement]:
    lo = int(prize.start_at.timestamp())
    hi = lo + (LENGTH + CLEARING_UP) * 60
    who = (_BUSINESS, prize.staff_member_id)
    lock = (
        "UPDATE staff_member SET version = version + 1 WHERE business_id = ? "
        "AND staff_member_id = ? RETURNING version"
    )
    check = (
        "SELECT appointment_id FROM claim WHERE business_id = ? AND staff_member_id = ? AND active "
        "AND lo < ? AND hi > ?"
    )
    return (kind.spelled(lock), who), (kind.spelled(check), (*who, hi, lo))
