"""The use case `get_history`: who changed an appointment, when, and by which door."""

from datetime import datetime

from scheduling.actors import Actor, CustomerActor, OperatorActor, StaffActor
from scheduling.appointments import Appointment
from scheduling.auditing import AuditEntry, Author, HistoryEntryView
from scheduling.business import Catalog
from scheduling.permissions import Action
from scheduling.ports import Ids, UnitOfWork
from scheduling.service.access import access_of, appointment_for, known
from scheduling.service.asking import AskAppointment
from scheduling.service.viewing import staff_member_view


def get_history(
    uow: UnitOfWork, actor: Actor, command: AskAppointment, now: datetime, ids: Ids
) -> tuple[HistoryEntryView, ...]:
    """List the changes of an appointment, the first one first. Raises NotFound, NotPermitted."""
    catalog = uow.businesses.catalog(command.business_id)
    access = access_of(uow, actor, catalog)
    appointment = appointment_for(
        uow, access, Action.SEE_HISTORY, command.business_id, command.appointment_id
    )
    found = uow.audit.of_subject(command.business_id, command.appointment_id)
    return tuple(_view(uow, catalog, appointment, each) for each in found)


def _view(
    uow: UnitOfWork, catalog: Catalog, appointment: Appointment, entry: AuditEntry
) -> HistoryEntryView:
    author, name = _author(uow, catalog, appointment, entry.actor)
    return HistoryEntryView(
        at=entry.at,
        author=author,
        name=name,
        what=entry.what,
        before=entry.before,
        after=entry.after,
        door=entry.door,
    )


def _author(
    uow: UnitOfWork, catalog: Catalog, appointment: Appointment, actor: Actor
) -> tuple[Author, str]:
    if isinstance(actor, CustomerActor):
        return Author.CUSTOMER, _customer_name(uow, appointment, actor)
    if isinstance(actor, StaffActor):
        found = staff_member_view(catalog, actor.staff_member_id)
        return Author.STAFF_MEMBER, found.display_name
    return (Author.OPERATOR if isinstance(actor, OperatorActor) else Author.SYSTEM), ""


def _customer_name(uow: UnitOfWork, appointment: Appointment, actor: CustomerActor) -> str:
    """Name the customer who acted: of a group whoever it was, though they may have left since."""
    if not appointment.is_group:
        return appointment.customer.contact.name
    link = uow.identities.find(appointment.business_id, actor.principal)
    if link is None or link.customer_id is None:
        return ""
    found = known(uow.customers.get, appointment.business_id, link.customer_id)
    return found.contact.name if found else ""
