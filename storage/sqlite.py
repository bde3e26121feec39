"""SQLite: one writer in a thread of its own, readers beside it.

SQLite takes one writer at a time whatever we do. One thread that owns the only writing
connection is an orderly queue; several would sleep and try again, and p99 would be tenfold.
"""

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from storage.failures import DatabaseUnavailable
from storage.group_commit import WaitingBodies

R = TypeVar("R")
Body = Callable[[Connection], R]

READERS = 4
_PRAGMAS = (
    "PRAGMA busy_timeout=10000",
    "PRAGMA journal_mode=WAL",
    # NORMAL may lose the last acknowledged commits when the power fails.
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
)


class SqliteEngine:
    """A SQLite file: its writer thread and its readers."""

    def __init__(self, url: URL) -> None:
        self._writer = _Threads(_engine(url, "BEGIN IMMEDIATE", _PRAGMAS), 1, "sqlite-writer")
        reading = (*_PRAGMAS, "PRAGMA query_only=ON")
        self._readers = _Threads(_engine(url, "BEGIN", reading), READERS, "sqlite-reader")

    @classmethod
    async def open(cls, url: URL) -> "SqliteEngine":
        """Open the file, made where it is missing. Raises DatabaseUnavailable."""
        path = _path(url)
        opened = cls(url.set(drivername="sqlite+pysqlite"))
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            await opened.write(_nothing)
        except (OSError, DBAPIError) as error:
            await opened.close()
            raise DatabaseUnavailable(_advice(path, error)) from error
        return opened

    async def write(self, body: Body[R]) -> R:
        """Run a body in the writer thread, between BEGIN IMMEDIATE and COMMIT.

        Bodies that wait at the same time share a commit.
        """
        return await self._writer.run_in_group(body)

    async def read(self, body: Body[R]) -> R:
        """Run a body in a reader's thread, on one snapshot."""
        return await self._readers.run(body)

    async def migrate(self, body: Body[R]) -> R:
        """Run a body in the writer thread with foreign keys off, and check them before it commits.

        With them on, re-making a table (the only way to alter one) would delete what hangs on it.
        """
        return await self._writer.run_without_foreign_keys(_checked(body))

    async def close(self) -> None:
        """Let both kinds of threads finish and close their connections."""
        await self._readers.close()
        await self._writer.close()


class _Threads:
    """Threads with one lasting connection each."""

    def __init__(self, engine: Engine, count: int, name: str) -> None:
        self._engine = engine
        self._pool = ThreadPoolExecutor(count, name)
        self._own = threading.local()
        self._connections: list[Connection] = []
        self._waiting = WaitingBodies()

    async def run(self, body: Body[R]) -> R:
        return await self._in_thread(self._run, body)

    async def run_in_group(self, body: Body[R]) -> R:
        future = self._waiting.add(body)
        self._pool.submit(self._run_group)
        return await asyncio.wrap_future(future)

    async def run_without_foreign_keys(self, body: Body[R]) -> R:
        return await self._in_thread(self._run_without_foreign_keys, body)

    async def _in_thread(self, run: Callable[[Body[R]], R], body: Body[R]) -> R:
        return await asyncio.get_running_loop().run_in_executor(self._pool, run, body)

    def _run(self, body: Body[R]) -> R:
        connection = self._connection()
        with connection.begin():
            return body(connection)

    def _run_group(self) -> None:
        self._waiting.run_next_group(self._connection)

    def _run_without_foreign_keys(self, body: Body[R]) -> R:
        connection = self._connection()
        _set_foreign_keys(connection, "OFF")
        try:
            return self._run(body)
        finally:
            _set_foreign_keys(connection, "ON")

    def _connection(self) -> Connection:
        connection: Connection | None = getattr(self._own, "connection", None)
        if connection is None:
            connection = self._engine.connect()
            self._own.connection = connection
            self._connections.append(connection)
        return connection

    async def close(self) -> None:
        await asyncio.to_thread(self._shut_down)

    def _shut_down(self) -> None:
        self._pool.shutdown()
        for connection in self._connections:
            connection.close()
        self._engine.dispose()


def _engine(url: URL, begin: str, pragmas: tuple[str, ...]) -> Engine:
    # Opened in one thread and closed in another, never used by two at a time.
    engine = create_engine(url, poolclass=NullPool, connect_args={"check_same_thread": False})

    @event.listens_for(engine, "connect")
    def _connected(dbapi_connection: sqlite3.Connection, _record: Any) -> None:
        # The driver's own BEGIN comes at the first write only, after what was checked.
        dbapi_connection.isolation_level = None
        for pragma in pragmas:
            dbapi_connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _nothing(_connection: Connection) -> None:
    """Only begin and commit: enough to learn whether the file can be written."""


def _set_foreign_keys(connection: Connection, state: str) -> None:
    """Switch the checks, which SQLite allows only outside a transaction."""
    dbapi_connection = connection.connection.driver_connection
    if dbapi_connection is not None:
        dbapi_connection.execute(f"PRAGMA foreign_keys={state}")


def _checked(body: Body[R]) -> Body[R]:
    def run(connection: Connection) -> R:
        result = body(connection)
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if broken is not None:
            raise DatabaseUnavailable(f"a row of {broken[0]} names a missing {broken[2]}")
        return result

    return run


def _path(url: URL) -> Path:
    if not url.database or url.database == ":memory:":
        raise DatabaseUnavailable("FRONTDESK_DATABASE_URL must name a file: sqlite:///path/to/file")
    return Path(url.database)


def _advice(path: Path, error: Exception) -> str:
    folder = path.parent.resolve()
    reason = str(getattr(error, "orig", None) or getattr(error, "strerror", None) or error)
    return (
        f"cannot write the database {path} ({reason}): make the folder {folder} writable or set "
        "FRONTDESK_DATABASE_URL to another place"
    )
