"""Use cases that begin a business or a service: new from a template, or copied."""

from dataclasses import dataclass, replace
from datetime import datetime

from scheduling.actors import Actor
from scheduling.business import Catalog
from scheduling.catalog import Service, require_text
from scheduling.errors import AlreadyThere, InvalidValue
from scheduling.ports import Ids, UnitOfWork
from scheduling.service.catalogs import locked_catalog
from scheduling.service.lifecycle.rights import require_house, require_settings
from scheduling.service.recording import fingerprint, first_answer, scoped_key


@dataclass(frozen=True, slots=True)
class CreateBusiness:
    """Begin a business with this catalog, as a template gives it."""

    catalog: Catalog


@dataclass(frozen=True, slots=True, kw_only=True)
class CloneBusiness:
    """Begin a business like another one, under a new id and name.

    What it offers, its hours, policies, questions and closures are copied, and its staff where
    `with_staff` is set. Customers, appointments, identities and time off never are.
    """

    business_id: str
    new_business_id: str
    display_name: str
    with_staff: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CloneService:
    """Offer a service like another one of the same business, under a new name."""

    business_id: str
    service_id: str
    display_name: str
    idempotency_key: str


def create_business(
    uow: UnitOfWork, actor: Actor, command: CreateBusiness, now: datetime, ids: Ids
) -> None:
    """Begin a business. Raises AlreadyThere, NotPermitted."""
    require_house(actor)
    business_id = command.catalog.business.business_id
    _require_free(uow, business_id)
    uow.businesses.replace(command.catalog)
    uow.audit.add(business_id, actor, "created", business_id, now)


def clone_business(
    uow: UnitOfWork, actor: Actor, command: CloneBusiness, now: datetime, ids: Ids
) -> Catalog:
    """Begin a business like another one and give it. Raises NotFound, AlreadyThere."""
    require_house(actor)
    original = uow.businesses.catalog(command.business_id)
    _require_free(uow, command.new_business_id)
    copied = _copy_of(original, command)
    uow.businesses.replace(copied)
    uow.audit.add(command.new_business_id, actor, "cloned", command.business_id, now)
    return copied


def clone_service(
    uow: UnitOfWork, actor: Actor, command: CloneService, now: datetime, ids: Ids
) -> Service:
    """Offer a copy of a service and give it; the same request again gives the same copy.

    Raises NotFound, NotPermitted, InvalidValue for a name that cannot be.
    """
    business_id = command.business_id
    require_settings(uow, actor, uow.businesses.catalog(business_id))
    catalog = locked_catalog(uow, business_id, now)
    earlier = first_answer(uow, business_id, actor, command.idempotency_key, command)
    if earlier is not None:
        return catalog.service(earlier)
    original = catalog.service(command.service_id)
    name = command.display_name.strip()
    require_text("displayName", name)
    if name.casefold() in {each.display_name.casefold() for each in catalog.services.values()}:
        raise InvalidValue("displayName", "must not be the name of another service")
    # Other words people say for the original would mean both.
    copied = replace(original, service_id=ids.new_id(), display_name=name, aliases={})
    services = {**catalog.services, copied.service_id: copied}
    uow.businesses.replace(replace(catalog, services=services))
    uow.audit.add(business_id, actor, "cloned", copied.service_id, now)
    key = scoped_key(actor, command.idempotency_key)
    uow.answers.keep(business_id, key, fingerprint(command), copied.service_id, now)
    return copied


def _require_free(uow: UnitOfWork, business_id: str) -> None:
    if uow.businesses.exists(business_id):
        raise AlreadyThere("business", business_id, is_deleted=False)
    if any(each.business_id == business_id for each in uow.deletions.businesses()):
        raise AlreadyThere("business", business_id, is_deleted=True)


def _copy_of(original: Catalog, command: CloneBusiness) -> Catalog:
    """Copy the catalog; ids of services, staff and questions belong to their business alone."""
    business = replace(
        original.business,
        business_id=command.new_business_id,
        display_name=command.display_name.strip(),
    )
    services, staff = original.services, original.staff_members
    if not command.with_staff:
        services = {key: replace(each, staff_member_ids=()) for key, each in services.items()}
        staff = {}
    return Catalog(
        business=business,
        services=services,
        staff_members=staff,
        custom_questions=original.custom_questions,
        closures=original.closures,
        resources=original.resources,
    )
