"""An entry of the waitlist as one viewer may see it."""

from datetime import date, datetime

from scheduling.business import Catalog
from scheduling.catalog import Service
from scheduling.customers import Customer
from scheduling.permissions import Action, Reach
from scheduling.ports import UnitOfWork
from scheduling.recurrence import local_date
from scheduling.service.access import Access, known
from scheduling.service.viewing import staff_member_view
from scheduling.service.waiting.looking import service_of
from scheduling.waitlist import OfferedTime, WaitlistEntry, WaitlistWish
from scheduling.waitlist_views import OfferView, WaitlistEntryView


def entry_view(
    uow: UnitOfWork, catalog: Catalog, entry: WaitlistEntry, access: Access, now: datetime
) -> WaitlistEntryView:
    """Give an entry the viewer may see; the contact only to who may see contact details."""
    business, wish = catalog.business, entry.wish
    service = catalog.services.get(wish.service_id)
    customer = known(uow.customers.get, entry.business_id, entry.customer_id)
    offer = entry.offer_at(now)
    whose = wish.staff_member_id
    return WaitlistEntryView(
        business_id=entry.business_id,
        business_name=business.display_name,
        business_time_zone=business.time_zone,
        entry_id=entry.entry_id,
        status=entry.status,
        service_id=wish.service_id,
        service_name=service.display_name if service else _deleted_name(uow, entry),
        wish=wish,
        staff_member=staff_member_view(catalog, whose) if whose else None,
        # What is deleted is offered no more, but may come back: whoever waits for it waits on.
        offer=offer_view(catalog, wish, offer) if service and offer else None,
        customer_name=customer.contact.name if customer else "",
        contact=customer.contact if customer and _sees_contact(access, customer) else None,
        is_reached=is_reached(uow, entry),
        created_at=entry.created_at,
        open_until_on=_open_until(catalog, service, wish, now) if service else None,
    )


def _open_until(
    catalog: Catalog, service: Service, wish: WaitlistWish, now: datetime
) -> date | None:
    """Give the last date that can be booked now, None where the wish reaches no further."""
    last_on = local_date(now + catalog.policy_of(service).maximum_advance, wish.zone)
    return last_on if last_on < wish.to_on else None


def _deleted_name(uow: UnitOfWork, entry: WaitlistEntry) -> str:
    """Give the name of the service that is waited for as it was before it was deleted."""
    service_id = entry.wish.service_id
    kept = uow.deletions.of_business(entry.business_id)
    same = (each.display_name for each in kept if each.identifier == service_id)
    return next(same, service_id)


def offer_view(catalog: Catalog, wish: WaitlistWish, offer: OfferedTime) -> OfferView:
    """Give an offered time with the name of who it is with."""
    service = service_of(catalog, wish) or catalog.service(wish.service_id)
    return OfferView(
        start_at=offer.start_at,
        end_at=offer.start_at + service.default_duration,
        staff_member=staff_member_view(catalog, offer.staff_member_id),
        until_at=offer.until_at,
    )


def is_reached(uow: UnitOfWork, entry: WaitlistEntry) -> bool:
    """Tell whether its customer has a chat in which an offer can be told."""
    return uow.identities.customer_in_chat(entry.business_id, entry.customer_id) is not None


def _sees_contact(access: Access, customer: Customer) -> bool:
    if access.is_customer:
        return access.customer_id == customer.customer_id
    # Whoever waits has no appointment with anybody yet: to see one's own is not enough.
    return access.reach(Action.SEE_CONTACT_DETAILS) is Reach.ANY
