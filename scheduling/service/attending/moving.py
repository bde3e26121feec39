"""A customer of a group comes another time: their place moves, the group stays where it is."""

from datetime import datetime

from scheduling.appointments import Appointment
from scheduling.customers import CustomerInformation
from scheduling.errors import NotFound
from scheduling.groups import left
from scheduling.ports import Ids
from scheduling.service.attending.writing import join, new_appointment
from scheduling.service.change import Change, Changing, seen
from scheduling.service.choosing import place
from scheduling.service.recording import record
from scheduling.service.searching import Search
from scheduling.service.wish_lookup import search_to_move_place
from scheduling.service.wishes import Wish
from scheduling.views import AppointmentView


def move_place(
    change: Change,
    command: Changing,
    start_at: datetime,
    staff_member_id: str | None,
    now: datetime,
    ids: Ids,
) -> AppointmentView:
    """Take the customer who asks to another appointment of the service, theirs alone if need be.

    They keep their answers and how many they are. Raises SlotTaken, SlotNotOffered, WrongStatus,
    AlreadyAttending.
    """
    uow, group, actor = change.uow, change.appointment, change.access.actor
    own = group.information_of(change.access.customer_id)
    if own is None:
        raise NotFound("appointment", group.appointment_id)
    wish = Wish(
        business_id=command.business_id,
        service_id=group.service_id,
        staff_member_id=staff_member_id,
        except_appointment_id=group.appointment_id,
    )
    search = search_to_move_place(uow, change.catalog, change.access, group, wish, now)
    without = left(group, own.customer_id, actor, now)
    uow.appointments.update(without)
    record(uow, actor, without, now, f"{command.idempotency_key}:left", command)
    moved = _there(search, start_at, own, ids)
    record(uow, actor, moved, now, command.idempotency_key, command)
    return seen(change, moved, now)


def _there(search: Search, start_at: datetime, own: CustomerInformation, ids: Ids) -> Appointment:
    """Write the customer in where they come now: with others, or as the first."""
    chosen = place(search, start_at, ids)
    if chosen.appointment_id is not None:
        return join(search, chosen.appointment_id, own)
    made = new_appointment(search, start_at, chosen, own, ids)
    search.uow.appointments.add(made)
    return made
