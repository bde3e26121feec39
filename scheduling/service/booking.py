"""The use case `book`: one transaction that cannot double-book."""

from dataclasses import replace
from datetime import datetime

from scheduling.actors import Actor, CustomerActor, StaffActor
from scheduling.appointments import Appointment
from scheduling.customers import CustomerInformation
from scheduling.errors import NotPermitted, SlotNotOffered, SlotTaken
from scheduling.holds import Hold, Takeover
from scheduling.permissions import Action, Reach
from scheduling.ports import Ids, UnitOfWork
from scheduling.service.access import Access, access_of
from scheduling.service.attending.writing import write
from scheduling.service.book_command import BookCommand
from scheduling.service.booking_customers import booked_customer
from scheduling.service.choosing import place, refuse_what_is_taken
from scheduling.service.lapsing import lock_calendars, put_back
from scheduling.service.recording import first_answer, holder, record
from scheduling.service.searching import Search
from scheduling.service.viewing import appointment_view
from scheduling.service.wish_lookup import search_for
from scheduling.views import AppointmentView


def book(
    uow: UnitOfWork, actor: Actor, command: BookCommand, now: datetime, ids: Ids
) -> AppointmentView:
    """Book an appointment.

    What the customer holds at that time is taken over: whoever it is held with takes it, where
    nobody else was planned for who is free.

    Raises SlotTaken with the nearest free times, SlotNotOffered with the rule that refuses,
    MissingDetails with the fields to ask for, TooManyAppointments with the limit, AlreadyAttending,
    KeyReused, NotFound or NotPermitted.
    """
    search, held = _locked_search(uow, actor, command, now)
    earlier = first_answer(uow, command.business_id, actor, command.idempotency_key, command)
    if earlier is not None:
        put_back(uow, held)
        return _answered(search, earlier)
    _require_own_calendar(search)
    preferred = (*command.preferred_staff_member_ids, *_held_with(search, held, command))
    placement = place(search, command.start_at, ids, preferred)
    customer = booked_customer(uow, search, command, now, ids)
    appointment = write(search, command, placement, customer, ids)
    record(uow, actor, appointment, now, command.idempotency_key, command)
    access = _made_own(search, appointment, customer)
    return appointment_view(search.catalog, appointment, access, now)


def _answered(search: Search, appointment_id: str) -> AppointmentView:
    """Give what this request booked before, as it is now."""
    uow, catalog = search.uow, search.catalog
    appointment = uow.appointments.get(catalog.business.business_id, appointment_id)
    access = access_of(uow, search.access.actor, catalog)
    return appointment_view(catalog, appointment, access, search.now)


def _made_own(search: Search, appointment: Appointment, customer: CustomerInformation) -> Access:
    """Give the actor as whom they are now, a newcomer's first appointment theirs by itself.

    Two of them at once are two new customers, and only one of these stays linked. A group is
    opened to nobody: what another who attends is told would reach whom it is open to.
    """
    actor, before = search.access.actor, search.access
    if not isinstance(actor, CustomerActor):
        return before
    if before.customer_id != customer.customer_id and not appointment.is_group:
        search.uow.identities.open_appointment(
            actor.business_id, actor.principal, appointment.appointment_id
        )
    return replace(before, customer_id=customer.customer_id)


def _locked_search(
    uow: UnitOfWork, actor: Actor, command: BookCommand, now: datetime
) -> tuple[Search, tuple[Hold, ...]]:
    """Look the wish up, lock everybody it could fall to, and look again under the lock.

    Gives with it what the actor held there: it is theirs no more, or it is booked.
    """
    wish = command.wish
    if wish.staff_member_id is None:
        wish = replace(wish, staff_member_id=_own_calendar(uow, actor, command.business_id))
    before = search_for(uow, actor, wish, now)
    _refuse_what_is_taken(before, command)
    taking = Takeover(holder(actor), before.service.claimed_from(command.start_at))
    concerned, resources = before.candidate_ids, before.resource_ids
    elsewhere = before.catalog.calendars_elsewhere(concerned)
    held = lock_calendars(uow, command.business_id, concerned, now, taking, resources, elsewhere)
    return search_for(uow, actor, wish, now), held


def _refuse_what_is_taken(search: Search, command: BookCommand) -> None:
    """Refuse what somebody has already before anything is locked.

    Of many who want one time, only those who come while it is given away wait for each other.
    What this request booked itself stands, and is found under the lock.
    """
    try:
        refuse_what_is_taken(search, command.start_at)
    except (SlotTaken, SlotNotOffered):
        actor, key = search.access.actor, command.idempotency_key
        if first_answer(search.uow, command.business_id, actor, key, command) is None:
            _require_own_calendar(search)
            raise


def _held_with(search: Search, held: tuple[Hold, ...], command: BookCommand) -> tuple[str, ...]:
    """Give whom the actor held just this with; what they held is theirs no more, or is booked."""
    wanted = search.service.service_id, search.service.claimed_from(command.start_at)
    found = (each.staff_member_ids for each in held if (each.service_id, each.claimed) == wanted)
    return next(found, ())


def _own_calendar(uow: UnitOfWork, actor: Actor, business_id: str) -> str | None:
    """Give who takes what a team member books without naming anybody: themselves."""
    if not isinstance(actor, StaffActor):
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
