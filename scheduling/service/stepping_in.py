"""Who serves a request that is accepted: whom it was asked of, or a colleague in their place."""

from dataclasses import replace
from datetime import datetime

from scheduling.appointments import Appointment
from scheduling.errors import Reason, SlotNotOffered, SlotTaken
from scheduling.permissions import Action, Reach
from scheduling.resources import Calendar
from scheduling.service.change import Change
from scheduling.service.handing_over.looking import look
from scheduling.service.wish_lookup import search_to_book
from scheduling.service.wishes import Wish


def served(change: Change, now: datetime) -> Appointment:
    """Give a request as it can be accepted, looked at again under the lock.

    Where one who has it is gone or has no time any more, a colleague takes their place whose turn
    it is; only who may answer anybody's requests gives it away so. Raises SlotNotOffered where who
    is gone has nobody in their place, else SlotTaken with the nearest free times.
    """
    request, staff = change.appointment, change.catalog.staff_members
    busy = _busy(change, now)
    missing = [each for each in request.staff_member_ids if each not in staff or each in busy]
    if not missing and not busy:
        return request
    if len(missing) == 1 and {*missing} >= busy and _may_give_away(change):
        found = look(change.uow, change.catalog, (request,), now)
        able = found.ranked(found.at(request), {})
        if able:
            swapped = {missing[0]: able[0]}
            having = tuple(swapped.get(each, each) for each in request.staff_member_ids)
            return replace(request, staff_member_ids=having)
    raise _refused(change, missing, now)


def _may_give_away(change: Change) -> bool:
    return change.access.reach(Action.ANSWER_REQUEST) is Reach.ANY


def _busy(change: Change, now: datetime) -> frozenset[Calendar]:
    """List who and what of the request is busy with something else."""
    request = change.appointment
    units = sorted({each.resource_id for each in request.resource_units})
    busy = change.uow.appointments.busy(
        request.business_id,
        request.staff_member_ids,
        request.claimed,
        now,
        request.appointment_id,
        resource_ids=units,
    )
    return frozenset(each for each in request.calendars if busy.get(each))


def _refused(change: Change, missing: list[str], now: datetime) -> SlotTaken | SlotNotOffered:
    request = change.appointment
    start_at = request.time_range.start_at
    if any(each not in change.catalog.staff_members for each in missing):
        return SlotNotOffered(start_at, Reason.NOT_OFFERED_BY_STAFF)
    wish = Wish(business_id=request.business_id, service_id=request.service_id)
    search = search_to_book(change.uow, change.catalog, change.access, wish, now)
    nearest = tuple(each.start_at for each in search.nearest(start_at))
    return SlotTaken(start_at, next(iter(missing), None), nearest)
