"""What is said to the waitlist."""

from dataclasses import dataclass
from datetime import datetime

from scheduling.customers import Contact
from scheduling.time_ranges import as_instant
from scheduling.waitlist import WaitlistWish


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinCommand:
    """Wait for `wish`. Staff name the customer, by `customer_id` or by `contact`.

    `contact` may be None for a customer the business knows already. The same `idempotency_key`
    from the same actor is the same request.
    """

    business_id: str
    wish: WaitlistWish
    contact: Contact | None = None
    customer_id: str | None = None
    customer_time_zone: str = ""
    language_tag: str = ""
    idempotency_key: str


@dataclass(frozen=True, slots=True)
class LeaveCommand:
    """Wait no longer."""

    business_id: str
    entry_id: str


@dataclass(frozen=True, slots=True)
class OfferCommand:
    """Take up, or pass up, what was offered: the time tells this offer from a later one."""

    business_id: str
    entry_id: str
    start_at: datetime

    def __post_init__(self) -> None:
        object.__setattr__(self, "start_at", as_instant(self.start_at))


@dataclass(frozen=True, slots=True)
class AskWaiting:
    """In which businesses somebody waits."""


@dataclass(frozen=True, slots=True)
class LookForFreedTime:
    """Whether time has freed up for whoever waits in one business."""

    business_id: str
