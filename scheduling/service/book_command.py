"""What is said to book an appointment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from scheduling.customers import Contact
from scheduling.series import Occurrence
from scheduling.service.wishes import Wish
from scheduling.time_ranges import as_instant


@dataclass(frozen=True, slots=True, kw_only=True)
class BookCommand:
    """Book a service at `start_at`, with `staff_member_id` or, where None, whoever is free.

    Nobody of `except_staff_member_ids` takes it then. `duration` is one of the service's, None its
    default; `attendees_count` people come to a service that a group attends. Who comes is
    `attendee_name` where the customer books for somebody else. `visit_id` binds the parts of a visit.

    `contact` may be None for a customer the business knows already. `answers` are by question
    id. Staff book for others by `customer_id` or by `contact`. The same `idempotency_key` from
    the same actor is the same request: it books once and gives the same appointment.

    `occurrence` is set for one of a series. Where nobody is wished for, those of
    `preferred_staff_member_ids` take it if they are free.
    """

    business_id: str
    service_id: str
    start_at: datetime
    staff_member_id: str | None = None
    except_staff_member_ids: frozenset[str] = frozenset()
    duration: timedelta | None = None
    attendees_count: int = 1
    visit_id: str = ""
    attendee_name: str = ""
    contact: Contact | None = None
    customer_id: str | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    has_consented: bool = False
    customer_time_zone: str = ""
    language_tag: str = ""
    notes: str = ""
    occurrence: Occurrence | None = None
    preferred_staff_member_ids: tuple[str, ...] = ()
    idempotency_key: str

    @property
    def wish(self) -> Wish:
        """Give what it asks of the calendars."""
        return Wish(
            business_id=self.business_id,
            service_id=self.service_id,
            staff_member_id=self.staff_member_id,
            except_staff_member_ids=self.except_staff_member_ids,
            duration=self.duration,
            attendees_count=self.attendees_count,
        )

    def __post_init__(self) -> None:
        object.__setattr__(self, "start_at", as_instant(self.start_at))
