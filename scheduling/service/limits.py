"""How much a customer may book by themselves."""

from scheduling.errors import TooManyAppointments, TooManyOccurrences
from scheduling.service.searching import Search


def require_room(search: Search) -> None:
    """Refuse a customer who has as many appointments to come as the policy allows.

    Staff book past it. Raises TooManyAppointments.
    """
    left = room_left(search)
    if left is not None and left <= 0 and search.access.customer_id is not None:
        raise TooManyAppointments(_limit(search))


def require_room_for(search: Search, count: int) -> None:
    """Refuse a customer more occurrences than they may still book. Raises TooManyOccurrences."""
    left = room_left(search)
    if left is not None and left < count:
        raise TooManyOccurrences(_limit(search), max(left, 0))


def room_left(search: Search) -> int | None:
    """Count what a customer may still book by themselves; None for staff, who have no limit."""
    access = search.access
    if not access.is_customer:
        return None
    if access.customer_id is None:
        return _limit(search)
    business_id = search.catalog.business.business_id
    count_open = search.uow.appointments.count_open
    return _limit(search) - count_open(business_id, access.customer_id, search.now)


def _limit(search: Search) -> int:
    return search.catalog.policy_of(search.service).maximum_open_appointments
