"""PostgreSQL through asyncpg: a pool, and bodies run by SQLAlchemy's `run_sync`."""

import ssl
from collections.abc import Callable
from typing import Any, TypeVar

import asyncpg
from sqlalchemy import URL, Connection, Engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.util import greenlet_spawn

from storage.failures import DatabaseUnavailable

R = TypeVar("R")
Body = Callable[[Connection], R]

_CONNECT_SECONDS = 5
_POOL_WAIT_SECONDS = 10
_MIGRATION_LOCK = 7_310_414_055
"""Any number, but the same in every process: only one at a time changes the schema."""
_SESSION = {
    "application_name": "frontdesk",
    # Our statements are short; compiling them costs more than running them.
    "jit": "off",
    # A worker that stands still must not hold a calendar for ever.
    "idle_in_transaction_session_timeout": "60000",
}


class PostgresqlEngine:
    """A PostgreSQL database behind a pool of at most `connections`."""

    def __init__(self, url: URL, connections: int) -> None:
        self._engine: AsyncEngine = create_async_engine(
            _for_asyncpg(url),
            pool_size=connections,
            max_overflow=0,
            pool_timeout=_POOL_WAIT_SECONDS,
            connect_args={"timeout": _CONNECT_SECONDS, "server_settings": _SESSION},
        )
        self._reading = self._engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )

    @classmethod
    async def open(cls, url: URL, connections: int) -> "PostgresqlEngine":
        """Open the database. Raises DatabaseUnavailable where it cannot be reached."""
        opened = cls(url, connections)
        try:
            await _run_once(opened._reading, _ask_something)
        except (OSError, DBAPIError, asyncpg.PostgresError, ValueError) as error:
            await opened.close()
            raise DatabaseUnavailable(_advice(url, error)) from error
        return opened

    async def write(self, body: Body[R]) -> R:
        """Run a body between BEGIN and COMMIT, READ COMMITTED: locked rows are read anew."""
        return await _run(self._engine, body)

    async def read(self, body: Body[R]) -> R:
        """Run a body on one snapshot, read only."""
        return await _run(self._reading, body)

    async def migrate(self, body: Body[R]) -> R:
        """Run a body under a lock that only one process in the installation can hold."""

        def locked(connection: Connection) -> R:
            connection.execute(
                text("SELECT pg_advisory_xact_lock(:number)"), {"number": _MIGRATION_LOCK}
            )
            return body(connection)

        return await _run(self._engine, locked)

    async def close(self) -> None:
        """Close every connection."""
        await self._engine.dispose()


async def _run_once(engine: AsyncEngine, body: Body[R]) -> R:
    # One greenlet for the connection, BEGIN, the body and COMMIT: each switch costs a statement's worth.
    return await greenlet_spawn(_in_transaction, engine.sync_engine, body)


def _in_transaction(engine: Engine, body: Body[R]) -> R:
    with engine.begin() as connection:
        return body(connection)


def _ask_something(connection: Connection) -> None:
    connection.execute(text("SELECT 1"))


async def _run(engine: AsyncEngine, body: Body[R]) -> R:
    try:
        return await _run_once(engine, body)
    except PoolTimeout as error:
        raise DatabaseUnavailable("every database connection is in use; try again") from error
    except (ConnectionError, TimeoutError) as error:
        raise DatabaseUnavailable("the database went away; is its server running?") from error


def _for_asyncpg(url: URL) -> URL:
    """Name the driver, and spell libpq's `sslmode` as asyncpg does."""
    query: dict[str, Any] = dict(url.query)
    if "sslmode" in query:
        query["ssl"] = query.pop("sslmode")
    return url.set(drivername="postgresql+asyncpg", query=query)


def _advice(url: URL, error: Exception) -> str:
    place = f"{url.host or url.query.get('host', 'localhost')}:{url.port or 5432}"
    cause: BaseException = getattr(error, "orig", None) or error
    cause = cause.__cause__ or cause
    if isinstance(cause, asyncpg.InvalidAuthorizationSpecificationError):
        return f"PostgreSQL at {place} refuses user {url.username!r}: {_SET_USER}"
    if isinstance(cause, asyncpg.InvalidCatalogNameError):
        return f"PostgreSQL at {place} has no database {url.database!r}: create it (createdb)"
    if isinstance(cause, (OSError, TimeoutError, ssl.SSLError)):
        return f"no PostgreSQL answers at {place}: start it or set FRONTDESK_DATABASE_URL"
    return f"PostgreSQL at {place} cannot be used ({_one_line(cause)}): {_SET_USER}"


_SET_USER = "set the right user and password in FRONTDESK_DATABASE_URL"


def _one_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
