"""What a database refuses: what the operator must change, what is worth another try."""

import sqlite3

from sqlalchemy.dialects.postgresql.asyncpg import AsyncAdapt_asyncpg_dbapi
from sqlalchemy.exc import DBAPIError, IntegrityError

_SQLITE_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_SERIALIZATION_FAILURE = "40001"
_DEADLOCK_DETECTED = "40P01"
_EXCLUSION_VIOLATION = "23P01"

OVERLAP = "claim_no_overlap"
"""The name of the guard, which is also what SQLite's triggers say when they refuse."""


class DatabaseUnavailable(Exception):
    """The database cannot be used. `advice` is one line that says what to change."""

    def __init__(self, advice: str) -> None:
        super().__init__(advice)
        self.advice = advice


class TransactionConflict(Exception):
    """Another transaction came first. The whole body is run again and sees what it wrote."""


def is_worth_retrying(error: Exception) -> bool:
    """Tell whether the same transaction may well succeed when it is run again from its start."""
    if isinstance(error, TransactionConflict):
        return True
    if not isinstance(error, DBAPIError):
        return False
    if isinstance(error.orig, sqlite3.Error):
        # The low byte is the error; the rest says more exactly where it came from.
        return getattr(error.orig, "sqlite_errorcode", 0) & 0xFF in _SQLITE_BUSY
    if isinstance(error.orig, AsyncAdapt_asyncpg_dbapi.InvalidCachedStatementError):
        # Prepared for the schema before a migration, by whichever process; the driver forgot it.
        return True
    return _sqlstate(error) in (_SERIALIZATION_FAILURE, _DEADLOCK_DETECTED)


def is_overlap(error: IntegrityError) -> bool:
    """Tell whether the guard behind the core's own check refused a claim."""
    return _sqlstate(error) == _EXCLUSION_VIOLATION or OVERLAP in str(error.orig)


def is_lost_connection(error: Exception) -> bool:
    """Tell whether the server went away while it was asked."""
    return isinstance(error, DBAPIError) and error.connection_invalidated


def _sqlstate(error: DBAPIError) -> str:
    return getattr(error.orig, "sqlstate", None) or ""
