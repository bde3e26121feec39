"""What the core needs of whoever keeps appointments: the lock, the claims, and finding them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from scheduling.appointments import Appointment
from scheduling.busy_time import Busy
from scheduling.holds import Hold, Takeover
from scheduling.time_ranges import TimeRange
from scheduling.workload import AssignedTime


class Appointments(Protocol):
    """Appointments of a business, and the claims they lay on calendars."""

    def lock(
        self,
        business_id: str,
        staff_member_ids: Sequence[str],
        now: datetime,
        taking: Takeover | None = None,
        resource_ids: Sequence[str] = (),
        elsewhere: Sequence[tuple[str, str]] = (),
    ) -> tuple[Hold, ...]:
        """Hold these calendars until the transaction ends, in a fixed order.

        They are those of staff members, and of all units of resources. `elsewhere` are calendars
        the same people have in other businesses, as (business id, staff member id): people are
        held in one order over all businesses. One that is gone there is nobody's hindrance.

        Every check of free time that leads to a write happens under this lock. Holds on these
        calendars that are over by `now` are removed, so that none is in anybody's way; so are
        those in `taking`, which are given. Raises NotFound.
        """
        ...

    def get(self, business_id: str, appointment_id: str) -> Appointment:
        """Read one appointment. Raises NotFound."""
        ...

    def add(self, appointment: Appointment) -> None:
        """Write a new appointment with its claims. Raises SlotTaken where the guard refuses."""
        ...

    def update(self, appointment: Appointment) -> None:
        """Write a changed appointment and its claims, if its version is the stored one plus one.

        Raises StaleVersion, or SlotTaken where the guard refuses.
        """
        ...

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

        Holds and requests count until they are over, as of `now`, whether anybody has cleaned
        them away or not; holds of `except_owner` do not count.
        """
        ...

    def lapsed(
        self,
        business_id: str,
        staff_member_ids: Sequence[str] | None,
        at: datetime,
        resource_ids: Sequence[str] = (),
    ) -> tuple[Appointment, ...]:
        """List requests nobody answered by `at`, on these calendars (None: on all)."""
        ...

    def businesses_with_lapsed(self, at: datetime) -> tuple[str, ...]:
        """List the ids of businesses in which a request lapsed by `at`."""
        ...

    def requests(
        self, business_id: str, staff_member_ids: Sequence[str] | None, at: datetime
    ) -> tuple[Appointment, ...]:
        """List requests that wait for an answer at `at`, of these staff members (None: of all)."""
        ...

    def count_open(self, business_id: str, customer_id: str, now: datetime) -> int:
        """Count the customer's confirmed appointments that start after `now`."""
        ...

    def promises(self, business_id: str, after: datetime) -> tuple[tuple[str, str], ...]:
        """List the (zone, zone data) by which active appointments after an instant were promised."""
        ...

    def promised_by(
        self, business_id: str, after: datetime, zone: str, zone_data: str
    ) -> tuple[Appointment, ...]:
        """List active appointments that start after an instant and were promised so, by start."""
        ...

    def assigned(
        self, business_id: str, staff_member_ids: Sequence[str], within: TimeRange, now: datetime
    ) -> tuple[AssignedTime, ...]:
        """List what starts within `within`, once for each of these staff members who has it.

        A request that lapsed by `now` is nobody's any more.
        """
        ...

    def of_customers(
        self, business_id: str, customer_ids: Sequence[str], from_at: datetime
    ) -> tuple[Appointment, ...]:
        """List appointments of these customers that end after `from_at`, in order of start."""
        ...

    def of_staff(
        self, business_id: str, staff_member_ids: Sequence[str] | None, within: TimeRange
    ) -> tuple[Appointment, ...]:
        """List appointments that overlap `within`, of these staff members (None: of all)."""
        ...

    def groups(
        self, business_id: str, service_id: str, within: TimeRange
    ) -> tuple[Appointment, ...]:
        """List the confirmed appointments of a service that start within a range, by start."""
        ...

    def of_series(self, business_id: str, series_id: str) -> tuple[Appointment, ...]:
        """List the occurrences of a series, cancelled ones too, by their dates in it and id."""
        ...

    def all(self, business_id: str) -> tuple[Appointment, ...]:
        """List all appointments of a business, by start and id."""
        ...

    def remove_all(self, business_id: str) -> None:
        """Forget every appointment of a business with its claims, and every hold."""
        ...
