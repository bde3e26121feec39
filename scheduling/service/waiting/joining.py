"""The use case `join_waitlist`: wait for time to free up, where there is none."""

from dataclasses import replace
from datetime import datetime, timedelta

from scheduling.actors import Actor, CustomerActor
from scheduling.business import Catalog
from scheduling.customers import Customer
from scheduling.errors import Reason, SlotNotOffered, TimeIsFree, TooManyWishes
from scheduling.ports import Ids, UnitOfWork
from scheduling.service.access import Access, access_to_book
from scheduling.service.recording import fingerprint, first_answer, scoped_key
from scheduling.service.searching import Search
from scheduling.service.waiting.commands import JoinCommand
from scheduling.service.waiting.looking import as_customer, search_of, slots_for
from scheduling.service.waiting.people import waiting_customer
from scheduling.service.waiting.rights import require_on_wish
from scheduling.service.waiting.seeing import entry_view
from scheduling.waitlist import MOST_ENTRIES, WaitlistEntry, WaitlistWish
from scheduling.waitlist_views import WaitlistEntryView

FREE_TOLD = 6
ENDED_ARE_KEPT = timedelta(days=30)
"""So long the buttons of an old card still find what they were about."""


def join_waitlist(
    uow: UnitOfWork, actor: Actor, command: JoinCommand, now: datetime, ids: Ids
) -> WaitlistEntryView:
    """Put a customer on the waitlist, once for the same wish.

    Raises TimeIsFree with the free times where there are any, TooManyWishes, MissingDetails where
    nobody knows the name, SlotNotOffered for days that are past and for somebody who does not do
    it, KeyReused, NotFound or NotPermitted.
    """
    business_id = command.business_id
    catalog = uow.businesses.catalog(business_id)
    access = access_to_book(uow, actor, catalog)
    require_on_wish(access, command.wish)
    earlier = first_answer(uow, business_id, actor, command.idempotency_key, command)
    if earlier is not None:
        return entry_view(uow, catalog, uow.waitlist.get(business_id, earlier), access, now)
    wish = _possible_wish(uow, catalog, access, command, now)
    customer = waiting_customer(uow, access, command, ids)
    entry = _entry(uow, command, wish, customer, now, ids)
    key = scoped_key(actor, command.idempotency_key)
    uow.answers.keep(business_id, key, fingerprint(command), entry.entry_id, now)
    theirs = replace(access, customer_id=customer.customer_id) if access.is_customer else access
    return entry_view(uow, catalog, entry, theirs, now)


def _possible_wish(
    uow: UnitOfWork, catalog: Catalog, access: Access, command: JoinCommand, now: datetime
) -> WaitlistWish:
    """Give what can be waited for, as a customer would be offered it."""
    actor, wish, business_id = access.actor, command.wish, command.business_id
    asking = actor if isinstance(actor, CustomerActor) else as_customer(business_id, None, "staff")
    search = search_of(uow, business_id, asking, wish, now)
    if not search.may_choose_staff:
        wish = replace(wish, staff_member_id=None, except_staff_member_ids=frozenset())
        search = search_of(uow, business_id, asking, wish, now)
    if wish.is_past(now):
        raise SlotNotOffered(wish.bounds.start_at, Reason.PAST)
    if not _can_be_had(catalog, search, wish):
        raise SlotNotOffered(wish.bounds.start_at, Reason.NOT_OFFERED_BY_STAFF)
    free = slots_for(search, wish)
    if free:
        raise TimeIsFree(tuple(each.start_at for each in free[:FREE_TOLD]))
    return wish


def _can_be_had(catalog: Catalog, search: Search, wish: WaitlistWish) -> bool:
    """Tell whether who is wished for does it at all, and enough others where several have it."""
    providers = catalog.providers_of(search.service)
    whose = wish.staff_member_id
    is_theirs = whose is None or any(each.staff_member_id == whose for each in providers)
    return is_theirs and sum(e in providers for e in search.candidates) >= search.required_count


def _entry(
    uow: UnitOfWork,
    command: JoinCommand,
    wish: WaitlistWish,
    customer: Customer,
    now: datetime,
    ids: Ids,
) -> WaitlistEntry:
    """Give the entry there is for this wish, or write a new one at the end of the line."""
    business_id, customer_id = command.business_id, customer.customer_id
    uow.waitlist.remove_ended(business_id, now - ENDED_ARE_KEPT)
    own = uow.waitlist.of_customer(business_id, customer_id)
    theirs = [each for each in own if not each.wish.is_past(now)]
    same = next((each for each in theirs if each.wish == wish), None)
    if same is not None:
        return same
    if len(theirs) >= MOST_ENTRIES:
        raise TooManyWishes(MOST_ENTRIES)
    entry = WaitlistEntry(
        business_id=business_id,
        entry_id=ids.new_id(),
        customer_id=customer_id,
        wish=wish,
        created_at=now,
    )
    uow.waitlist.add(entry)
    return entry
