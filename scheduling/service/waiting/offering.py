"""The system's use cases: what frees up is offered to the first in line whose wish it meets."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from scheduling.actors import Actor, SystemActor
from scheduling.announcements import Announcement, AnnouncementKind, RecipientKind
from scheduling.business import Catalog
from scheduling.errors import NotFound, NotPermitted, TooManyAppointments
from scheduling.ports import Ids, UnitOfWork
from scheduling.service.access import known
from scheduling.service.choosing import choose_staff_member
from scheduling.service.lapsing import lock_calendars
from scheduling.service.limits import require_room
from scheduling.service.recording import holder
from scheduling.service.searching import Search
from scheduling.service.waiting.commands import AskWaiting, LookForFreedTime
from scheduling.service.waiting.keeping import free_place, keep
from scheduling.service.waiting.looking import as_customer, search_of, slots_for
from scheduling.time_ranges import TimeRange
from scheduling.waitlist import OfferedTime, WaitlistEntry, WaitlistStatus

SHORTEST_OFFER = timedelta(minutes=5)
"""Nobody is offered a time that they could not answer for."""


@dataclass(frozen=True, slots=True)
class _Find:
    """A free start for somebody who waits, and until when it may be kept."""

    entry: WaitlistEntry
    search: Search
    owner: str
    start_at: datetime
    until_at: datetime


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
    return is_any_past or next(_finds(uow, line, now), None) is not None


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
    lock_calendars(uow, business_id, locked, now)
    line = uow.waitlist.in_line(business_id)
    _end_past(uow, line, now)
    offers = 0
    for find in _finds(uow, line, now):
        if {each.staff_member_id for each in find.search.candidates} <= {*locked}:
            _offer(uow, find, now, ids)
            offers += 1
    return offers


def _calendars(catalog: Catalog, line: tuple[WaitlistEntry, ...]) -> list[str]:
    """List everybody who could serve whoever waits."""
    wanted = {each.wish.service_id for each in line} & catalog.services.keys()
    providers = (catalog.providers_of(catalog.service(each)) for each in wanted)
    return sorted({each.staff_member_id for those in providers for each in those})


def _end_past(uow: UnitOfWork, line: tuple[WaitlistEntry, ...], now: datetime) -> None:
    for each in line:
        if each.wish.is_past(now):
            uow.waitlist.update(each.ended(WaitlistStatus.OVER))


def _finds(uow: UnitOfWork, line: tuple[WaitlistEntry, ...], now: datetime) -> Iterator[_Find]:
    """Go down the line, giving what each may be offered. What is offered is kept before the next.

    A customer has one offer at a time, and is not offered what they let pass for another wish.
    """
    has_offer = {each.customer_id for each in line if each.offer_at(now) is not None}
    for entry in line:
        if entry.customer_id in has_offer or entry.wish.is_past(now):
            continue
        own = (each for each in line if each.customer_id == entry.customer_id)
        passed = frozenset().union(*(each.let_pass(now) for each in own))
        find = _find(uow, entry, passed, now)
        if find is not None:
            has_offer.add(entry.customer_id)
            yield find


def _find(
    uow: UnitOfWork, entry: WaitlistEntry, passed: frozenset[datetime], now: datetime
) -> _Find | None:
    """Give the first start for one who waits: none for who cannot be told, or may not book more."""
    business_id = entry.business_id
    principal = uow.identities.customer_in_chat(business_id, entry.customer_id)
    is_known = known(uow.customers.get, business_id, entry.customer_id) is not None
    if principal is None or not is_known:
        return None
    actor = as_customer(business_id, principal, entry.customer_id)
    try:
        search = search_of(uow, business_id, actor, entry.wish, now)
        require_room(search)
    except (NotFound, TooManyAppointments):
        return None
    return _first_start(search, entry, passed)


def _first_start(search: Search, entry: WaitlistEntry, passed: frozenset[datetime]) -> _Find | None:
    owner, now = holder(search.access.actor), search.now
    own = search.uow.holds.of_owner(entry.business_id, owner)
    if free_place(own, now) is None:
        return None
    # What somebody holds themselves counts as free to them: they are about to book it.
    held = [each.claimed for each in own if not each.is_over(now)]
    for slot in slots_for(search, entry.wish):
        start_at = slot.start_at
        until_at = _until(search, start_at)
        is_new = start_at not in passed and not _overlaps(search, start_at, held)
        if is_new and until_at is not None:
            return _Find(entry, search, owner, start_at, until_at)
    return None


def _overlaps(search: Search, start_at: datetime, held: list[TimeRange]) -> bool:
    claimed = search.service.claimed_from(start_at)
    return any(claimed.overlaps(each) for each in held)


def _until(search: Search, start_at: datetime) -> datetime | None:
    """Give the deadline: no later than it can be booked, None where there is no time to answer."""
    policy = search.catalog.policy_of(search.service)
    offer_time = policy.waitlist_offer_time
    until_at = min(search.now + offer_time, start_at - policy.minimum_lead_time)
    return until_at if until_at - search.now >= min(offer_time, SHORTEST_OFFER) else None


def _offer(uow: UnitOfWork, find: _Find, now: datetime, ids: Ids) -> None:
    who = choose_staff_member(find.search, find.start_at, ids)
    offer = OfferedTime(find.start_at, who, find.until_at, find.owner)
    offered = find.entry.offered(offer, now)
    keep(uow, offered, offer, find.search.service, now)
    uow.waitlist.update(offered)
    uow.outbox.add((_announcement(offered, offer, now),))


def _announcement(entry: WaitlistEntry, offer: OfferedTime, now: datetime) -> Announcement:
    return Announcement(
        business_id=entry.business_id,
        kind=AnnouncementKind.WAITLIST_OFFERED,
        recipient_kind=RecipientKind.CUSTOMER,
        recipient_id=entry.customer_id,
        appointment_id=entry.entry_id,
        appointment_version=entry.version,
        due_at=now,
        expires_at=offer.until_at,
    )


def _require_system(actor: Actor) -> None:
    if not isinstance(actor, SystemActor):
        raise NotPermitted("offer what has freed up")
