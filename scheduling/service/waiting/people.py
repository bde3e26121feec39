"""Who is put on the waitlist: found, or made of what is told of them."""

from scheduling.actors import CustomerActor
from scheduling.customers import Contact, Customer
from scheduling.errors import MissingDetails
from scheduling.ports import Ids, Link, UnitOfWork
from scheduling.service.access import Access, known
from scheduling.service.waiting.commands import JoinCommand


def waiting_customer(uow: UnitOfWork, access: Access, command: JoinCommand, ids: Ids) -> Customer:
    """Give the customer, held until the transaction ends; a new one is linked to who joins.

    Raises MissingDetails where nobody is known and no name was given.
    """
    found = _known(uow, access, command)
    if found is not None:
        return found
    if command.contact is None:
        raise MissingDetails(("name",))
    customer = Customer(
        customer_id=ids.new_id(),
        contact=command.contact,
        customer_time_zone=command.customer_time_zone,
        language_tag=command.language_tag,
    )
    uow.customers.save(command.business_id, customer)
    if isinstance(access.actor, CustomerActor):
        link = Link(customer_id=customer.customer_id)
        uow.identities.link(command.business_id, access.actor.principal, link)
    return customer


def _known(uow: UnitOfWork, access: Access, command: JoinCommand) -> Customer | None:
    read, business_id = uow.customers.get_locked, command.business_id
    if access.is_customer:
        return known(read, business_id, access.customer_id) if access.customer_id else None
    if command.customer_id is not None:
        return read(business_id, command.customer_id)
    found = _of_name(uow, business_id, command.contact)
    return read(business_id, found.customer_id) if found else None


def _of_name(uow: UnitOfWork, business_id: str, contact: Contact | None) -> Customer | None:
    """Give the one customer whom staff mean by a name alone; of two of a name neither is meant."""
    if contact is None or contact.email_address or contact.phone:
        return None
    name = contact.name.casefold()
    same = [each for each in uow.customers.all(business_id) if each.contact.name.casefold() == name]
    return same[0] if len(same) == 1 else None
