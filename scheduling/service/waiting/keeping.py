"""The hold that keeps what is offered: a real one, which its customer's booking takes over."""

from datetime import datetime

from scheduling.catalog import Service
from scheduling.holds import MOST_HOLDS, Hold
from scheduling.ports import UnitOfWork
from scheduling.waitlist import OfferedTime, WaitlistEntry


def free_place(own: tuple[Hold, ...], now: datetime) -> int | None:
    """Give a place among an owner's holds that is free at `now`, None where there is none."""
    used = {each.place for each in own if not each.is_over(now)}
    return min(frozenset(range(MOST_HOLDS)) - used, default=None)


def keep(
    uow: UnitOfWork,
    entry: WaitlistEntry,
    offer: OfferedTime,
    service: Service,
    now: datetime,
) -> None:
    """Keep an offered time, under the calendar's lock, in place of what the entry kept before.

    Of too many holds of its owner the one that is over first gives way. Raises SlotTaken.
    """
    business_id = entry.business_id
    own = uow.holds.of_owner(business_id, offer.owner)
    others = tuple(each for each in own if each.hold_id != entry.hold_id)
    gone = [entry.hold_id, *(each.hold_id for each in others if each.is_over(now))]
    place = free_place(others, now)
    if place is None:
        place = others[0].place
        gone.append(others[0].hold_id)
    uow.holds.remove(business_id, gone)
    uow.holds.place(_hold(entry, offer, service, place))


def _hold(entry: WaitlistEntry, offer: OfferedTime, service: Service, place: int) -> Hold:
    return Hold(
        business_id=entry.business_id,
        hold_id=entry.hold_id,
        owner=offer.owner,
        place=place,
        service_id=service.service_id,
        staff_member_ids=offer.staff_member_ids,
        resource_units=offer.resource_units,
        appointment_id=offer.appointment_id,
        attendees_count=entry.wish.attendees_count,
        start_at=offer.start_at,
        claimed=service.claimed_from(offer.start_at),
        expires_at=offer.until_at,
    )
