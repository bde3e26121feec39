"""Bookings per second through the real use case, on both engines, with 1 and 16 clients."""

import asyncio
import itertools
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from scheduling.service.book_command import BookCommand
from scheduling.service.booking import book
from storage.transactions import SqlTransactions
from tests.reliability.scene import STAFF, STEP, command, customer, day_ahead, opened, prepare
from tests.support.postgres import Durability, running_cluster

CLIENTS = (1, 16)
SECONDS = 4.0
_SLOTS_A_MORNING = 4 * 60 // 30
_DAYS = 300


async def measure() -> None:
    """Print a line for each engine and number of clients. Every commit waits for the disk."""
    print("bookings/s        clients     per second   median ms      p99 ms")
    with _sqlite() as url:
        await _measure_engine("sqlite", url)
    with running_cluster(Durability.REAL) as cluster:
        await _measure_engine("postgresql", cluster.fresh_database())


async def _measure_engine(name: str, url: str) -> None:
    async with opened(url) as database:
        transactions = await prepare(database)
        free = _free_slots()
        for clients in CLIENTS:
            latencies: list[float] = []
            until = time.perf_counter() + SECONDS
            booking = (_book_until(transactions, free, until, latencies) for _ in range(clients))
            await asyncio.gather(*booking)
            _print(name, clients, latencies)


async def _book_until(
    transactions: SqlTransactions,
    free: Iterator[tuple[datetime, str]],
    until: float,
    latencies: list[float],
) -> None:
    while (began := time.perf_counter()) < until:
        wanted = _next_command(free)
        await transactions.run(book, customer(wanted.idempotency_key), wanted)
        latencies.append(time.perf_counter() - began)


def _next_command(free: Iterator[tuple[datetime, str]]) -> BookCommand:
    start_at, staff_member_id = next(free)
    return command(f"{staff_member_id}-{start_at.isoformat()}", "plain", start_at, staff_member_id)


def _free_slots() -> Iterator[tuple[datetime, str]]:
    """Slots nobody else wants, spread over staff, days and the morning."""
    for number, day, who in itertools.product(range(_SLOTS_A_MORNING), range(2, _DAYS), STAFF):
        yield day_ahead(day) + 2 * STEP * number, who


def _print(name: str, clients: int, latencies: list[float]) -> None:
    in_ms = sorted(1000 * each for each in latencies)
    median, p99 = statistics.median(in_ms), in_ms[int(len(in_ms) * 0.99)]
    rate = len(in_ms) / SECONDS
    print(f"{name:<12}{clients:>13}{rate:>15.0f}{median:>12.1f}{p99:>12.1f}")


@contextmanager
def _sqlite() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{Path(folder) / 'bench.db'}"
