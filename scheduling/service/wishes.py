"""What somebody wants to book, or where they want to move what they have."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants: a service, by a certain staff member or by anyone (None).

    `except_staff_member_ids` are those who are not wanted where anyone else may take it.
    `except_appointment_id` is an appointment being moved: its own time counts as free, and its
    service is taken as it was booked, whatever became of the service since. One that several
    staff members have moves with all of them, whoever is named here. Of a group it is the place
    of the customer who asks: the time of those who stay is not free.
    """

    business_id: str
    service_id: str
    staff_member_id: str | None = None
    except_staff_member_ids: frozenset[str] = frozenset()
    except_appointment_id: str | None = None
    duration: timedelta | None = None
    attendees_count: int = 1
