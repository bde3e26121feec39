"""The rules of a time zone as known today: they change, and promises made by them stay."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from scheduling.recurrence import time_zone

_DAY = timedelta(days=1)
_FIRST = datetime(2024, 1, 1, tzinfo=UTC)
_LAST = datetime(2050, 1, 1, tzinfo=UTC)
"""The years in which appointments are still to come."""


@lru_cache(maxsize=1024)
def zone_fingerprint(zone: str) -> str:
    """Give a text that two versions of a zone's rules share only if the clocks show the same."""
    told = ",".join(f"{at:%Y%m%dT%H%M%S}{offset}" for at, offset in _changes(zone))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _changes(zone: str) -> Iterator[tuple[datetime, timedelta]]:
    """Give each instant at which the offset changes, to the second, and what it becomes."""
    at, offset = _FIRST, _offset(_FIRST, zone)
    yield at, offset
    while at < _LAST:
        following = _offset(at + _DAY, zone)
        if following != offset:
            yield _change(at, at + _DAY, zone), following
        at, offset = at + _DAY, following


def _change(before: datetime, after: datetime, zone: str) -> datetime:
    old = _offset(before, zone)
    while after - before > timedelta(seconds=1):
        middle = (before + (after - before) / 2).replace(microsecond=0)
        if _offset(middle, zone) == old:
            before = middle
        else:
            after = middle
    return after


def _offset(instant: datetime, zone: str) -> timedelta:
    return instant.astimezone(time_zone(zone)).utcoffset() or timedelta()
