"""The two databases to measure on. A commit waits for the disk, as it does in production."""

import sqlite3
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.raw import Raw, RawPostgresql, RawSqlite, numbered
from benchmarks.workload import NOW
from bot.clock import Clock, RandomIds
from storage.database import Database
from storage.migrate import upgrade
from storage.transactions import SqlTransactions
from tests.reliability.scene import opened
from tests.support.postgres import Durability, PostgresCluster, running_cluster

CONNECTIONS = 16


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of database: new empty ones of it, and how its raw driver spells a statement."""

    name: str
    fresh_url: Callable[[], str]
    spelled: Callable[[str], str]

    @property
    def is_sqlite(self) -> bool:
        """Tell which of the two it is."""
        return self.name == "SQLite"


@dataclass(frozen=True, slots=True)
class Opened:
    """A database through the product's door and through the raw driver's."""

    kind: Kind
    url: str
    database: Database
    transactions: SqlTransactions
    raw: Raw


@contextmanager
def kinds() -> Iterator[tuple[str, tuple[Kind, ...]]]:
    """Both kinds of databases, for as long as the block lasts, and what they are."""
    with tempfile.TemporaryDirectory() as folder, running_cluster(Durability.REAL) as cluster:
        sqlite = Kind("SQLite", _files_in(Path(folder)), lambda statement: statement)
        postgresql = Kind("PostgreSQL", cluster.fresh_database, numbered)
        yield _versions(cluster), (sqlite, postgresql)


def _versions(cluster: PostgresCluster) -> str:
    postgresql = cluster.execute("SHOW server_version")
    return f"SQLite {sqlite3.sqlite_version}, PostgreSQL {postgresql}"


@asynccontextmanager
async def fresh(kind: Kind) -> AsyncIterator[Opened]:
    """A new database of a kind, with our schema and nothing in it."""
    url = kind.fresh_url()
    async with opened(url, CONNECTIONS) as database:
        await upgrade(database)
        raw = await _raw(kind, url)
        try:
            yield Opened(kind, url, database, _transactions_on(database), raw)
        finally:
            await raw.close()


async def _raw(kind: Kind, url: str) -> Raw:
    if kind.is_sqlite:
        return RawSqlite(url.removeprefix("sqlite:///"))
    return await RawPostgresql.open(url, CONNECTIONS)


def _files_in(folder: Path) -> Callable[[], str]:
    def fresh_url() -> str:
        return f"sqlite:///{tempfile.mkdtemp(dir=folder)}/bench.db"

    return fresh_url


def _transactions_on(database: Database) -> SqlTransactions:
    """Give transactions as production has them, at the time of the workload."""
    return SqlTransactions(database, Clock.starting_at(NOW), RandomIds())
