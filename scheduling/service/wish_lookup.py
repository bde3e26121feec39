"""A wish looked up for its actor: is there such a service, and who could take it."""

from dataclasses import replace
from datetime import datetime

from scheduling.actors import Actor
from scheduling.appointments import Appointment
from scheduling.business import Catalog
from scheduling.catalog import Service, StaffMember
from scheduling.errors import InvalidValue, NotFound
from scheduling.permissions import Action
from scheduling.ports import UnitOfWork
from scheduling.service.access import Access, access_of, access_to_book, appointment_for, require
from scheduling.service.searching import Search
from scheduling.service.wishes import Wish


def search_for(uow: UnitOfWork, actor: Actor, wish: Wish, now: datetime) -> Search:
    """Look a wish up. Raises NotFound for a service or staff member the actor may not choose.

    Raises InvalidValue for a duration the service does not have, and for too many attendees.
    """
    catalog = uow.businesses.catalog(wish.business_id)
    if wish.except_appointment_id is not None:
        access = access_of(uow, actor, catalog)
        moved = appointment_for(
            uow, access, Action.RESCHEDULE, wish.business_id, wish.except_appointment_id
        )
        if not (access.is_customer and moved.is_group):
            return search_to_move(uow, catalog, access, moved, wish, now)
        wish = replace(wish, attendees_count=_attendees_of(moved, access))
    else:
        access = access_to_book(uow, actor, catalog)
    return search_to_book(uow, catalog, access, wish, now)


def search_to_book(
    uow: UnitOfWork, catalog: Catalog, access: Access, wish: Wish, now: datetime
) -> Search:
    """Look up where something new could go. Raises NotFound, NotPermitted, InvalidValue."""
    require(access, Action.BOOK)
    service = catalog.service(wish.service_id).lasting(wish.duration)
    if access.is_customer and service.is_hidden_from_customers:
        raise NotFound("service", wish.service_id)
    if not 1 <= wish.attendees_count <= service.maximum_attendees_count:
        most = service.maximum_attendees_count
        raise InvalidValue("attendeesCount", f"must be 1 to {most}")
    found = search_of(uow, catalog, access, wish, service, now)
    return replace(found, goes_on=_goes_on(uow, wish))


def _goes_on(uow: UnitOfWork, wish: Wish) -> bool:
    """Tell whether others still attend the group that is left for this."""
    if wish.except_appointment_id is None:
        return False
    return len(uow.appointments.get(wish.business_id, wish.except_appointment_id).customers) > 1


def search_of(
    uow: UnitOfWork, catalog: Catalog, access: Access, wish: Wish, service: Service, now: datetime
) -> Search:
    """Give the search for a service, whatever the actor may do with what is found."""
    candidates, count = candidates_of(catalog, service, wish), service.required_staff_count
    return Search(uow, catalog, access, wish, service, candidates, now, count)


def search_to_move(
    uow: UnitOfWork,
    catalog: Catalog,
    access: Access,
    moved: Appointment,
    wish: Wish,
    now: datetime,
) -> Search:
    """Look up where an appointment could go: as long and with the buffers it was booked with.

    One that several staff members have goes where all of them are free.
    """
    having, service = moved.staff_member_ids, as_booked(catalog.service(moved.service_id), moved)
    kept = having[0] if len(having) == 1 else None
    everybody = tuple(catalog.staff_member(each) for each in having)
    return Search(
        uow,
        catalog,
        access,
        wish,
        service,
        candidates_of(catalog, service, wish) if kept else everybody,
        now,
        required_count=len(having),
        kept_staff_member_id=kept,
        is_move=True,
    )


def as_booked(service: Service, moved: Appointment) -> Service:
    """Give a service as long and with the buffers it was booked with, whatever became of it."""
    return replace(
        service,
        default_duration=moved.time_range.duration,
        durations=(),
        pre_buffer=moved.pre_buffer,
        post_buffer=moved.post_buffer,
    )


def candidates_of(catalog: Catalog, service: Service, wish: Wish) -> tuple[StaffMember, ...]:
    """List who could take it: the staff member asked for, or all who provide it and are wanted.

    Where several have it at once, the others come besides the one asked for.
    """
    providers, wished = catalog.providers_of(service), wish.staff_member_id
    if wished is not None and service.required_staff_count == 1:
        return (catalog.staff_member(wished),)
    unwanted = wish.except_staff_member_ids
    found = tuple(each for each in providers if each.staff_member_id not in unwanted)
    if wished is None:
        return found
    first = catalog.staff_member(wished)
    return (first, *(each for each in found if each is not first))


def _attendees_of(moved: Appointment, access: Access) -> int:
    own = moved.information_of(access.customer_id)
    return own.attendees_count if own else 1
