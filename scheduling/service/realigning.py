"""The use case `follow_zone_data`: appointments stay at their local time when a zone changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from scheduling.actors import Actor, SystemActor
from scheduling.announcements import announcements_of
from scheduling.appointments import Appointment
from scheduling.business import Catalog
from scheduling.errors import NotPermitted
from scheduling.ports import Ids, UnitOfWork
from scheduling.service.elsewhere import with_time_elsewhere
from scheduling.service.lapsing import lock_calendars
from scheduling.zone_data import zone_fingerprint


@dataclass(frozen=True, slots=True)
class FollowZoneData:
    """Bring what a business has to come to today's rules of its zones."""

    business_id: str


@dataclass(frozen=True, slots=True)
class Realigned:
    """What was moved, and what could not be since something else is there; appointment ids."""

    moved: tuple[str, ...] = ()
    in_the_way: tuple[str, ...] = ()


def follow_zone_data(
    uow: UnitOfWork, actor: Actor, command: FollowZoneData, now: datetime, ids: Ids
) -> Realigned:
    """Move every appointment to come whose zone's rules have changed since it was promised.

    One whose place is taken stays where it was, and is named again at each call until somebody
    moves it. Raises NotPermitted, NotFound.
    """
    if not isinstance(actor, SystemActor):
        raise NotPermitted("follow the zone data")
    found = _outdated(uow, command.business_id, now)
    if not found:
        return Realigned()
    catalog = uow.businesses.catalog(command.business_id)
    _lock(uow, catalog, found, now)
    again = _in_safe_order(_outdated(uow, command.business_id, now))
    what_came = [(each.appointment_id, _realign(uow, catalog, each, actor, now)) for each in again]
    return Realigned(
        tuple(each for each, outcome in what_came if outcome is _Outcome.MOVED),
        tuple(each for each, outcome in what_came if outcome is _Outcome.IN_THE_WAY),
    )


def _lock(uow: UnitOfWork, catalog: Catalog, found: Iterable[Appointment], now: datetime) -> None:
    """Lock the calendars of who is here still, in the order of all locks."""
    staff = {who for each in found for who in each.staff_member_ids}
    here = sorted(staff & catalog.staff_members.keys())
    resources = sorted({*_resources_of(found)} & catalog.resources.keys())
    elsewhere = catalog.calendars_elsewhere(here)
    business_id = catalog.business.business_id
    lock_calendars(uow, business_id, here, now, resource_ids=resources, elsewhere=elsewhere)


class _Outcome(Enum):
    """What became of one appointment: one may be where it should be already."""

    MOVED = "moved"
    IN_THE_WAY = "inTheWay"
    IN_PLACE = "inPlace"


def _realign(
    uow: UnitOfWork, catalog: Catalog, each: Appointment, actor: Actor, now: datetime
) -> _Outcome:
    after = each.realigned(actor, now)
    # What stays where it is can be in nobody's way.
    if after.events and _is_taken(uow, catalog, after, now):
        return _Outcome.IN_THE_WAY
    uow.appointments.update(after)
    if not after.events:
        return _Outcome.IN_PLACE
    _record(uow, actor, after, now)
    return _Outcome.MOVED


def _outdated(uow: UnitOfWork, business_id: str, now: datetime) -> list[Appointment]:
    return [
        appointment
        for zone, zone_data in uow.appointments.promises(business_id, now)
        if zone_data != zone_fingerprint(zone)
        for appointment in uow.appointments.promised_by(business_id, now, zone, zone_data)
    ]


def _in_safe_order(appointments: Iterable[Appointment]) -> list[Appointment]:
    """What moves back goes earliest first, what moves on latest first: none onto its neighbour."""
    ordered = sorted(appointments, key=lambda each: each.time_range.start_at)
    back = [each for each in ordered if each.wall_clock.instant() <= each.time_range.start_at]
    on = [each for each in ordered if each.wall_clock.instant() > each.time_range.start_at]
    return [*back, *reversed(on)]


def _is_taken(uow: UnitOfWork, catalog: Catalog, appointment: Appointment, now: datetime) -> bool:
    """Tell whether anybody or anything it needs is busy there, or elsewhere at that time."""
    known = catalog.staff_members
    people = [known[each] for each in appointment.staff_member_ids if each in known]
    claimed = uow.appointments.busy(
        appointment.business_id,
        appointment.staff_member_ids,
        appointment.claimed,
        now,
        appointment.appointment_id,
        resource_ids=_resources_of([appointment]),
    )
    busy = with_time_elsewhere(uow, catalog, people, appointment.claimed, now, claimed)
    return any(busy.get(each) for each in appointment.calendars)


def _resources_of(appointments: Iterable[Appointment]) -> list[str]:
    return sorted({unit.resource_id for each in appointments for unit in each.resource_units})


def _record(uow: UnitOfWork, actor: Actor, appointment: Appointment, now: datetime) -> None:
    uow.outbox.add(announcements_of(appointment))
    business_id, appointment_id = appointment.business_id, appointment.appointment_id
    uow.audit.add(business_id, actor, "followed zone data", appointment_id, now)
