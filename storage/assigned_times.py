"""What burdens staff members: their appointments, read for fair assignment and daily limits."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, select

from scheduling.time_ranges import TimeRange
from scheduling.workload import AssignedTime
from storage.instants import instant_of, microseconds
from storage.statements import Among
from storage.tables.appointments import APPOINTMENT, CLAIM

_ASSIGNED = (
    select(
        APPOINTMENT.c.appointment_id,
        CLAIM.c.staff_member_id,
        APPOINTMENT.c.service_id,
        APPOINTMENT.c.start_at,
        APPOINTMENT.c.created_at,
        CLAIM.c.lo,
        CLAIM.c.hi,
    )
    .join_from(
        APPOINTMENT,
        CLAIM,
        (CLAIM.c.business_id == APPOINTMENT.c.business_id)
        & (CLAIM.c.appointment_id == APPOINTMENT.c.appointment_id),
    )
    .where(
        APPOINTMENT.c.business_id == bindparam("business"),
        APPOINTMENT.c.start_at >= bindparam("from_at"),
        APPOINTMENT.c.start_at < bindparam("to_at"),
        Among(CLAIM.c.staff_member_id, "staff_members"),
        CLAIM.c.active,
        CLAIM.c.expires_at.is_(None) | (CLAIM.c.expires_at > bindparam("now")),
    )
)


def assigned_times(
    connection: Connection,
    business_id: str,
    staff_member_ids: Sequence[str],
    within: TimeRange,
    now: datetime,
) -> tuple[AssignedTime, ...]:
    """List these staff members' claims in force for appointments that start within a range."""
    asked = {
        "business": business_id,
        "staff_members": list(staff_member_ids),
        "from_at": microseconds(within.start_at),
        "to_at": microseconds(within.end_at),
        "now": microseconds(now),
    }
    return tuple(
        AssignedTime(
            row.appointment_id,
            row.staff_member_id,
            row.service_id,
            instant_of(row.start_at),
            timedelta(seconds=row.hi - row.lo),
            instant_of(row.created_at),
        )
        for row in connection.execute(_ASSIGNED, asked)
    )
