"""Two processes do mixed work on one database while connections and processes are killed.

What was acknowledged is there, what is there was put on record, nothing overlaps, and nobody was
told anything but a refusal of the core.
"""

import asyncio
import json
import random
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text

from scheduling.actors import OperatorActor
from scheduling.policies import SchedulingPolicy
from scheduling.service.administration import BusinessRecord, replace_business
from storage.database import Database
from tests.reliability.checker import overlaps
from tests.reliability.extent import FULL, extent
from tests.reliability.history import History, kinds, recorded, replay, stored
from tests.reliability.mixed_work import HELD_FOR, MAKE_RECORD, Entry, entry_of
from tests.reliability.scene import catalog, opened, prepare
from tests.reliability.test_planted_faults import DISARM
from tests.support.postgres import PostgresCluster

_ROOT = Path(__file__).resolve().parents[2]
_LONGEST_LINE = 16 * 1024 * 1024
PATRONS = 8
BETWEEN_CUTS = 0.25
CUT = (
    "SELECT pg_terminate_backend(pid) FROM (SELECT pid FROM pg_stat_activity WHERE datname = "
    "'{name}' AND application_name = 'frontdesk' ORDER BY random() LIMIT 1) one"
)
DEADLOCKS = "SELECT deadlocks FROM pg_stat_database WHERE datname = '{name}'"


@dataclass(slots=True)
class Heard:
    """What the customers said they were answered."""

    done: list[tuple[str, str]] = field(default_factory=list)
    refused: list[Entry] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    interrupted: int = 0

    def hear(self, line: bytes) -> None:
        """Take one answer."""
        kind, what = json.loads(line)
        if kind == "done":
            self.done.append((what[0], what[1]))
        elif kind == "refused":
            self.refused.append(entry_of(json.dumps(what)))
        elif kind == "failed":
            self.failed.append(what)
        else:
            self.interrupted += 1


async def _start(url: str, name: str, changes: int, fault: str) -> asyncio.subprocess.Process:
    arguments = ["-m", "tests.reliability.mixed_process", url, name, str(PATRONS), str(changes)]
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        fault,
        stdout=asyncio.subprocess.PIPE,
        cwd=_ROOT,
        limit=_LONGEST_LINE,
    )


async def _listen(process: asyncio.subprocess.Process, heard: Heard, until: int = 0) -> bool:
    """Hear what is said, to the end or to so many answers; tell whether there is more to come."""
    assert process.stdout is not None
    count = 0
    while (line := await process.stdout.readline()).endswith(b"\n"):
        heard.hear(line)
        count += 1
        if count == until:
            return True
    return False


async def _work(url: str, name: str, kills: int, heard: Heard, fault: str = "") -> None:
    """Work in one process, killed so many times in the midst of it and started again."""
    chance = random.Random(name)
    for number in range(kills):
        process = await _start(url, f"{name}{number}", 1000, fault)
        await _listen(process, heard, chance.randrange(20, 20 + 5 * extent().changes_a_patron))
        process.send_signal(signal.SIGKILL)
        await _listen(process, heard)
        await process.wait()
    process = await _start(url, f"{name}-last", extent().changes_a_patron, fault)
    await _listen(process, heard)
    assert await process.wait() == 0


@asynccontextmanager
async def _cutting(cluster: PostgresCluster | None, url: str) -> AsyncIterator[None]:
    """Cut connections at random, where there are any, until the end of the block."""

    over = asyncio.Event()

    async def cut(cluster: PostgresCluster) -> None:
        while not over.is_set():
            await asyncio.sleep(BETWEEN_CUTS)
            await asyncio.to_thread(cluster.execute, CUT.format(name=_name_of(url)))

    task = asyncio.create_task(cut(cluster)) if cluster is not None else None
    try:
        yield
    finally:
        over.set()
        if task is not None:
            await task  # to its end: a cut that was only abandoned would come after the block


def _name_of(url: str) -> str:
    return url.rpartition("/")[2]


async def _prepare(database: Database, also: tuple[str, ...] = ()) -> None:
    transactions = await prepare(database)
    policy = SchedulingPolicy(hold_time=HELD_FOR, maximum_open_appointments=1000)
    plain = catalog()
    business = replace(plain.business, scheduling_policy=policy)
    loaded = BusinessRecord(replace(plain, business=business))
    await transactions.run(replace_business, OperatorActor(), loaded)

    def body(connection: Connection) -> None:
        connection.execute(MAKE_RECORD)
        for each in also:
            connection.execute(text(each))

    await database.write(body)


async def _outcome(url: str, heard: Heard) -> tuple[History, list[Entry], dict[str, Any]]:
    async with opened(url) as database:
        entries = await database.read(recorded)
        facts = {
            "overlaps": await database.read(overlaps),
            "stored": await database.read(stored),
        }
    return replay(entries, heard.refused), entries, facts


async def test_what_is_killed_and_cut_loses_nothing_and_invents_nothing(
    database_url: str, request: pytest.FixtureRequest
) -> None:
    is_postgres = database_url.startswith("postgresql")
    cluster = request.getfixturevalue("postgres") if is_postgres else None
    heard = Heard()
    async with opened(database_url) as database:
        await _prepare(database)
    async with _cutting(cluster, database_url):
        await asyncio.gather(
            _work(database_url, "killed", extent().kills // 2, heard),
            _work(database_url, "steady", 0, heard),
        )
    history, entries, facts = await _outcome(database_url, heard)
    assert heard.failed == []
    assert history.wrong == []
    assert facts == {"overlaps": [], "stored": history.all()}
    assert _kept_of(entries) >= {each for each in heard.done if each[1]}
    assert kinds(entries) == {"hold", "book", "move", "cancel", "release"}
    if cluster is not None:
        assert heard.interrupted, "no connection was cut while it was in use"
        assert cluster.execute(DEADLOCKS.format(name=_name_of(database_url))) == "0"


def _kept_of(entries: list[Entry]) -> set[tuple[str, str]]:
    """What is on record of each appointment: what was done, and to which."""
    return {
        (each.what, which)
        for each in entries
        for which in (*each.gone, *(one.claim_id for one in each.come))
    }


FAULTS = ("no lock", "a check outside the lock", "a stale cache")


@pytest.mark.parametrize("fault", FAULTS if extent() is FULL else FAULTS[:1])
async def test_a_planted_fault_is_found_with_two_processes(postgres_url: str, fault: str) -> None:
    assert await _wrong_with(postgres_url, fault)


async def test_a_stale_cache_is_found_with_two_processes_on_one_file(sqlite_url: str) -> None:
    assert await _wrong_with(sqlite_url, "a stale cache")


async def _wrong_with(url: str, fault: str) -> list[str]:
    heard, dialect = Heard(), "postgresql" if url.startswith("postgresql") else "sqlite"
    async with opened(url) as database:
        await _prepare(database, tuple(DISARM[dialect]))
    works = (_work(url, name, 0, heard, fault) for name in ("one", "two"))
    await asyncio.gather(*works)
    history, _, _ = await _outcome(url, heard)
    return history.wrong
