"""Appointments that a group attends: one calendar entry, many customers, each for themselves.

Joining and leaving concern nobody else: no other attendee hears of it, and no calendar entry of
theirs changes. Whoever leaves last ends the appointment.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from scheduling.actors import Actor
from scheduling.appointment_events import AppointmentEvent, EventKind
from scheduling.appointments import Appointment, changed
from scheduling.customers import CustomerInformation
from scheduling.errors import AlreadyAttending, Reason, SlotNotOffered, WrongStatus
from scheduling.statuses import AppointmentStatus


@dataclass(frozen=True, slots=True)
class GroupPlace:
    """An appointment with room for so many more people, those for whom room is kept left out."""

    appointment: Appointment
    open_attendees_count: int


def joined(
    appointment: Appointment, customer: CustomerInformation, by: Actor, at: datetime
) -> Appointment:
    """Give it with one more customer.

    Raises AlreadyAttending, WrongStatus unless it is confirmed, SlotNotOffered without room.
    """
    _require_confirmed(appointment, "joined")
    start_at = appointment.time_range.start_at
    if appointment.information_of(customer.customer_id) is not None:
        raise AlreadyAttending(appointment.appointment_id, start_at)
    count = appointment.filled_attendees_count + customer.attendees_count
    if count > appointment.maximum_attendees_count:
        raise SlotNotOffered(start_at, Reason.FULL)
    customers = (*appointment.customers, customer)
    return _with(appointment, customers, EventKind.ATTENDEE_JOINED, customer.customer_id, by, at)


def left(
    appointment: Appointment, customer_id: str, by: Actor, at: datetime, message: str = ""
) -> Appointment:
    """Give it without one of its customers, or cancelled where nobody else attends.

    Raises WrongStatus unless it is confirmed and they attend.
    """
    _require_confirmed(appointment, "left")
    if appointment.information_of(customer_id) is None:
        raise WrongStatus(appointment.status.value, "left")
    remaining = tuple(each for each in appointment.customers if each.customer_id != customer_id)
    if not remaining:
        return appointment.cancelled(by, at, message)
    return _with(appointment, remaining, EventKind.ATTENDEE_LEFT, customer_id, by, at, message)


def _require_confirmed(appointment: Appointment, wanted: str) -> None:
    if appointment.status is not AppointmentStatus.CONFIRMED:
        raise WrongStatus(appointment.status.value, wanted)


def _with(
    appointment: Appointment,
    customers: tuple[CustomerInformation, ...],
    kind: EventKind,
    customer_id: str,
    by: Actor,
    at: datetime,
    message: str = "",
) -> Appointment:
    """Change who attends. The time is everybody's and stays, and so does the sequence."""
    event = AppointmentEvent(
        kind,
        by,
        at,
        previous_status=appointment.status,
        customer_id=customer_id,
        message=message,
    )
    return changed(replace(appointment, customers=customers), event, appointment.sequence)
