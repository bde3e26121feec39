"""An appointment as rows of its three tables, and back."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import RowMapping

from scheduling.appointments import Appointment
from scheduling.customers import CustomerInformation
from scheduling.series import Occurrence
from scheduling.statuses import AppointmentStatus
from scheduling.time_ranges import TimeRange
from scheduling.wall_clocks import WallClock
from storage.codec import decode, encode_fields
from storage.instants import instant_of, microseconds
from storage.statements import Row

_OWN_COLUMNS = frozenset(
    {
        "business_id",
        "appointment_id",
        "service_id",
        "staff_member_ids",
        "customers",
        "time_range",
        "wall_clock",
        "status",
        "sequence",
        "version",
        "created_at",
        "last_updated_at",
        "events",
    }
)
_CUSTOMER_COLUMNS = frozenset({"customer_id", "occurrence"})


def appointment_row(appointment: Appointment) -> dict[str, Any]:
    """Give the row of the appointment itself."""
    clock = appointment.wall_clock
    return {
        "business_id": appointment.business_id,
        "appointment_id": appointment.appointment_id,
        "service_id": appointment.service_id,
        "status": appointment.status.value,
        "start_at": microseconds(appointment.time_range.start_at),
        "end_at": microseconds(appointment.time_range.end_at),
        "local_start": clock.local_start.isoformat(),
        "zone": clock.zone,
        "fold": clock.fold,
        "zone_data": clock.zone_data,
        "sequence": appointment.sequence,
        "version": appointment.version,
        "created_at": microseconds(appointment.created_at),
        "last_updated_at": microseconds(appointment.last_updated_at),
        "details": encode_fields(appointment, _OWN_COLUMNS),
    }


def customer_rows(appointment: Appointment) -> list[Row]:
    """Give a row for each of the appointment's customers."""
    return [
        {
            "business_id": appointment.business_id,
            "appointment_id": appointment.appointment_id,
            "position": position,
            "customer_id": customer.customer_id,
            "details": encode_fields(customer, _CUSTOMER_COLUMNS),
            "series_id": place.series_id if place else None,
            "occurrence_on": place.on.isoformat() if place else None,
        }
        for position, customer in enumerate(appointment.customers)
        for place in (customer.occurrence,)
    ]


def appointment_of(
    row: RowMapping, staff_member_ids: Iterable[str], customers: Iterable[RowMapping]
) -> Appointment:
    """Build an appointment from its row, its staff members and its customers' rows in order."""
    return decode(
        Appointment,
        row["details"],
        business_id=row["business_id"],
        appointment_id=row["appointment_id"],
        service_id=row["service_id"],
        staff_member_ids=tuple(staff_member_ids),
        customers=tuple(_customer(each) for each in customers),
        time_range=TimeRange(instant_of(row["start_at"]), instant_of(row["end_at"])),
        wall_clock=_wall_clock(row),
        status=AppointmentStatus(row["status"]),
        sequence=row["sequence"],
        version=row["version"],
        created_at=instant_of(row["created_at"]),
        last_updated_at=instant_of(row["last_updated_at"]),
    )


def _customer(row: RowMapping) -> CustomerInformation:
    return decode(
        CustomerInformation,
        row["details"],
        customer_id=row["customer_id"],
        occurrence=_occurrence(row),
    )


def _occurrence(row: RowMapping) -> Occurrence | None:
    if row["series_id"] is None:
        return None
    return Occurrence(row["series_id"], date.fromisoformat(row["occurrence_on"]))


def _wall_clock(row: RowMapping) -> WallClock:
    local_start = datetime.fromisoformat(row["local_start"])
    return WallClock(local_start, row["zone"], row["fold"], row["zone_data"])
