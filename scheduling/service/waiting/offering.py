"""The system's use cases: what frees up is offered to the first in line whose wish it meets."""

from datetime import datetime

from scheduling.actors import Actor, SystemActor
from scheduling.announcements import Announcement, AnnouncementKind, RecipientKind
from scheduling.business import Catalog
from scheduling.errors import NotPermitted
from scheduling.ports import Ids, UnitOfWork
from scheduling.service.choosing import place
from scheduling.service.lapsing import lock_calendars
from scheduling.service.waiting.commands import AskWaiting, LookForFreedTime
from scheduling.service.waiting.going_down import Find, finds
from scheduling.service.waiting.keeping import keep
from scheduling.waitlist import OfferedTime, WaitlistEntry, WaitlistStatus


def businesses_waiting(
    uow: UnitOfWork, actor: Actor, command: AskWaiting, now: datetime, ids: Ids
) -> tuple[str, ...]:
    """List the ids of the businesses in which somebody waits."""
    _require_system(actor)
    return uow.waitlist.businesses()


def is_time_freed(
    uow: UnitOfWork, actor: Actor, command: LookForFreedTime, now: datetime, ids: Ids
) -> bool:
    """Tell, by reading alone, whether there is anything to offer or to end in a business."""
    _require_system(actor)
    line = uow.waitlist.in_line(command.business_id)
    is_any_past = any(each.wish.is_past(now) for each in line)
    return is_any_past or next(finds(uow, line, now), None) is not None


def offer_freed_time(
    uow: UnitOfWork, actor: Actor, command: LookForFreedTime, now: datetime, ids: Ids
) -> int:
    """Offer what is free in one business, in the order of the line; count the offers made.

    Each offer is kept by a hold and announced in this transaction. Everybody it could be with is
    locked first, so two workers never offer one time twice.
    """
    _require_system(actor)
    business_id = command.business_id
    catalog = uow.businesses.catalog(business_id)
    locked = _calendars(catalog, uow.waitlist.in_line(business_id))
    resources = _resources(catalog, uow.waitlist.in_line(business_id))
    elsewhere = catalog.calendars_elsewhere(locked)
    lock_calendars(uow, business_id, locked, now, resource_ids=resources, elsewhere=elsewhere)
    line = uow.waitlist.in_line(business_id)
    _end_past(uow, line, now)
    offers = 0
    for find in finds(uow, line, now):
        if {each.staff_member_id for each in find.search.candidates} <= {*locked}:
            _offer(uow, find, now, ids)
            offers += 1
    return offers


def _calendars(catalog: Catalog, line: tuple[WaitlistEntry, ...]) -> list[str]:
    """List everybody who could serve whoever waits."""
    wanted = {each.wish.service_id for each in line} & catalog.services.keys()
    providers = (catalog.providers_of(catalog.service(each)) for each in wanted)
    return sorted({each.staff_member_id for those in providers for each in those})


def _resources(catalog: Catalog, line: tuple[WaitlistEntry, ...]) -> list[str]:
    """List whatever their services may need besides."""
    wanted = {each.wish.service_id for each in line} & catalog.services.keys()
    needs = (need for each in wanted for need in catalog.services[each].required_resources)
    return sorted(
        {which for need in needs for which in need.resource_ids} & catalog.resources.keys()
    )


def _end_past(uow: UnitOfWork, line: tuple[WaitlistEntry, ...], now: datetime) -> None:
    for each in line:
        if each.wish.is_past(now):
            uow.waitlist.update(each.ended(WaitlistStatus.OVER))


def _offer(uow: UnitOfWork, find: Find, now: datetime, ids: Ids) -> None:
    chosen = place(find.search, find.start_at, ids)
    lead, *others = chosen.staff_member_ids
    offer = OfferedTime(
        find.start_at,
        lead,
        find.until_at,
        find.owner,
        tuple(others),
        chosen.resource_units,
        chosen.appointment_id,
    )
    offered = find.entry.offered(offer, now)
    keep(uow, offered, offer, find.search.service, now)
    uow.waitlist.update(offered)
    customer = RecipientKind.CUSTOMER, offered.customer_id
    staff = ((RecipientKind.STAFF_MEMBER, each) for each in offer.staff_member_ids)
    uow.outbox.add([_announcement(offered, offer, now, *who) for who in (customer, *staff)])


def _announcement(
    entry: WaitlistEntry, offer: OfferedTime, now: datetime, kind: RecipientKind, who: str
) -> Announcement:
    return Announcement(
        business_id=entry.business_id,
        kind=AnnouncementKind.WAITLIST_OFFERED,
        recipient_kind=kind,
        recipient_id=who,
        appointment_id=entry.entry_id,
        appointment_version=entry.version,
        due_at=now,
        expires_at=offer.until_at,
    )


def _require_system(actor: Actor) -> None:
    if not isinstance(actor, SystemActor):
        raise NotPermitted("offer what has freed up")
