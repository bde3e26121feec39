"""What is busy in staff members' calendars, read as minutes in as few rows as there are people."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, func, select
from sqlalchemy.types import NullType

from scheduling.appointments import LONGEST_CLAIM
from scheduling.busy_time import BusyTime, Period
from scheduling.time_ranges import TimeRange, minutes_around
from storage.tables.appointments import CLAIM
from storage.tables.businesses import STAFF_MEMBER

# Whole minutes, rounded outwards; both engines divide integers.
_FIRST, _LAST = CLAIM.c.lo // 60, (CLAIM.c.hi + 59) // 60
_COLLECTED: Mapping[str, tuple[ColumnElement[Any], ColumnElement[Any]]] = {
    "sqlite": (func.group_concat(_FIRST), func.group_concat(_LAST)),
    # Of no type: the driver gives lists as they are.
    "postgresql": (
        func.array_agg(_FIRST, type_=NullType()),
        func.array_agg(_LAST, type_=NullType()),
    ),
}
_BUSY = {
    dialect: select(CLAIM.c.staff_member_id, first, last)
    .where(
        CLAIM.c.business_id == bindparam("business"),
        CLAIM.c.staff_member_id.in_(bindparam("staff_members", expanding=True)),
        CLAIM.c.active,
        CLAIM.c.lo < bindparam("to_second"),
        CLAIM.c.hi > bindparam("from_second"),
        # Follows from the others, and keeps the index from running on to the end of time.
        CLAIM.c.hi <= bindparam("last_second"),
        CLAIM.c.appointment_id != bindparam("except_appointment"),
    )
    .group_by(CLAIM.c.staff_member_id)
    for dialect, (first, last) in _COLLECTED.items()
}
_LONGEST_CLAIM = LONGEST_CLAIM // timedelta(seconds=1)
_VERSIONS = select(STAFF_MEMBER.c.staff_member_id, STAFF_MEMBER.c.version).where(
    STAFF_MEMBER.c.business_id == bindparam("business"),
    STAFF_MEMBER.c.staff_member_id.in_(bindparam("staff_members", expanding=True)),
)


def busy_times(
    connection: Connection,
    business_id: str,
    staff_member_ids: Sequence[str],
    within: TimeRange,
    except_appointment_id: str | None = None,
) -> Mapping[str, BusyTime]:
    """Give claimed time by staff member as far as it is in `within`; nobody free is listed."""
    return busy_minutes(
        connection, business_id, staff_member_ids, minutes_around(within), except_appointment_id
    )


def busy_minutes(
    connection: Connection,
    business_id: str,
    staff_member_ids: Sequence[str],
    within: Period,
    except_appointment_id: str | None = None,
) -> Mapping[str, BusyTime]:
    """Give the same for `within` in minutes since 1970."""
    first, last = within
    asked = {
        "business": business_id,
        "staff_members": list(staff_member_ids),
        "from_second": first * 60,
        "to_second": last * 60,
        "last_second": last * 60 + _LONGEST_CLAIM,
        # No appointment has an empty id.
        "except_appointment": except_appointment_id or "",
    }
    found = connection.execute(_BUSY[connection.dialect.name], asked)
    return {
        who: BusyTime(_clipped(_numbers(starts), _numbers(ends), within), within)
        for who, starts, ends in found
    }


def calendar_versions(
    connection: Connection, business_id: str, staff_member_ids: Sequence[str]
) -> Mapping[str, int]:
    """Give the version of each calendar: it rises with every change of its claims."""
    asked = {"business": business_id, "staff_members": list(staff_member_ids)}
    return {row.staff_member_id: row.version for row in connection.execute(_VERSIONS, asked)}


def _numbers(collected: str | Sequence[int]) -> Iterable[int]:
    """Read what the engine has collected: SQLite a text with commas, PostgreSQL an array."""
    return map(int, collected.split(",")) if isinstance(collected, str) else collected


def _clipped(starts: Iterable[int], ends: Iterable[int], within: Period) -> list[Period]:
    first, last = within
    return [(max(first, start), min(last, end)) for start, end in zip(starts, ends, strict=True)]
