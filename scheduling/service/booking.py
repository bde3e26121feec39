"""The use case `book`: one transaction that cannot double-book."""

from dataclasses import replace
from datetime import datetime

from scheduling.actors import Actor, CustomerActor, StaffActor
from scheduling.appointments import Appointment, AppointmentEvent, EventKind
from scheduling.catalog import Service
from scheduling.customers import CustomerInformation
from scheduling.errors import NotPermitted
from scheduling.holds import Hold, Takeover
from scheduling.permissions import Action, Reach
from scheduling.ports import Ids, UnitOfWork
from scheduling.service.access import Access, access_of
from scheduling.service.book_command import BookCommand
from scheduling.service.booking_customers import booked_customer
from scheduling.service.choosing import choose_staff_member
from scheduling.service.lapsing import lock_calendars
from scheduling.service.recording import first_answer, holder, record
from scheduling.service.requesting import must_be_asked_for, requested
from scheduling.service.searching import Search, Wish, search_for
from scheduling.service.viewing import appointment_view
from scheduling.time_ranges import TimeRange
from scheduling.views import AppointmentView
from scheduling.wall_clocks import WallClock


def book(
    uow: UnitOfWork, actor: Actor, command: BookCommand, now: datetime, ids: Ids
) -> AppointmentView:
    """Book an appointment.

    What the customer holds at that time is taken over: whoever it is held with takes it.

    Raises SlotTaken with the nearest free times, SlotNotOffered with the rule that refuses,
    MissingDetails with the fields to ask for, TooManyAppointments with the limit, KeyReused,
    NotFound or NotPermitted.
    """
    search, held = _locked_search(uow, actor, command, now)
    earlier = first_answer(uow, command.business_id, actor, command.idempotency_key, command)
    if earlier is not None:
        appointment = uow.appointments.get(command.business_id, earlier)
        access = access_of(uow, actor, search.catalog)
        return appointment_view(search.catalog, appointment, access, now)
    _require_own_calendar(search)
    preferred = _held_with(held, command) or command.preferred_staff_member_id
    staff_member_id = choose_staff_member(search, command.start_at, ids, preferred)
    customer = booked_customer(uow, search, command, now, ids)
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


def _locked_search(
    uow: UnitOfWork, actor: Actor, command: BookCommand, now: datetime
) -> tuple[Search, tuple[Hold, ...]]:
    """Look the wish up, lock everybody it could fall to, and look again under the lock.

    Gives with it what the actor held there: it is theirs no more, or it is booked.
    """
    wish = Wish(
        business_id=command.business_id,
        service_id=command.service_id,
        staff_member_id=command.staff_member_id or _own_calendar(uow, actor, command.business_id),
        except_staff_member_ids=command.except_staff_member_ids,
    )
    before = search_for(uow, actor, wish, now)
    candidates = [each.staff_member_id for each in before.candidates]
    taking = Takeover(holder(actor), before.service.claimed_from(command.start_at))
    held = lock_calendars(uow, command.business_id, candidates, now, taking)
    return search_for(uow, actor, wish, now), held


def _held_with(held: tuple[Hold, ...], command: BookCommand) -> str | None:
    wanted = command.service_id, command.start_at
    with_whom = (
        each.staff_member_id for each in held if (each.service_id, each.start_at) == wanted
    )
    return next(with_whom, None)


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
    booked = Appointment(
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
        occurrence=command.occurrence,
        is_self_service=search.access.is_customer,
        created_at=now,
        last_updated_at=now,
        events=(AppointmentEvent(EventKind.BOOKED, search.access.actor, now),),
    )
    return requested(booked, search.catalog) if must_be_asked_for(search) else booked
