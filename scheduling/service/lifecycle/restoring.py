"""Use cases that show what was deleted, and bring it back while it is kept."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from scheduling.actors import Actor
from scheduling.business import Catalog
from scheduling.catalog import Service
from scheduling.deletions import RETENTION, Clock, Deleted, DeletedKind
from scheduling.errors import NotFound
from scheduling.ports import Ids, UnitOfWork
from scheduling.service.catalogs import locked_catalog
from scheduling.service.lifecycle.rights import require_house, require_settings


@dataclass(frozen=True, slots=True)
class AskDeleted:
    """What was deleted in one business, or (None) everywhere.

    `kept_for` is what the clock of a thing will say that has none yet.
    """

    business_id: str | None = None
    kept_for: timedelta = RETENTION


@dataclass(frozen=True, slots=True)
class RestoreBusiness:
    """Bring a deleted business back."""

    business_id: str


@dataclass(frozen=True, slots=True)
class RestoreService:
    """Bring a deleted service back."""

    business_id: str
    service_id: str


def list_deleted(
    uow: UnitOfWork, actor: Actor, command: AskDeleted, now: datetime, ids: Ids
) -> tuple[Deleted, ...]:
    """List what can be brought back, each with its clock. Raises NotFound, NotPermitted."""
    business_id = command.business_id
    if business_id is None:
        require_house(actor)
        everywhere = (uow.deletions.of_business(each) for each in uow.businesses.ids())
        found = (*uow.deletions.businesses(), *(each for here in everywhere for each in here))
    else:
        require_settings(uow, actor, uow.businesses.catalog(business_id))
        found = uow.deletions.of_business(business_id)
    clock = Clock.from_now(now, command.kept_for)
    return tuple(each if each.clock else replace(each, clock=clock) for each in found)


def restore_business(
    uow: UnitOfWork, actor: Actor, command: RestoreBusiness, now: datetime, ids: Ids
) -> Catalog:
    """Bring a business back as it was when it was deleted; one that is there stays as it is.

    Appointments cancelled then stay cancelled: their customers were told. Raises NotFound.
    """
    require_house(actor)
    business_id = command.business_id
    if not uow.businesses.exists(business_id):
        uow.deletions.restore_business(business_id)
        uow.audit.add(business_id, actor, "restored", business_id, now)
    return uow.businesses.catalog(business_id)


def restore_service(
    uow: UnitOfWork, actor: Actor, command: RestoreService, now: datetime, ids: Ids
) -> Service:
    """Bring a service back, without people and questions gone since; one there stays as it is.

    Raises NotFound, NotPermitted, InvalidValue where the business's rules leave it no room now.
    """
    business_id, service_id = command.business_id, command.service_id
    require_settings(uow, actor, uow.businesses.catalog(business_id))
    before = locked_catalog(uow, business_id, now)
    if service_id in before.services:
        return before.service(service_id)
    kept = (each.identifier for each in uow.deletions.of_business(business_id) if _is_service(each))
    if service_id not in kept:
        raise NotFound("service", service_id)
    uow.deletions.restore_service(business_id, service_id)
    catalog = uow.businesses.catalog(business_id)
    restored = _without_what_is_gone(catalog, catalog.service(service_id))
    services = {**catalog.services, service_id: restored}
    uow.businesses.replace(replace(catalog, services=services))
    uow.audit.add(business_id, actor, "restored", service_id, now)
    return restored


def _is_service(deleted: Deleted) -> bool:
    return deleted.kind is DeletedKind.SERVICE


def _without_what_is_gone(catalog: Catalog, service: Service) -> Service:
    staff, questions = service.staff_member_ids, service.custom_questions
    return replace(
        service,
        staff_member_ids=tuple(each for each in staff if each in catalog.staff_members),
        custom_questions=tuple(
            each for each in questions if each.question_id in catalog.custom_questions
        ),
    )
