"""Appointments of a business, and the claims they lay on staff members' time."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, exists, insert, select, update

from scheduling.appointments import Appointment
from scheduling.busy_time import Busy
from scheduling.errors import NotFound, StaleVersion
from scheduling.holds import Hold, Takeover
from scheduling.statuses import AppointmentStatus
from scheduling.time_ranges import TimeRange
from scheduling.workload import AssignedTime
from storage.appointment_reading import count_open, list_appointments
from storage.appointment_rows import appointment_row, customer_rows
from storage.assigned_times import assigned_times
from storage.busy_times import busy_times
from storage.claims import (
    add_claims,
    deactivate_claims,
    lock_calendars,
    write_claims,
)
from storage.expiring_claims import businesses_with_lapsed, lapsed_ids, waiting_ids
from storage.holds import clear_holds
from storage.instants import microseconds
from storage.tables.appointments import APPOINTMENT, APPOINTMENT_CUSTOMER, CLAIM
from storage.tables.holds import HOLD

_ADD, _ADD_CUSTOMER = insert(APPOINTMENT), insert(APPOINTMENT_CUSTOMER)


class SqlAppointments:
    """The port `Appointments` on a connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def lock(
        self,
        business_id: str,
        staff_member_ids: Sequence[str],
        now: datetime,
        taking: Takeover | None = None,
        resource_ids: Sequence[str] = (),
        elsewhere: Sequence[tuple[str, str]] = (),
    ) -> tuple[Hold, ...]:
        """Hold these calendars until the transaction ends. Raises NotFound.

        Holds there that are over are removed, and those in `taking`, which are given. Nothing is
        removed from calendars `elsewhere`: they are another business's.
        """
        whose = business_id, staff_member_ids, resource_ids
        lock_calendars(self._connection, *whose, elsewhere)
        return clear_holds(self._connection, *whose, now, taking)

    def get(self, business_id: str, appointment_id: str) -> Appointment:
        """Read one appointment. Raises NotFound."""
        found = list_appointments(
            self._connection, business_id, APPOINTMENT.c.appointment_id == appointment_id
        )
        if not found:
            raise NotFound("appointment", appointment_id)
        return found[0]

    def add(self, appointment: Appointment) -> None:
        """Write a new appointment with its claims. Raises SlotTaken where the guard refuses."""
        self._connection.execute(_ADD, appointment_row(appointment))
        self._connection.execute(_ADD_CUSTOMER, customer_rows(appointment))
        add_claims(self._connection, appointment)

    def update(self, appointment: Appointment) -> None:
        """Write a changed appointment and its claims, if its version is the stored one plus one.

        Raises StaleVersion, or SlotTaken where the guard refuses.
        """
        self._update_row(appointment)
        self._connection.execute(delete(APPOINTMENT_CUSTOMER).where(_belongs_to(appointment)))
        self._connection.execute(_ADD_CUSTOMER, customer_rows(appointment))
        if appointment.is_active:
            write_claims(self._connection, appointment)
        else:
            deactivate_claims(self._connection, appointment)

    def busy(
        self,
        business_id: str,
        staff_member_ids: Sequence[str],
        within: TimeRange,
        now: datetime,
        except_appointment_id: str | None = None,
        except_owner: str = "",
        resource_ids: Sequence[str] = (),
    ) -> Busy:
        """Give claimed time by calendar, buffers included, as far as it is in `within`.

        Holds count until they are over, as of `now`; those of `except_owner` do not count.
        """
        return busy_times(
            self._connection,
            business_id,
            staff_member_ids,
            within,
            now,
            except_appointment_id,
            except_owner,
            resource_ids,
        )

    def lapsed(
        self,
        business_id: str,
        staff_member_ids: Sequence[str] | None,
        at: datetime,
        resource_ids: Sequence[str] = (),
    ) -> tuple[Appointment, ...]:
        """List requests nobody answered by `at`, on these calendars (None: on all)."""
        ids = lapsed_ids(self._connection, business_id, staff_member_ids, at, resource_ids)
        return self._of_ids(business_id, ids)

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

    def promises(self, business_id: str, after: datetime) -> tuple[tuple[str, str], ...]:
        """List the (zone, zone data) by which active appointments after an instant were promised."""
        query = select(APPOINTMENT.c.zone, APPOINTMENT.c.zone_data).distinct()
        found = self._connection.execute(query.where(*_is_to_come(business_id, after)))
        return tuple(sorted((row.zone, row.zone_data) for row in found))

    def promised_by(
        self, business_id: str, after: datetime, zone: str, zone_data: str
    ) -> tuple[Appointment, ...]:
        """List active appointments that start after an instant and were promised so, by start."""
        return list_appointments(
            self._connection,
            business_id,
            *_is_to_come(business_id, after),
            APPOINTMENT.c.zone == zone,
            APPOINTMENT.c.zone_data == zone_data,
        )

    def assigned(
        self, business_id: str, staff_member_ids: Sequence[str], within: TimeRange, now: datetime
    ) -> tuple[AssignedTime, ...]:
        """List what starts within `within`, once for each of these staff members who has it."""
        return assigned_times(self._connection, business_id, staff_member_ids, within, now)

    def count_open(self, business_id: str, customer_id: str, now: datetime) -> int:
        """Count the customer's confirmed appointments that start after `now`."""
        return count_open(self._connection, business_id, customer_id, now)

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
        return list_appointments(
            self._connection, business_id, is_theirs, APPOINTMENT.c.end_at > microseconds(from_at)
        )

    def of_staff(
        self, business_id: str, staff_member_ids: Sequence[str] | None, within: TimeRange
    ) -> tuple[Appointment, ...]:
        """List appointments that overlap `within`, of these staff members (None: of all)."""
        overlaps = (
            APPOINTMENT.c.start_at < microseconds(within.end_at),
            APPOINTMENT.c.end_at > microseconds(within.start_at),
        )
        if staff_member_ids is None:
            return list_appointments(self._connection, business_id, *overlaps)
        is_theirs = (
            exists()
            .where(
                CLAIM.c.business_id == business_id,
                CLAIM.c.appointment_id == APPOINTMENT.c.appointment_id,
                CLAIM.c.staff_member_id.in_(staff_member_ids),
            )
            .correlate(APPOINTMENT)
        )
        return list_appointments(self._connection, business_id, is_theirs, *overlaps)

    def groups(
        self, business_id: str, service_id: str, within: TimeRange
    ) -> tuple[Appointment, ...]:
        """List the confirmed appointments of a service that start within a range, by start."""
        return list_appointments(
            self._connection,
            business_id,
            APPOINTMENT.c.service_id == service_id,
            APPOINTMENT.c.status == AppointmentStatus.CONFIRMED.value,
            APPOINTMENT.c.start_at >= microseconds(within.start_at),
            APPOINTMENT.c.start_at < microseconds(within.end_at),
        )

    def of_series(self, business_id: str, series_id: str) -> tuple[Appointment, ...]:
        """List the occurrences of a series, cancelled ones too, by their dates in it and id."""
        query = select(APPOINTMENT_CUSTOMER.c.appointment_id).where(
            APPOINTMENT_CUSTOMER.c.business_id == business_id,
            APPOINTMENT_CUSTOMER.c.series_id == series_id,
        )
        ids = self._connection.execute(query).scalars().all()
        found = self._of_ids(business_id, ids)
        places = ((each.occurrence_in(series_id), each) for each in found)
        dated = sorted((place.on, each.appointment_id, each) for place, each in places if place)
        return tuple(each for _, _, each in dated)

    def all(self, business_id: str) -> tuple[Appointment, ...]:
        """List all appointments of a business, by start and id."""
        return list_appointments(self._connection, business_id)

    def remove_all(self, business_id: str) -> None:
        """Forget every appointment of a business with its claims, and every hold."""
        for table in (APPOINTMENT, HOLD):
            self._connection.execute(delete(table).where(table.c.business_id == business_id))

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
        is_one = APPOINTMENT.c.appointment_id.in_(ids)
        return list_appointments(self._connection, business_id, is_one)


def _is_to_come(business_id: str, after: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        APPOINTMENT.c.business_id == business_id,
        APPOINTMENT.c.start_at > microseconds(after),
        APPOINTMENT.c.status != AppointmentStatus.CANCELLED.value,
    )


def _belongs_to(appointment: Appointment) -> ColumnElement[bool]:
    table = APPOINTMENT_CUSTOMER.c
    return (table.business_id == appointment.business_id) & (
        table.appointment_id == appointment.appointment_id
    )
