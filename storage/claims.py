"""Claims on staff members' time: the lock around them, what is busy, and writing them."""

import logging
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, exists, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from scheduling.appointments import Appointment
from scheduling.busy_time import BusyTime, Period
from scheduling.errors import NotFound, SlotTaken
from scheduling.holds import Hold
from scheduling.time_ranges import TimeRange, minutes_around
from storage.failures import is_overlap
from storage.instants import claimed_seconds, microseconds
from storage.statements import Row
from storage.tables.appointments import CLAIM
from storage.tables.businesses import STAFF_MEMBER
from storage.tables.holds import HOLD

_LOG = logging.getLogger(__name__)

_IS_STAFF_MEMBER = (STAFF_MEMBER.c.business_id == bindparam("business")) & (
    STAFF_MEMBER.c.staff_member_id == bindparam("staff_member")
)
_IS_OF_APPOINTMENT = (CLAIM.c.business_id == bindparam("business")) & (
    CLAIM.c.appointment_id == bindparam("appointment")
)
_LOCK = (
    update(STAFF_MEMBER)
    .where(_IS_STAFF_MEMBER)
    .values(version=STAFF_MEMBER.c.version + 1)
    .returning(STAFF_MEMBER.c.version)
)
_IS_OF_HOLD_IN_FORCE = (
    exists()
    .where(
        HOLD.c.business_id == CLAIM.c.business_id,
        HOLD.c.hold_id == CLAIM.c.hold_id,
        HOLD.c.expires_at > bindparam("now"),
        HOLD.c.owner != bindparam("except_owner"),
    )
    .correlate(CLAIM)
)
_BUSY = select(
    CLAIM.c.staff_member_id,
    # Whole minutes, rounded outwards; both engines divide integers.
    (CLAIM.c.lo // 60).label("first"),
    ((CLAIM.c.hi + 59) // 60).label("last"),
).where(
    CLAIM.c.business_id == bindparam("business"),
    CLAIM.c.staff_member_id.in_(bindparam("staff_members", expanding=True)),
    CLAIM.c.active,
    CLAIM.c.lo < bindparam("to_second"),
    CLAIM.c.hi > bindparam("from_second"),
    CLAIM.c.appointment_id.is_distinct_from(bindparam("except_appointment")),
    CLAIM.c.hold_id.is_(None) | _IS_OF_HOLD_IN_FORCE,
    CLAIM.c.expires_at.is_(None) | (CLAIM.c.expires_at > bindparam("now")),
)
_LANE = select(STAFF_MEMBER.c.lane).where(_IS_STAFF_MEMBER).scalar_subquery()
_ADD = {
    # SQLite's trigger undoes the one statement; on PostgreSQL an error would end the transaction.
    "sqlite": sqlite.insert(CLAIM).values(lane=_LANE),
    "postgresql": postgresql.insert(CLAIM).values(lane=_LANE).on_conflict_do_nothing(),
}
_REMOVE = delete(CLAIM).where(_IS_OF_APPOINTMENT)
_DEACTIVATE = update(CLAIM).where(_IS_OF_APPOINTMENT).values(active=False)


def lock_calendars(
    connection: Connection, business_id: str, staff_member_ids: Sequence[str]
) -> None:
    """Raise each staff member's version, which holds their row until the transaction ends.

    Always in the same order, so that two transactions cannot wait for each other. Raises NotFound.
    """
    for staff_member_id in sorted(set(staff_member_ids)):
        asked = {"business": business_id, "staff_member": staff_member_id}
        if connection.execute(_LOCK, asked).first() is None:
            raise NotFound("staff member", staff_member_id)


def busy_times(
    connection: Connection,
    business_id: str,
    staff_member_ids: Sequence[str],
    within: TimeRange,
    now: datetime,
    except_appointment_id: str | None,
    except_owner: str,
) -> Mapping[str, BusyTime]:
    """Give claimed time by staff member as far as it is in `within`; nobody free is listed.

    Claims that expired by `now` are free.
    """
    lo, hi = claimed_seconds(within)
    asked = {
        "business": business_id,
        "staff_members": list(staff_member_ids),
        "from_second": lo,
        "to_second": hi,
        # No appointment has an empty id.
        "except_appointment": except_appointment_id or "",
        "now": microseconds(now),
        "except_owner": except_owner,
    }
    first, last = minutes_around(within)
    found: defaultdict[str, list[Period]] = defaultdict(list)
    for staff_member_id, start, end in connection.execute(_BUSY, asked):
        found[staff_member_id].append((max(start, first), min(end, last)))
    return {who: BusyTime(claimed, (first, last)) for who, claimed in found.items()}


def write_claims(connection: Connection, appointment: Appointment) -> None:
    """Lay the claims of an appointment, in place of those it has. Raises SlotTaken."""
    connection.execute(_REMOVE, _of(appointment))
    add_claims(connection, appointment)


def add_claims(connection: Connection, appointment: Appointment) -> None:
    """Lay the first claims of an appointment. Raises SlotTaken where the guard refuses one."""
    for row in _rows(appointment):
        if not _is_written(connection, row):
            raise _refused(row, appointment.time_range.start_at)


def add_claim_of_hold(connection: Connection, hold: Hold) -> None:
    """Lay the claim of a hold. Raises SlotTaken where the guard refuses it."""
    row = {
        **_claim(hold.business_id, hold.staff_member_id, hold.claimed),
        "hold_id": hold.hold_id,
        "position": 0,
        "active": True,
    }
    if not _is_written(connection, row):
        raise _refused(row, hold.start_at)


def deactivate_claims(connection: Connection, appointment: Appointment) -> None:
    """Give the time of an appointment back."""
    connection.execute(_DEACTIVATE, _of(appointment))


def _of(appointment: Appointment) -> dict[str, str]:
    return {"business": appointment.business_id, "appointment": appointment.appointment_id}


def _is_written(connection: Connection, row: Row) -> bool:
    """Write a claim unless the guard refuses it, in the way each engine's guard refuses."""
    try:
        return connection.execute(_ADD[connection.dialect.name], row).rowcount == 1
    except IntegrityError as error:
        if is_overlap(error):
            return False
        raise


def _rows(appointment: Appointment) -> list[Row]:
    due_at = appointment.answer_due_at
    return [
        {
            **_claim(appointment.business_id, staff_member_id, appointment.claimed),
            "appointment_id": appointment.appointment_id,
            "position": position,
            "active": appointment.is_active,
            "expires_at": None if due_at is None else microseconds(due_at),
        }
        for position, staff_member_id in enumerate(appointment.staff_member_ids)
    ]


def _claim(business_id: str, staff_member_id: str, claimed: TimeRange) -> dict[str, Any]:
    lo, hi = claimed_seconds(claimed)
    return {
        "business_id": business_id,
        "business": business_id,
        "staff_member_id": staff_member_id,
        "staff_member": staff_member_id,
        "lo": lo,
        "hi": hi,
    }


def _refused(row: Row, start_at: datetime) -> SlotTaken:
    """Log that the guard had to act: under the lock nothing may ever get that far."""
    _LOG.error(
        "backstop_hits_total",
        extra={
            "business_id": row["business_id"],
            "staff_member_id": row["staff_member_id"],
            "appointment_id": row.get("appointment_id"),
            "hold_id": row.get("hold_id"),
        },
    )
    return SlotTaken(start_at, row["staff_member_id"])
