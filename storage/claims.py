"""Claims on staff members' time: the lock around them, what is busy, and writing them."""

import logging
from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from scheduling.appointments import Appointment
from scheduling.errors import NotFound, SlotTaken
from storage.failures import is_overlap
from storage.instants import claimed_seconds
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
_RAISE_ALL = (
    update(STAFF_MEMBER)
    .where(STAFF_MEMBER.c.business_id == bindparam("business"))
    .values(version=STAFF_MEMBER.c.version + 1)
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
            raise _refused(appointment, row["staff_member_id"])


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


def raise_versions(connection: Connection, business_id: str) -> None:
    """Tell all who keep what they read that every calendar of a business has changed."""
    connection.execute(_RAISE_ALL, {"business": business_id})


def _rows(appointment: Appointment) -> list[Row]:
    lo, hi = claimed_seconds(appointment.claimed)
    return [
        {
            "business_id": appointment.business_id,
            "business": appointment.business_id,
            "staff_member_id": staff_member_id,
            "staff_member": staff_member_id,
            "appointment_id": appointment.appointment_id,
            "position": position,
            "lo": lo,
            "hi": hi,
            "active": appointment.is_active,
        }
        for position, staff_member_id in enumerate(appointment.staff_member_ids)
    ]


def _refused(appointment: Appointment, staff_member_id: str) -> SlotTaken:
    """Say that the guard had to act: under the lock nothing may ever get that far."""
    _LOG.error(
        "the guard refused an overlap that the check let through",
        extra={
            "event": "backstop_hits_total",
            "business_id": appointment.business_id,
            "staff_member_id": staff_member_id,
            "appointment_id": appointment.appointment_id,
        },
    )
    return SlotTaken(appointment.time_range.start_at, staff_member_id)
