"""Appointments of a business, and the claims they lay on staff members' time."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, exists, insert, update

from scheduling.appointments import Appointment
from scheduling.busy_time import BusyTime
from scheduling.errors import NotFound, StaleVersion
from scheduling.time_ranges import TimeRange
from storage.appointment_lists import list_appointments
from storage.appointment_rows import appointment_row, customer_rows
from storage.claims import (
    add_claims,
    busy_times,
    deactivate_claims,
    lock_calendars,
    write_claims,
)
from storage.expiring_claims import businesses_with_lapsed, lapsed_ids, waiting_ids
from storage.instants import microseconds
from storage.tables.appointments import APPOINTMENT, APPOINTMENT_CUSTOMER, CLAIM


class SqlAppointments:
    """The port `Appointments` on a connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def lock(self, business_id: str, staff_member_ids: Sequence[str]) -> None:
        """Hold these staff members' calendars until the transaction ends. Raises NotFound."""
        lock_calendars(self._connection, business_id, staff_member_ids)

    def get(self, business_id: str, appointment_id: str) -> Appointment:
        """Read one appointment. Raises NotFound."""
        found = self._list(business_id, APPOINTMENT.c.appointment_id == appointment_id)
        if not found:
            raise NotFound("appointment", appointment_id)
        return found[0]

    def add(self, appointment: Appointment) -> None:
        """Write a new appointment with its claims. Raises SlotTaken where the guard refuses."""
        self._connection.execute(insert(APPOINTMENT), appointment_row(appointment))
        self._connection.execute(insert(APPOINTMENT_CUSTOMER), customer_rows(appointment))
        add_claims(self._connection, appointment)

    def update(self, appointment: Appointment) -> None:
        """Write a changed appointment and its claims, if its version is the stored one plus one.

        Raises StaleVersion, or SlotTaken where the guard refuses.
        """
        self._update_row(appointment)
        self._connection.execute(delete(APPOINTMENT_CUSTOMER).where(_belongs_to(appointment)))
        self._connection.execute(insert(APPOINTMENT_CUSTOMER), customer_rows(appointment))
        if appointment.is_active:
            write_claims(self._connection, appointment)
        else:
            deactivate_claims(self._connection, appointment)

    def busy(
        self,
        business_id: str,
        staff_member_ids: Sequence[str],
        within: TimeRange,
        except_appointment_id: str | None = None,
        at: datetime | None = None,
    ) -> Mapping[str, BusyTime]:
        """Give claimed time by staff member, buffers included, as far as it is in `within`."""
        return busy_times(
            self._connection, business_id, staff_member_ids, within, except_appointment_id, at
        )

    def lapsed(
        self, business_id: str, staff_member_ids: Sequence[str] | None, at: datetime
    ) -> tuple[Appointment, ...]:
        """List requests nobody answered by `at`, of these staff members (None: of all)."""
        return self._of_ids(
            business_id, lapsed_ids(self._connection, business_id, staff_member_ids, at)
        )

    def businesses_with_lapsed(self, at: datetime) -> tuple[str, ...]:
        """List the ids of businesses in which a request lapsed by `at`."""
        return businesses_with_lapsed(self._connection, at)

    def requests(
        self, business_id: str, staff_member_ids: Sequence[str] | None, at: datetime
    ) -> tuple[Appointment, ...]:
        """List requests that wait for an answer at `at`, of these staff members (None: of all)."""
        return self._of_ids(
            business_id, waiting_ids(self._connection, business_id, staff_member_ids, at)
        )

    def of_customers(
        self, business_id: str, customer_ids: Sequence[str], from_at: datetime
    ) -> tuple[Appointment, ...]:
        """List appointments of these customers that end after `from_at`, in order of start."""
        is_theirs = (
            exists()
            .where(
                APPOINTMENT_CUSTOMER.c.business_id == business_id,
                APPOINTMENT_CUSTOMER.c.appointment_id == APPOINTMENT.c.appointment_id,
                APPOINTMENT_CUSTOMER.c.customer_id.in_(customer_ids),
            )
            .correlate(APPOINTMENT)
        )
        return self._list(business_id, is_theirs, APPOINTMENT.c.end_at > microseconds(from_at))

    def of_staff(
        self, business_id: str, staff_member_ids: Sequence[str] | None, within: TimeRange
    ) -> tuple[Appointment, ...]:
        """List appointments that overlap `within`, of these staff members (None: of all)."""
        overlaps = (
            APPOINTMENT.c.start_at < microseconds(within.end_at),
            APPOINTMENT.c.end_at > microseconds(within.start_at),
        )
        if staff_member_ids is None:
            return self._list(business_id, *overlaps)
        is_theirs = (
            exists()
            .where(
                CLAIM.c.business_id == business_id,
                CLAIM.c.appointment_id == APPOINTMENT.c.appointment_id,
                CLAIM.c.staff_member_id.in_(staff_member_ids),
            )
            .correlate(APPOINTMENT)
        )
        return self._list(business_id, is_theirs, *overlaps)

    def all(self, business_id: str) -> tuple[Appointment, ...]:
        """List all appointments of a business, by start and id."""
        return self._list(business_id)

    def remove_all(self, business_id: str) -> None:
        """Forget every appointment of a business, with its claims."""
        self._connection.execute(
            delete(APPOINTMENT).where(APPOINTMENT.c.business_id == business_id)
        )

    def _update_row(self, appointment: Appointment) -> None:
        before = appointment.version - 1
        changed = self._connection.execute(
            update(APPOINTMENT)
            .where(APPOINTMENT.c.business_id == appointment.business_id)
            .where(APPOINTMENT.c.appointment_id == appointment.appointment_id)
            .where(APPOINTMENT.c.version == before)
            .values(**appointment_row(appointment))
        )
        if changed.rowcount == 0:
            stored = self.get(appointment.business_id, appointment.appointment_id)
            raise StaleVersion(before, stored.version)

    def _of_ids(self, business_id: str, ids: Sequence[str]) -> tuple[Appointment, ...]:
        if not ids:
            return ()
        return self._list(business_id, APPOINTMENT.c.appointment_id.in_(ids))

    def _list(self, business_id: str, *conditions: ColumnElement[bool]) -> tuple[Appointment, ...]:
        return list_appointments(self._connection, business_id, *conditions)


def _belongs_to(appointment: Appointment) -> ColumnElement[bool]:
    table = APPOINTMENT_CUSTOMER.c
    return (table.business_id == appointment.business_id) & (
        table.appointment_id == appointment.appointment_id
    )
