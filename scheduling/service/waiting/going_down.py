"""Whom of those who wait what free time could be offered: the line gone down in its order."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from scheduling.availability import Slot
from scheduling.errors import InvalidValue, NotFound, TooManyAppointments
from scheduling.ports import UnitOfWork
from scheduling.service.access import known
from scheduling.service.limits import require_room
from scheduling.service.recording import holder
from scheduling.service.searching import Search
from scheduling.service.waiting.keeping import free_place
from scheduling.service.waiting.looking import as_customer, search_of
from scheduling.waitlist import WaitlistEntry, WaitlistWish

SHORTEST_OFFER = timedelta(minutes=5)
"""Nobody is offered a time that they could not answer for."""

_ANYBODY = "anybody"
"""Free is what is free to a customer who holds nothing: what somebody holds is not offered them."""

_Key = tuple[str, str | None, frozenset[str], date, date, str, timedelta | None, int]


@dataclass(frozen=True, slots=True)
class Find:
    """A free start for somebody who waits, and until when it may be kept."""

    entry: WaitlistEntry
    search: Search
    owner: str
    start_at: datetime
    until_at: datetime


def finds(uow: UnitOfWork, line: tuple[WaitlistEntry, ...], now: datetime) -> Iterator[Find]:
    """Go down the line, giving what each may be offered. What is offered is kept before the next.

    A customer has one offer at a time, and is not offered what they let pass for another wish.
    What overlaps a time they let pass goes to the others first.
    """
    has_offer = {each.customer_id for each in line if each.offer_at(now) is not None}
    let_pass, free = _let_pass(line, now), _FreeTime(uow, now)
    for is_first_round in (True, False):
        for entry in line:
            if entry.customer_id in has_offer or entry.wish.is_past(now):
                continue
            passed = let_pass[entry.customer_id]
            if not (is_first_round or passed):
                continue
            find = _find(free, entry, _Passed(passed, with_around=is_first_round))
            if find is not None:
                has_offer.add(entry.customer_id)
                yield find
                free.forget()


def _let_pass(line: tuple[WaitlistEntry, ...], now: datetime) -> Mapping[str, frozenset[datetime]]:
    """Give the starts each customer let pass, whichever of their wishes they were offered for."""
    found: defaultdict[str, frozenset[datetime]] = defaultdict(frozenset)
    for each in line:
        found[each.customer_id] |= each.let_pass(now)
    return found


@dataclass(frozen=True, slots=True)
class _Passed:
    """The starts somebody let pass, alone or with all that overlaps them."""

    starts: frozenset[datetime]
    with_around: bool

    def has(self, search: Search, start_at: datetime) -> bool:
        if not self.with_around:
            return start_at in self.starts
        claimed = search.service.claimed_from(start_at)
        return any(claimed.overlaps(search.service.claimed_from(each)) for each in self.starts)


@dataclass(frozen=True, slots=True)
class _FreeTime:
    """What is free, looked up once for all who wait for the same service on the same days."""

    uow: UnitOfWork
    now: datetime
    found: dict[_Key, tuple[Search, tuple[Slot, ...]] | None] = field(default_factory=dict)

    def of(self, entry: WaitlistEntry) -> tuple[Search, tuple[Slot, ...]] | None:
        """Give the free slots of its days, None for what cannot be booked any more."""
        key = _key(entry.wish)
        if key not in self.found:
            self.found[key] = self._look(entry)
        return self.found[key]

    def forget(self) -> None:
        """Look anew: something was offered."""
        self.found.clear()

    def _look(self, entry: WaitlistEntry) -> tuple[Search, tuple[Slot, ...]] | None:
        anybody = as_customer(entry.business_id, None, _ANYBODY)
        try:
            search = search_of(self.uow, entry.business_id, anybody, entry.wish, self.now)
        except (NotFound, InvalidValue):
            return None
        return search, search.slots(entry.wish.bounds)


def _key(wish: WaitlistWish) -> _Key:
    unwanted = wish.except_staff_member_ids
    whose = wish.staff_member_id
    days = (wish.from_on, wish.to_on, wish.zone)
    return wish.service_id, whose, unwanted, *days, wish.duration, wish.attendees_count


def _find(free: _FreeTime, entry: WaitlistEntry, passed: _Passed) -> Find | None:
    """Give the first start for one who waits: none for who cannot be told, or may not book more."""
    looked_up = free.of(entry)
    if looked_up is None:
        return None
    search, slots = looked_up
    for slot in slots:
        start_at = slot.start_at
        if not entry.wish.suits(start_at) or passed.has(search, start_at):
            continue
        until_at = _until(search, start_at)
        if until_at is not None:
            return _for_customer(search, entry, start_at, until_at)
    return None


def _for_customer(
    search: Search, entry: WaitlistEntry, start_at: datetime, until_at: datetime
) -> Find | None:
    """Give the find, None where this customer cannot be told of it, or may not have it."""
    uow, business_id, customer_id = search.uow, entry.business_id, entry.customer_id
    principal = uow.identities.customer_in_chat(business_id, customer_id)
    if principal is None or known(uow.customers.get, business_id, customer_id) is None:
        return None
    owner = holder(as_customer(business_id, principal, customer_id))
    if free_place(uow.holds.of_owner(business_id, owner), search.now) is None:
        return None
    theirs = replace(search, access=replace(search.access, customer_id=customer_id))
    try:
        require_room(theirs)
    except TooManyAppointments:
        return None
    return Find(entry, theirs, owner, start_at, until_at)


def _until(search: Search, start_at: datetime) -> datetime | None:
    """Give the deadline: no later than it can be booked, None where there is no time to answer."""
    policy = search.catalog.policy_of(search.service)
    offer_time = policy.waitlist_offer_time
    until_at = min(search.now + offer_time, start_at - policy.minimum_lead_time)
    return until_at if until_at - search.now >= min(offer_time, SHORTEST_OFFER) else None
