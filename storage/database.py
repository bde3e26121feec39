"""One door to the database: a transaction body in, its result out, on SQLite and PostgreSQL.

A body is a plain synchronous function of a SQLAlchemy `Connection`. It may be run several times
and must therefore have no effect but through its connection.
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Protocol, TypeVar

from sqlalchemy import URL, Connection, make_url
from sqlalchemy.exc import ArgumentError

from storage.failures import DatabaseUnavailable, is_lost_connection, is_worth_retrying
from storage.postgresql import PostgresqlEngine
from storage.sqlite import SqliteEngine

R = TypeVar("R")
Body = Callable[[Connection], R]

TRIES = 12
_FIRST_PAUSE = 0.01
_LONGEST_PAUSE = 1.0


class TransactionEngine(Protocol):
    """Runs one transaction once, as one engine does it."""

    async def write(self, body: Body[R]) -> R:
        """Run a body that may write, then commit; roll back where it raises."""
        ...

    async def read(self, body: Body[R]) -> R:
        """Run a body that sees one state of the database and changes nothing."""
        ...

    async def migrate(self, body: Body[R]) -> R:
        """Run a body that changes the schema, alone in the installation."""
        ...

    async def close(self) -> None:
        """Give back every connection and thread."""
        ...


class Database:
    """A database of either kind. Make it with `open`, end it with `close`."""

    def __init__(self, engine: TransactionEngine, chance: Callable[[], float]) -> None:
        self._engine = engine
        self._chance = chance
        self._running: set[asyncio.Task[Any]] = set()

    @classmethod
    async def open(
        cls, url: str, *, chance: Callable[[], float], connections: int = 10
    ) -> "Database":
        """Open `sqlite:///path` or `postgresql://user:password@host/name`.

        `chance` gives numbers in [0, 1) and spreads retries; `connections` bounds PostgreSQL's
        pool. Raises DatabaseUnavailable with one line that says what to change.
        """
        parsed = _parsed(url)
        if parsed.get_backend_name() == "sqlite":
            return cls(await SqliteEngine.open(parsed), chance)
        return cls(await PostgresqlEngine.open(parsed, connections), chance)

    async def write(self, body: Body[R]) -> R:
        """Run `body` in one transaction, again from its start where another one was in its way.

        Raises DatabaseUnavailable where there is no getting through. A caller that is cancelled does not stop it: it commits or rolls back by itself.
        """
        return await self._unbroken(self._retried(lambda: self._engine.write(body)))

    async def read(self, body: Body[R]) -> R:
        """Run `body` in a transaction that sees one state of the database and cannot write."""
        return await self._unbroken(self._retried(lambda: self._engine.read(body)))

    async def migrate(self, body: Body[R]) -> R:
        """Run `body`, which changes the schema, in one transaction and alone."""
        return await self._unbroken(self._retried(lambda: self._engine.migrate(body)))

    async def close(self) -> None:
        """Let what runs finish, then give back every connection and thread."""
        while self._running:
            await asyncio.wait(self._running)
        await self._engine.close()

    async def _unbroken(self, work: Coroutine[Any, Any, R]) -> R:
        task = asyncio.ensure_future(work)
        self._running.add(task)
        task.add_done_callback(self._forget)
        return await asyncio.shield(task)

    def _forget(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if not task.cancelled():
            # Looked at, so that a failure nobody waits for any more is not reported as lost.
            task.exception()

    async def _retried(self, run: Callable[[], Coroutine[Any, Any, R]]) -> R:
        for number in range(1, TRIES):
            try:
                return await _run_connected(run)
            except Exception as error:
                if not is_worth_retrying(error):
                    raise
            await asyncio.sleep(self._pause(number))
        return await self._last_try(run)

    @staticmethod
    async def _last_try(run: Callable[[], Coroutine[Any, Any, R]]) -> R:
        try:
            return await _run_connected(run)
        except Exception as error:
            if is_worth_retrying(error):
                raise DatabaseUnavailable("the database stayed busy; try again") from error
            raise

    def _pause(self, number: int) -> float:
        return self._chance() * min(_LONGEST_PAUSE, _FIRST_PAUSE * 2.0**number)


async def _run_connected(run: Callable[[], Coroutine[Any, Any, R]]) -> R:
    try:
        return await run()
    except Exception as error:
        if is_lost_connection(error):
            raise DatabaseUnavailable("the database went away; is its server running?") from error
        raise


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise DatabaseUnavailable(_WRONG_URL) from error
    if parsed.drivername not in ("sqlite", "postgresql", "postgres"):
        raise DatabaseUnavailable(_WRONG_URL)
    return parsed


_WRONG_URL = (
    "FRONTDESK_DATABASE_URL must be sqlite:///path/to/file or "
    "postgresql://user:password@host:port/name"
)
