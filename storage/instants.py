"""Instants as the integers of the tables: microseconds, and whole seconds for claims."""

from datetime import UTC, datetime, timedelta

from scheduling.time_ranges import TimeRange

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_SECOND = timedelta(seconds=1)


def microseconds(instant: datetime) -> int:
    """Count the microseconds since 1970."""
    return (instant - _EPOCH) // _MICROSECOND


def instant_of(count: int) -> datetime:
    """Give the instant that many microseconds after 1970."""
    return _EPOCH + count * _MICROSECOND


def claimed_seconds(claimed: TimeRange) -> tuple[int, int]:
    """Give `[lo, hi)` in whole seconds, never less than the range."""
    lo = (claimed.start_at - _EPOCH) // _SECOND
    hi = -((_EPOCH - claimed.end_at) // _SECOND)
    return lo, hi
