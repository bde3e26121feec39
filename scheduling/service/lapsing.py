"""Requests nobody answered in time: free at once, and ended by whoever comes first.

A lapsed request counts as free wherever busy time is read. Its claim lies in the database until
it is ended: by the next transaction that locks the calendar, or by the system before that.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from scheduling.actors import Actor, SystemActor
from scheduling.appointments import Appointment
from scheduling.errors import NotPermitted, StaleVersion
from scheduling.holds import Hold, Takeover
from scheduling.ports import Ids, UnitOfWork
from scheduling.service.recording import record

_SYSTEM = SystemActor()


@dataclass(frozen=True, slots=True)
class AskLapsed:
    """In which businesses requests have lapsed."""


@dataclass(frozen=True, slots=True)
class EndLapsed:
    """End what has lapsed in one business."""

    business_id: str


def lock_calendars(
    uow: UnitOfWork,
    business_id: str,
    staff_member_ids: Sequence[str],
    now: datetime,
    taking: Takeover | None = None,
    resource_ids: Sequence[str] = (),
    elsewhere: Sequence[tuple[str, str]] = (),
) -> tuple[Hold, ...]:
    """Lock these calendars and clear what is over on them: holds, and requests nobody answered.

    `elsewhere` are those of the same people in other businesses. Gives the holds of `taking`,
    which are removed too. Raises NotFound.
    """
    whose = business_id, staff_member_ids
    held = uow.appointments.lock(*whose, now, taking, resource_ids, elsewhere)
    end_lapsed(uow, business_id, staff_member_ids, now, resource_ids)
    return held


def put_back(uow: UnitOfWork, held: tuple[Hold, ...]) -> None:
    """Keep again what `lock_calendars` gave: a request that was answered before takes nothing."""
    for each in held:
        uow.holds.place(each)


def end_lapsed(
    uow: UnitOfWork,
    business_id: str,
    staff_member_ids: Sequence[str],
    now: datetime,
    resource_ids: Sequence[str] = (),
) -> int:
    """End the lapsed requests on these calendars, which are locked; count them."""
    found = uow.appointments.lapsed(business_id, staff_member_ids, now, resource_ids)
    return sum(_is_ended(uow, request, now) for request in found)


def _is_ended(uow: UnitOfWork, request: Appointment, now: datetime) -> bool:
    """End a request; not where somebody did so meanwhile who has another of its calendars."""
    ended = request.expired(_SYSTEM, now)
    try:
        uow.appointments.update(ended)
    except StaleVersion:
        return False
    key = f"expired:{request.appointment_id}:{request.version}"
    record(uow, _SYSTEM, ended, now, key, EndLapsed(request.business_id))
    return True


def businesses_with_lapsed(
    uow: UnitOfWork, actor: Actor, command: AskLapsed, now: datetime, ids: Ids
) -> tuple[str, ...]:
    """List the ids of the businesses in which there is something to end; deleted ones rest."""
    _require_system(actor)
    found = uow.appointments.businesses_with_lapsed(now)
    return tuple(each for each in found if uow.businesses.exists(each))


def end_lapsed_requests(
    uow: UnitOfWork, actor: Actor, command: EndLapsed, now: datetime, ids: Ids
) -> int:
    """End every lapsed request of a business, and tell its customer; count them."""
    _require_system(actor)
    business_id = command.business_id
    found = uow.appointments.lapsed(business_id, None, now)
    whose = {who for each in found for who in each.staff_member_ids}
    here = whose & uow.businesses.catalog(business_id).staff_members.keys()
    uow.appointments.lock(business_id, sorted(here), now)
    return end_lapsed(uow, business_id, sorted(whose), now)


def _require_system(actor: Actor) -> None:
    if not isinstance(actor, SystemActor):
        raise NotPermitted("end what has lapsed")
