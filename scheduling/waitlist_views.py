"""What people are shown of the waitlist: facts read for one viewer, nothing they may not see."""

from dataclasses import dataclass
from datetime import date, datetime

from scheduling.announcements import RecipientKind
from scheduling.customers import Contact
from scheduling.views import StaffMemberView
from scheduling.waitlist import WaitlistStatus, WaitlistWish


@dataclass(frozen=True, slots=True)
class OfferView:
    """A time kept for who waits, until `until_at`."""

    start_at: datetime
    end_at: datetime
    staff_member: StaffMemberView
    until_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitlistEntryView:
    """A place in line as one viewer may see it.

    `offer` is one that runs now. `contact` is None where the viewer may not see contact details.
    `is_reached` where the customer has a chat to be told in: without one nothing is offered.
    `open_until_on` is the last date that can be booked now, where the wish has later days: they
    are offered as they open. None where all of its days can be booked.
    """

    business_id: str
    business_name: str
    business_time_zone: str
    entry_id: str
    status: WaitlistStatus
    service_id: str
    service_name: str
    wish: WaitlistWish
    staff_member: StaffMemberView | None
    offer: OfferView | None
    customer_name: str
    contact: Contact | None
    is_reached: bool
    created_at: datetime
    open_until_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferNewsView:
    """What the news of an offer have to say: to its customer, or to staff whose time it is.

    In the recipient's zone and language.
    """

    entry: WaitlistEntryView
    offer: OfferView
    time_zone: str
    language_tag: str
    recipient_kind: RecipientKind = RecipientKind.CUSTOMER
