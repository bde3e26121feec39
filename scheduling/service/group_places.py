"""Where a group has room: its appointments, less who attends and for whom room is held."""

from datetime import datetime

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
    business_id, wished = wish.business_id, wish.staff_member_id
    found = [
        each
        for each in uow.appointments.groups(business_id, service.service_id, within)
        if each.appointment_id != wish.except_appointment_id
        and (wished is None or wished in each.staff_member_ids)
        and wish.except_staff_member_ids.isdisjoint(each.staff_member_ids)
    ]
    if not found:
        return ()
    ids = [each.appointment_id for each in found]
    held = uow.holds.held_attendees(business_id, ids, now, owner)
    places = [
        GroupPlace(
            each,
            each.maximum_attendees_count
            - each.filled_attendees_count
            - held.get(each.appointment_id, 0),
        )
        for each in found
    ]
    return tuple(sorted(places, key=_order))


def _order(place: GroupPlace) -> tuple[datetime, int]:
    return place.appointment.time_range.start_at, -place.open_attendees_count
