"""Claims on staff members' time: the lock around them, and writing them."""

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from scheduling.appointments import Appointment
from scheduling.errors import NotFound, SlotTaken
from scheduling.holds import Hold
from scheduling.time_ranges import TimeRange
from storage.failures import is_overlap
from storage.instants import claimed_seconds, microseconds
from storage.statements import Row
from storage.tables.appointments import CLAIM
from storage.tables.businesses import STAFF_MEMBER

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
