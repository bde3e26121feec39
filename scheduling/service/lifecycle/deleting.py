"""Use cases that end a business or a service, softly: out of sight at once, kept for a while.

What is to come is shown first. It is cancelled, and its customers are told, only where the actor
says how many appointments that are: one booked meanwhile is never cancelled unseen.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from scheduling.actors import Actor
from scheduling.deletions import RETENTION, Clock, Deleted, DeletedKind
from scheduling.errors import NotFound
from scheduling.ports import Ids, UnitOfWork
from scheduling.service.catalogs import locked_catalog
from scheduling.service.lifecycle.appointments_to_come import (
    cancel_all,
    require_seen,
    seen_by,
    to_come,
)
from scheduling.service.lifecycle.rights import require_house, require_settings
from scheduling.views import AppointmentView


@dataclass(frozen=True, slots=True)
class AskDeletion:
    """What deleting would mean: of a service, or (None) of the whole business."""

    business_id: str
    service_id: str | None = None


@dataclass(frozen=True, slots=True)
class DeletionPlan:
    """What would go, and the appointments to come that hang on it."""

    business_id: str
    service_id: str | None
    display_name: str
    appointments: tuple[AppointmentView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteBusiness:
    """Delete a business, kept `kept_for`. `cancelling` appointments to come are cancelled."""

    business_id: str
    cancelling: int = 0
    message: str = ""
    kept_for: timedelta = RETENTION


@dataclass(frozen=True, slots=True, kw_only=True)
class DeleteService:
    """Delete a service, kept `kept_for`. `cancelling` appointments to come are cancelled."""

    business_id: str
    service_id: str
    cancelling: int = 0
    message: str = ""
    kept_for: timedelta = RETENTION


def plan_deletion(
    uow: UnitOfWork, actor: Actor, command: AskDeletion, now: datetime, ids: Ids
) -> DeletionPlan:
    """Say what deleting would mean. Raises NotFound, NotPermitted."""
    catalog = uow.businesses.catalog(command.business_id)
    access = require_settings(uow, actor, catalog)
    name = catalog.business.display_name
    if command.service_id is None:
        require_house(actor)
    else:
        name = catalog.service(command.service_id).display_name
    found = to_come(uow, command.business_id, now, service_id=command.service_id)
    views = seen_by(catalog, found, access, now)
    return DeletionPlan(command.business_id, command.service_id, name, views)


def delete_business(
    uow: UnitOfWork, actor: Actor, command: DeleteBusiness, now: datetime, ids: Ids
) -> Deleted:
    """Delete a business; deleting it again changes nothing.

    Raises NotFound, NotPermitted, AppointmentsToCome where others are to come than were seen.
    """
    require_house(actor)
    business_id = command.business_id
    earlier = _deleted_business(uow, business_id)
    if earlier is not None:
        return earlier
    catalog = locked_catalog(uow, business_id, now)
    found = to_come(uow, business_id, now)
    require_seen(found, command.cancelling)
    cancel_all(uow, actor, found, command.message, now, ids)
    clock = Clock.from_now(now, command.kept_for)
    uow.audit.add(business_id, actor, "deleted", business_id, now)
    uow.deletions.delete_business(business_id, clock)
    name = catalog.business.display_name
    return Deleted(DeletedKind.BUSINESS, business_id, business_id, name, clock)


def delete_service(
    uow: UnitOfWork, actor: Actor, command: DeleteService, now: datetime, ids: Ids
) -> Deleted:
    """Delete a service; deleting it again changes nothing.

    Raises NotFound, NotPermitted, AppointmentsToCome where others are to come than were seen.
    """
    business_id, service_id = command.business_id, command.service_id
    require_settings(uow, actor, uow.businesses.catalog(business_id))
    catalog = locked_catalog(uow, business_id, now)
    if service_id not in catalog.services:
        return _deleted_service(uow, business_id, service_id)
    found = to_come(uow, business_id, now, service_id=service_id)
    require_seen(found, command.cancelling)
    cancel_all(uow, actor, found, command.message, now, ids)
    left = {key: each for key, each in catalog.services.items() if key != service_id}
    uow.businesses.replace(replace(catalog, services=left))
    clock = Clock.from_now(now, command.kept_for)
    uow.deletions.start_clocks(business_id, DeletedKind.SERVICE, [service_id], clock)
    uow.audit.add(business_id, actor, "deleted", service_id, now)
    return _deleted_service(uow, business_id, service_id)


def _deleted_business(uow: UnitOfWork, business_id: str) -> Deleted | None:
    found = (each for each in uow.deletions.businesses() if each.business_id == business_id)
    return next(found, None)


def _deleted_service(uow: UnitOfWork, business_id: str, service_id: str) -> Deleted:
    for each in uow.deletions.of_business(business_id):
        if (each.kind, each.identifier) == (DeletedKind.SERVICE, service_id):
            return each
    raise NotFound("service", service_id)
