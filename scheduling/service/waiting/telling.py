"""The news of an offer: whether it still runs, and what it says to its customer."""

from datetime import datetime

from scheduling.actors import StaffActor
from scheduling.announcements import Announcement, RecipientKind
from scheduling.business import Catalog
from scheduling.ports import UnitOfWork
from scheduling.service.access import Access, known
from scheduling.service.waiting.looking import as_customer
from scheduling.service.waiting.seeing import entry_view
from scheduling.waitlist import WaitlistEntry
from scheduling.waitlist_views import OfferNewsView


def offer_news(uow: UnitOfWork, announcement: Announcement, now: datetime) -> OfferNewsView | None:
    """Give what to tell of an offer, or None where it runs no more or has nobody to hear it."""
    business_id = announcement.business_id
    entry = known(uow.waitlist.get, business_id, announcement.appointment_id)
    is_true = entry is not None and entry.version == announcement.appointment_version
    if entry is None or not is_true:
        return None
    catalog = uow.businesses.catalog(business_id)
    if entry.wish.service_id not in catalog.services:
        return None
    if announcement.recipient_kind is RecipientKind.STAFF_MEMBER:
        return _for_staff(uow, catalog, entry, announcement.recipient_id, now)
    return _for_customer(uow, catalog, entry, announcement.recipient_id, now)


def _for_staff(
    uow: UnitOfWork, catalog: Catalog, entry: WaitlistEntry, who: str, now: datetime
) -> OfferNewsView | None:
    """Tell who is offered a time of theirs; what else is known of a customer is not told here."""
    staff_member = catalog.staff_members.get(who)
    if staff_member is None:
        return None
    access = Access(StaffActor(entry.business_id, who), staff_member.role, who)
    view = entry_view(uow, catalog, entry, access, now)
    business = catalog.business
    if view.offer is None:
        return None
    return OfferNewsView(
        entry=view,
        offer=view.offer,
        time_zone=business.time_zone,
        language_tag=business.language_tag,
        recipient_kind=RecipientKind.STAFF_MEMBER,
    )


def _for_customer(
    uow: UnitOfWork, catalog: Catalog, entry: WaitlistEntry, who: str, now: datetime
) -> OfferNewsView | None:
    customer = known(uow.customers.get, entry.business_id, who)
    if customer is None:
        return None
    access = Access(as_customer(entry.business_id, None, who), customer_id=who)
    view = entry_view(uow, catalog, entry, access, now)
    if view.offer is None:
        return None
    business = catalog.business
    own_zone = "" if business.always_show_business_time_zone else customer.customer_time_zone
    return OfferNewsView(
        entry=view,
        offer=view.offer,
        time_zone=own_zone or business.time_zone,
        language_tag=customer.language_tag or business.language_tag,
    )
