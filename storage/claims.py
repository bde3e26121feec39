"""Claims on the calendars of staff members and of units: the lock around them, and writing them."""

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
from storage.failures import is_overlap
from storage.instants import claimed_seconds, microseconds
from storage.statements import Row
from storage.tables.appointments import CLAIM
from storage.tables.businesses import RESOURCE, RESOURCE_UNIT, STAFF_MEMBER

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
_LOCK_RESOURCE = (
    update(RESOURCE)
    .where(
        RESOURCE.c.business_id == bindparam("business"),
        RESOURCE.c.resource_id == bindparam("resource"),
    )
    .values(version=RESOURCE.c.version + 1)
    .returning(RESOURCE.c.version)
)
_LANE = select(STAFF_MEMBER.c.lane).where(_IS_STAFF_MEMBER).scalar_subquery()
_LANE_OF_UNIT = (
    select(RESOURCE_UNIT.c.lane)
    .where(
        RESOURCE_UNIT.c.business_id == bindparam("business"),
        RESOURCE_UNIT.c.resource_id == bindparam("resource"),
        RESOURCE_UNIT.c.unit == bindparam("of_unit"),
    )
    .scalar_subquery()
)
# SQLite's trigger undoes the one statement; on PostgreSQL an error would end the transaction.
_INSERT: dict[str, Any] = {
    "sqlite": sqlite.insert(CLAIM),
    "postgresql": postgresql.insert(CLAIM).on_conflict_do_nothing(),
}
_ADD = {name: each.values(lane=_LANE) for name, each in _INSERT.items()}
_ADD_OF_UNIT = {name: each.values(lane=_LANE_OF_UNIT) for name, each in _INSERT.items()}
_REMOVE = delete(CLAIM).where(_IS_OF_APPOINTMENT)
_DEACTIVATE = update(CLAIM).where(_IS_OF_APPOINTMENT).values(active=False)


def lock_calendars(
    connection: Connection,
    business_id: str,
    staff_member_ids: Sequence[str],
    resource_ids: Sequence[str] = (),
    elsewhere: Sequence[tuple[str, str]] = (),
) -> None:
    """Raise each one's version, which holds their row until the transaction ends.

    Always in the same order, people of all businesses first, so that two transactions cannot wait
    for each other. Raises NotFound for one of this business.
    """
    own = ((business_id, each) for each in staff_member_ids)
    for whose, staff_member_id in sorted({*own, *elsewhere}):
        asked = {"business": whose, "staff_member": staff_member_id}
        if connection.execute(_LOCK, asked).first() is None and whose == business_id:
            raise NotFound("staff member", staff_member_id)
    for resource_id in sorted(set(resource_ids)):
        asked = {"business": business_id, "resource": resource_id}
        if connection.execute(_LOCK_RESOURCE, asked).first() is None:
            raise NotFound("resource", resource_id)


def write_claims(connection: Connection, appointment: Appointment) -> None:
    """Lay the claims of an appointment, in place of those it has. Raises SlotTaken."""
    connection.execute(_REMOVE, _of(appointment))
    add_claims(connection, appointment)


def add_claims(connection: Connection, appointment: Appointment) -> None:
    """Lay the first claims of an appointment. Raises SlotTaken where the guard refuses one."""
    due_at = appointment.answer_due_at
    own = {
        "appointment_id": appointment.appointment_id,
        "active": appointment.is_active,
        "expires_at": None if due_at is None else microseconds(due_at),
    }
    _lay(connection, appointment, own, appointment.time_range.start_at)


def add_claims_of_hold(connection: Connection, hold: Hold) -> None:
    """Lay the claims of a hold. Raises SlotTaken where the guard refuses one."""
    _lay(connection, hold, {"hold_id": hold.hold_id, "active": True}, hold.start_at)


def deactivate_claims(connection: Connection, appointment: Appointment) -> None:
    """Give the time of an appointment back."""
    connection.execute(_DEACTIVATE, _of(appointment))


def _of(appointment: Appointment) -> dict[str, str]:
    return {"business": appointment.business_id, "appointment": appointment.appointment_id}


def _lay(
    connection: Connection, claiming: Appointment | Hold, own: Row, start_at: datetime
) -> None:
    """Lay a claim for each calendar, people first; `own` tells whose they are."""
    lo, hi = claimed_seconds(claiming.claimed)
    business_id = claiming.business_id
    shared = {**own, "business_id": business_id, "business": business_id, "lo": lo, "hi": hi}
    rows: list[Row] = [
        {**shared, "staff_member_id": each, "staff_member": each, "position": position}
        for position, each in enumerate(claiming.staff_member_ids)
    ]
    rows += [
        {
            **shared,
            "resource_id": each.resource_id,
            "resource": each.resource_id,
            "unit": each.unit,
            "of_unit": each.unit,
            "position": len(rows) + position,
        }
        for position, each in enumerate(claiming.resource_units)
    ]
    for row in rows:
        if not _is_written(connection, row):
            raise _refused(row, start_at)


def _is_written(connection: Connection, row: Row) -> bool:
    """Write a claim unless the guard refuses it, in the way each engine's guard refuses."""
    adding = _ADD if "staff_member_id" in row else _ADD_OF_UNIT
    try:
        return connection.execute(adding[connection.dialect.name], row).rowcount == 1
    except IntegrityError as error:
        if is_overlap(error):
            return False
        raise


def _refused(row: Row, start_at: datetime) -> SlotTaken:
    """Log that the guard had to act: under the lock nothing may ever get that far."""
    _LOG.error(
        "backstop_hits_total",
        extra={
            "business_id": row["business_id"],
            "staff_member_id": row.get("staff_member_id"),
            "resource_id": row.get("resource_id"),
            "appointment_id": row.get("appointment_id"),
            "hold_id": row.get("hold_id"),
        },
    )
    return SlotTaken(start_at, row.get("staff_member_id"))
