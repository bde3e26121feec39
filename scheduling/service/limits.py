"""How much a customer may book by themselves."""

from scheduling.errors import TooManyAppointments
from scheduling.service.searching import Search


def require_room(search: Search) -> None:
    """Refuse a customer who has as many appointments to come as the policy allows.

    Staff book past it. Raises TooManyAppointments.
    """
    access, uow = search.access, search.uow
    if not access.is_customer or access.customer_id is None:
        return
    limit = search.catalog.policy_of(search.service).maximum_open_appointments
    business_id = search.catalog.business.business_id
    if uow.appointments.count_open(business_id, access.customer_id, search.now) >= limit:
        raise TooManyAppointments(limit)
