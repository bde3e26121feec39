"""The use case `change_capacity`: how many people attend one appointment of a service."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from scheduling.actors import Actor
from scheduling.appointments import Appointment
from scheduling.business import Catalog
from scheduling.errors import CapacityBelowFilled
from scheduling.permissions import Action
from scheduling.ports import Ids, UnitOfWork
from scheduling.service.access import access_of, require
from scheduling.service.catalogs import locked_catalog
from scheduling.time_ranges import TimeRange

_AHEAD = timedelta(days=3650)


@dataclass(frozen=True, slots=True)
class ChangeCapacityCommand:
    """Let so many people attend each appointment of a service from now on."""

    business_id: str
    service_id: str
    maximum_attendees_count: int


def change_capacity(
    uow: UnitOfWork, actor: Actor, command: ChangeCapacityCommand, now: datetime, ids: Ids
) -> None:
    """Change how many attend: of the service, and of each of its groups to come.

    What was booked for one customer alone stays theirs: nobody else is let in later.

    Raises CapacityBelowFilled with those that more people attend already; nothing is changed then.
    Raises InvalidValue, NotFound, NotPermitted.
    """
    business_id, most = command.business_id, command.maximum_attendees_count
    _require_settings(uow, actor, uow.businesses.catalog(business_id))
    catalog = locked_catalog(uow, business_id, now)
    _require_settings(uow, actor, catalog)
    service = replace(catalog.service(command.service_id), maximum_attendees_count=most)
    ahead = TimeRange(now, now + _AHEAD)
    found = uow.appointments.groups(business_id, service.service_id, ahead)
    to_come = [each for each in found if each.is_group]
    _require_room(to_come, most)
    services = {**catalog.services, service.service_id: service}
    uow.businesses.replace(replace(catalog, services=services))
    for each in to_come:
        uow.appointments.update(
            replace(each, maximum_attendees_count=most, version=each.version + 1)
        )
    uow.audit.add(business_id, actor, "changed capacity", service.service_id, now)


def _require_settings(uow: UnitOfWork, actor: Actor, catalog: Catalog) -> None:
    require(access_of(uow, actor, catalog), Action.CHANGE_SETTINGS)


def _require_room(to_come: Iterable[Appointment], most: int) -> None:
    """Raise CapacityBelowFilled with each that more people attend."""
    filled = {each.appointment_id: each.filled_attendees_count for each in to_come}
    fuller = tuple((which, count) for which, count in filled.items() if count > most)
    if fuller:
        raise CapacityBelowFilled(most, fuller)
