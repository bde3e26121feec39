"""Appointments of a business, and the claims they lay on staff members' time."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, RowMapping, delete, exists, insert, select, update

from scheduling.appointments import Appointment
from scheduling.busy_time import BusyTime
from scheduling.errors import NotFound, StaleVersion
from scheduling.time_ranges import TimeRange
from storage.appointment_rows import appointment_of, appointment_row, customer_rows
from storage.busy_cache import BusyCache
from storage.busy_reading import busy_times
from storage.calendars import kept_busy_times
from storage.claims import (
    add_claims,
    deactivate_claims,
    lock_calendars,
    raise_versions,
    write_claims,
)
from storage.instants import microseconds
from storage.tables.appointments import APPOINTMENT, APPOINTMENT_CUSTOMER, CLAIM

# Built once: building a statement costs more than running it.
_ADD, _ADD_CUSTOMER = insert(APPOINTMENT), insert(APPOINTMENT_CUSTOMER)


class SqlAppointments:
    """The port `Appointments` on a connection."""

    def __init__(self, connection: Connection, kept: BusyCache | None = None) -> None:
        """`kept` is for transactions that only read, all on one state of the database."""
        self._connection = connection
        self._kept = kept
        self._locked: set[tuple[str, str]] = set()

    def lock(self, business_id: str, staff_member_ids: Sequence[str]) -> None:
        """Hold these staff members' calendars until the transaction ends. Raises NotFound."""
        lock_calendars(self._connection, business_id, staff_member_ids)
        self._locked.update((business_id, each) for each in staff_member_ids)

    def get(self, business_id: str, appointment_id: str) -> Appointment:
        """Read one appointment. Raises NotFound."""
        found = self._list(business_id, APPOINTMENT.c.appointment_id == appointment_id)
        if not found:
            raise NotFound("appointment", appointment_id)
        return found[0]

    def add(self, appointment: Appointment) -> None:
        """Write a new appointment with its claims. Raises SlotTaken where the guard refuses."""
        self._raise_versions_of(appointment)
        self._connection.execute(_ADD, appointment_row(appointment))
        self._connection.execute(_ADD_CUSTOMER, customer_rows(appointment))
        add_claims(self._connection, appointment)

    def update(self, appointment: Appointment) -> None:
        """Write a changed appointment and its claims, if its version is the stored one plus one.

        Raises StaleVersion, or SlotTaken where the guard refuses.
        """
        self._raise_versions_of(appointment)
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
        except_appointment_id: str | None = None,
    ) -> Mapping[str, BusyTime]:
        """Give claimed time by staff member, buffers included, wherever it is in `within`.

        What lies outside may be given too.
        """
        if self._kept is not None and except_appointment_id is None:
            return kept_busy_times(
                self._connection, self._kept, business_id, staff_member_ids, within
            )
        return busy_times(
            self._connection, business_id, staff_member_ids, within, except_appointment_id
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
        raise_versions(self._connection, business_id)
        self._connection.execute(
            delete(APPOINTMENT).where(APPOINTMENT.c.business_id == business_id)
        )

    def _raise_versions_of(self, appointment: Appointment) -> None:
        """Let no claim change under a version: that of whoever was locked has been raised."""
        business_id = appointment.business_id
        own = [
            each for each in appointment.staff_member_ids if (business_id, each) not in self._locked
        ]
        lock_calendars(self._connection, business_id, own)
        self._locked.update((business_id, each) for each in own)

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

    def _list(self, business_id: str, *conditions: ColumnElement[bool]) -> tuple[Appointment, ...]:
        chosen = (APPOINTMENT.c.business_id == business_id, *conditions)
        rows = self._connection.execute(select(APPOINTMENT).where(*chosen)).mappings().all()
        if not rows:
            return ()
        staff, customers = self._staff_of(*chosen), self._customers_of(*chosen)
        found = (
            appointment_of(row, staff[row["appointment_id"]], customers[row["appointment_id"]])
            for row in rows
        )
        return tuple(
            sorted(found, key=lambda each: (each.time_range.start_at, each.appointment_id))
        )

    def _staff_of(self, *chosen: ColumnElement[bool]) -> Mapping[str, list[str]]:
        query = (
            select(CLAIM.c.appointment_id, CLAIM.c.staff_member_id)
            .join_from(APPOINTMENT, CLAIM, _IS_CLAIM_OF)
            .where(*chosen)
            .order_by(CLAIM.c.position)
        )
        found: defaultdict[str, list[str]] = defaultdict(list)
        for appointment_id, staff_member_id in self._connection.execute(query):
            found[appointment_id].append(staff_member_id)
        return found

    def _customers_of(self, *chosen: ColumnElement[bool]) -> Mapping[str, list[RowMapping]]:
        query = (
            select(APPOINTMENT_CUSTOMER)
            .join_from(APPOINTMENT, APPOINTMENT_CUSTOMER, _IS_CUSTOMER_OF)
            .where(*chosen)
            .order_by(APPOINTMENT_CUSTOMER.c.position)
        )
        found: defaultdict[str, list[RowMapping]] = defaultdict(list)
        for row in self._connection.execute(query).mappings():
            found[row["appointment_id"]].append(row)
        return found


_IS_CLAIM_OF = (CLAIM.c.business_id == APPOINTMENT.c.business_id) & (
    CLAIM.c.appointment_id == APPOINTMENT.c.appointment_id
)
_IS_CUSTOMER_OF = (APPOINTMENT_CUSTOMER.c.business_id == APPOINTMENT.c.business_id) & (
    APPOINTMENT_CUSTOMER.c.appointment_id == APPOINTMENT.c.appointment_id
)


def _belongs_to(appointment: Appointment) -> ColumnElement[bool]:
    table = APPOINTMENT_CUSTOMER.c
    return (table.business_id == appointment.business_id) & (
        table.appointment_id == appointment.appointment_id
    )
