"""Use cases of the operator: a whole business in, a whole business out, and which there are."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from scheduling.actors import Actor, OperatorActor, SystemActor
from scheduling.appointments import Appointment
from scheduling.business import Catalog, Former
from scheduling.catalog import Role
from scheduling.customers import Customer
from scheduling.errors import NotPermitted
from scheduling.permissions import Action, Reach
from scheduling.ports import Ids, UnitOfWork
from scheduling.service.access import access_of
from scheduling.service.asking import AskBusiness


@dataclass(frozen=True, slots=True)
class BusinessRecord:
    """Everything of one business: what it offers, its customers and its appointments.

    `former` is what it offers no more, as far as its appointments name it.
    """

    catalog: Catalog
    customers: tuple[Customer, ...] = ()
    appointments: tuple[Appointment, ...] = ()
    former: Former = field(default_factory=Former)


@dataclass(frozen=True, slots=True)
class AskBusinesses:
    """Which businesses there are."""


@dataclass(frozen=True, slots=True)
class StaffSummary:
    """A staff member for a list of whom one can be: id, name and role."""

    staff_member_id: str
    display_name: str
    role: Role


@dataclass(frozen=True, slots=True)
class BusinessSummary:
    """A business for a list: id, name, and its staff."""

    business_id: str
    display_name: str
    is_published: bool
    language_tag: str
    staff_members: tuple[StaffSummary, ...]


def replace_business(
    uow: UnitOfWork, actor: Actor, command: BusinessRecord, now: datetime, ids: Ids
) -> None:
    """Put a whole business in place of what was there. Raises SlotTaken for overlaps in it."""
    _require_house(actor)
    business_id = command.catalog.business.business_id
    if uow.businesses.exists(business_id):
        # Calendars first, as whoever books does: else each might wait for what the other holds.
        known = uow.businesses.catalog(business_id).staff_members
        uow.appointments.lock(business_id, tuple(known), now)
    uow.appointments.remove_all(business_id)
    uow.customers.remove_all(business_id)
    _write_catalog(uow, command)
    for customer in command.customers:
        uow.customers.save(business_id, customer)
    for appointment in command.appointments:
        uow.appointments.add(appointment)
    uow.audit.add(business_id, actor, "loaded", business_id, now)


def _write_catalog(uow: UnitOfWork, command: BusinessRecord) -> None:
    """Write what is offered; what is no more was there before, for appointments to name."""
    catalog, former = command.catalog, command.former
    if former != Former():
        before = replace(
            catalog,
            services={**former.services, **catalog.services},
            staff_members={**former.staff_members, **catalog.staff_members},
            resources={**former.resources, **catalog.resources},
        )
        uow.businesses.replace(before)
    uow.businesses.replace(catalog)


def export_business(
    uow: UnitOfWork, actor: Actor, command: AskBusiness, now: datetime, ids: Ids
) -> BusinessRecord:
    """Give a whole business. Raises NotFound, NotPermitted."""
    catalog = uow.businesses.catalog(command.business_id)
    if access_of(uow, actor, catalog).reach(Action.EXPORT) is not Reach.ANY:
        raise NotPermitted(Action.EXPORT.value)
    appointments = uow.appointments.all(command.business_id)
    former = _named(uow.businesses.former(command.business_id), appointments)
    return BusinessRecord(catalog, uow.customers.all(command.business_id), appointments, former)


def _named(former: Former, appointments: tuple[Appointment, ...]) -> Former:
    """Give what appointments name: of the rest nothing is left to say."""
    services = {each.service_id for each in appointments}
    people = {who for each in appointments for who in each.staff_member_ids}
    resources = {unit.resource_id for each in appointments for unit in each.resource_units}
    return Former(
        services={key: each for key, each in former.services.items() if key in services},
        staff_members={key: each for key, each in former.staff_members.items() if key in people},
        resources={key: each for key, each in former.resources.items() if key in resources},
    )


def list_businesses(
    uow: UnitOfWork, actor: Actor, command: AskBusinesses, now: datetime, ids: Ids
) -> tuple[BusinessSummary, ...]:
    """List all businesses with their staff, for the host's own pages and the command line."""
    _require_house(actor)
    catalogs = (uow.businesses.catalog(each) for each in uow.businesses.ids())
    return tuple(_summary(catalog) for catalog in catalogs)


def _summary(catalog: Catalog) -> BusinessSummary:
    business = catalog.business
    return BusinessSummary(
        business.business_id,
        business.display_name,
        business.is_published,
        business.language_tag,
        tuple(
            StaffSummary(each.staff_member_id, each.display_name, each.role)
            for each in catalog.staff_members.values()
        ),
    )


def _require_house(actor: Actor) -> None:
    if not isinstance(actor, SystemActor | OperatorActor):
        raise NotPermitted("manage whole businesses")
