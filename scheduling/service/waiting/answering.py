"""Use cases of who waits: take up what is offered, pass it up, leave the waitlist."""

from dataclasses import dataclass, replace
from datetime import datetime

from scheduling.actors import Actor
from scheduling.business import Catalog
from scheduling.catalog import Service
from scheduling.errors import NotPermitted, OfferOver, SlotTaken
from scheduling.ports import Ids, UnitOfWork
from scheduling.service.access import Access, access_to_book, known
from scheduling.service.lapsing import lock_calendars
from scheduling.service.recording import holder
from scheduling.service.waiting.commands import LeaveCommand, OfferCommand
from scheduling.service.waiting.keeping import keep
from scheduling.service.waiting.looking import service_of
from scheduling.service.waiting.rights import entry_for
from scheduling.service.waiting.seeing import entry_view
from scheduling.statuses import AppointmentStatus
from scheduling.waitlist import OfferedTime, WaitlistEntry, WaitlistStatus
from scheduling.waitlist_views import WaitlistEntryView


@dataclass(frozen=True, slots=True)
class _Place:
    """A place in line, read under the lock of whom its offer is with."""

    uow: UnitOfWork
    catalog: Catalog
    access: Access
    entry: WaitlistEntry
    now: datetime

    def seen(self, entry: WaitlistEntry) -> WaitlistEntryView:
        return entry_view(self.uow, self.catalog, entry, self.access, self.now)

    def left(self, entry: WaitlistEntry) -> WaitlistEntryView:
        """Write the changed entry and give back what was kept for it."""
        self.uow.waitlist.update(entry)
        self.uow.holds.remove(entry.business_id, [entry.hold_id])
        return self.seen(entry)


def take_offer(
    uow: UnitOfWork, actor: Actor, command: OfferCommand, now: datetime, ids: Ids
) -> WaitlistEntryView:
    """Give what is offered to its customer, who may book it now; it is kept until its deadline.

    A customer of several identities has it kept by the one that answers. Raises OfferOver,
    NotFound or NotPermitted.
    """
    place = _locked(uow, actor, command.business_id, command.entry_id, now)
    if not place.access.is_customer:
        raise NotPermitted("take up what a customer is offered")
    offer = place.entry.offer_at(now)
    if offer is None or offer.start_at != command.start_at:
        raise _over(place.entry, command.start_at)
    return place.seen(_kept(place, replace(offer, owner=holder(actor))))


def _kept(place: _Place, offer: OfferedTime) -> WaitlistEntry:
    """Keep it anew where it is not kept for who answers. Raises OfferOver."""
    entry, uow = place.entry, place.uow
    own = uow.holds.of_owner(entry.business_id, offer.owner)
    service = service_of(place.catalog, entry.wish)
    if service is None or offer.staff_member_id not in place.catalog.staff_members:
        raise _over(entry, offer.start_at)
    claimed, whose = service.claimed_from(offer.start_at), offer.staff_member_id
    in_force = (each for each in own if not each.is_over(place.now))
    theirs = (each for each in in_force if whose in each.staff_member_ids)
    if any(each.claimed.overlaps(claimed) for each in theirs):
        return entry
    _keep_anew(place, offer, service)
    return entry


def _keep_anew(place: _Place, offer: OfferedTime, service: Service) -> None:
    entry, uow = place.entry, place.uow
    uow.holds.remove(entry.business_id, [entry.hold_id])
    if offer.appointment_id is not None and not _has_room(place, offer.appointment_id):
        raise _over(entry, offer.start_at)
    try:
        keep(uow, entry, offer, service, place.now)
    except SlotTaken:
        raise _over(entry, offer.start_at) from None


def _has_room(place: _Place, appointment_id: str) -> bool:
    """Tell whether a group still has the places: no claim of its stands in anybody's way."""
    uow, business_id = place.uow, place.entry.business_id
    group = known(uow.appointments.get, business_id, appointment_id)
    if group is None or group.status is not AppointmentStatus.CONFIRMED:
        return False
    held = uow.holds.held_attendees(business_id, [appointment_id], place.now, "")
    taken = group.filled_attendees_count + held.get(appointment_id, 0)
    return taken + place.entry.wish.attendees_count <= group.maximum_attendees_count


def _over(entry: WaitlistEntry, start_at: datetime) -> OfferOver:
    wish = entry.wish
    return OfferOver(
        start_at, wish.service_id, wish.staff_member_id, wish.duration, wish.attendees_count
    )


def pass_up_offer(
    uow: UnitOfWork, actor: Actor, command: OfferCommand, now: datetime, ids: Ids
) -> WaitlistEntryView:
    """Let an offered time go to the next in line, and wait on. An offer that is over is over.

    Raises NotFound or NotPermitted.
    """
    place = _locked(uow, actor, command.business_id, command.entry_id, now)
    offer = place.entry.offer_at(now)
    if offer is None or offer.start_at != command.start_at:
        return place.seen(place.entry)
    return place.left(place.entry.passed_up())


def leave_waitlist(
    uow: UnitOfWork, actor: Actor, command: LeaveCommand, now: datetime, ids: Ids
) -> WaitlistEntryView:
    """Wait no longer; what was offered goes to the next in line. Once left is left for good.

    Raises NotFound or NotPermitted.
    """
    place = _locked(uow, actor, command.business_id, command.entry_id, now)
    if not place.entry.is_open:
        return place.seen(place.entry)
    return place.left(place.entry.ended(WaitlistStatus.LEFT))


def _locked(
    uow: UnitOfWork, actor: Actor, business_id: str, entry_id: str, now: datetime
) -> _Place:
    """Lock the calendars of the time that is offered, then read the entry again."""
    catalog = uow.businesses.catalog(business_id)
    access = access_to_book(uow, actor, catalog)
    before = entry_for(uow, access, business_id, entry_id)
    offer = before.offer
    people = {*offer.staff_member_ids} if offer else set[str]()
    units = {each.resource_id for each in offer.resource_units} if offer else set[str]()
    here = sorted(people & catalog.staff_members.keys())
    resources = sorted(units & catalog.resources.keys())
    elsewhere = catalog.calendars_elsewhere(here)
    lock_calendars(uow, business_id, here, now, resource_ids=resources, elsewhere=elsewhere)
    return _Place(uow, catalog, access, entry_for(uow, access, business_id, entry_id), now)
