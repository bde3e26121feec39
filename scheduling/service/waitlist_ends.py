"""A wish that is met ends: whoever got what they waited for waits no longer."""

from collections.abc import Iterator

from scheduling.appointment_events import EventKind
from scheduling.appointments import Appointment
from scheduling.ports import UnitOfWork
from scheduling.waitlist import WaitlistStatus

_MEETING = frozenset(
    {EventKind.BOOKED, EventKind.REQUESTED, EventKind.RESCHEDULED, EventKind.ATTENDEE_JOINED}
)


def end_wishes_met(uow: UnitOfWork, appointment: Appointment) -> None:
    """End what the appointment's customers waited for, where it is just that.

    What else was offered to them goes to the next in line. Under the lock of the appointment's
    calendars.
    """
    business_id, start_at = appointment.business_id, appointment.time_range.start_at
    for customer_id in dict.fromkeys(_who_got_it(appointment)):
        for entry in uow.waitlist.of_customer(business_id, customer_id):
            whose = appointment.staff_member_ids
            if entry.wish.is_met_by(appointment.service_id, whose, start_at):
                uow.waitlist.update(entry.ended(WaitlistStatus.BOOKED))
                uow.holds.remove(business_id, [entry.hold_id])


def _who_got_it(appointment: Appointment) -> Iterator[str]:
    """Give whom its events gave a place there: all who attend, or the one who joined."""
    for event in appointment.events:
        if event.kind is EventKind.ATTENDEE_JOINED:
            yield event.customer_id
        elif event.kind in _MEETING:
            yield from (each.customer_id for each in appointment.customers)
