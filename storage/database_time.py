"""The one clock on which several processes agree: the database's."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, text

_NOW_MS = {
    # julianday('now') works on every SQLite; its resolution is a millisecond.
    "sqlite": text("SELECT CAST(ROUND((julianday('now') - 2440587.5) * 86400000) AS INTEGER)"),
    # clock_timestamp() runs on within a transaction, now() stands still.
    "postgresql": text("SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)"),
}


def database_now_ms(connection: Connection, offset: timedelta = timedelta(0)) -> int:
    """Milliseconds since 1970, UTC, by the database's clock, moved by `offset`.

    The offset is the clock port's: nothing outside demo mode and tests.
    """
    now = connection.execute(_NOW_MS[connection.dialect.name]).scalar_one()
    return int(now) + offset // timedelta(milliseconds=1)


def database_now(connection: Connection, offset: timedelta = timedelta(0)) -> datetime:
    """Give the same as an aware UTC instant."""
    since = timedelta(milliseconds=database_now_ms(connection, offset))
    return datetime(1970, 1, 1, tzinfo=UTC) + since
