"""The use case `book`: one transaction that cannot double-book."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from scheduling.actors import Actor, CustomerActor
from scheduling.appointments import Appointment, AppointmentEvent, EventKind, WallClock
from scheduling.catalog import Service
from scheduling.customers import Contact, Customer, CustomerInformation
from scheduling.errors import MissingDetails, NotFound, NotPermitted
from scheduling.permissions import Action, Reach
from scheduling.ports import Ids, Link, UnitOfWork
from scheduling.service.access import Access, access_of, known
from scheduling.service.choosing import choose_staff_member
from scheduling.service.details import consent_to, required_answers, required_contact
from scheduling.service.recording import first_answer, record, scoped_key
from scheduling.service.searching import Search, Wish, search_for
from scheduling.service.viewing import appointment_view
from scheduling.time_ranges import TimeRange, as_instant
from scheduling.views import AppointmentView

LONGEST_NOTES = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class BookCommand:
    """Book a service at `start_at`, with `staff_member_id` or, where None, whoever is free.

    Nobody of `except_staff_member_ids` takes it then.

    `contact` may be None for a customer the business knows already. `answers` are by question
    id. Staff book for others by `customer_id` or by `contact`. The same `idempotency_key` from
    the same actor is the same request: it books once and gives the same appointment.
    """

    business_id: str
    service_id: str
    start_at: datetime
    staff_member_id: str | None = None
    except_staff_member_ids: frozenset[str] = frozenset()
    contact: Contact | None = None
    customer_id: str | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    has_consented: bool = False
    customer_time_zone: str = ""
    language_tag: str = ""
    notes: str = ""
    idempotency_key: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "start_at", as_instant(self.start_at))


def book(
    uow: UnitOfWork, actor: Actor, command: BookCommand, now: datetime, ids: Ids
) -> AppointmentView:
    """Book an appointment.

    Raises SlotTaken with the nearest free times, SlotNotOffered with the rule that refuses,
    MissingDetails with the fields to ask for, KeyReused, NotFound or NotPermitted.
    """
    search = _locked_search(uow, actor, command, now)
    earlier = first_answer(uow, command.business_id, actor, command.idempotency_key, command)
    if earlier is not None:
        appointment = uow.appointments.get(command.business_id, earlier)
        return appointment_view(search.catalog, appointment, search.access, now)
    _require_own_calendar(search)
    staff_member_id = choose_staff_member(search, command.start_at)
    customer = _customer(uow, search, command, now, ids)
    appointment = _appointment(search, command, staff_member_id, customer, now, ids)
    uow.appointments.add(appointment)
    record(uow, actor, appointment, now, command.idempotency_key, command)
    access = search.access
    if isinstance(actor, CustomerActor):
        access = replace(access, customer_id=customer.customer_id)
        _keep_own(uow, actor, search.access, appointment)
    return appointment_view(search.catalog, appointment, access, now)


def _keep_own(
    uow: UnitOfWork, actor: CustomerActor, before: Access, appointment: Appointment
) -> None:
    """Make a newcomer's first appointment theirs by itself.

    Two of them at once are two new customers, and only one of these stays linked.
    """
    if before.customer_id != appointment.customer.customer_id:
        uow.identities.open_appointment(
            actor.business_id, actor.principal, appointment.appointment_id
        )


def _locked_search(uow: UnitOfWork, actor: Actor, command: BookCommand, now: datetime) -> Search:
    """Lock everybody the wish could fall to, and look it up under the lock."""
    wish = Wish(
        business_id=command.business_id,
        service_id=command.service_id,
        staff_member_id=command.staff_member_id or _own_calendar(uow, actor, command.business_id),
        except_staff_member_ids=command.except_staff_member_ids,
    )
    _lock(uow, actor, wish, now)
    return search_for(uow, actor, wish, now, scoped_key(actor, command.idempotency_key))


def _lock(uow: UnitOfWork, actor: Actor, wish: Wish, now: datetime) -> None:
    """Lock who is named without looking up anything first: what all others wait for is short."""
    if wish.staff_member_id is None:
        candidates = search_for(uow, actor, wish, now).candidates
        uow.appointments.lock(wish.business_id, [each.staff_member_id for each in candidates])
        return
    try:
        uow.appointments.lock(wish.business_id, (wish.staff_member_id,))
    except NotFound:
        # Whatever else is wrong with the wish is more telling.
        search_for(uow, actor, wish, now)
        raise


def _own_calendar(uow: UnitOfWork, actor: Actor, business_id: str) -> str | None:
    """Give who takes what a team member books without naming anybody: themselves."""
    if isinstance(actor, CustomerActor):
        return None
    access = access_of(uow, actor, uow.businesses.catalog(business_id))
    return access.staff_member_id if access.reach(Action.BOOK) is Reach.OWN else None


def _require_own_calendar(search: Search) -> None:
    """A team member books for others, but only to their own calendar."""
    access = search.access
    if access.role is None or access.reach(Action.BOOK) is Reach.ANY:
        return
    if search.wish.staff_member_id != access.staff_member_id:
        raise NotPermitted(Action.BOOK.value)


def _customer(
    uow: UnitOfWork, search: Search, command: BookCommand, now: datetime, ids: Ids
) -> CustomerInformation:
    """Find or make the customer, and gather what the service demands of them."""
    service, catalog = search.service, search.catalog
    customer_before = _known_customer(uow, search.access, command)
    contact = _contact(command.contact, customer_before)
    if search.access.is_customer:
        required_contact(service, contact)
    customer = _saved_customer(uow, search.access, command, customer_before, contact, ids)
    by_staff = not search.access.is_customer
    return CustomerInformation(
        customer_id=customer.customer_id,
        contact=contact,
        customer_time_zone=command.customer_time_zone or customer.customer_time_zone,
        notes=command.notes[:LONGEST_NOTES],
        answers=required_answers(catalog, service, command.answers, may_skip=by_staff),
        consent=consent_to(
            catalog, service, now, has_consented=command.has_consented, may_skip=by_staff
        ),
    )


def _known_customer(uow: UnitOfWork, access: Access, command: BookCommand) -> Customer | None:
    customer_id = access.customer_id if access.is_customer else command.customer_id
    if customer_id is None:
        return None
    if access.is_customer:
        return known(uow.customers.get, command.business_id, customer_id)
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


def _appointment(
    search: Search,
    command: BookCommand,
    staff_member_id: str,
    customer: CustomerInformation,
    now: datetime,
    ids: Ids,
) -> Appointment:
    service: Service = search.service
    business = search.catalog.business
    start_at = command.start_at
    return Appointment(
        business_id=business.business_id,
        appointment_id=ids.new_id(),
        service_id=service.service_id,
        service_name=service.display_name,
        staff_member_ids=(staff_member_id,),
        customers=(customer,),
        time_range=TimeRange(start_at, start_at + service.default_duration),
        wall_clock=WallClock.of(start_at, business.time_zone),
        pre_buffer=service.pre_buffer,
        post_buffer=service.post_buffer,
        price=service.price,
        location=service.default_location,
        is_location_online=service.is_location_online,
        additional_information=service.additional_information,
        is_self_service=search.access.is_customer,
        created_at=now,
        last_updated_at=now,
        events=(AppointmentEvent(EventKind.BOOKED, search.access.actor, now),),
    )
