"""Whom of those who wait what free time could be offered: the line gone down in its order."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from scheduling.errors import NotFound, TooManyAppointments
from scheduling.ports import UnitOfWork
from scheduling.service.access import known
from scheduling.service.limits import require_room
from scheduling.service.recording import holder
from scheduling.service.searching import Search
from scheduling.service.waiting.keeping import free_place
from scheduling.service.waiting.looking import as_customer, search_of, slots_for
from scheduling.time_ranges import TimeRange
from scheduling.waitlist import WaitlistEntry

SHORTEST_OFFER = timedelta(minutes=5)
"""Nobody is offered a time that they could not answer for."""


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
    for is_first_round in (True, False):
        for entry in line:
            if entry.customer_id in has_offer or entry.wish.is_past(now):
                continue
            passed = _let_pass(line, entry.customer_id, now)
            if not (is_first_round or passed):
                continue
            find = _find(uow, entry, _Passed(passed, with_around=is_first_round), now)
            if find is not None:
                has_offer.add(entry.customer_id)
                yield find


def _let_pass(
    line: tuple[WaitlistEntry, ...], customer_id: str, now: datetime
) -> frozenset[datetime]:
    own = (each for each in line if each.customer_id == customer_id)
    return frozenset().union(*(each.let_pass(now) for each in own))


@dataclass(frozen=True, slots=True)
class _Passed:
    """The starts somebody let pass, alone or with all that overlaps them."""

    starts: frozenset[datetime]
    with_around: bool

    def has(self, search: Search, start_at: datetime) -> bool:
        if not self.with_around:
            return start_at in self.starts
        around = [search.service.claimed_from(each) for each in self.starts]
        return _overlaps(search, start_at, around)


def _find(uow: UnitOfWork, entry: WaitlistEntry, passed: _Passed, now: datetime) -> Find | None:
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


def _first_start(search: Search, entry: WaitlistEntry, passed: _Passed) -> Find | None:
    owner, now = holder(search.access.actor), search.now
    own = search.uow.holds.of_owner(entry.business_id, owner)
    if free_place(own, now) is None:
        return None
    # What somebody holds themselves counts as free to them: they are about to book it.
    held = [each.claimed for each in own if not each.is_over(now)]
    for slot in slots_for(search, entry.wish):
        start_at = slot.start_at
        until_at = _until(search, start_at)
        is_new = not (passed.has(search, start_at) or _overlaps(search, start_at, held))
        if is_new and until_at is not None:
            return Find(entry, search, owner, start_at, until_at)
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
