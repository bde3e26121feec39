"""Where a group has room: its appointments, less who attends and for whom room is held."""

from datetime import datetime

from scheduling.appointments import Appointment
from scheduling.catalog import Service
from scheduling.groups import GroupPlace
from scheduling.ports import UnitOfWork
from scheduling.service.wishes import Wish
from scheduling.time_ranges import TimeRange


def group_places(
    uow: UnitOfWork, wish: Wish, service: Service, within: TimeRange, now: datetime, owner: str
) -> tuple[GroupPlace, ...]:
    """List the appointments of a service that start within a range, with who is wished for.

    Room that anybody but `owner` holds is none. In order of start; of two at once the fuller one
    comes last.
    """
    if not service.is_group:
        return ()
    business_id = wish.business_id
    found = uow.appointments.groups(business_id, service.service_id, within)
    meant = [each for each in found if _is_meant(wish, each)]
    if not meant:
        return ()
    ids = [each.appointment_id for each in meant]
    held = uow.holds.held_attendees(business_id, ids, now, owner)
    places = (_place(each, held.get(each.appointment_id, 0)) for each in meant)
    return tuple(sorted(places, key=_order))


def _is_meant(wish: Wish, group: Appointment) -> bool:
    """Tell whether it is a group with somebody who is wished for, and not the one that is left."""
    wished, unwanted = wish.staff_member_id, wish.except_staff_member_ids
    is_with = wished is None or wished in group.staff_member_ids
    is_other = group.appointment_id != wish.except_appointment_id
    return group.is_group and is_with and is_other and unwanted.isdisjoint(group.staff_member_ids)


def _place(group: Appointment, held_count: int) -> GroupPlace:
    room = group.maximum_attendees_count - group.filled_attendees_count
    return GroupPlace(group, room - held_count)


def _order(place: GroupPlace) -> tuple[datetime, int]:
    return place.appointment.time_range.start_at, -place.open_attendees_count
