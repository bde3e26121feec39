"""Who serves a request that is accepted: whom it was asked of, or a colleague in their place."""

from dataclasses import replace
from datetime import datetime

from scheduling.appointments import Appointment
from scheduling.errors import Reason, SlotNotOffered, SlotTaken
from scheduling.explanations import explain_staff_member
from scheduling.permissions import Action, Reach
from scheduling.ports import Ids
from scheduling.resources import Calendar
from scheduling.service.change import Change
from scheduling.service.choosing import whose_turn
from scheduling.service.searching import Search
from scheduling.service.wish_lookup import as_booked, search_of
from scheduling.service.wishes import Wish


def served(change: Change, now: datetime, ids: Ids) -> Appointment:
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
    search = _search(change, now)
    if len(missing) == 1 and {*missing} >= busy and _may_give_away(change):
        colleague = _colleague(search, request, ids)
        if colleague is not None:
            swapped = {missing[0]: colleague}
            having = tuple(swapped.get(each, each) for each in request.staff_member_ids)
            return replace(request, staff_member_ids=having)
    raise _refused(change, search, missing)


def _search(change: Change, now: datetime) -> Search:
    """Look up who else could have it, as long and with the buffers it was asked for with."""
    request, catalog = change.appointment, change.catalog
    wish = Wish(
        business_id=request.business_id,
        service_id=request.service_id,
        except_staff_member_ids=frozenset(request.staff_member_ids),
        except_appointment_id=request.appointment_id,
    )
    service = as_booked(catalog.service(request.service_id), request)
    found = search_of(change.uow, catalog, change.access, wish, service, now)
    return replace(found, required_count=1, freed_appointment_id=request.appointment_id)


def _colleague(search: Search, request: Appointment, ids: Ids) -> str | None:
    """Give whose turn it is of the colleagues who have the time, or None."""
    start_at = request.time_range.start_at
    busy = search.busy(request.time_range)
    catalog, service = search.catalog, search.service
    able = tuple(
        each
        for each in search.candidates
        if explain_staff_member(catalog, service, each, start_at, busy) is None
    )
    if not able:
        return None
    return whose_turn(replace(search, candidates=able), start_at, busy, ids)[0]


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


def _refused(change: Change, search: Search, missing: list[str]) -> SlotTaken | SlotNotOffered:
    request = change.appointment
    start_at = request.time_range.start_at
    if any(each not in change.catalog.staff_members for each in missing):
        return SlotNotOffered(start_at, Reason.NOT_OFFERED_BY_STAFF)
    anybody = replace(search, candidates=change.catalog.providers_of(search.service))
    nearest = tuple(each.start_at for each in anybody.nearest(start_at))
    return SlotTaken(start_at, next(iter(missing), None), nearest)
