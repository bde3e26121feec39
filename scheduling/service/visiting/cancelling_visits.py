"""Use cases of a visit that is booked: what is to come of it, and to cancel all of that at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from scheduling.actors import Actor
from scheduling.appointments import Appointment
from scheduling.business import Catalog
from scheduling.customers import CustomerInformation
from scheduling.permissions import Action
from scheduling.ports import Ids, UnitOfWork
from scheduling.service.access import Access, access_of, appointment_for
from scheduling.service.asking import AskAppointment
from scheduling.service.attending.leaving import RemoveAttendeeCommand, remove_attendee
from scheduling.service.changing import CancelCommand, cancel
from scheduling.service.lapsing import lock_calendars
from scheduling.service.recording import scoped_key
from scheduling.service.viewing import appointment_view
from scheduling.statuses import AppointmentStatus
from scheduling.views import AppointmentView


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelVisitCommand:
    """Cancel whatever is still to come of the visit to which an appointment belongs."""

    business_id: str
    appointment_id: str
    message: str = ""
    idempotency_key: str


def get_visit(
    uow: UnitOfWork, actor: Actor, command: AskAppointment, now: datetime, ids: Ids
) -> tuple[AppointmentView, ...]:
    """List what is to come of the visit an appointment belongs to, by start. Raises NotFound."""
    catalog = uow.businesses.catalog(command.business_id)
    access = access_of(uow, actor, catalog)
    seen = Action.SEE_APPOINTMENTS
    one = appointment_for(uow, access, seen, command.business_id, command.appointment_id)
    parts = (each for each in visit_of(uow, access, one, now) if access.allows(seen, each))
    return tuple(appointment_view(catalog, each, access, now) for each in parts)


def cancel_visit(
    uow: UnitOfWork, actor: Actor, command: CancelVisitCommand, now: datetime, ids: Ids
) -> tuple[AppointmentView, ...]:
    """Cancel all parts of a visit that are confirmed or asked for, and to come: all or none.

    In a class the customer's place is given up, and the others stay. The same request again gives
    what it cancelled. Raises what `cancel` does.
    """
    business_id, appointment_id = command.business_id, command.appointment_id
    catalog = uow.businesses.catalog(business_id)
    access = access_of(uow, actor, catalog)
    one = appointment_for(uow, access, Action.CANCEL, business_id, appointment_id)
    ended_before = [
        each for each in _bound_to(uow, access, one, now) if _was_ended(uow, actor, command, each)
    ]
    if ended_before:
        return tuple(appointment_view(catalog, each, access, now) for each in ended_before)
    people, resources = calendars_here(catalog, visit_of(uow, access, one, now))
    lock_calendars(uow, business_id, people, now, resource_ids=resources)
    # What lapsed meanwhile has ended with the lock.
    one = appointment_for(uow, access, Action.CANCEL, business_id, appointment_id)
    whose = access.place_in(one).customer_id

    def ended(part: Appointment) -> AppointmentView:
        if len(part.customers) > 1 and not access.is_customer:
            return remove_attendee(uow, actor, _removal(command, part, whose), now, ids)
        return cancel(uow, actor, _cancelling(command, part, access), now, ids)

    return tuple(ended(each) for each in visit_of(uow, access, one, now))


def _key_of(command: CancelVisitCommand, part: Appointment) -> str:
    return f"{command.idempotency_key}:{part.appointment_id}"


def _was_ended(
    uow: UnitOfWork, actor: Actor, command: CancelVisitCommand, part: Appointment
) -> bool:
    """Tell whether this request ended a part before; it was another version then."""
    key = scoped_key(actor, _key_of(command, part))
    return uow.answers.find(command.business_id, key) is not None


def _removal(command: CancelVisitCommand, part: Appointment, whose: str) -> RemoveAttendeeCommand:
    return RemoveAttendeeCommand(
        business_id=command.business_id,
        appointment_id=part.appointment_id,
        version=part.version,
        customer_id=whose,
        message=command.message,
        idempotency_key=_key_of(command, part),
    )


def _cancelling(command: CancelVisitCommand, part: Appointment, access: Access) -> CancelCommand:
    return CancelCommand(
        business_id=command.business_id,
        appointment_id=part.appointment_id,
        version=access.version_of(part),
        message=command.message,
        idempotency_key=_key_of(command, part),
    )


def calendars_here(
    catalog: Catalog, parts: Sequence[Appointment]
) -> tuple[Sequence[str], Sequence[str]]:
    """List whose calendars appointments are on, as far as they are here: people, and resources."""
    people = {who for each in parts for who in each.staff_member_ids}
    resources = {unit.resource_id for each in parts for unit in each.resource_units}
    known = sorted(people & catalog.staff_members.keys())
    return known, sorted(resources & catalog.resources.keys())


_TO_COME = (AppointmentStatus.CONFIRMED, AppointmentStatus.REQUESTED)


def visit_of(
    uow: UnitOfWork, access: Access, one: Appointment, now: datetime
) -> tuple[Appointment, ...]:
    """List what is to come of the visit an appointment belongs to, by start; it alone if to none."""
    found = _bound_to(uow, access, one, now)
    if not access.place_in(one).visit_id:
        return found
    return tuple(each for each in found if each.status in _TO_COME)


def _bound_to(
    uow: UnitOfWork, access: Access, one: Appointment, now: datetime
) -> tuple[Appointment, ...]:
    """List what is not over of the visit an appointment belongs to, cancelled parts too."""
    own = access.place_in(one)
    if not own.visit_id:
        return (one,)
    found = uow.appointments.of_customers(one.business_id, [own.customer_id], now)
    return tuple(each for each in found if _is_part(each, own))


def _is_part(appointment: Appointment, own: CustomerInformation) -> bool:
    theirs = appointment.information_of(own.customer_id)
    return theirs is not None and theirs.visit_id == own.visit_id
