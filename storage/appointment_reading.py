"""Appointments read, with who has them and who comes."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, RowMapping, bindparam, func, select

from scheduling.appointments import Appointment
from scheduling.statuses import AppointmentStatus
from storage.appointment_rows import appointment_of
from storage.instants import microseconds
from storage.tables.appointments import APPOINTMENT, APPOINTMENT_CUSTOMER, CLAIM

_IS_CLAIM_OF = (CLAIM.c.business_id == APPOINTMENT.c.business_id) & (
    CLAIM.c.appointment_id == APPOINTMENT.c.appointment_id
)
_IS_CUSTOMER_OF = (APPOINTMENT_CUSTOMER.c.business_id == APPOINTMENT.c.business_id) & (
    APPOINTMENT_CUSTOMER.c.appointment_id == APPOINTMENT.c.appointment_id
)
_COUNT_OPEN = (
    select(func.count())
    .select_from(APPOINTMENT_CUSTOMER)
    .join(APPOINTMENT, _IS_CUSTOMER_OF)
    .where(
        APPOINTMENT_CUSTOMER.c.business_id == bindparam("business"),
        APPOINTMENT_CUSTOMER.c.customer_id == bindparam("customer"),
        APPOINTMENT.c.status == AppointmentStatus.CONFIRMED.value,
        APPOINTMENT.c.start_at > bindparam("now"),
    )
)


def list_appointments(
    connection: Connection, business_id: str, *conditions: ColumnElement[bool]
) -> tuple[Appointment, ...]:
    """List the appointments of a business that meet all conditions, by start and id."""
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


def count_open(connection: Connection, business_id: str, customer_id: str, now: datetime) -> int:
    """Count the customer's confirmed appointments that start after `now`."""
    asked = {"business": business_id, "customer": customer_id, "now": microseconds(now)}
    count: int = connection.execute(_COUNT_OPEN, asked).scalar_one()
    return count


def _staff_of(connection: Connection, *chosen: ColumnElement[bool]) -> Mapping[str, list[str]]:
    query = (
        select(CLAIM.c.appointment_id, CLAIM.c.staff_member_id)
        .join_from(APPOINTMENT, CLAIM, _IS_CLAIM_OF)
        .where(*chosen, CLAIM.c.staff_member_id.is_not(None))
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
