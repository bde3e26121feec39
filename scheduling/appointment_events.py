"""What happens to appointments: each change records one event, for whoever must hear of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from scheduling.actors import Actor
from scheduling.statuses import AppointmentStatus
from scheduling.time_ranges import TimeRange


class EventKind(Enum):
    """What happened to an appointment."""

    REQUESTED = "requested"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    BOOKED = "booked"
    RESCHEDULED = "rescheduled"
    CANCELLED = "cancelled"
    STATUS_CHANGED = "statusChanged"
    HANDED_OVER = "handedOver"
    ATTENDEE_JOINED = "attendeeJoined"
    ATTENDEE_LEFT = "attendeeLeft"


@dataclass(frozen=True, slots=True)
class AppointmentEvent:
    """One recorded change: what, by whom, and what was there before.

    `asked_staff_member_ids` are those who are asked to answer a request; `customer_id` is who
    joined or left a group.
    """

    kind: EventKind
    by: Actor
    at: datetime
    previous_status: AppointmentStatus | None = None
    previous_range: TimeRange | None = None
    previous_staff_member_ids: tuple[str, ...] = ()
    asked_staff_member_ids: tuple[str, ...] = ()
    customer_id: str = ""
    message: str = ""
