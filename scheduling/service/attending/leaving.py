"""Use cases by which one customer of a group stays away: they cancel, or staff remove them."""

from dataclasses import dataclass, replace
from datetime import datetime

from scheduling.actors import Actor, CustomerActor
from scheduling.appointments import Appointment
from scheduling.customers import CustomerInformation
from scheduling.errors import InvalidValue, NotFound, NotPermitted
from scheduling.groups import left
from scheduling.permissions import Action
from scheduling.ports import Ids, UnitOfWork
from scheduling.service.access import access_of
from scheduling.service.change import LONGEST_MESSAGE, Change, Changing, begin, check, finish, seen
from scheduling.service.recording import first_answer
from scheduling.service.viewing import appointment_view
from scheduling.statuses import AppointmentStatus, CancelledBy
from scheduling.views import AppointmentView


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveAttendeeCommand:
    """Take one customer out of a group; `message` is kept with the change, and told to nobody else."""

    business_id: str
    appointment_id: str
    version: int
    customer_id: str
    message: str = ""
    idempotency_key: str


def remove_attendee(
    uow: UnitOfWork, actor: Actor, command: RemoveAttendeeCommand, now: datetime, ids: Ids
) -> AppointmentView:
    """Take a customer out of a group; the last one ends the appointment.

    Raises NotFound for who does not attend, InvalidValue, WrongStatus, StaleVersion, NotPermitted.
    """
    if len(command.message) > LONGEST_MESSAGE:
        raise InvalidValue("message", f"must be at most {LONGEST_MESSAGE} characters")
    change = begin(uow, actor, command, Action.CANCEL, now)
    if change.access.is_customer:
        raise NotPermitted("remove another customer")
    if change.was_answered:
        return seen(change, change.appointment, now)
    check(change, command, now)
    group = change.appointment
    if not group.is_group or group.information_of(command.customer_id) is None:
        raise NotFound("attendee", command.customer_id)
    without = left(group, command.customer_id, actor, now, command.message.strip())
    return finish(change, without, command, now)


def leave(change: Change, command: Changing, now: datetime, message: str = "") -> AppointmentView:
    """Take the customer who asks out of their group, and give their place as they see it now.

    Raises WrongStatus.
    """
    group, customer_id = change.appointment, change.access.customer_id
    own = group.information_of(customer_id)
    if own is None:
        raise NotFound("appointment", group.appointment_id)
    without = left(group, own.customer_id, change.access.actor, now, message)
    finish(change, without, command, now)
    return seen(change, as_left(without, own, change.access.actor), now)


def answered_before(
    uow: UnitOfWork, actor: Actor, command: Changing, now: datetime
) -> AppointmentView | None:
    """Give what a customer was answered to this request before, where they left a group by it."""
    if not isinstance(actor, CustomerActor):
        return None
    earlier = first_answer(uow, command.business_id, actor, command.idempotency_key, command)
    if earlier is None:
        return None
    catalog = uow.businesses.catalog(command.business_id)
    access = access_of(uow, actor, catalog)
    appointment = uow.appointments.get(command.business_id, earlier)
    if access.owns(appointment) or access.customer_id is None:
        return appointment_view(catalog, appointment, access, now)
    contact = uow.customers.get(command.business_id, access.customer_id).contact
    own = CustomerInformation(customer_id=access.customer_id, contact=contact)
    return appointment_view(catalog, as_left(appointment, own, actor), access, now)


def as_left(group: Appointment, own: CustomerInformation, by: Actor) -> Appointment:
    """Give a group's appointment as who left it sees it: theirs alone, and cancelled."""
    return replace(
        group,
        customers=(own,),
        status=AppointmentStatus.CANCELLED,
        cancelled_by=CancelledBy.of(by),
        events=(),
    )
