"""Appointments read by whatever condition, with their staff and their customers: three queries."""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import ColumnElement, Connection, RowMapping, select

from scheduling.appointments import Appointment
from storage.appointment_rows import appointment_of
from storage.tables.appointments import APPOINTMENT, APPOINTMENT_CUSTOMER, CLAIM

_IS_CLAIM_OF = (CLAIM.c.business_id == APPOINTMENT.c.business_id) & (
    CLAIM.c.appointment_id == APPOINTMENT.c.appointment_id
)
_IS_CUSTOMER_OF = (APPOINTMENT_CUSTOMER.c.business_id == APPOINTMENT.c.business_id) & (
    APPOINTMENT_CUSTOMER.c.appointment_id == APPOINTMENT.c.appointment_id
)


def list_appointments(
    connection: Connection, business_id: str, *conditions: ColumnElement[bool]
) -> tuple[Appointment, ...]:
    """List the appointments of a business that meet the conditions, by start and id."""
    chosen = (APPOINTMENT.c.business_id == business_id, *conditions)
    rows = connection.execute(select(APPOINTMENT).where(*chosen)).mappings().all()
    if not rows:
        return ()
    staff, customers = _staff_of(connection, *chosen), _customers_of(connection, *chosen)
    found = (
        appointment_of(row, staff[row["appointment_id"]], customers[row["appointment_id"]])
        for row in rows
    )
    return tuple(sorted(found, key=lambda each: (each.time_range.start_at, each.appointment_id)))


def _staff_of(connection: Connection, *chosen: ColumnElement[bool]) -> Mapping[str, list[str]]:
    query = (
        select(CLAIM.c.appointment_id, CLAIM.c.staff_member_id)
        .join_from(APPOINTMENT, CLAIM, _IS_CLAIM_OF)
        .where(*chosen)
        .order_by(CLAIM.c.position)
    )
    found: defaultdict[str, list[str]] = defaultdict(list)
    for appointment_id, staff_member_id in connection.execute(query):
        found[appointment_id].append(staff_member_id)
    return found


def _customers_of(
    connection: Connection, *chosen: ColumnElement[bool]
) -> Mapping[str, list[RowMapping]]:
    query = (
        select(APPOINTMENT_CUSTOMER)
        .join_from(APPOINTMENT, APPOINTMENT_CUSTOMER, _IS_CUSTOMER_OF)
        .where(*chosen)
        .order_by(APPOINTMENT_CUSTOMER.c.position)
    )
    found: defaultdict[str, list[RowMapping]] = defaultdict(list)
    for row in connection.execute(query).mappings():
        found[row["appointment_id"]].append(row)
    return found
