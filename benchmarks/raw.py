"""The raw drivers, used as plainly and as fast as they allow: what everything is compared with."""

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from queue import SimpleQueue
from typing import Any, Protocol, TypeVar

import asyncpg

R = TypeVar("R")
Rows = Sequence[Sequence[Any]]
Statement = tuple[str, Sequence[Any]]
"""A statement as the driver takes it, with its values."""

_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=60000")


class Taker(Protocol):
    """Whoever takes what only one can have."""

    async def take(self, lock: Statement, check: Statement, write: Sequence[Statement]) -> bool:
        """Lock, check, and write only where the check finds nothing, in one transaction."""
        ...


class Raw(Taker, Protocol):
    """A database through its raw driver."""

    async def read(self, query: Statement) -> Rows:
        """Run one query by itself."""
        ...

    async def replay(self, statements: Sequence[Statement]) -> None:
        """Run statements in one transaction, fetching what each gives."""
        ...

    async def close(self) -> None:
        """Give back connections and threads."""
        ...


class RawSqlite:
    """`sqlite3` with one thread that owns the connection: of many clients' ways the fastest."""

    def __init__(self, path: str) -> None:
        self._pool = ThreadPoolExecutor(1)
        self._connection = _connected(path)

    async def read(self, query: Statement) -> Rows:
        """Run one query by itself."""
        return await self._in_thread(lambda: self._connection.execute(*query).fetchall())

    async def replay(self, statements: Sequence[Statement]) -> None:
        """Run statements in one transaction, fetching what each gives."""
        await self._in_thread(lambda: self._replay(statements))

    async def take(self, lock: Statement, check: Statement, write: Sequence[Statement]) -> bool:
        """Lock, check, and write only where the check finds nothing, in one transaction."""
        return await self._in_thread(lambda: self._take(lock, check, write))

    async def close(self) -> None:
        """End the thread and the connection."""
        self._pool.shutdown()
        self._connection.close()

    async def _in_thread(self, work: Callable[[], R]) -> R:
        return await asyncio.get_running_loop().run_in_executor(self._pool, work)

    def _replay(self, statements: Sequence[Statement]) -> None:
        execute = self._connection.execute
        execute("BEGIN IMMEDIATE")
        for statement, values in statements:
            execute(statement, values).fetchall()
        execute("COMMIT")

    def _take(self, lock: Statement, check: Statement, write: Sequence[Statement]) -> bool:
        return _taken(self._connection, lock, check, write)


class SqliteCrowd:
    """So many clients of one file, each with a thread and a connection of its own."""

    def __init__(self, path: str, clients: int) -> None:
        self._pool = ThreadPoolExecutor(clients)
        self._connections: SimpleQueue[sqlite3.Connection] = SimpleQueue()
        for _ in range(clients):
            self._connections.put(_connected(path))

    async def take(self, lock: Statement, check: Statement, write: Sequence[Statement]) -> bool:
        """Lock, check, and write only where the check finds nothing, in one transaction."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, self._take, lock, check, write)

    async def close(self) -> None:
        """End the threads and the connections."""
        self._pool.shutdown()
        while not self._connections.empty():
            self._connections.get().close()

    def _take(self, lock: Statement, check: Statement, write: Sequence[Statement]) -> bool:
        connection = self._connections.get()
        try:
            return _taken(connection, lock, check, write)
        finally:
            self._connections.put(connection)


def _connected(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path, isolation_level=None, check_same_thread=False, cached_statements=256
    )
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _taken(
    connection: sqlite3.Connection, lock: Statement, check: Statement, write: Sequence[Statement]
) -> bool:
    execute = connection.execute
    execute("BEGIN IMMEDIATE")
    execute(*lock).fetchall()
    if execute(*check).fetchall():
        execute("ROLLBACK")
        return False
    for statement, values in write:
        execute(statement, values).fetchall()
    execute("COMMIT")
    return True


class RawPostgresql:
    """`asyncpg` with as many connections as the product has."""

    def __init__(self, pool: Any) -> None:
        self._pool = pool

    @classmethod
    async def open(cls, url: str, connections: int) -> "RawPostgresql":
        """Connect, all at once."""
        return cls(
            await asyncpg.create_pool(
                url, min_size=connections, max_size=connections, server_settings={"jit": "off"}
            )
        )

    async def read(self, query: Statement) -> Rows:
        """Run one query by itself."""
        async with self._pool.acquire() as connection:
            rows: Rows = await connection.fetch(query[0], *query[1])
            return rows

    async def replay(self, statements: Sequence[Statement]) -> None:
        """Run statements in one transaction, fetching what each gives."""
        async with self._pool.acquire() as connection, connection.transaction():
            for statement, values in statements:
                await connection.fetch(statement, *values)

    async def take(self, lock: Statement, check: Statement, write: Sequence[Statement]) -> bool:
        """Lock, check, and write only where the check finds nothing, in one transaction."""
        async with self._pool.acquire() as connection:
            transaction = connection.transaction()
            await transaction.start()
            await connection.fetch(lock[0], *lock[1])
            if await connection.fetch(check[0], *check[1]):
                await transaction.rollback()
                return False
            for statement, values in write:
                await connection.fetch(statement, *values)
            await transaction.commit()
            return True

    async def close(self) -> None:
        """Close every connection."""
        await self._pool.close()


def numbered(statement: str) -> str:
    """Give a statement with `?` for each value as PostgreSQL spells it."""
    numbers = count(1)
    first, *others = statement.split("?")
    return first + "".join(f"${next(numbers)}{each}" for each in others)
