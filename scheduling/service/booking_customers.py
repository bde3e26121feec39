"""Whom an appointment is booked for: found or made, with what the service demands of them."""

from dataclasses import replace
from datetime import datetime

from scheduling.actors import CustomerActor
from scheduling.customers import Contact, Customer, CustomerInformation
from scheduling.errors import MissingDetails
from scheduling.ports import Ids, Link, UnitOfWork
from scheduling.service.access import Access, known
from scheduling.service.book_command import BookCommand
from scheduling.service.details import consent_to, required_answers, required_contact
from scheduling.service.limits import require_room
from scheduling.service.searching import Search
from scheduling.views import AppointmentView

LONGEST_NOTES = 2000


def booked_customer(
    uow: UnitOfWork, search: Search, command: BookCommand, now: datetime, ids: Ids
) -> CustomerInformation:
    """Find or make the customer, and gather what the service demands of them."""
    service, catalog = search.service, search.catalog
    customer_before = _known_customer(uow, search.access, command)
    require_room(search)
    contact = _contact(command.contact, customer_before)
    if search.access.is_customer:
        required_contact(service, contact)
    customer = _saved_customer(uow, search.access, command, customer_before, contact, ids)
    by_staff = not search.access.is_customer
    return CustomerInformation(
        customer_id=customer.customer_id,
        contact=contact,
        attendees_count=command.attendees_count,
        attendee_name=command.attendee_name,
        customer_time_zone=command.customer_time_zone or customer.customer_time_zone,
        notes=command.notes[:LONGEST_NOTES],
        answers=required_answers(catalog, service, command.answers, may_skip=by_staff),
        consent=consent_to(
            catalog, service, now, has_consented=command.has_consented, may_skip=by_staff
        ),
        is_self_service=not by_staff,
        visit_id=command.visit_id,
        occurrence=command.occurrence,
    )


def _known_customer(uow: UnitOfWork, access: Access, command: BookCommand) -> Customer | None:
    customer_id = access.customer_id if access.is_customer else command.customer_id
    if customer_id is None:
        return None
    if access.is_customer:
        return known(uow.customers.get_locked, command.business_id, customer_id)
    return uow.customers.get(command.business_id, customer_id)


def _contact(given: Contact | None, before: Customer | None) -> Contact:
    """Take what is given over what is known, part by part. Raises MissingDetails without either."""
    if before is None:
        if given is None:
            raise MissingDetails(("name",))
        return given
    if given is None:
        return before.contact
    return Contact(
        name=given.name,
        email_address=given.email_address or before.contact.email_address,
        phone=given.phone or before.contact.phone,
    )


def _saved_customer(
    uow: UnitOfWork,
    access: Access,
    command: BookCommand,
    before: Customer | None,
    contact: Contact,
    ids: Ids,
) -> Customer:
    """Write a new customer, or what is new about one; a new one is linked to who books."""
    if before is None:
        customer = Customer(
            customer_id=ids.new_id(),
            contact=contact,
            customer_time_zone=command.customer_time_zone,
            language_tag=command.language_tag,
        )
    else:
        customer = replace(
            before,
            contact=contact,
            customer_time_zone=command.customer_time_zone or before.customer_time_zone,
            language_tag=command.language_tag or before.language_tag,
        )
    if customer != before:
        uow.customers.save(command.business_id, customer)
    if before is None and isinstance(access.actor, CustomerActor):
        link = Link(customer_id=customer.customer_id)
        uow.identities.link(command.business_id, access.actor.principal, link)
    return customer


def who_was_booked(uow: UnitOfWork, booked: AppointmentView) -> str:
    """Give the customer of what was booked just now, so that the rest is booked for them too.

    Staff who give a contact make one customer by it, not one for each part. In a group they came
    last.
    """
    return uow.appointments.get(booked.business_id, booked.appointment_id).customers[-1].customer_id
